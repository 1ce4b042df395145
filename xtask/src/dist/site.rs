//! The site, for any folder of any web server: each file has a name that says what is in it, so that
//! a browser may keep it for good, and lies there as brotli and gzip too.

use std::fs;
use std::path::Path;

use xtask::headers::DIGEST_DIGITS;
use xtask::weight::{PRIVACY, brotli, gzip};
use xtask::{Result, headers};

use super::files::{File, read, write};
use super::{digest, offline};
use crate::page::Page;
use crate::tools::Tools;

/// The page itself.
const INDEX: &str = "index.html";

/// What people come to by its address keeps its name.
const PAGES: [&str; 2] = [INDEX, PRIVACY];

/// The other files that the page loads, and what they are called once a digest stands in the name.
/// Each comes before those that name it.
const NAMES: [[&str; 3]; 4] = [
    ["sa-token-decoder_bg.wasm", "page", "wasm"],
    ["page.css", "page", "css"],
    ["sa-token-decoder.js", "page", "js"],
    ["boot.mjs", "boot", "mjs"],
];

/// Makes the folder.
pub(crate) fn make(tools: &Tools, page: &Page, out: &Path) -> Result {
    let mut files = files(page)?;
    offline::add(tools, &mut files, INDEX)?;
    for file in &files {
        write(out, file)?;
        write(out, &File::new(format!("{}.br", file.name), brotli(&file.bytes)?))?;
        write(out, &File::new(format!("{}.gz", file.name), gzip(&file.bytes)?))?;
    }
    // GitHub Pages leaves out what its own site builder does not know, unless this is there.
    write(out, &File::new(".nojekyll", ""))?;
    write(out, &File::new("_headers", headers_file(&files)))
}

/// The files that the page is made of, under the names that they are served by.
fn files(page: &Page) -> Result<Vec<File>> {
    check_names(&page.dist)?;
    let mut files: Vec<File> = Vec::new();
    let mut renamed: Vec<[String; 2]> = Vec::new();
    for [old, stem, ending] in NAMES {
        let bytes = with_names(read(&page.dist.join(old))?, &renamed);
        let digest: String = digest::hexadecimal(&bytes).chars().take(DIGEST_DIGITS).collect();
        let name = format!("{stem}-{digest}.{ending}");
        renamed.push([old.to_owned(), name.clone()]);
        files.push(File { name, bytes });
    }
    for name in PAGES {
        files.push(File::new(name, with_names(read(&page.dist.join(name))?, &renamed)));
    }
    Ok(files)
}

/// A text with the new names in it; what is no text names nothing.
fn with_names(bytes: Vec<u8>, renamed: &[[String; 2]]) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => renamed.iter().fold(text, |text, [old, new]| text.replace(old, new)).into(),
        Err(error) => error.into_bytes(),
    }
}

/// An error if the built page has a file that would be left out here.
fn check_names(built: &Path) -> Result {
    for entry in fs::read_dir(built).into_iter().flatten().flatten() {
        let name = entry.file_name().display().to_string();
        let known = PAGES.contains(&&*name) || NAMES.iter().any(|[known, ..]| *known == name);
        if !known && !name.ends_with(".br") {
            return Err(format!("the site would lack {name}: see NAMES in xtask/src/dist/site.rs"));
        }
    }
    Ok(())
}

/// The headers in the form that Netlify, Cloudflare Pages and others read. A host may join the
/// headers of all rules that fit, so that no header stands in two of them.
fn headers_file(files: &[File]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers::headers_with_redirects() {
        text += &format!("  {name}: {value}\n");
    }
    let paths = files.iter().map(|file| format!("/{}", file.name));
    for path in std::iter::once("/".to_owned()).chain(paths) {
        text += &format!("{path}\n  Cache-Control: {}\n", headers::cache_control(&path));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_in_texts_and_bytes_stay() {
        let renamed = [["a.css".to_owned(), "a-1.css".to_owned()]];
        assert_eq!(with_names(b"<./a.css> ./a.css".to_vec(), &renamed), b"<./a-1.css> ./a-1.css");
        assert_eq!(with_names(b"\xffa.css".to_vec(), &renamed), b"\xffa.css");
    }

    #[test]
    fn every_header_stands_in_the_settings_once() {
        let files = [File::new("index.html", ""), File::new("page-01234567.css", "")];
        let text = headers_file(&files);
        for (name, value) in headers::headers_with_redirects() {
            assert_eq!(text.matches(&format!("  {name}: {value}\n")).count(), 1, "{text}");
        }
        let kept = "/page-01234567.css\n  Cache-Control: public, max-age=31536000, immutable\n";
        assert!(text.contains("/\n  Cache-Control: no-cache\n"), "{text}");
        assert!(text.ends_with(kept), "{text}");
    }
}
