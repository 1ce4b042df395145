//! Joins the stylesheets into the one that the page loads: one request instead of many, and text
//! that compresses better together. Trunk calls it before each build (see Trunk.toml).

use std::fs;
use std::path::PathBuf;

use xtask::{Result, project_root};

/// One file a component, in the order in which they are joined.
const SHEETS: [&str; 24] = [
    "tokens",
    "base",
    "layout",
    "controls",
    "field",
    "token-view",
    "token-list",
    "article",
    "menu",
    "share",
    "timeline",
    "claims",
    "remedies",
    "findings",
    "raw",
    "document",
    "keys",
    "acceptance",
    "light",
    "bytes",
    "comparison",
    "welcome",
    "examples",
    "states",
];

/// All of the stylesheets in one.
pub(crate) fn joined() -> Result<String> {
    sheets(&SHEETS)
}

/// Some of them in one.
pub(crate) fn sheets(names: &[&str]) -> Result<String> {
    let mut joined = String::new();
    for sheet in names {
        let path = folder().join(format!("{sheet}.css"));
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        joined.push_str(&compact(&text));
    }
    Ok(joined)
}

/// Writes `target/page.css`, which `index.html` names.
pub(crate) fn join() -> Result {
    let joined = joined()?;
    let path = project_root().join("target").join("page.css");
    fs::create_dir_all(project_root().join("target"))
        .and_then(|()| fs::write(&path, joined))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn folder() -> PathBuf {
    project_root().join("www/styles")
}

/// The same rules without comments, and without the blanks that only a reader needs. None of our
/// strings holds what is taken out.
pub(crate) fn compact(text: &str) -> String {
    let rules = without_comments(text, "/*", "*/");
    let lines = rules.lines().map(str::trim).filter(|line| !line.is_empty());
    let rules: String = lines.flat_map(|line| [line, "\n"]).collect();
    rules.replace(": ", ":").replace(", ", ",").replace(" {", "{").replace(";\n}", "}")
}

/// A text without its comments.
pub(crate) fn without_comments(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    kept.extend(parts.filter_map(|part| part.split_once(close)).map(|(_, kept)| kept));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_comments_and_indentation_are_left_out() {
        let text = "/* One. */\n@layer a {\n  /* Two,\n     on two lines. */\n  b { c: d } /* Three. */\n}\n";
        assert_eq!(compact(text), "@layer a{\nb{ c:d }\n}\n");
    }

    #[test]
    fn ok_every_stylesheet_is_joined() {
        let files = fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.file_name());
        let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
        let mut sheets = SHEETS.map(|sheet| format!("{sheet}.css")).to_vec();
        files.sort();
        sheets.sort();
        assert_eq!(files, sheets);
    }
}
