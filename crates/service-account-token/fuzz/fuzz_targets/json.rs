//! The JSON of a part: the bytes are the payload, or a claim of it where they begin no object.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `{"alg":"ES256"}`
const HEADER: &str = "eyJhbGciOiJFUzI1NiJ9";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let payload = match bytes.first() {
        Some(b'{') => bytes.to_vec(),
        _ => [b"{\"v\":", bytes, b"}"].concat(),
    };
    let token = format!("{HEADER}.{}.{}", URL_SAFE_NO_PAD.encode(&payload), "A".repeat(86));
    let report = promises::hold(token.as_bytes(), Some(1_700_000_000));
    let [token] = report.tokens.as_slice() else { panic!("{} tokens", report.tokens.len()) };
    let has = |code| token.findings.iter().any(|finding| finding.code == code);
    // A limit keeps some members from being listed.
    if !has("json_too_deep") && !has("json_too_many_members") {
        promises::agrees_with_serde_json(
            &token.payload,
            has("json_syntax") || has("json_trailing_text"),
        );
    }
});
