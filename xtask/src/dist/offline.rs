//! The site without a network: the manifest by which a browser installs it, and the service worker
//! that keeps its files, with the list of them.

use serde_json::Value;
use xtask::weight::SERVICE_WORKER;
use xtask::{Result, project_root};

use super::digest;
use super::files::{File, read_text, write};
use crate::replace::replaced;
use crate::shrink::minify;
use crate::tools::Tools;

/// The names that these two are served by. The worker keeps its own for good: a browser asks for it
/// by the name that it had.
const MANIFEST: &str = "manifest.webmanifest";
const WORKER: &str = SERVICE_WORKER;

/// What stands in `www/sw.js` where the build writes.
const LIST: &str = "const FILES = [\"./\"];";
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

/// The service worker with the list of the files and their version in it.
fn with_files(worker: &str, files: &[File], index: &str) -> Result<String> {
    let mut all = Vec::new();
    let mut addresses = Vec::new();
    for file in files {
        let address = if file.name == index { "./" } else { &*file.name };
        addresses.push(address.to_owned());
        all.extend([address.as_bytes(), b"\0", &file.bytes, b"\0"].concat());
    }
    let version: String = digest::hexadecimal(&all).chars().take(VERSION_DIGITS).collect();
    let list = format!("const FILES = {};", Value::from(addresses));
    let worker = replaced(worker, LIST, &list)?;
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

    #[test]
    fn the_worker_keeps_the_files_of_the_site_and_no_others() {
        let worker = worker(&files("a"));
        assert!(worker.contains("const FILES = [\"./\",\"page-01234567.css\"];"), "{worker}");
    }

    #[test]
    fn another_page_is_another_version() {
        assert_eq!(worker(&files("a")), worker(&files("a")));
        assert_ne!(worker(&files("a")), worker(&files("b")));
    }
}
