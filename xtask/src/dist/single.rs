//! The whole tool in one file: the page contains its style, its script and the compressed wasm.
//!
//! A page from a disk can fetch nothing and load no module, and neither can a page in a sandboxed
//! frame; its one script imports nothing. Its policy names its script and its style by their
//! digests, so that no other runs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use xtask::headers::{POLICY, single_file_policy};
use xtask::{Result, project_root};

use super::files::{read, read_text};
use super::packed::deflated;
use crate::digest;
use crate::page::Page;
use crate::replace::{replaced, replaced_from};
use crate::scripts::{GLUE, Script, WASM};
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
    let own_style = compact(&source(mode.style())?);
    let style = read_text(&page.dist.join("page.css"))? + &own_style;
    // There is no separate page about privacy.
    let privacy = match mode {
        Mode::Alone => source("www/single/privacy.html")?,
        // The surrounding page hides the head, and the link with it.
        Mode::Framed => String::new(),
    };
    let script = script(tools, page, mode)?;
    let wasm = BASE64.encode(deflated(&read(&page.dist.join(WASM))?)?);
    let index = read_text(&page.dist.join("index.html"))?;
    let index = match mode {
        Mode::Alone => index,
        // It is made for frames, so it does not warn about them.
        Mode::Framed => replaced_from(&index, "<section id=\"others\"", "</section>", "")?,
    };
    page_of(&index, &style, &privacy, &script, &wasm)
}

impl Mode {
    /// The script that starts it, in `www`.
    fn entry(self) -> &'static str {
        match self {
            Self::Alone => "single/main.mjs",
            Self::Framed => "embed/frame.mjs",
        }
    }

    /// Its own styles, after those of the page.
    fn style(self) -> &'static str {
        match self {
            Self::Alone => "www/single/privacy.css",
            Self::Framed => "www/embed/frame.css",
        }
    }
}

fn source(path: &str) -> Result<String> {
    read_text(&project_root().join(path))
}

/// Returns the one script. A worker runs the same text, and only the decoder in it.
fn script(tools: &Tools, page: &Page, mode: Mode) -> Result<String> {
    let out = project_root().join("target/single.js");
    let script = Script::classic(mode.entry()).with_file("built-glue", &page.dist.join(GLUE));
    script.bundle(tools, &out)?;
    read_text(&out)
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

    #[test]
    fn single_file_is_complete_and_has_a_policy() {
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
