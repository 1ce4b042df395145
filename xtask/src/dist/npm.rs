//! The npm package: the module under the names that a program imports, and the element, both with
//! their types.

use std::path::Path;

use xtask::{Result, project_root};

use super::files::{File, read, read_text, write};
use crate::page::Page;
use crate::replace::replaced;
use crate::scripts::{GLUE, WASM};

/// What the package takes from the built page: the glue as wasm-bindgen writes it.
const BUILT: [&str; 2] = [GLUE, WASM];

/// What it takes from the project's sources.
const SOURCES: [&str; 4] =
    ["LICENSE-APACHE", "LICENSE-MIT", "www/npm/README.md", "www/npm/sa-token-decoder.d.ts"];

/// What it takes from the folder of the element, and what that is called here.
const ELEMENT: [[&str; 2]; 3] = [
    ["sa-token-decoder.mjs", "element.mjs"],
    ["sa-token-decoder.d.ts", "element.d.ts"],
    ["sa-token-core.mjs", "sa-token-core.mjs"],
];

/// Makes the folder out of the built page and of what is embedded.
pub(crate) fn make(page: &Page, embed: &Path, out: &Path) -> Result {
    for [name, here] in ELEMENT {
        write(out, &File::new(here, read(&embed.join(name))?))?;
    }
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
