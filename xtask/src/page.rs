//! Builds the page into `target/site`, compresses and weighs it. Does nothing when nothing changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use xtask::weight::{self, Weight};
use xtask::{Result, project_root};

use crate::compile::{RUSTC_FLAGS, fetch, private_folders, rustc_flags};
use crate::run::{run, step};
use crate::shrink::shrink;
use crate::tools::Tools;
use crate::versions;

/// The built page.
pub(crate) struct Page {
    /// Its folder, `target/site`; `cargo xtask dist` makes of it what is shipped.
    pub(crate) dist: PathBuf,
    /// What it weighs.
    pub(crate) weight: Weight,
}

/// Everything that the built page is made from.
const INPUTS: [&str; 17] = [
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "package-lock.json",
    "crates/service-account-token/Cargo.toml",
    "crates/service-account-token/src",
    "src",
    "www",
    ".cargo",
    "xtask/src/compile.rs",
    "xtask/src/page.rs",
    "xtask/src/scripts.rs",
    "xtask/src/shrink.rs",
    "xtask/src/styles.rs",
    "xtask/wasm-bindgen/Cargo.lock",
];

/// Builds the page if it is not up to date, and prints what it weighs.
pub(crate) fn build() -> Result<Page> {
    build_with(&Tools::for_page()?)
}

/// Builds the page with tools at hand.
pub(crate) fn build_with(tools: &Tools) -> Result<Page> {
    let dist = dist();
    let inputs = fingerprint(INPUTS.map(|input| project_root().join(input)), versions::TRUNK);
    if read_stamp() == Some((inputs, fingerprint([dist.clone()], ""))) {
        println!("→ page: built before, and nothing changed since");
    } else {
        step("page", "Trunk compiles it", || {
            fetch()?;
            let mut trunk = tools.command("trunk");
            // Trunk takes NO_COLOR for an option with a value of its own.
            trunk.args(["build", "--release"]).env_remove("NO_COLOR");
            trunk.env(RUSTC_FLAGS, rustc_flags());
            run(&mut trunk, "look at its message above")
        })?;
        step("page", "wasm-opt makes it small", || shrink(tools, &dist))?;
        check_paths(&dist)?;
        weight::compress(&dist)?;
        write_stamp(inputs, fingerprint([dist.clone()], ""))?;
    }
    let weight = Weight::of(&dist)?;
    println!("\n{weight}\n");
    Ok(Page { dist, weight })
}

/// Errors if the built page names a folder of this machine.
fn check_paths(dist: &Path) -> Result {
    for entry in fs::read_dir(dist).into_iter().flatten().flatten() {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        for (folder, _) in private_folders() {
            let folder = format!("{}/", folder.display());
            if bytes.windows(folder.len()).any(|window| window == folder.as_bytes()) {
                let name = entry.file_name().display().to_string();
                return Err(format!(
                    "{name} names {folder}: see rustc_flags in xtask/src/compile.rs"
                ));
            }
        }
    }
    Ok(())
}

/// The folder of the built page.
pub(crate) fn dist() -> PathBuf {
    project_root().join("target/site")
}

fn stamp() -> PathBuf {
    project_root().join("target").join("page.stamp")
}

fn read_stamp() -> Option<(u64, u64)> {
    let text = fs::read_to_string(stamp()).ok()?;
    let (inputs, outputs) = text.split_once(' ')?;
    Some((inputs.parse().ok()?, outputs.parse().ok()?))
}

fn write_stamp(inputs: u64, outputs: u64) -> Result {
    let stamp = stamp();
    let folder = stamp.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&stamp, format!("{inputs} {outputs}")))
        .map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

/// Returns a number that changes with the name or the content of any file in these places.
fn fingerprint(places: impl IntoIterator<Item = PathBuf>, more: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    more.hash(&mut hasher);
    for place in places {
        hash_all(&place, &mut hasher);
    }
    hasher.finish()
}

/// Folders that only `cargo xtask dist` reads.
const OF_DIST: [&str; 4] = ["www/embed", "www/npm", "www/single", "www/withdraw"];

fn hash_all(place: &Path, hasher: &mut DefaultHasher) {
    if OF_DIST.iter().any(|folder| place.ends_with(folder)) {
        return;
    }
    place.hash(hasher);
    if let Ok(entries) = fs::read_dir(place) {
        let mut entries: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| hash_all(entry, hasher));
    } else {
        fs::read(place).ok().hash(hasher);
    }
}
