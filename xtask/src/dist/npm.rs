//! The npm package: the module under the names that a program imports, with its types.

use std::path::Path;

use xtask::{Result, project_root};

use super::files::{File, read, read_text, replaced, write};
use crate::page::Page;

/// What the package takes from the built page.
const BUILT: [&str; 2] = ["sa-token-decoder.js", "sa-token-decoder_bg.wasm"];

/// What it takes from the project's sources.
const SOURCES: [&str; 4] =
    ["LICENSE-APACHE", "LICENSE-MIT", "www/npm/README.md", "www/npm/sa-token-decoder.d.ts"];

/// Makes the folder.
pub(crate) fn make(page: &Page, out: &Path) -> Result {
    for name in BUILT {
        write(out, &File::new(name, read(&page.dist.join(name))?))?;
    }
    for path in SOURCES {
        let name = path.rsplit('/').next().unwrap_or(path);
        write(out, &File::new(name, read(&project_root().join(path))?))?;
    }
    let package = read_text(&project_root().join("www/npm/package.json"))?;
    let version = env!("CARGO_PKG_VERSION");
    let package = replaced(&package, "\"0.0.0\"", &format!("\"{version}\""))?;
    write(out, &File::new("package.json", package))
}
