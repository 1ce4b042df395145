//! Makes the built page small by stock tools: the wasm by wasm-opt, the scripts by terser, and the page
//! itself by leaving out its comments.

use std::fs;
use std::path::Path;

use xtask::Result;

use crate::run::run;
use crate::styles::without_comments;
use crate::tools::Tools;

/// The glue that wasm-bindgen writes, and the wasm that it loads.
const GLUE: &str = "sa-token-decoder.js";
const WASM: &str = "sa-token-decoder_bg.wasm";

/// The scripts of the page. Their exported names stay.
const SCRIPTS: [&str; 2] = [GLUE, "boot.mjs"];

/// For terser, of a module. These names of the glue stay too: the worker of `boot.mjs` is the glue's
/// text and calls them.
pub(crate) const MODULE: [&str; 2] = ["reserved=[initSync,readApart]", "--module"];

/// What rustc uses and all three engines have. Never `--all-features`: WebKit refuses the result.
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
    fs::write(&page, without_comments(&text, "<!--", "-->")).map_err(unusable)?;
    for script in SCRIPTS {
        minify(tools, &dist.join(script), &MODULE)?;
    }
    Ok(())
}

/// Takes comments and long names out of a script, with more options for terser.
pub(crate) fn minify(tools: &Tools, script: &Path, options: &[&str]) -> Result {
    let mut terser = tools.command("terser");
    terser.arg(script).args(["--compress", "--mangle"]).args(options).arg("--output").arg(script);
    run(&mut terser, "look at its message above")
}
