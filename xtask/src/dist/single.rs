//! The whole tool in one file: style, script and the compressed wasm stand inside the page.
//!
//! A page from a disk can fetch nothing and load no module, and neither can a page in a sandboxed
//! frame; its one script imports nothing. Its policy names its script and its style by their
//! digests, so that no other runs.

use xtask::headers::{POLICY, single_file_policy};
use xtask::{Result, project_root};

use super::digest;
use super::files::{File, read, read_text, write};
use super::packed::packed;
use super::plain::plain;
use crate::page::Page;
use crate::replace::{replaced, replaced_from};
use crate::shrink::{MODULE, minify};
use crate::styles::compact;
use crate::tools::Tools;

/// What the one file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Opened from a disk.
    Alone,
    /// Shown in a frame of another page.
    Framed,
}

/// Makes the file.
pub(crate) fn make(tools: &Tools, page: &Page, mode: Mode) -> Result<String> {
    let own_style = compact(&source(&format!("{}.css", mode.own()))?);
    let style = read_text(&page.dist.join("page.css"))? + &own_style;
    // There is no other page beside this one.
    let privacy = match mode {
        Mode::Alone => source("www/single/privacy.html")?,
        // The page around hides the head, and the link with it.
        Mode::Framed => String::new(),
    };
    let script = script(tools, page, mode)?;
    let wasm = packed(&read(&page.dist.join("sa-token-decoder_bg.wasm"))?)?;
    let index = read_text(&page.dist.join("index.html"))?;
    let index = match mode {
        Mode::Alone => index,
        // It is made for frames: a warning of them would be in the way.
        Mode::Framed => replaced_from(&index, "<section id=\"others\"", "</section>", "")?,
    };
    page_of(&index, &style, &privacy, &script, &wasm)
}

impl Mode {
    /// What it has beside the page itself: a style and a script of this name.
    fn own(self) -> &'static str {
        match self {
            Self::Alone => "www/single/privacy",
            Self::Framed => "www/embed/frame",
        }
    }
}

fn source(path: &str) -> Result<String> {
    read_text(&project_root().join(path))
}

/// The one script: the glue, then what starts the page. A worker runs the same text, and only the
/// glue in it.
fn script(tools: &Tools, page: &Page, mode: Mode) -> Result<String> {
    let glue = read_text(&page.dist.join("sa-token-decoder.js"))?;
    let own = source(&format!("{}.mjs", mode.own()))?;
    let joined = joined(&glue, &own, &source("www/boot.mjs")?, &source("www/single/load.mjs")?)?;
    let folder = project_root().join("target/single");
    write(&folder, &File::new("script.mjs", joined))?;
    minify(tools, &folder.join("script.mjs"), &MODULE)?;
    // In a sandboxed frame a worker that is a module does not start, and a plain one does; the worker
    // is this very text.
    let (script, _) = plain(&read_text(&folder.join("script.mjs"))?)?;
    Ok(script)
}

fn joined(glue: &str, own: &str, boot: &str, load: &str) -> Result<String> {
    // Small as it is, the glue has another name for what it exports as its default.
    let init = glue.split(" as default").next().and_then(|before| before.rsplit([',', '{']).next());
    let init = init.filter(|_| glue.contains(" as default")).ok_or("the glue has no default")?;
    let boot = replaced_from(boot, "  // Load.", "  // Loaded.\n", load)?;
    let boot = replaced(&boot, "new Worker(address, { type: \"module\" })", "new Worker(address)")?;
    Ok(format!(
        "{glue}\nconst decoder = {{ default: {init}, mount }};\n\
         if (globalThis.document) {{\n{own}\n{boot}}}\n"
    ))
}

/// The page with everything inside, in place of what it would load, and with `more` at its end.
fn page_of(index: &str, style: &str, more: &str, script: &str, wasm: &str) -> Result<String> {
    for end in ["</script", "<!--"] {
        if script.contains(end) {
            return Err(format!("the script holds {end}, which would end it in a page"));
        }
    }
    if style.contains("</style") {
        return Err("the style holds </style, which would end it in a page".to_owned());
    }
    let policy = single_file_policy(&digest::of_policy(script), &digest::of_policy(style));
    let mut page = replaced(index, POLICY, &policy)?;
    let unneeded = [
        ("<script type=\"module\" src=", "</script>"),
        ("<link rel=\"modulepreload\"", ">"),
        ("<link rel=\"preload\"", ">"),
    ];
    for (open, close) in unneeded {
        page = replaced_from(&page, open, close, "")?;
    }
    // Marks first, so that nothing that goes inside is changed or searched any more.
    let [style_mark, script_mark] = ["<style></style>", "<script></script>"];
    page = replaced_from(&page, "<link rel=\"stylesheet\"", ">", style_mark)?;
    page = replaced(&page, "</body>", &format!("{more}{script_mark}\n  </body>"))?;
    if let Some((_, address)) = page.split_once("=\"./") {
        let address = address.split('"').next().unwrap_or_default();
        return Err(format!("the one file would ask for {address}: see xtask/src/dist/single.rs"));
    }
    let lines = page.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let page: String = lines.flat_map(|line| [line, "\n"]).collect();
    let (head, rest) = page.split_once(style_mark).unwrap_or_default();
    let (body, end) = rest.split_once(script_mark).unwrap_or_default();
    Ok(format!(
        "{head}<style>{style}</style>{body}<script type=\"text/plain\" id=\"wasm\">{wasm}</script>\n\
         <script type=\"module\">{script}</script>{end}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export function mount(n){}function O(){}export{initSync,O as default};";
    const BOOT: &str = "let a;\n  // Load. Here.\n  fetch();\n  // Loaded.\n  new Worker(address, { type: \"module\" });\n";

    #[test]
    fn the_script_loads_in_its_own_way() {
        let joined = joined(GLUE, "frame();", BOOT, "unpack();\n").unwrap();
        let start = "const decoder = { default: O, mount };\nif (globalThis.document) {\n";
        let rest = "frame();\nlet a;\nunpack();\n  new Worker(address);\n}\n";
        assert_eq!(joined, format!("{GLUE}\n{start}{rest}"));
    }

    #[test]
    fn the_page_has_all_inside_and_a_policy_for_it() {
        let index = format!(
            "<meta content=\"{POLICY}\"><script type=\"module\" src=\"a\"></script><link rel=\"stylesheet\" href=\"b\"/>\n\
             \n<link rel=\"modulepreload\" href=\"c\"><link rel=\"preload\" href=\"d\"/></head><body></body>"
        );
        let page = page_of(&index, " a {} ", "<dialog>", "b();", "AAAA").unwrap();
        let policy = single_file_policy(&digest::of_policy("b();"), &digest::of_policy(" a {} "));
        assert_eq!(
            page,
            format!(
                "<meta content=\"{policy}\"><style> a {{}} </style>\n</head><body><dialog>\
                 <script type=\"text/plain\" id=\"wasm\">AAAA</script>\n\
                 <script type=\"module\">b();</script>\n  </body>\n"
            )
        );
        let more = index.replace("</head>", "<link rel=\"icon\" href=\"./a.png\"></head>");
        let error = page_of(&more, "", "", "", "").unwrap_err();
        assert!(error.starts_with("the one file would ask for a.png"), "{error}");
        assert!(page_of(&index, "", "", "\"</script>\"", "").is_err());
        assert!(page_of(&index, "</style>", "", "", "").is_err());
    }
}
