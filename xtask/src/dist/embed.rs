//! Makes the folder `embed/`: the element `<sa-token-decoder>` for the pages of others, as modules
//! and as one classic script, from the built page and `www/embed`.
//!
//! ```text
//! sa-token-decoder.mjs         the element; it loads the next two when it is scrolled to
//! sa-token-core.mjs            the page's glue, and its styles as those of an element
//! sa-token-decoder_bg.wasm     the page's own
//! sa-token-decoder.classic.js  all of these in one file, for `<script defer>`
//! sa-token-decoder.d.ts        types
//! guide.html                   how to use all this, itself such a page: see guide.rs
//! ```

use std::path::Path;

use xtask::{Result, project_root, weight};

use super::files::{File, read, read_text, write};
use super::guide;
use super::packed::deflated;
use crate::page::Page;
use crate::scripts::{GLUE, Script, WASM};
use crate::styles::compact;
use crate::tools::Tools;

const ELEMENT: &str = "sa-token-decoder.mjs";
const CORE: &str = "sa-token-core.mjs";
const CLASSIC: &str = "sa-token-decoder.classic.js";
const TYPES: &str = "sa-token-decoder.d.ts";

/// Properties of the page that a host may set as `--sa-token-NAME`; docs/embedding.md lists them.
const THEMABLE: [&str; 19] = [
    "paper",
    "sheet",
    "tint",
    "rule",
    "rule-strong",
    "ink",
    "ink-soft",
    "ink-muted",
    "accent",
    "accent-tint",
    "on-accent",
    "header",
    "payload",
    "signature",
    "usual",
    "notable",
    "problem",
    "sans",
    "mono",
];

/// Makes the folder `out` from the built page.
pub(crate) fn make(tools: &Tools, page: &Page, out: &Path) -> Result {
    let source = |name: &str| project_root().join("www/embed").join(name);
    let styles = embedded(&read_text(&page.dist.join("page.css"))?)
        + &compact(&read_text(&source("embed.css"))?);
    let wasm = read(&page.dist.join(WASM))?;
    // What the scripts import, but for the glue.
    let built = project_root().join("target/embed");
    write(&built, &File::new("styles.css", styles))?;
    write(&built, &File::new("wasm.deflate", deflated(&wasm)?))?;

    write(out, &File::new(WASM, wasm))?;
    write(out, &File::new(TYPES, read(&source(TYPES))?))?;
    let element = Script::module("embed/element.mjs");
    let element = element.with_import("sa-token-core", &format!("./{CORE}"));
    element.bundle(tools, &out.join(ELEMENT))?;
    let with_built = |script: Script| {
        script
            .with_file("built-glue", &page.dist.join(GLUE))
            .with_file("built-styles", &built.join("styles.css"))
            .with_file("built-wasm", &built.join("wasm.deflate"))
    };
    with_built(Script::module("embed/core.mjs")).bundle(tools, &out.join(CORE))?;
    let classic = Script::classic("embed/element.mjs");
    let classic = classic.with_file("sa-token-core", &source("core-classic.mjs"));
    with_built(classic).bundle(tools, &out.join(CLASSIC))?;
    for file in guide::files(&read(&out.join(CLASSIC))?)? {
        write(out, &file)?;
    }
    weight::compress(out)
}

/// The page's styles for an element: what is said of the document is said of `.sa-token`, which no
/// rule of a host reaches, and what goes by the window or by the document's font goes by that.
fn embedded(styles: &str) -> String {
    let styles = themable(styles);
    let lines = styles.split_inclusive('\n').map(|line| {
        let line = line.replace(":root", ".sa-token");
        let line = match line.strip_prefix("html{") {
            Some(rest) => format!(".sa-token{{{rest}"),
            None => line,
        };
        // A query knows no property, but the font size of what it asks.
        if line.starts_with("@container") {
            return line.replace("rem", "em");
        }
        if line.starts_with("@media") && line.contains("-width:") {
            return line.replace("rem", "em").replace("@media ", "@container sa-token ");
        }
        with_own_unit(&line).replace("vw", "cqi")
    });
    let lines: String = lines.collect();
    // The lowest layer: everything else is on top of a clean sheet.
    format!("@layer host{{.sa-token{{all:initial}}}}\n{lines}")
}

/// The styles with each colour and font taken from the host if it has one.
fn themable(styles: &str) -> String {
    let mut themable = styles.to_owned();
    for name in THEMABLE {
        let start = format!("\n--{name}:");
        if let Some((before, after)) = themable.split_once(&start)
            && let Some((value, rest)) = after.split_once(';')
        {
            themable = format!("{before}{start}var(--sa-token-{name},{value});{rest}");
        }
    }
    themable
}

/// A line with `1.5rem` as `calc(1.5*var(--sa-token-unit))`.
fn with_own_unit(line: &str) -> String {
    let mut pieces: Vec<&str> = line.split("rem").collect();
    let Some(last) = pieces.pop() else { return line.to_owned() };
    let mut changed = String::new();
    for piece in pieces {
        let before =
            piece.trim_end_matches(|sign: char| sign.is_ascii_digit() || "-.".contains(sign));
        let number = piece.strip_prefix(before).unwrap_or_default();
        changed.push_str(before);
        changed.push_str(&match number.ends_with(|sign: char| sign.is_ascii_digit()) {
            true => format!("calc({number}*var(--sa-token-unit))"),
            // A name, such as `.remedy`.
            false => format!("{number}rem"),
        });
    }
    changed + last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styles::joined;

    #[test]
    fn styles_do_not_depend_on_the_host_document() {
        let page = joined().unwrap();
        let styles = embedded(&page);
        for theirs in [":root", "\nhtml{", "vw", "@media (min-width", "@media (max-width"] {
            assert!(!styles.contains(theirs), "{theirs}");
        }
        let pieces: Vec<&str> = styles.split("rem").collect();
        let digit = |piece: &&str| piece.ends_with(|sign: char| sign.is_ascii_digit());
        assert!(!pieces.iter().any(digit), "a length in rem");
        assert!(page.contains(":root") && page.contains("\nhtml{") && page.contains("vw"));
    }

    #[test]
    fn lengths_use_the_elements_own_unit() {
        let styles = ".remedy{\nmargin:-0.5rem 1rem;\nwidth:min(66rem,100%)}\n";
        let own = ".remedy{\nmargin:calc(-0.5*var(--sa-token-unit)) calc(1*var(--sa-token-unit));\n\
                   width:min(calc(66*var(--sa-token-unit)),100%)}\n";
        assert!(embedded(styles).ends_with(own), "{}", embedded(styles));
    }

    #[test]
    fn container_width_is_the_elements() {
        let styles = "@media (min-width:60rem){\n}\n@media print{\n}\n\
                      @container result (min-width:42rem){\n}\n";
        let own = "@container sa-token (min-width:60em){\n}\n@media print{\n}\n\
                   @container result (min-width:42em){\n}\n";
        assert!(embedded(styles).ends_with(own));
    }

    #[test]
    fn documented_properties_exist_on_the_page() {
        let styles = embedded(&joined().unwrap());
        let guide = read_text(&project_root().join("docs/embedding.md")).unwrap();
        for name in THEMABLE {
            assert!(styles.contains(&format!("\n--{name}:var(--sa-token-{name},")), "{name}");
            assert!(guide.contains(&format!("`--sa-token-{name}`")), "{name} in the guide");
        }
    }
}
