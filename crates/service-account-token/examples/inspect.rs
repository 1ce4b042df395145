//! Prints the report of what stands in a file or on standard input, as JSON.
//!
//! `inspect [--now SECONDS] [--api-audience AUD]... [--lines] [FILE]`; without `--now` the system's
//! clock. With `--lines` each line is a text of its own, written as a JSON string, and each report
//! is a line.

use std::io::{BufWriter, Read, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use service_account_token::{Options, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut now, mut audiences) = (None, Vec::new());
    let (mut file, mut lines) = (None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--now" => {
                let seconds = arguments.next().ok_or("--now needs a number of Unix seconds")?;
                now = Some(seconds.parse().map_err(|_| "--now needs a number of Unix seconds")?);
            }
            "--api-audience" => {
                audiences.push(arguments.next().ok_or("--api-audience needs a value")?);
            }
            "--lines" => lines = true,
            _ => file = Some(argument),
        }
    }
    let now = now.map_or_else(system_now, Ok)?;
    let options = Options::new().now(now).api_audiences(audiences);
    let mut bytes = Vec::new();
    match file.as_deref() {
        None | Some("-") => std::io::stdin().read_to_end(&mut bytes)?,
        Some(path) => std::fs::File::open(path)?.read_to_end(&mut bytes)?,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    if lines {
        for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let text: String = serde_json::from_slice(line)?;
            serde_json::to_writer(&mut out, &inspect(text.as_bytes(), &options))?;
            writeln!(out)?;
        }
    } else {
        serde_json::to_writer_pretty(&mut out, &inspect(&bytes, &options))?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one native place that passes the system's clock"
)]
fn system_now() -> Result<i64, Box<dyn std::error::Error>> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?)
}
