//! Installs Debian packages where that can be done without asking; otherwise says the line to type.
//!
//! Another program may hold one of apt's locks, such as the automatic updates of a machine that has
//! just started. apt-get waits for dpkg's lock itself when it is told to. It does not wait for the
//! locks of its package lists and its downloads (seen with apt 2.6), so it is called again then.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use xtask::Result;
use xtask::engines::find_program;

use crate::run::{first_line, run, run_and_keep, step};

/// How long to wait for a lock: an automatic update of a new machine takes a few minutes.
const LOCK_SECONDS: u64 = 300;

/// How long to wait before apt-get is called again.
const RETRY_SECONDS: u64 = 5;

/// What apt-get says when it cannot have a lock, in English because of `LC_ALL`.
const LOCKED: &str = "Could not get lock";

/// Variables for apt-get: no questions, and messages in English.
const ENVIRONMENT: [&str; 2] = ["DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"];

/// Installs Debian packages, named with a space between. `by_hand` says what to do where that takes
/// a password or does not work.
pub(crate) fn ensure_packages(packages: &str, why: &str, by_hand: &str) -> Result {
    let apt = apt_get().ok_or(by_hand)?;
    step(packages, why, || {
        run_unlocked(&mut command(apt, &["update", "--quiet=2"]), by_hand)?;
        let install = ["install", "--yes", "--quiet=2", "--no-install-recommends"];
        run_unlocked(command(apt, &install).args(packages.split(' ')), by_hand)
    })
}

/// Unpacks Debian packages into a folder, without what they depend on and without their scripts. That
/// takes no rights, unless the lists of packages are missing or old.
pub(crate) fn unpack_packages(names: &[&str], why: &str, folder: &Path, by_hand: &str) -> Result {
    find_program("apt-get").ok_or(by_hand)?;
    step(&names.join(", "), why, || {
        let packages = folder.join("packages");
        fs::create_dir_all(&packages)
            .map_err(|error| format!("cannot make {}: {error}", packages.display()))?;
        let mut download = Command::new("apt-get");
        download.current_dir(&packages).args(["download", "--quiet=2"]).args(names);
        if run(&mut download, by_hand).is_err() {
            let apt = apt_get().ok_or(by_hand)?;
            run_unlocked(&mut command(apt, &["update", "--quiet=2"]), by_hand)?;
            run(&mut download, by_hand)?;
        }
        for package in fs::read_dir(&packages).into_iter().flatten().flatten() {
            let mut unpack = Command::new("dpkg-deb");
            run(unpack.arg("--extract").arg(package.path()).arg(folder), by_hand)?;
        }
        Ok(())
    })
}

/// The words that call apt-get without asking for anything: as root, or by sudo without a password.
fn apt_get() -> Option<&'static [&'static str]> {
    find_program("apt-get")?;
    let is_root = first_line(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let sudo = || first_line(Command::new("sudo").args(["--non-interactive", "id", "-u"]));
    match is_root {
        true => Some(&["env"]),
        // sudo drops most variables, so they are set behind it.
        false => sudo().map(|_| &["sudo", "--non-interactive", "env"][..]),
    }
}

fn command(before: &[&str], arguments: &[&str]) -> Command {
    let mut words = before.iter().chain(&ENVIRONMENT).chain(&["apt-get"]).chain(arguments);
    let mut command = Command::new(words.next().unwrap_or(&"env"));
    command.args(words).args(["--option", &format!("DPkg::Lock::Timeout={LOCK_SECONDS}")]);
    command
}

/// Runs apt-get, again and again while another program holds one of its locks.
fn run_unlocked(apt: &mut Command, by_hand: &str) -> Result {
    let attempt = || {
        let (passed, output) = run_and_keep(apt)?;
        Ok(match passed {
            true => Attempt::Done,
            false if output.contains(LOCKED) => Attempt::Locked,
            false => Attempt::Failed,
        })
    };
    let wait = || {
        println!("  another program installs packages: trying again in {RETRY_SECONDS} s");
        thread::sleep(Duration::from_secs(RETRY_SECONDS));
    };
    match until_unlocked(LOCK_SECONDS / RETRY_SECONDS, attempt, wait)? {
        Attempt::Done => Ok(()),
        Attempt::Locked => {
            Err(format!("apt-get's lock is still held: wait for it, then {by_hand}"))
        }
        Attempt::Failed => Err(format!("apt-get failed: {by_hand}")),
    }
}

/// What came of calling apt-get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attempt {
    Done,
    Locked,
    Failed,
}

/// Attempts something until it meets no lock, with at most so many waits between. Returns the last
/// attempt.
fn until_unlocked(
    waits: u64,
    mut attempt: impl FnMut() -> Result<Attempt>,
    mut wait: impl FnMut(),
) -> Result<Attempt> {
    let mut last = attempt()?;
    for _ in 0..waits {
        if last != Attempt::Locked {
            break;
        }
        wait();
        last = attempt()?;
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs through these attempts, and returns the last one with the number of waits.
    fn outcome(waits: u64, attempts: &[Attempt]) -> (Result<Attempt>, usize) {
        let mut attempts = attempts.iter().copied();
        let mut waited = 0;
        let next = || attempts.next().ok_or_else(|| "one attempt too many".to_owned());
        let last = until_unlocked(waits, next, || waited += 1);
        (last, waited)
    }

    #[test]
    fn held_lock_is_waited_for() {
        use Attempt::{Done, Failed, Locked};
        assert_eq!(outcome(3, &[Done]), (Ok(Done), 0));
        assert_eq!(outcome(3, &[Locked, Locked, Done]), (Ok(Done), 2));
        assert_eq!(outcome(3, &[Locked, Failed]), (Ok(Failed), 1));
    }

    #[test]
    fn lock_that_stays_held_is_an_error() {
        assert_eq!(outcome(3, &[Attempt::Locked; 4]), (Ok(Attempt::Locked), 3));
    }

    #[test]
    fn apt_get_waits_and_never_prompts() {
        let command = command(&["sudo", "--non-interactive", "env"], &["update"]);
        let words: Vec<_> = command.get_args().filter_map(|word| word.to_str()).collect();
        let expected = "--non-interactive env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get update \
            --option DPkg::Lock::Timeout=300";
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(words.join(" "), expected);
    }
}
