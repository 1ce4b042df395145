//! What a paste gives out besides its report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::report::Format;
use service_account_token::{MAX_INPUT_BYTES, Options, Paste, inspect};
use support::*;

/// Returns what the signature of the first token covers.
fn signing_input(text: impl AsRef<[u8]>) -> Option<String> {
    Some(Paste::read(text.as_ref()).signing_input(0)?.expose().to_owned())
}

fn header_and_payload(token: &str) -> Option<String> {
    token.rsplit_once('.').map(|(covered, _)| covered.to_owned())
}

#[test]
fn signature_of_a_jws_covers_header_and_payload() {
    for token in [BOUND.trim(), LEGACY_AUTO.trim(), &usual()] {
        let covered = header_and_payload(token);
        for text in [token.to_owned(), format!("Bearer {token}"), base64(token)] {
            assert_eq!(signing_input(text), covered);
        }
        let wrapped = format!("{}\n{}", &token[..100], &token[100..]);
        assert_eq!(signing_input(wrapped), covered);
    }
}

#[test]
fn only_a_whole_signed_jws_has_a_signing_input() {
    let usual = usual();
    let jwe = format!("{}.AAAA.AAAA.AAAA.AAAA", base64url(r#"{"alg":"dir","enc":"A128GCM"}"#));
    assert_eq!(only(&jwe).format, Some(Format::Jwe));
    let covered = header_and_payload(&usual).unwrap();
    let unsecured = format!("{}.e30.", base64url(r#"{"alg":"none"}"#));
    for text in [&jwe, &covered, &unsecured, &usual[..200], &format!("{usual}.e30"), "no token"] {
        assert_eq!(signing_input(text), None, "{text}");
    }
    assert!(Paste::read(usual.as_bytes()).signing_input(1).is_none());
}

#[test]
fn text_that_is_too_large_needs_no_copy() {
    let options = Options::new().now(NOW);
    let text = vec![b'a'; MAX_INPUT_BYTES + 1];
    let paste = Paste::too_large(text.len());
    assert_eq!(paste.report(&options), inspect(&text, &options));
    assert!(paste.tokens().is_empty());
}
