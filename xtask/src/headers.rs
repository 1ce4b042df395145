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

/// Where the page may connect and navigate to: its own server, without redirects. It also covers what
/// no Content-Security-Policy does: navigations, downloads, DNS lookups and WebRTC, which it blocks
/// unless told otherwise. Chromium has enforced it since version 152; other engines ignore it.
///
/// A link from the page to another site would not work under it. The page has none.
pub const CONNECTION_ALLOWLIST: &str = "(response-origin)";

/// The same for hosts that redirect `privacy.html` to `privacy`, as Cloudflare Pages does. Where
/// redirects are blocked, neither that link nor the service worker's installation would work.
pub const CONNECTION_ALLOWLIST_WITH_REDIRECTS: &str = "(response-origin);redirects=allow";

/// The browser's features: all closed except for the clipboard, which the page uses for its buttons. The
/// list has the names that Chromium knows. It warns of others in the console, so `web-share` is left out:
/// where a browser has it, only the page itself can use it.
pub const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), bluetooth=(), \
     browsing-topics=(), camera=(), captured-surface-control=(), clipboard-read=(self), \
     clipboard-write=(self), compute-pressure=(), deferred-fetch=(), deferred-fetch-minimal=(), \
     digital-credentials-create=(), digital-credentials-get=(), display-capture=(), \
     encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
     identity-credentials-get=(), idle-detection=(), keyboard-map=(), language-detector=(), \
     language-model=(), local-fonts=(), local-network=(), local-network-access=(), \
     loopback-network=(), magnetometer=(), microphone=(), midi=(), \
     on-device-speech-recognition=(), otp-credentials=(), payment=(), picture-in-picture=(), \
     private-state-token-issuance=(), private-state-token-redemption=(), \
     publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), \
     serial=(), speaker-selection=(), storage-access=(), summarizer=(), sync-xhr=(), \
     translator=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// Every header that goes with every answer, whatever the file; beside them goes
/// [`cache_control`].
pub const HEADERS: [(&str, &str); 8] = [
    // `frame-ancestors` is the one part that a `<meta>` cannot say.
    ("Content-Security-Policy", concat!(policy!(), "; frame-ancestors 'none'")),
    ("Connection-Allowlist", CONNECTION_ALLOWLIST),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
];

/// The headers as a host should send them that answers some addresses with a redirect.
pub fn headers_with_redirects() -> [(&'static str, &'static str); 8] {
    HEADERS.map(|(name, value)| match value {
        CONNECTION_ALLOWLIST => (name, CONNECTION_ALLOWLIST_WITH_REDIRECTS),
        _ => (name, value),
    })
}

/// Headers for the page alone. They are left out of what is made to be embedded: some would keep other
/// pages from showing it, and it has its Content-Security-Policy in itself. In a frame, the page around
/// says which features and which addresses are open.
pub const KEEP_OTHERS_OUT: [&str; 6] = [
    "Content-Security-Policy",
    "Connection-Allowlist",
    "Permissions-Policy",
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
    fn page_repeats_the_policy_exactly() {
        assert!(source("index.html").contains(&format!("content=\"{POLICY}\"")));
    }

    #[test]
    fn page_tightens_the_policy_after_loading() {
        assert!(source("www/start.mjs").contains(&format!("\"{POLICY_AFTER_LOADING}\"")));
    }

    #[test]
    fn each_feature_is_listed_once_and_only_the_clipboard_is_open() {
        let features: Vec<&str> = PERMISSIONS_POLICY.split(", ").collect();
        let mut names: Vec<&str> =
            features.iter().map(|feature| feature.split('=').next().unwrap()).collect();
        assert!(names.is_sorted(), "{names:?}");
        names.dedup();
        assert_eq!(names.len(), features.len(), "a feature is listed twice");
        let open: Vec<_> = features.iter().filter(|feature| !feature.ends_with("=()")).collect();
        assert_eq!(open, [&"clipboard-read=(self)", &"clipboard-write=(self)"]);
    }

    #[test]
    fn only_the_allowlist_differs_where_a_host_redirects() {
        let with_redirects = headers_with_redirects();
        let differ: Vec<_> =
            HEADERS.iter().zip(&with_redirects).filter(|(one, other)| one != other).collect();
        let allowed = ("Connection-Allowlist", "(response-origin);redirects=allow");
        assert_eq!(differ, [(&("Connection-Allowlist", "(response-origin)"), &allowed)]);
    }

    /// A browser applies a policy in a `<meta>` to what comes after it.
    #[test]
    fn only_the_encoding_precedes_the_policy() {
        let page = source("index.html");
        let (before, _) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
        let (elements, comment) = before.split_once("<!--").unwrap();
        assert!(comment.trim_end().ends_with("-->") && comment.matches("-->").count() == 1);
        let elements: Vec<_> = elements.split_whitespace().collect();
        let expected = [
            "<!doctype",
            "html>",
            "<html",
            "lang=\"en\">",
            "<head>",
            "<meta",
            "charset=\"utf-8\">",
        ];
        assert_eq!(elements, expected);
    }

    #[test]
    fn only_files_named_by_digest_are_cached_forever() {
        for kept in ["/page-0123abcd.css", "/a/page-00000000.js.br"] {
            assert!(cache_control(kept).contains("immutable"), "{kept}");
        }
        for asked in ["/", "/index.html", "/page-0123abc.css", "/page-0123abcg.js", "/sw.js"] {
            assert_eq!(cache_control(asked), "no-cache", "{asked}");
        }
    }

    #[test]
    fn privacy_documents_repeat_both_policies() {
        for path in ["docs/privacy.md", "www/privacy.html"] {
            let text = source(path).split_whitespace().collect::<Vec<_>>().join(" ");
            for policy in [POLICY, POLICY_AFTER_LOADING] {
                assert!(text.contains(policy), "{path} does not say {policy}");
            }
        }
    }

    #[test]
    fn page_has_no_inline_script_or_style() {
        for path in ["index.html", "www/privacy.html"] {
            let page = source(path);
            for inline in ["<style", "style=", "<script>", "onload=", "onclick=", "javascript:"] {
                assert!(!page.contains(inline), "{path} holds {inline}");
            }
        }
        assert!(!source("www/privacy.html").contains("<script"), "it has a script");
    }
}
