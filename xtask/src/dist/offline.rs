//! The site without a network: the manifest by which a browser installs it, and the service worker
//! that keeps its files, with the list of them.

use serde_json::{Map, Value, json};
use xtask::weight::SERVICE_WORKER;
use xtask::{Result, headers, project_root};

use super::digest;
use super::files::{File, read_text, write};
use crate::replace::replaced;
use crate::shrink::minify;
use crate::tools::Tools;

/// The names that these two are served by. The worker keeps its own for good: a browser asks for it
/// by the name that it had.
const MANIFEST: &str = "manifest.webmanifest";
const WORKER: &str = SERVICE_WORKER;

/// The lines of `www/sw.js` that the build fills in.
const LIST: &str = "const FILES = [[\"./\", \"text/html\", \"\"]];";
const HEADERS: &str = "const HEADERS = {};";
const VERSION: &str = "const VERSION = \"\";";

/// Hexadecimal digits of the version, which only has to differ from the one before.
const VERSION_DIGITS: usize = 16;

/// Where `index.html` names the manifest: before its icon.
const ICON: &str = "<link rel=\"icon\"";

/// Adds both to the files of the site, of which `index` is the page.
pub(crate) fn add(tools: &Tools, files: &mut Vec<File>, index: &str) -> Result {
    let source = |name: &str| read_text(&project_root().join("www").join(name));
    let manifest: Value = serde_json::from_str(&source(MANIFEST)?)
        .map_err(|error| format!("www/{MANIFEST} is no JSON: {error}"))?;
    files.push(File::new(MANIFEST, manifest.to_string()));
    for file in files.iter_mut().filter(|file| file.name == index) {
        let page = String::from_utf8_lossy(&file.bytes).into_owned();
        let named = format!("<link rel=\"manifest\" href=\"{MANIFEST}\">{ICON}");
        file.bytes = replaced(&page, ICON, &named)?.into();
    }
    let worker = with_files(&source(WORKER)?, files, index)?;
    files.push(File::new(WORKER, minified(tools, &worker)?));
    Ok(())
}

/// Returns the service worker with the files, the headers and its version filled in.
fn with_files(worker: &str, files: &[File], index: &str) -> Result<String> {
    let entries: Vec<Value> = files
        .iter()
        .map(|file| {
            let address = if file.name == index { "./" } else { &*file.name };
            json!([address, headers::content_type(&file.name), digest::base64(&file.bytes)])
        })
        .collect();
    let every: Map<String, Value> = headers::HEADERS
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect();
    let worker = replaced(worker, LIST, &format!("const FILES = {};", Value::from(entries)))?;
    let worker = replaced(&worker, HEADERS, &format!("const HEADERS = {};", Value::from(every)))?;
    // A changed worker is another version too, with a cache of its own.
    let version: String =
        digest::hexadecimal(worker.as_bytes()).chars().take(VERSION_DIGITS).collect();
    replaced(&worker, VERSION, &format!("const VERSION = \"{version}\";"))
}

fn minified(tools: &Tools, script: &str) -> Result<String> {
    let folder = project_root().join("target/offline");
    write(&folder, &File::new(WORKER, script))?;
    minify(tools, &folder.join(WORKER), &["--module"])?;
    read_text(&folder.join(WORKER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str) -> [File; 2] {
        [File::new("index.html", page), File::new("page-01234567.css", "")]
    }

    fn worker(files: &[File]) -> String {
        let source = std::fs::read_to_string(project_root().join("www/sw.js")).unwrap();
        with_files(&source, files, "index.html").unwrap()
    }

    /// The digest of nothing.
    const NOTHING: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn the_worker_lists_each_file_with_its_type_and_digest() {
        let worker = worker(&files(""));
        let list = format!(
            "const FILES = [[\"./\",\"text/html; charset=utf-8\",\"{NOTHING}\"],\
             [\"page-01234567.css\",\"text/css; charset=utf-8\",\"{NOTHING}\"]];"
        );
        assert!(worker.contains(&list), "{worker}");
    }

    #[test]
    fn the_worker_answers_with_every_header() {
        let worker = worker(&files(""));
        for (name, value) in headers::HEADERS {
            assert!(worker.contains(&format!("{}:{}", json!(name), json!(value))), "{worker}");
        }
    }

    #[test]
    fn another_page_or_another_worker_is_another_version() {
        assert_eq!(worker(&files("a")), worker(&files("a")));
        let version = |worker: &str| {
            let after = worker.split("const VERSION = \"").nth(1).unwrap();
            after.split('"').next().unwrap().to_owned()
        };
        let first = version(&worker(&files("a")));
        assert_eq!(first.len(), VERSION_DIGITS);
        assert_ne!(first, version(&worker(&files("b"))));
        let source = std::fs::read_to_string(project_root().join("www/sw.js")).unwrap();
        let other = with_files(&format!("{source}//"), &files("a"), "index.html").unwrap();
        assert_ne!(first, version(&other));
    }
}
