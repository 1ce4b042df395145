//! The site as a build from changed sources would have it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use sha2::{Digest as _, Sha256, Sha384};
use xtask::weight::{NOT_FOUND, PRIVACY, SERVICE_WORKER};

use crate::site_folder;

/// Files for a server: the path of each, and its text.
pub type Files = Vec<(&'static str, &'static str)>;

/// Hexadecimal digits of the version of a service worker.
const VERSION_DIGITS: usize = 16;

/// Changes a file of the site, such as `/index.html`, and the digests of it wherever they stand.
/// Returns the files that differ then: that one, the pages and the service worker. The names stay.
pub fn rebuilt(path: &'static str, change: impl FnOnce(String) -> String) -> Files {
    rebuilt_with(vec![(path, change(text_of(path)))])
}

/// Returns the text of a file of the site.
pub fn text_of(path: &str) -> String {
    read(path.trim_start_matches('/'))
}

/// Does the same for several files, each with its new text.
pub fn rebuilt_with(changed: Vec<(&'static str, String)>) -> Files {
    let mut worker = read(SERVICE_WORKER);
    let mut pages = ["index.html", PRIVACY, NOT_FOUND].map(|page| (page, read(page)));
    let mut files = Files::new();
    for (path, new) in changed {
        let old = text_of(path);
        worker = worker.replace(&sha256(&old), &sha256(&new));
        for (_, page) in &mut pages {
            *page = page.replace(&sha384(&old), &sha384(&new));
        }
        files.push((path, new.leak()));
    }
    for (name, new) in pages {
        let (old, path) = (read(name), format!("/{name}"));
        if new != old && files.iter().all(|(changed, _)| *changed != path) {
            worker = worker.replace(&sha256(&old), &sha256(&new));
            files.push((path.leak(), new.leak()));
        }
    }
    let digest = Sha256::digest(worker.as_bytes());
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let version: String = digits.chars().take(VERSION_DIGITS).collect();
    worker = worker.replace(&version_of(&worker), &version);
    files.push(("/sw.js", worker.leak()));
    files
}

fn read(name: &str) -> String {
    let file = site_folder().join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The one text of the worker that consists of as many hexadecimal digits as a version.
fn version_of(worker: &str) -> String {
    let is_version = |text: &&str| {
        text.len() == VERSION_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    worker.split('"').find(is_version).expect("the worker has a version").to_owned()
}

/// As the service worker compares it.
fn sha256(text: &str) -> String {
    BASE64.encode(Sha256::digest(text.as_bytes()))
}

/// As `integrity` writes it.
fn sha384(text: &str) -> String {
    BASE64.encode(Sha384::digest(text.as_bytes()))
}
