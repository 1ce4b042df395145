//! The site, for any folder of any web server. Each file's name has a digest of its content, so a browser may
//! keep it forever, and each file is there as Brotli and gzip too.

use std::fs;
use std::path::Path;

use xtask::headers::DIGEST_DIGITS;
use xtask::weight::{NOT_FOUND, PRIVACY, brotli, gzip};
use xtask::{Result, headers};

use super::files::{File, read, read_text, write};
use super::offline;
use crate::digest;
use crate::page::Page;
use crate::scripts::{BOOT, DECODER, GLUE, WASM};
use crate::tools::Tools;

/// The page itself.
const INDEX: &str = "index.html";

/// People open these by their address, so they keep their names.
const PAGES: [&str; 3] = [INDEX, PRIVACY, NOT_FOUND];

/// The other files that the page loads, and what they are called once a digest stands in the name. Only
/// the pages name them.
const NAMES: [[&str; 3]; 4] = [
    [WASM, "page", "wasm"],
    ["page.css", "page", "css"],
    [DECODER, "page", "js"],
    [BOOT, "boot", "mjs"],
];

/// The attributes in which a page names a file, each with the attribute for the file's digest.
const INTEGRITY: [[&str; 2]; 4] = [
    ["href", "integrity"],
    ["src", "integrity"],
    // Loaded by boot.mjs, which reads both.
    ["data-js", "data-js-integrity"],
    ["data-wasm", "data-wasm-integrity"],
];

/// Makes the folder.
pub(crate) fn make(tools: &Tools, page: &Page, out: &Path) -> Result {
    let mut files = files(page)?;
    // Hosts send this one when a file is missing. It is not kept for visits without a network.
    let not_found = files.pop_if(|file| file.name == NOT_FOUND);
    offline::add(tools, &mut files, INDEX)?;
    files.extend(not_found);
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
        let bytes = read(&page.dist.join(old))?;
        let digest: String = digest::hexadecimal(&bytes).chars().take(DIGEST_DIGITS).collect();
        let name = format!("{stem}-{digest}.{ending}");
        renamed.push([old.to_owned(), name.clone()]);
        files.push(File { name, bytes });
    }
    let mut pages = Vec::new();
    for name in PAGES {
        let text = with_names(&read_text(&page.dist.join(name))?, &renamed);
        pages.push(File::new(name, with_integrity(&text, &files)));
    }
    check_integrity(pages.first(), &files)?;
    files.extend(pages);
    Ok(files)
}

/// Returns a page with the digest of each file wherever it names one, but for a `preload`: boot.mjs fetches
/// that file without `integrity`, and a browser would not use a preloaded one that has it.
fn with_integrity(page: &str, files: &[File]) -> String {
    let mut page = page.to_owned();
    for File { name, bytes } in files {
        let digest = digest::of_integrity(bytes);
        for [attribute, integrity] in INTEGRITY {
            let named = format!(" {attribute}=\"./{name}\"");
            page = page.replace(&named, &format!("{named} {integrity}=\"{digest}\""));
        }
        let preload = preload_of(name);
        page = page.replace(&format!("{preload} integrity=\"{digest}\""), &preload);
    }
    page
}

/// How a page names a file that it preloads.
fn preload_of(name: &str) -> String {
    format!("<link rel=\"preload\" href=\"./{name}\"")
}

/// Errors if the page loads a file without comparing it with its digest.
fn check_integrity(index: Option<&File>, files: &[File]) -> Result {
    let page = index.map(|index| String::from_utf8_lossy(&index.bytes)).unwrap_or_default();
    for File { name, bytes } in files {
        let digests = page.matches(&digest::of_integrity(bytes)).count();
        let preloads = page.matches(&preload_of(name)).count();
        if digests == 0 || digests + preloads != page.matches(name.as_str()).count() {
            return Err(format!("{name} has no digest: see INTEGRITY in xtask/src/dist/site.rs"));
        }
    }
    Ok(())
}

/// Returns a page that names the files by their new names.
fn with_names(page: &str, renamed: &[[String; 2]]) -> String {
    renamed.iter().fold(page.to_owned(), |page, [old, new]| page.replace(old, new))
}

/// Errors if the built page has a file that the site would lack.
fn check_names(built: &Path) -> Result {
    for entry in fs::read_dir(built).into_iter().flatten().flatten() {
        let name = entry.file_name().display().to_string();
        let known = PAGES.contains(&&*name) || NAMES.iter().any(|[known, ..]| *known == name);
        // The page has the glue inside its decoder; the packages have the glue itself.
        let known = known || name == GLUE;
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
    fn page_uses_the_new_file_names() {
        let renamed = [["a.css".to_owned(), "a-1.css".to_owned()]];
        assert_eq!(with_names("<./a.css> ./a.css", &renamed), "<./a-1.css> ./a-1.css");
    }

    #[test]
    fn every_loaded_file_has_its_digest() {
        let files = [File::new("a-1.js", ""), File::new("a-2.css", "b")];
        let page = "<script src=\"./boot.mjs\" data-js=\"./a-1.js\"></script>\
            <link href=\"./a-1.js\"/><link href=\"./a-2.css\"><link rel=\"preload\" href=\"./a-1.js\">";
        let digest = digest::of_integrity(b"");
        let other = digest::of_integrity(b"b");
        let with = with_integrity(page, &files);
        assert_eq!(
            with,
            format!(
                "<script src=\"./boot.mjs\" data-js=\"./a-1.js\" data-js-integrity=\"{digest}\"></script>\
                 <link href=\"./a-1.js\" integrity=\"{digest}\"/>\
                 <link href=\"./a-2.css\" integrity=\"{other}\"><link rel=\"preload\" href=\"./a-1.js\">"
            )
        );
        let check = |page: &str| check_integrity(Some(&File::new("index.html", page)), &files);
        assert_eq!(check(&with), Ok(()));
        assert!(check(page).is_err());
        let unchecked = format!("{with}<img srcset=\"./a-1.js\">");
        assert!(check(&unchecked).unwrap_err().contains("a-1.js has no digest"));
    }

    #[test]
    fn settings_contain_every_header_once() {
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
