//! `cargo xtask screenshots`: pictures of what is shipped, to look at and for the documents.

use xtask::Result;
use xtask::engines::Engine;

use crate::dist;
use crate::run::{run, step};
use crate::tools::Tools;

/// Takes the pictures in Chromium; with `docs` only those that the documents show.
pub(crate) fn take(docs: bool) -> Result {
    dist::dist(dist::Options::default())?;
    let tools = Tools::for_engine(Engine::Chromium)?;
    step("screenshots", "every state, three widths, light and dark", || {
        let mut cargo = tools.command("cargo");
        cargo.args(["run", "--quiet", "--package", "e2e", "--bin", "screenshots", "--"]);
        cargo.args(docs.then_some("--docs")).env("SA_TOKEN_SITE", dist::site());
        run(&mut cargo, "look at its message above")
    })
}
