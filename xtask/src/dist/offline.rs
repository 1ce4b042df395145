//! The site without a network: the manifest that lets a browser install it, and the service worker that keeps
//! its files, with the list of them.

use serde_json::{Map, Value, json};
use xtask::weight::SERVICE_WORKER;
use xtask::{Result, headers, project_root};

use super::files::{File, read, read_text};
use crate::digest;
use crate::replace::replaced;
use crate::scripts::Script;
use crate::tools::Tools;

/// The names of these two. The worker's must never change: a browser asks for the name it registered.
const MANIFEST: &str = "manifest.webmanifest";
const WORKER: &str = SERVICE_WORKER;

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
    let worker = worker(&source(WORKER)?, files, index);
    let out = project_root().join("target").join(WORKER);
    worker.bundle(tools, &out)?;
    files.push(File::new(WORKER, read(&out)?));
    Ok(())
}

/// Returns the service worker with the values that it lacks: the files, the headers and its version.
fn worker(source: &str, files: &[File], index: &str) -> Script {
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
    let (entries, every) = (Value::from(entries), Value::from(every));
    // A changed worker is another version too, with a cache of its own.
    let all = format!("{source}\n{entries}\n{every}");
    let version: String =
        digest::hexadecimal(all.as_bytes()).chars().take(VERSION_DIGITS).collect();
    Script::classic(WORKER)
        .with_value("FILES", &entries)
        .with_value("HEADERS", &every)
        .with_value("VERSION", &Value::from(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str) -> [File; 2] {
        [File::new("index.html", page), File::new("page-01234567.css", "")]
    }

    /// The options that give the worker its values.
    fn options(source: &str, files: &[File]) -> Vec<String> {
        worker(source, files, "index.html").options().to_vec()
    }

    /// The digest of nothing.
    const NOTHING: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn worker_lists_each_file_with_type_and_digest() {
        let list = format!(
            "--define:FILES=[[\"./\",\"text/html; charset=utf-8\",\"{NOTHING}\"],\
             [\"page-01234567.css\",\"text/css; charset=utf-8\",\"{NOTHING}\"]]"
        );
        assert!(options("", &files("")).contains(&list));
    }

    #[test]
    fn worker_answers_with_every_header() {
        let options = options("", &files(""));
        let headers = options.iter().find_map(|option| option.strip_prefix("--define:HEADERS="));
        let headers: Value = serde_json::from_str(headers.unwrap()).unwrap();
        assert_eq!(headers.as_object().unwrap().len(), headers::HEADERS.len());
        for (name, value) in headers::HEADERS {
            assert_eq!(headers[name], value);
        }
    }

    #[test]
    fn changed_page_or_worker_changes_the_version() {
        let version = |source: &str, page: &str| {
            let options = options(source, &files(page));
            let version =
                options.iter().find_map(|option| option.strip_prefix("--define:VERSION="));
            version.unwrap().trim_matches('"').to_owned()
        };
        let first = version("", "a");
        assert_eq!(first, version("", "a"));
        assert_eq!(first.len(), VERSION_DIGITS);
        assert_ne!(first, version("", "b"));
        assert_ne!(first, version("//", "a"));
    }
}
