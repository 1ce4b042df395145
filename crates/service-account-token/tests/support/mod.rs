//! Made-up tokens and short ways to ask about them.

#![allow(dead_code, reason = "each test file uses some of it")]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use service_account_token::report::{Finding, Report, Text, Token};
use service_account_token::{Options, inspect};

/// The samples' clock: 2023-11-14 22:13:20 UTC.
pub(crate) const NOW: i64 = 1_700_000_000;

pub(crate) const BOUND: &str = include_str!("../samples/bound-pod-extended-v1.24.jwt");
pub(crate) const LEGACY_AUTO: &str = include_str!("../samples/legacy-auto-generated-v1.20.jwt");
pub(crate) const LEGACY_EXPLICIT: &str =
    include_str!("../samples/legacy-explicit-secret-v1.24.jwt");
pub(crate) const SECRET: &str = include_str!("../samples/secret-explicit.yaml");

/// A header as the API server writes it.
pub(crate) const HEADER: &str =
    r#"{"alg":"RS256","kid":"wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI"}"#;

/// A payload as the API server writes it, bound to nothing.
pub(crate) const PAYLOAD: &str = r#"{"aud":["https://kubernetes.default.svc.cluster.local"],"exp":1700003600,"iat":1700000000,"iss":"https://kubernetes.default.svc.cluster.local","jti":"0b6bb8a4-2f0c-4f0a-8f54-0c5a3f2d9f11","kubernetes.io":{"namespace":"shop","serviceaccount":{"name":"cart","uid":"6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e"}},"nbf":1700000000,"sub":"system:serviceaccount:shop:cart"}"#;

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// A signature of so many bytes that repeats nothing, so that any piece of it can be looked for.
pub(crate) fn signature(bytes: usize) -> String {
    let mut state = 0x2545_f491_u32;
    let bytes: Vec<u8> = (0..bytes)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .collect();
    base64url(bytes)
}

/// A token of these two texts with a signature as long as an RSA-2048 key makes it.
pub(crate) fn token(header: &str, payload: &str) -> String {
    format!("{}.{}.{}", base64url(header), base64url(payload), signature(256))
}

/// The usual made-up token.
pub(crate) fn usual() -> String {
    token(HEADER, PAYLOAD)
}

pub(crate) fn report(text: impl AsRef<[u8]>) -> Report {
    inspect(text.as_ref(), &Options::new().now(NOW))
}

/// The only token of a text.
#[track_caller]
pub(crate) fn only(text: impl AsRef<[u8]>) -> Token {
    let mut report = report(text);
    assert_eq!(report.tokens.len(), 1, "{:?}", report.findings);
    report.tokens.remove(0)
}

/// Every finding, those of the tokens included.
pub(crate) fn findings(report: &Report) -> Vec<&Finding> {
    report.findings.iter().chain(report.tokens.iter().flat_map(|token| &token.findings)).collect()
}

/// Every code found.
pub(crate) fn codes(text: impl AsRef<[u8]>) -> Vec<Text> {
    findings(&report(text)).into_iter().map(|finding| finding.code.to_string().into()).collect()
}

/// The finding of this code.
#[track_caller]
pub(crate) fn finding(text: impl AsRef<[u8]>, code: &str) -> Finding {
    let report = report(text);
    let all = findings(&report);
    let found: Vec<_> = all.iter().filter(|finding| finding.code == code).collect();
    assert_eq!(
        found.len(),
        1,
        "{code} among {:?}",
        all.iter().map(|f| &f.code).collect::<Vec<_>>()
    );
    (**found[0]).clone()
}

/// What the finding of this code says.
#[track_caller]
pub(crate) fn says(text: impl AsRef<[u8]>, code: &str, message: &str) {
    assert_eq!(finding(text, code).message, message);
}
