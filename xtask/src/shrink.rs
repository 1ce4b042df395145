//! Makes the built page small: the wasm by wasm-opt, and the page by leaving out its comments. The scripts
//! are minified when they are bundled: see [`crate::scripts`].

use std::fs;
use std::path::Path;

use xtask::Result;

use crate::run::run;
use crate::scripts::WASM;
use crate::styles::without_comments;
use crate::tools::Tools;

/// What rustc uses and all three engines have. Never `--all-features`: WebKit rejects the result.
pub(crate) const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The smallest code, without what only a debugger reads.
pub(crate) const PASSES: [&str; 3] = ["-Oz", "--strip-debug", "--strip-producers"];

/// Makes the files in `dist` small.
pub(crate) fn shrink(tools: &Tools, dist: &Path) -> Result {
    let wasm = dist.join(WASM);
    let mut wasm_opt = tools.command("wasm-opt");
    wasm_opt.args(FEATURES).args(PASSES).arg(&wasm).arg("--output").arg(&wasm);
    run(&mut wasm_opt, "look at its message above")?;
    let page = dist.join("index.html");
    let unusable = |error| format!("cannot use {}: {error}", page.display());
    let text = fs::read_to_string(&page).map_err(unusable)?;
    fs::write(&page, without_comments(&text, "<!--", "-->")).map_err(unusable)
}
