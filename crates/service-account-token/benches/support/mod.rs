//! The texts that are measured: public samples, and texts made from them.

#![allow(dead_code, reason = "each bench takes what it needs")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use service_account_token::Options;

/// When the samples had just expired or were in use: any time would do, but it must be one.
pub(crate) const NOW: i64 = 1_700_000_000;

/// What the reports are made with.
pub(crate) fn options() -> Options {
    Options::new().now(NOW)
}

/// The sample of 994 characters, bound to a Pod and extended to a year.
pub(crate) fn bound() -> &'static str {
    include_str!("../../tests/samples/bound-pod-extended-v1.24.jwt").trim_end()
}

/// A token from a Secret.
pub(crate) fn legacy() -> &'static str {
    include_str!("../../tests/samples/legacy-auto-generated-v1.20.jwt").trim_end()
}

/// A token of this payload, with no meaning in its signature.
pub(crate) fn token(payload: &str) -> String {
    let header = BASE64URL.encode(r#"{"alg":"RS256","kid":"bench"}"#);
    format!("{header}.{}.{}", BASE64URL.encode(payload), "A".repeat(342))
}

/// A token with sixty claims, of which many mean nothing to anybody.
pub(crate) fn sixty_claims() -> String {
    let claims: Vec<_> =
        (0..60).map(|index| format!("\"claim-{index}\":\"value of claim {index}\"")).collect();
    token(&format!("{{{}}}", claims.join(",")))
}

/// A log of so many bytes, with a token on one line of a hundred.
pub(crate) fn log(bytes: usize) -> String {
    let mut log = String::with_capacity(bytes + 2048);
    for line in 0.. {
        if log.len() >= bytes {
            break;
        }
        let second = line % 60;
        log.push_str(&format!("2023-11-14T22:13:{second:02}Z INFO server: GET /api/v1/pods 200 "));
        if line % 100 == 50 {
            log.push_str("Authorization: Bearer ");
            log.push_str(bound());
        }
        log.push('\n');
    }
    log.truncate(bytes);
    log
}
