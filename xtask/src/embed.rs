//! Makes the folder `embed/`: the element `<sa-token-decoder>` for the pages of others, as modules
//! and as one classic script, from the built page and `www/embed`.
//!
//! ```text
//! sa-token-decoder.mjs         the element; it loads the next two when it is scrolled to
//! sa-token-core.mjs            the page's glue, and its styles as those of an element
//! sa-token-decoder_bg.wasm     the page's own
//! sa-token-decoder.classic.js  all of these in one file, for `<script defer>`
//! sa-token-decoder.d.ts        types
//! ```

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use xtask::{Result, project_root, weight};

use crate::page::Page;
use crate::run::run;
use crate::styles::compact;
use crate::tools::Tools;

const ELEMENT: &str = "sa-token-decoder.mjs";
const CORE: &str = "sa-token-core.mjs";
const WASM: &str = "sa-token-decoder_bg.wasm";
const CLASSIC: &str = "sa-token-decoder.classic.js";
const TYPES: &str = "sa-token-decoder.d.ts";

/// The line of `element.mjs` in whose place the classic script has the core itself.
const LOAD_CORE: &str = "const loadCore = () => import(\"./sa-token-core.mjs\");";

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
pub(crate) fn make(page: &Page, out: &Path) -> Result {
    let tools = Tools::for_scripts()?;
    // What an older build left there.
    _ = fs::remove_dir_all(out);
    fs::create_dir_all(out).map_err(|error| format!("cannot make {}: {error}", out.display()))?;

    let files = weight::loaded_files(&page.dist)?;
    let built = |ending: &str| {
        let name = files.iter().find(|name| name.ends_with(ending));
        let name = name.ok_or_else(|| format!("the page loads no {ending}"))?;
        read(&page.dist.join(name))
    };
    let glue = text(built(".js")?)?;
    let wasm = built(".wasm")?;
    let styles = embedded(&text(built(".css")?)?) + &compact(&source("embed.css")?);
    let element = source("element.mjs")?;

    write(out, WASM, &wasm)?;
    write(out, TYPES, source(TYPES)?.as_bytes())?;
    write(out, CORE, core(&glue, &styles).as_bytes())?;
    write(out, ELEMENT, element.as_bytes())?;
    write(out, CLASSIC, classic(&element, &glue, &styles, &wasm)?.as_bytes())?;
    for (script, options) in [(ELEMENT, &["--module"][..]), (CLASSIC, &[])] {
        let script = out.join(script);
        let mut terser = tools.command("terser");
        terser.arg(&script).args(options).args(["--compress", "--mangle", "--output"]);
        run(terser.arg(&script), "look at its message above")?;
    }
    weight::compress(out)
}

/// The glue as a module that has everything the element loads.
fn core(glue: &str, styles: &str) -> String {
    let styles = serde_json::Value::from(styles);
    format!(
        "{glue}\nexport const styles={styles};\n\
         export const wasm=()=>new URL(\"{WASM}\",import.meta.url);\n"
    )
}

/// Everything in one script that is no module. The wasm is inflated when it is needed, without any
/// request: not even one for a `data:` address, which a policy may forbid.
fn classic(element: &str, glue: &str, styles: &str, wasm: &[u8]) -> Result<String> {
    if element.matches(LOAD_CORE).count() != 1 {
        return Err(format!("element.mjs has no line {LOAD_CORE:?}: see xtask/src/embed.rs"));
    }
    let (body, exported) = as_function(glue)?;
    let wasm = BASE64.encode(deflated(wasm)?);
    let styles = serde_json::Value::from(styles);
    let load_core = format!(
        "const loadCore = async () => {{\n{body}\nreturn {{ {exported}, styles: {styles},\n\
         wasm: async () => {{\n\
         const bytes = Uint8Array.from(atob(\"{wasm}\"), (letter) => letter.charCodeAt(0));\n\
         const plain = new DecompressionStream(\"deflate-raw\");\n\
         return new Response(new Blob([bytes]).stream().pipeThrough(plain)).arrayBuffer();\n\
         }} }};\n}};"
    );
    let element = element.replace(LOAD_CORE, &load_core).replace("export class", "class");
    Ok(format!("(() => {{\n\"use strict\";\n{element}\n}})();\n"))
}

/// The glue as the body of a function, and the members of an object with what it exports.
fn as_function(glue: &str) -> Result<(String, String)> {
    let other = || "the glue exports in another form: see xtask/src/embed.rs".to_owned();
    let (body, list) = glue.rsplit_once("export{").ok_or_else(other)?;
    let (list, rest) = list.split_once('}').ok_or_else(other)?;
    let mut members: Vec<String> = Vec::new();
    for item in list.split(',') {
        members.push(match item.split_once(" as ") {
            Some((own, exported)) => format!("{exported}: {own}"),
            None => item.to_owned(),
        });
    }
    let named = body.split("export function ").skip(1).filter_map(|after| after.split('(').next());
    members.extend(named.map(str::to_owned));
    let body = format!("{body}{}", rest.trim_start_matches(';'));
    let body = body.replace("export function ", "function ");
    // Only where the wasm would be fetched, which it is not.
    let body = body.replace("import.meta.url", "document.baseURI");
    match ["export ", "export{", "import(", "import "].iter().any(|word| body.contains(word)) {
        true => Err(other()),
        false => Ok((body, members.join(", "))),
    }
}

fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("deflate failed: {error}"))
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

fn source(name: &str) -> Result<String> {
    text(read(&project_root().join("www/embed").join(name))?)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| format!("a file of the page is no text: {error}"))
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result {
    fs::write(out.join(name), bytes).map_err(|error| format!("cannot write {name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styles::joined;

    #[test]
    fn nothing_goes_by_the_hosts_document() {
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
    fn lengths_go_by_the_elements_own_unit() {
        let styles = ".remedy{\nmargin:-0.5rem 1rem;\nwidth:min(66rem,100%)}\n";
        let own = ".remedy{\nmargin:calc(-0.5*var(--sa-token-unit)) calc(1*var(--sa-token-unit));\n\
                   width:min(calc(66*var(--sa-token-unit)),100%)}\n";
        assert!(embedded(styles).ends_with(own), "{}", embedded(styles));
    }

    #[test]
    fn the_width_asked_for_is_that_of_the_element() {
        let styles = "@media (min-width:60rem){\n}\n@media print{\n}\n\
                      @container result (min-width:42rem){\n}\n";
        let own = "@container sa-token (min-width:60em){\n}\n@media print{\n}\n\
                   @container result (min-width:42em){\n}\n";
        assert!(embedded(styles).ends_with(own));
    }

    #[test]
    fn each_documented_property_is_one_of_the_pages() {
        let styles = embedded(&joined().unwrap());
        let guide = fs::read_to_string(project_root().join("docs/embedding.md")).unwrap();
        for name in THEMABLE {
            assert!(styles.contains(&format!("\n--{name}:var(--sa-token-{name},")), "{name}");
            assert!(guide.contains(&format!("`--sa-token-{name}`")), "{name} in the guide");
        }
    }

    #[test]
    fn the_glue_becomes_a_function() {
        let glue = "export function inspect(a){return wasm.b(a)}let wasm;function O(){\
                    return import.meta.url}export{initSync,O as default};";
        let (body, exported) = as_function(glue).unwrap();
        assert_eq!(exported, "initSync, default: O, inspect");
        assert_eq!(
            body,
            "function inspect(a){return wasm.b(a)}let wasm;function O(){return document.baseURI}"
        );
        assert!(as_function("export const a = 1;").is_err());
        assert!(as_function("export class A{}export{initSync};").is_err());
    }

    #[test]
    fn a_classic_script_has_everything_in_it() {
        let element = format!("{LOAD_CORE}\nexport class A {{}}");
        let script = classic(&element, "export{a as default};", "b{}", b"wasm").unwrap();
        assert!(!script.contains("import") && !script.contains("export"), "{script}");
        assert!(classic("export class A {}", "export{a};", "", b"").is_err());
    }
}
