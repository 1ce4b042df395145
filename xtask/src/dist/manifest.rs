//! `manifest.json`: every file of `dist/` with its length and its digest, and the policies of each
//! page, so that somebody can compare a running site with a release.
//!
//! It leaves out itself and `SHA256SUMS`. That one lists the manifest like any other file, so one
//! signature of `SHA256SUMS` covers all: see docs/releasing.md.

use std::path::Path;

use serde_json::{Value, json};
use xtask::Result;
use xtask::headers::HEADERS;

use super::files::{File, all, read, write};
use super::{SITE, sums};
use crate::digest::hexadecimal;

/// The file's name.
pub(crate) const NAME: &str = "manifest.json";

/// The header that carries a policy.
const POLICY_HEADER: &str = "Content-Security-Policy";

/// How a page states its policy in itself.
const POLICY_META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// Writes it; every other file has to be there already, except `SHA256SUMS`.
pub(crate) fn make(out: &Path) -> Result {
    let mut files = Vec::new();
    for path in all(out)? {
        let name = path.strip_prefix(out).unwrap_or(&path).display().to_string();
        if ![NAME, sums::NAME].contains(&&*name) {
            files.push(entry(&name, &read(&path)?)?);
        }
    }
    let manifest = json!({
        "name": "sa-token-decoder",
        "version": env!("CARGO_PKG_VERSION"),
        "files": files,
    });
    write(out, &File::new(NAME, format!("{manifest:#}\n")))
}

/// What the manifest says of one file.
fn entry(name: &str, bytes: &[u8]) -> Result<Value> {
    let mut entry = json!({
        "path": name,
        "bytes": bytes.len(),
        "sha256": hexadecimal(bytes),
    });
    if name.ends_with(".html") {
        let csp = json!({ "meta": policy_in_page(name, bytes)?, "header": policy_header(name) });
        entry.as_object_mut().map(|entry| entry.insert("csp".to_owned(), csp));
    }
    Ok(entry)
}

/// The one policy that a page states in itself; an error if it states none, or several.
fn policy_in_page(name: &str, bytes: &[u8]) -> Result<String> {
    let page = String::from_utf8_lossy(bytes);
    let mut policies = page.split(POLICY_META).skip(1).filter_map(|rest| rest.split('"').next());
    match (policies.next(), policies.next()) {
        (Some(policy), None) => Ok(policy.to_owned()),
        (None, _) => Err(format!("{name} states no policy: each page that is shipped has to")),
        (Some(_), Some(_)) => Err(format!("{name} states more than one policy")),
    }
}

/// The policy that a server sends with a file, according to the settings that are shipped: only the
/// files of the site have one.
fn policy_header(name: &str) -> Option<&'static str> {
    let of_site = name.strip_prefix(SITE).is_some_and(|rest| rest.starts_with('/'));
    let (_, policy) = HEADERS.iter().find(|(header, _)| *header == POLICY_HEADER)?;
    of_site.then_some(policy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::files::{empty_folder, read_text};

    const PAGE: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    /// The manifest of a folder with these files.
    fn manifest(test: &str, files: &[[&str; 2]]) -> Result<Value> {
        let folder = std::env::temp_dir().join(format!("sa-token-{test}-{}", std::process::id()));
        empty_folder(&folder)?;
        for [path, text] in files {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            write(&folder.join(parent), &File::new(name, *text))?;
        }
        let made = make(&folder).and_then(|()| read_text(&folder.join(NAME)));
        std::fs::remove_dir_all(&folder).unwrap();
        Ok(serde_json::from_str(&made?).unwrap())
    }

    #[test]
    fn every_file_is_listed_with_its_length_and_digest_in_order() {
        let files = [["b/c.js", "abc"], ["a", ""], ["SHA256SUMS", "x"], ["manifest.json", "x"]];
        let expected = json!([
            {
                "path": "a",
                "bytes": 0,
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            },
            {
                "path": "b/c.js",
                "bytes": 3,
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            },
        ]);
        let manifest = manifest("manifest", &files).unwrap();
        assert_eq!(manifest["files"], expected);
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn pages_are_listed_with_both_of_their_policies() {
        let files = [["site/index.html", PAGE], ["embed/embed.html", PAGE], ["site2.html", PAGE]];
        let manifest = manifest("policies", &files).unwrap();
        let header = HEADERS.iter().find(|(name, _)| *name == POLICY_HEADER).unwrap().1;
        let csp = |at: usize| manifest["files"][at]["csp"].clone();
        let own = json!({ "meta": "default-src 'none'", "header": null });
        assert_eq!(csp(0), own, "embed/embed.html");
        assert_eq!(csp(1), json!({ "meta": "default-src 'none'", "header": header }));
        assert_eq!(csp(2), own, "site2.html");
    }

    #[test]
    fn page_without_exactly_one_policy_is_rejected() {
        let none = manifest("none", &[["a.html", "<p>"]]).unwrap_err();
        assert_eq!(none, "a.html states no policy: each page that is shipped has to");
        let two = manifest("two", &[["a.html", &PAGE.repeat(2)]]).unwrap_err();
        assert_eq!(two, "a.html states more than one policy");
    }
}
