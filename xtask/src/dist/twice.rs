//! `cargo xtask dist --twice`: makes everything once more, from a copy of the sources in another
//! folder with nothing built in it, and compares every byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::{Result, project_root};

use super::files::{empty_folder, read_text};
use super::sums;
use crate::run::{output_of, run, step};

/// What differs from `dist` when it is made in another folder; an error if anything does.
pub(crate) fn check(dist: &Path) -> Result {
    let other = Other::new()?;
    step("dist, once more", "from a copy of the sources in another folder", || {
        copy_sources(&other.0)?;
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&other.0).args(["xtask", "dist"]);
        // Nothing that is built already, and another time of day.
        cargo.env("CARGO_TARGET_DIR", other.0.join("target")).env("TZ", "Pacific/Kiritimati");
        run(&mut cargo, "look at its message above")
    })?;
    let sums = |dist: &Path| read_text(&dist.join(sums::NAME));
    let differing = differing(&sums(dist)?, &sums(&other.0.join("dist"))?);
    match &*differing {
        [] => {
            println!("every file is the same, byte for byte, as in {}", other.0.display());
            Ok(())
        }
        names => Err(format!("made in another folder, these differ: {}", names.join(", "))),
    }
}

/// The other folder, removed when this is dropped.
struct Other(PathBuf);

impl Drop for Other {
    fn drop(&mut self) {
        // Nothing depends on it any more.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Other {
    fn new() -> Result<Self> {
        // Of another length than a usual path, since a longer name may move what follows it.
        let name = format!("sa-token-decoder-in-another-folder-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        empty_folder(&folder)?;
        Ok(Self(folder))
    }
}

/// Copies what is or could be committed, and the npm packages, which came from the registry.
fn copy_sources(to: &Path) -> Result {
    let mut git = Command::new("git");
    git.current_dir(project_root()).args(["ls-files", "-z", "--cached", "--others"]);
    for name in output_of(git.arg("--exclude-standard"))?.split_terminator('\0') {
        let (from, to) = (project_root().join(name), to.join(name));
        let folder = to.parent().unwrap_or(&to);
        // One that was removed and not committed yet is still listed.
        if from.is_file() {
            fs::create_dir_all(folder)
                .and_then(|()| fs::copy(&from, &to))
                .map_err(|error| format!("cannot copy {name}: {error}"))?;
        }
    }
    let mut copy = Command::new("cp");
    copy.current_dir(project_root()).args(["-pPR", "node_modules"]).arg(to);
    run(&mut copy, "look at its message above")
}

/// The files that are not the same in both lists of checksums.
fn differing(here: &str, there: &str) -> Vec<String> {
    let files = |sums: &str| -> BTreeMap<String, String> {
        let lines = sums.lines().filter_map(|line| line.split_once("  "));
        lines.map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect()
    };
    let (here, there) = (files(here), files(there));
    let mut names: Vec<_> = here.keys().chain(there.keys()).cloned().collect();
    names.retain(|name| here.get(name) != there.get(name));
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_files_are_named() {
        let here = "1  a\n2  b\n3  c\n";
        assert_eq!(differing(here, here), [""; 0]);
        assert_eq!(differing(here, "1  a\n4  b\n3  d\n"), ["b", "c", "d"]);
    }
}
