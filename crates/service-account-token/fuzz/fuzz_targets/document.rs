//! A document: the bytes are YAML or JSON, in which each `@T` is a token and each `@B` the same in
//! base64.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// `{"alg":"ES256"}` and `{"sub":"system:serviceaccount:a:b"}`.
const TOKEN: &str =
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6YTpiIn0.c2lnbmF0dXJlLW9mLW5v";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let text = text.replace("@T", TOKEN).replace("@B", &STANDARD.encode(TOKEN));
    let report = promises::hold(text.as_bytes(), Some(1_700_000_000));
    for token in &report.tokens {
        let location = &token.location;
        assert_eq!(location.path.is_some(), location.display.is_some());
        let steps = location.path.as_deref().unwrap_or_default();
        assert!(location.path.is_none() || !steps.is_empty(), "a path has a step");
        assert!(location.object.is_none() || location.path.is_some(), "an object has a path");
    }
});
