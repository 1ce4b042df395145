//! Runs other programs, and says each step with its reason and its time.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use xtask::Result;

/// Says what is done and why, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, why: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("→ {what}: {why}");
    let (done, time) = timed(work);
    if done.is_ok() {
        println!("  done in {:.1} s", time.as_secs_f64());
    }
    done
}

/// Does something and says how long it took.
#[expect(clippy::disallowed_methods, reason = "only the decoder has no clock")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Runs a program to its end, its output shown. `remedy` says what to do if it fails.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} failed ({status}): {remedy}")),
        Err(error) => Err(format!("cannot run {name} ({error}): {remedy}")),
    }
}

/// Runs a program to its end and answers what it prints; its complaints are shown.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{name} failed ({}): look at its message above", output.status)),
    }
}

/// The first line that a program prints, or nothing if it cannot be run.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// Runs a program with its output shown and kept. Answers whether it succeeded, and the output.
pub(crate) fn run_and_keep(command: &mut Command) -> Result<(bool, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    let kept = Mutex::new(String::new());
    std::thread::scope(|scope| {
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        scope.spawn(|| show_and_keep(stdout, std::io::stdout(), &kept));
        scope.spawn(|| show_and_keep(stderr, std::io::stderr(), &kept));
    });
    let status = child.wait().map_err(|error| format!("lost sight of {name}: {error}"))?;
    Ok((status.success(), kept.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

fn show_and_keep(from: Option<impl Read>, mut to: impl Write, kept: &Mutex<String>) {
    let Some(from) = from else { return };
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|bytes| bytes > 0) {
        // Nobody may be reading any more; the output is still kept.
        let _ = to.write_all(&line);
        let text = String::from_utf8_lossy(&line);
        kept.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
        line.clear();
    }
}
