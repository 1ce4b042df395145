//! `cargo xtask examples`: makes the example tokens from their definitions, by `xtask/examples.mjs`.

use std::process::Command;

use xtask::Result;

use crate::run::{run, step};
use crate::tools::Tools;

/// Makes what comes of `www/examples/examples.json`; `fresh` signs all of it anew.
pub(crate) fn make(fresh: bool) -> Result {
    let mut script = script(fresh.then_some("--fresh"))?;
    step("examples", "npm jose signs them with keys that are dropped afterwards", || {
        run(&mut script, "look at its message above")
    })
}

/// The command that checks that the committed examples fit their definitions and verify.
pub(crate) fn check() -> Result<Command> {
    script(Some("--check"))
}

fn script(option: Option<&str>) -> Result<Command> {
    let mut node = Tools::for_scripts()?.command("node");
    node.arg("xtask/examples.mjs").args(option);
    Ok(node)
}
