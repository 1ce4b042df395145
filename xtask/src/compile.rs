//! How the page's crates are compiled, by Trunk and ahead of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::{Result, project_root};

use crate::run::{first_line, run};
use crate::versions;

/// Compiles the page's crates by the same command as Trunk, which then finds them compiled.
pub(crate) fn compile() -> Result {
    fetch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project_root()).env(RUSTC_FLAGS, rustc_flags());
    cargo.args(["build", "--quiet", "--locked", "--profile", "page"]);
    cargo.args(["--target", versions::WASM_TARGET]);
    run(&mut cargo, "look at its message above")
}

/// Downloads the crates: Trunk builds without the network (see Trunk.toml).
pub(crate) fn fetch() -> Result {
    let mut fetch = Command::new("cargo");
    fetch.current_dir(project_root()).args(["fetch", "--locked", "--quiet"]);
    run(&mut fetch, "look at its message above; the first time it needs the network")
}

/// Where cargo reads flags for the page's target alone, so that Trunk's hooks have nothing to build anew.
pub(crate) const RUSTC_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Folders of this machine that the page must not name, each with its replacement.
pub(crate) fn private_folders() -> Vec<(PathBuf, &'static str)> {
    let home = std::env::home_dir();
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| home.as_ref().map(|home| home.join(".cargo")));
    let sysroot = first_line(Command::new("rustc").args(["--print", "sysroot"]));
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok());

    let mut folders: Vec<_> = home.map(|home| (home, "/home")).into_iter().collect();
    folders.push((project_root().to_owned(), "/page"));
    folders.extend(sysroot.map(|sysroot| (Path::new(&sysroot).join("lib/rustlib"), "/rust")));
    let registries = registries.into_iter().flatten().flatten();
    folders.extend(registries.map(|registry| (registry.path(), "/rust/deps")));
    folders
}

/// Flags for rustc. A panic message names its source file, so the wasm would hold the builder's folders. If
/// several folders match, rustc uses the last one.
pub(crate) fn rustc_flags() -> String {
    let remap =
        |(folder, name): (PathBuf, _)| format!("--remap-path-prefix={}={name}", folder.display());
    let flags: Vec<String> = private_folders().into_iter().map(remap).collect();
    flags.join(" ")
}
