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
     worker-src blob:; img-src data:";

/// What the single file may load and do, with the digests of its one script and its one style, as
/// `sha256-…`. It is all there at once, so that nothing at all is ever asked for.
pub fn single_file_policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{script}' 'wasm-unsafe-eval'; worker-src blob:; \
         style-src '{style}'; img-src data:; connect-src 'none'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types sa-token"
    )
}

/// Every header that goes with every answer, whatever the file; beside them goes
/// [`cache_control`].
pub const HEADERS: [(&str, &str); 6] = [
    // `frame-ancestors` is the one part that a `<meta>` cannot say.
    ("Content-Security-Policy", concat!(policy!(), "; frame-ancestors 'none'")),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
];

/// Headers that keep other pages from showing what they come with: they are left out of what is made
/// to be embedded, which has its policy in itself.
pub const KEEP_OTHERS_OUT: [&str; 4] = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Cross-Origin-Embedder-Policy",
];

/// How long a browser may keep a file: for good if its name says what is in it, as those of
/// `cargo xtask dist` do; else it asks each time, with the ETag that it has.
pub fn cache_control(path: &str) -> &'static str {
    let mut names = path.rsplit('/').next().unwrap_or_default().split('.');
    let digest = names.next().and_then(|stem| stem.rsplit_once('-')).map_or("", |(_, end)| end);
    let is_digest = |text: &str| {
        text.len() == DIGEST_DIGITS
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    match is_digest(digest) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    }
}

/// Hexadecimal digits of the digest in the name of a file: it only has to differ from the one
/// before.
pub const DIGEST_DIGITS: usize = 8;

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
    fn only_a_file_with_a_digest_in_its_name_is_kept_for_good() {
        for kept in ["/page-0123abcd.css", "/a/page-00000000.js.br"] {
            assert!(cache_control(kept).contains("immutable"), "{kept}");
        }
        for asked in ["/", "/index.html", "/page-0123abc.css", "/page-0123abcg.js", "/sw.js"] {
            assert_eq!(cache_control(asked), "no-cache", "{asked}");
        }
    }

    #[test]
    fn what_says_how_it_is_enforced_repeats_both_policies() {
        for path in ["docs/privacy.md", "www/privacy.html"] {
            let text = source(path).split_whitespace().collect::<Vec<_>>().join(" ");
            for policy in [POLICY, POLICY_AFTER_LOADING] {
                assert!(text.contains(policy), "{path} does not say {policy}");
            }
        }
    }

    #[test]
    fn the_page_has_no_inline_script_or_style() {
        for path in ["index.html", "www/privacy.html"] {
            let page = source(path);
            for inline in ["<style", "style=", "<script>", "onload=", "onclick=", "javascript:"] {
                assert!(!page.contains(inline), "{path} holds {inline}");
            }
        }
        assert!(!source("www/privacy.html").contains("<script"), "it has a script");
    }
}
