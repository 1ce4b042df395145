//! Makes the built page small: the wasm by wasm-opt, the names between the wasm and its glue, the
//! scripts by terser, and the page itself by leaving out its comments.

use std::fs;
use std::path::Path;

use serde_json::Value;
use xtask::Result;

use crate::order::named_by_likeness;
use crate::panics::{STOP, silenced};
use crate::replace::replaced;
use crate::run::{output_of, run};
use crate::styles::without_comments;
use crate::tools::Tools;
use crate::unreached::cleared;

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

/// In their order, chosen by the weight as brotli, which is what a visitor loads, and not by the
/// plain size: what makes code shorter by making it irregular makes it heavier. Each was measured.
pub(crate) const PASSES: [&str; 15] = [
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=4",
    "--skip-pass=local-cse",
    // Runs of zeros weigh less than the segments between them.
    "--skip-pass=memory-packing",
    "--flatten",
    "--rereloop",
    "-Oz",
    // Generic functions for several types are mostly one with other numbers in it.
    "--merge-similar-functions",
    // The lowest addresses are the far end of the stack: nothing is read or written there.
    "--low-memory-unused",
    "-Os",
    "--flatten",
    "--rereloop",
    "-Os",
    // The same end of several branches stands once, behind all of them.
    "--code-folding",
    "-Os",
];

/// The last steps, once the functions have names that say in which order they are to stand.
const LAST_PASSES: [&str; 5] = [
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    // The names carry 16 hexadecimal digits each, twice: nothing can compress those.
    "--minify-imports-and-exports-and-modules",
];

/// Makes the files in `dist` small.
pub(crate) fn shrink(tools: &Tools, dist: &Path, linked: &[u8]) -> Result {
    let (wasm, glue) = (dist.join(WASM), dist.join(GLUE));
    let wasm_opt = |passes: &[&str]| {
        let mut wasm_opt = tools.command("wasm-opt");
        output_of(wasm_opt.args(FEATURES).args(passes).arg(&wasm).arg("--output").arg(&wasm))
    };
    let unusable = |error| format!("cannot use {}: {error}", wasm.display());
    let change = |change: &dyn Fn(&[u8]) -> Result<Vec<u8>>| {
        let changed = change(&fs::read(&wasm).map_err(unusable)?)?;
        fs::write(&wasm, changed).map_err(unusable)
    };
    change(&silenced)?;
    change(&|module| cleared(module, linked, |code| code == STOP))?;
    wasm_opt(&PASSES)?;
    change(&named_by_likeness)?;
    let names = wasm_opt(&LAST_PASSES)?;
    let names = Names::parse(&names).ok_or("wasm-opt told no names: see xtask/src/shrink.rs")?;
    rewrite(&glue, |script| {
        names.renamed(script).map_err(|error| format!("{GLUE}: {error}: see xtask/src/shrink.rs"))
    })?;
    rewrite(&dist.join("index.html"), |page| Ok(without_comments(page, "<!--", "-->")))?;
    for script in SCRIPTS {
        minify(tools, &dist.join(script), &MODULE)?;
    }
    Ok(())
}

fn rewrite(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result {
    let unusable = |error| format!("cannot use {}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(unusable)?;
    fs::write(file, change(&text)?).map_err(unusable)
}

/// Takes comments and long names out of a script, with more options for terser.
pub(crate) fn minify(tools: &Tools, script: &Path, options: &[&str]) -> Result {
    let mut terser = tools.command("terser");
    terser.arg(script).args(["--compress", "--mangle"]).args(options).arg("--output").arg(script);
    run(&mut terser, "look at its message above")
}

/// The names that wasm-opt gave to what the wasm imports and exports.
#[derive(Debug, Default)]
struct Names {
    /// Modules and functions that are imported: old and new name.
    imports: Vec<[String; 2]>,
    /// What is exported: old and new name.
    exports: Vec<[String; 2]>,
}

impl Names {
    /// Reads `{"imports": [[module, old, new], …], "exports": [[old, new], …]}`.
    fn parse(json: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(json).ok()?;
        let pairs = |member: &str, old: usize| -> Option<Vec<[String; 2]>> {
            let pair = |entry: &Value| {
                let name = |at: usize| entry.get(at)?.as_str().map(str::to_owned);
                Some([name(old)?, name(old + 1)?])
            };
            json.get(member)?.as_array()?.iter().map(pair).collect()
        };
        Some(Self { imports: pairs("imports", 1)?, exports: pairs("exports", 0)? })
    }

    /// The glue with the new names. In it an import is a member of an object, `name: function`, and
    /// an export is asked of `wasm`, as `wasm.name`; the functions of the same names that the glue
    /// itself exports stay as they are.
    fn renamed(&self, glue: &str) -> Result<String> {
        let module = format!("\"./{}\": import0", WASM.replace(".wasm", ".js"));
        let mut script = replaced(glue, &module, "\"a\": import0")?;
        for [old, new] in &self.imports {
            script =
                replaced(&script, &format!(" {old}: function("), &format!(" {new}: function("))?;
        }
        for [old, new] in &self.exports {
            script = renamed_member(&script, old, new);
        }
        Ok(without_old_imports(&script))
    }
}

/// The glue without what the wasm does not import any more: what still has its old name.
fn without_old_imports(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut is_old = false;
    for line in script.split_inclusive('\n') {
        is_old |= line.starts_with("        __wb") && line.contains(": function(");
        if !is_old {
            kept.push_str(line);
        }
        is_old &= line.trim_end() != "        },";
    }
    kept
}

/// The script with `wasm.old` as `wasm.new`, and `wasm.older` as it is.
fn renamed_member(script: &str, old: &str, new: &str) -> String {
    let old = format!("wasm.{old}");
    let mut pieces = script.split(&old);
    let mut renamed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let goes_on = piece.starts_with(|next: char| next.is_alphanumeric() || "_$".contains(next));
        if goes_on {
            renamed.push_str(&old);
        } else {
            renamed.push_str("wasm.");
            renamed.push_str(new);
        }
        renamed.push_str(piece);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::{Names, renamed_member, without_old_imports};

    const NAMES: &str = r#"{
        "imports": [["./sa-token-decoder_bg.js", "__wbg_now_0123456789abcdef", "b"]],
        "exports": [["inspect", "c"], ["memory", "d"]]
    }"#;

    #[test]
    fn the_glue_calls_everything_by_its_new_name() {
        let glue = "export function inspect(text) { return wasm.inspect(text, wasm.memory.buffer); }\n\
            const import0 = { __wbg_now_0123456789abcdef: function() { return Date.now(); } };\n\
            return { \"./sa-token-decoder_bg.js\": import0 };";
        let short = "export function inspect(text) { return wasm.c(text, wasm.d.buffer); }\n\
            const import0 = { b: function() { return Date.now(); } };\n\
            return { \"a\": import0 };";
        assert_eq!(Names::parse(NAMES).unwrap().renamed(glue).unwrap(), short);
    }

    #[test]
    fn what_is_not_imported_any_more_is_left_out() {
        let glue = "    const import0 = {\n\
            \x20       __wbg_error_0123456789abcdef: function(text) {\n\
            \x20           if (text) {\n                console.error(text);\n            }\n\
            \x20       },\n\
            \x20       b: function() {\n            return Date.now();\n        },\n    };\n";
        let kept = "    const import0 = {\n\
            \x20       b: function() {\n            return Date.now();\n        },\n    };\n";
        assert_eq!(without_old_imports(glue), kept);
    }

    #[test]
    fn a_name_that_begins_like_another_stays() {
        let script = "wasm.free(1); wasm.free_all(); wasm.free$();";
        assert_eq!(
            renamed_member(script, "free", "a"),
            "wasm.a(1); wasm.free_all(); wasm.free$();"
        );
    }

    #[test]
    fn a_glue_of_another_form_is_refused() {
        let error =
            Names::parse(NAMES).unwrap().renamed("export function inspect() {}").unwrap_err();
        assert!(error.ends_with("stands 0 times where it should stand once"), "{error}");
    }
}
