//! Renews the tables of `docs/benchmarks.md`, each of which stands between marks of its own.

use std::fs;

use xtask::{Result, project_root};

use crate::replace::replaced_from;

/// The document.
const DOCUMENT: &str = "docs/benchmarks.md";

/// Puts a text between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the document.
pub(crate) fn renew(name: &str, text: &str) -> Result {
    let file = project_root().join(DOCUMENT);
    let document =
        fs::read_to_string(&file).map_err(|error| format!("cannot read {DOCUMENT}: {error}"))?;
    let [begin, end] = [format!("<!-- {name} -->\n"), format!("<!-- /{name} -->")];
    let renewed = replaced_from(&document, &begin, &end, &format!("{begin}{text}{end}"))?;
    fs::write(file, renewed).map_err(|error| format!("cannot write {DOCUMENT}: {error}"))
}
