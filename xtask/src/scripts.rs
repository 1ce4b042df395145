//! Bundles and minifies scripts by esbuild. Nothing else in the build changes a script's text.

use std::path::{Path, PathBuf};

use serde_json::Value;
use xtask::{Result, project_root};

use crate::run::run;
use crate::tools::Tools;

/// The glue that wasm-bindgen writes, and the wasm that it loads.
pub(crate) const GLUE: &str = "sa-token-decoder.js";
pub(crate) const WASM: &str = "sa-token-decoder_bg.wasm";

/// The scripts that the page loads: the one that starts it, and the decoder's module.
pub(crate) const BOOT: &str = "boot.mjs";
pub(crate) const DECODER: &str = "decoder.js";

/// The oldest JavaScript that every supported engine runs. It has the private names and static blocks of
/// `element.mjs`, which stay as they are.
const TARGET: &str = "es2022";

/// The folder that Trunk builds into before it replaces the last build.
const STAGING: &str = "TRUNK_STAGING_DIR";

/// Options of esbuild for one script and everything that it imports.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    entry: PathBuf,
    options: Vec<String>,
}

impl Script {
    /// A script that stays a module: it keeps what it exports.
    pub(crate) fn module(entry: &str) -> Self {
        Self::new(entry, &["--format=esm"])
    }

    /// A script that runs where no module does: in `<script defer>`, in a page on a disk, and in the
    /// worker of a sandboxed frame. The glue asks for `import.meta.url` only if nobody gives it the wasm.
    pub(crate) fn classic(entry: &str) -> Self {
        Self::new(entry, &["--format=iife", "--define:import.meta.url=document.baseURI"])
    }

    fn new(entry: &str, options: &[&str]) -> Self {
        let every = ["--bundle", "--minify", "--charset=utf8", "--log-level=warning"];
        let mut options: Vec<String> =
            every.iter().chain(options).map(|&option| option.to_owned()).collect();
        options.push(format!("--target={TARGET}"));
        // Built files that a script imports as values: styles as a text, compressed wasm as bytes.
        options.extend(["--loader:.css=text", "--loader:.deflate=binary"].map(str::to_owned));
        Self { entry: project_root().join("www").join(entry), options }
    }

    /// Makes `import "name"` mean this file.
    pub(crate) fn with_file(mut self, name: &str, file: &Path) -> Self {
        self.options.push(format!("--alias:{name}={}", file.display()));
        self
    }

    /// Leaves `import "name"` in the script, as an import of this address.
    pub(crate) fn with_import(mut self, name: &str, address: &str) -> Self {
        self.options.push(format!("--alias:{name}={address}"));
        self.options.push(format!("--external:{address}"));
        self
    }

    /// Gives a value to a name that the script uses without declaring it.
    pub(crate) fn with_value(mut self, name: &str, value: &Value) -> Self {
        self.options.push(format!("--define:{name}={value}"));
        self
    }

    #[cfg(test)]
    pub(crate) fn options(&self) -> &[String] {
        &self.options
    }

    /// Writes the bundle to `out`.
    pub(crate) fn bundle(&self, tools: &Tools, out: &Path) -> Result {
        let mut esbuild = tools.command("esbuild");
        esbuild.arg(&self.entry).args(&self.options).arg(format!("--outfile={}", out.display()));
        run(&mut esbuild, "look at its message above")
    }
}

/// Bundles the page's scripts into the folder that Trunk has just built: see `hooks` in Trunk.toml.
pub(crate) fn of_the_page() -> Result {
    let staging = std::env::var_os(STAGING).map(PathBuf::from);
    let staging = staging.ok_or_else(|| format!("{STAGING} is not set: only Trunk calls this"))?;
    let tools = Tools::for_scripts()?;
    Script::module("boot.mjs").bundle(&tools, &staging.join(BOOT))?;
    let decoder = Script::module("decoder.mjs").with_file("built-glue", &staging.join(GLUE));
    decoder.bundle(&tools, &staging.join(DECODER))
}
