//! Prints the report of what stands in a file or on standard input, as JSON.
//!
//! `inspect [--now SECONDS] [--api-audience AUD]... [FILE]`; without `--now` the system's clock.

use std::io::{Read, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use sa_token::{Options, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut options = Options::default();
    let mut file = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--now" => {
                let seconds = arguments.next().ok_or("--now needs a number of Unix seconds")?;
                options.now =
                    Some(seconds.parse().map_err(|_| "--now needs a number of Unix seconds")?);
            }
            "--api-audience" => {
                let audience = arguments.next().ok_or("--api-audience needs a value")?;
                options.api_audiences.push(audience);
            }
            _ => file = Some(argument),
        }
    }
    if options.now.is_none() {
        options.now = Some(system_now()?);
    }
    let mut bytes = Vec::new();
    match file.as_deref() {
        None | Some("-") => std::io::stdin().read_to_end(&mut bytes)?,
        Some(path) => std::fs::File::open(path)?.read_to_end(&mut bytes)?,
    };
    let json = serde_json::to_string_pretty(&inspect(&bytes, &options))?;
    writeln!(std::io::stdout(), "{json}")?;
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one native place that passes the system's clock"
)]
fn system_now() -> Result<i64, Box<dyn std::error::Error>> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?)
}
