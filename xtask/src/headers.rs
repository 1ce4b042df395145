//! The headers that the page is served with, in one table: the server sends it, and whatever else
//! has to know them (the built site's `<meta>`, a web host's configuration) is made from it or
//! compared with it.

/// The page's policy, as the built `index.html` repeats it in a `<meta>`.
macro_rules! policy {
    () => {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; \
         style-src 'self'; img-src 'self' data:; manifest-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types sa-token"
    };
}

/// What the page may load and do; a `<meta>` can say all of this.
pub const POLICY: &str = policy!();

/// The policy that `boot.mjs` adds once every file of the page is there.
pub const POLICY_AFTER_LOADING: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; \
     worker-src blob:; style-src 'self'; img-src data:";

/// Every header that goes with every answer, whatever the file.
pub const HEADERS: [(&str, &str); 7] = [
    // `frame-ancestors` is the one part that a `<meta>` cannot say.
    ("Content-Security-Policy", concat!(policy!(), "; frame-ancestors 'none'")),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    // No name has a hash in it (see Trunk.toml): a browser asks each time, with the ETag it has.
    ("Cache-Control", "no-cache"),
];

/// The type of a file by the ending of its name. A module script or a stylesheet of the wrong type
/// is refused under `nosniff`, and wasm compiles while it arrives only with its own.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str) -> String {
        std::fs::read_to_string(crate::project_root().join(path)).unwrap()
    }

    #[test]
    fn the_page_repeats_the_policy_word_for_word() {
        assert!(source("index.html").contains(&format!("content=\"{POLICY}\"")));
    }

    #[test]
    fn the_page_tightens_to_the_policy_after_loading() {
        assert!(source("www/boot.mjs").contains(&format!("\"{POLICY_AFTER_LOADING}\"")));
    }

    #[test]
    fn the_page_has_no_inline_script_or_style() {
        let page = source("index.html");
        for inline in ["<style", "style=", "<script>", "onload=", "onclick=", "javascript:"] {
            assert!(!page.contains(inline), "index.html holds {inline}");
        }
    }
}
