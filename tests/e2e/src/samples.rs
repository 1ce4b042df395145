//! The public sample tokens, made-up ones, and texts made from them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;

/// Bound to a Pod, extended to a year.
pub const BOUND: &str = include_str!(
    "../../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
);

/// From a Secret that was made with its service account.
pub const LEGACY_AUTO: &str = include_str!(
    "../../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

/// From a Secret that somebody made.
pub const LEGACY_MANUAL: &str = include_str!(
    "../../../crates/service-account-token/tests/samples/legacy-explicit-secret-v1.24.jwt"
);

/// A time at which the bound sample has expired: 14 November 2023.
pub const NOW: i64 = 1_700_000_000;

/// A token that was cut inside its payload.
pub fn broken() -> String {
    BOUND.chars().take(400).collect()
}

/// Several tokens in one text.
pub fn several() -> String {
    format!("old: {LEGACY_AUTO}\nnew: {BOUND}\nby hand: {LEGACY_MANUAL}")
}

/// When [`BOUND`] was issued: 19 August 2022.
pub const BOUND_ISSUED_AT: i64 = 1_660_909_741;

/// When [`bound_for_an_hour`] was issued: 14 November 2023.
pub const HOUR_ISSUED_AT: i64 = 1_700_000_000;

/// What `kubectl create token` gives: for an hour, tied to nothing.
pub fn bound_for_an_hour() -> String {
    token(
        r#"{"alg":"RS256","kid":"4ZKLmW3rZzBT0MqHHxbc8D0VdN9vRn8p1yRo5vXqk2E"}"#,
        r#"{"aud":["https://kubernetes.default.svc.cluster.local"],"exp":1700003600,"iat":1700000000,"iss":"https://kubernetes.default.svc.cluster.local","jti":"5b1c9c8a-30f7-4f0e-9d5b-6f3c2a1e7d40","kubernetes.io":{"namespace":"shop","serviceaccount":{"name":"checkout","uid":"7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918"}},"nbf":1700000000,"sub":"system:serviceaccount:shop:checkout"}"#,
    )
}

/// A token of another system that looks alike.
pub fn github_actions() -> String {
    token(
        r#"{"alg":"RS256","kid":"made-up-for-this-picture","typ":"JWT","x5t":"bWFkZS11cA"}"#,
        r#"{"jti":"0b1f7a86-5f9d-4c6e-a7d3-2f8e9c4b6a10","sub":"repo:octo-example/shop:ref:refs/heads/main","aud":"https://github.com/octo-example","ref":"refs/heads/main","sha":"0123456789abcdef0123456789abcdef01234567","repository":"octo-example/shop","repository_owner":"octo-example","actor":"octo-example","workflow":"deploy","event_name":"push","job_workflow_ref":"octo-example/shop/.github/workflows/deploy.yml@refs/heads/main","iss":"https://token.actions.githubusercontent.com","nbf":1699999400,"exp":1700000900,"iat":1700000600}"#,
    )
}

/// An encrypted token.
pub fn encrypted() -> String {
    let header = BASE64URL.encode(r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#);
    let parts = [256, 12, 320, 16].map(|length| BASE64URL.encode(noise(length)));
    format!("{header}.{}", parts.join("."))
}

/// A bound token whose names try to be links, pictures, mentions, markup and other directions.
pub fn hostile() -> String {
    token(
        r#"{"alg":"RS256","kid":"![x](https://example.invalid/kid.png)"}"#,
        "{\"aud\":[\"https://example.invalid/?a|b\",\"@everyone #1 `x`\"],\"exp\":1700003600,\"iat\":1700000000,\"iss\":\"<img src=x onerror=alert(1)>\",\"kubernetes.io\":{\"namespace\":\"[click](javascript:x)\",\"pod\":{\"name\":\"a\u{202e}b\u{200b}c | d\",\"uid\":\"`` ` ``\"},\"serviceaccount\":{\"name\":\"x\\n\\n# y\",\"uid\":\"***\"}},\"nbf\":1700000000,\"sub\":\"system:serviceaccount:[click](javascript:x):x\"}",
    )
}

/// A compact token with a made-up signature.
fn token(header: &str, payload: &str) -> String {
    let [header, payload] = [header, payload].map(|part| BASE64URL.encode(part));
    format!("{header}.{payload}.{}", BASE64URL.encode(noise(256)))
}

/// Bytes that look like any, and are the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}
