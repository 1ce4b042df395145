//! Renews the tables of the README, each of which stands between marks of its own.

use std::fs;

use xtask::{Result, project_root};

use crate::replace::replaced_from;

/// Puts a text between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the README.
pub(crate) fn renew(name: &str, text: &str) -> Result {
    let file = project_root().join("README.md");
    let readme = fs::read_to_string(&file).map_err(|error| format!("no README.md: {error}"))?;
    let [begin, end] = [format!("<!-- {name} -->\n"), format!("<!-- /{name} -->")];
    let renewed = replaced_from(&readme, &begin, &end, &format!("{begin}{text}{end}"))?;
    fs::write(file, renewed).map_err(|error| format!("cannot write README.md: {error}"))
}
