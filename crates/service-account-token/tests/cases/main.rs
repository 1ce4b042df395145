//! Texts in the forms of public reports, with made-up tokens: what the decoder answers to each.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use service_account_token::report::{Encoding, Finding, Format, Kind, Report, Token};
use service_account_token::{Options, inspect};

fn at(text: &str, now: i64) -> Report {
    inspect(text.as_bytes(), &Options::new().now(Some(now)))
}

/// Returns the only token, read on 2023-11-14.
fn only(text: &str) -> Token {
    only_at(text, 1_700_000_000)
}

fn only_at(text: &str, now: i64) -> Token {
    let mut report = at(text, now);
    assert_eq!((report.tokens.len(), report.findings.len()), (1, 0), "{:?}", report.findings);
    report.tokens.remove(0)
}

fn codes(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.code.to_string()).collect()
}

/// Returns the codes about a paste without a token.
fn without_token(text: &str) -> Vec<String> {
    let report = at(text, 1_700_000_000);
    assert!(report.tokens.is_empty());
    codes(&report.findings)
}

#[track_caller]
fn is_whole(token: &Token, kind: Kind, bytes: u64, encoding: &[Encoding]) {
    assert_eq!((token.format, token.kind), (Some(Format::Jws), kind));
    let found = token.signature.bytes.map(|bytes| bytes as u64);
    assert_eq!((found, token.location.encoding.as_slice()), (Some(bytes), encoding));
}

#[test]
fn decoded_payload_is_explained_as_a_token() {
    let token = only(include_str!("01-decoded-payload.txt"));
    assert_eq!((token.format, token.kind), (Some(Format::Decoded), Kind::Bound));
    assert_eq!(codes(&token.findings), ["decoded_not_token", "expired"]);
}

#[test]
fn prompt_before_decoded_claims_is_no_variable() {
    let token = only(include_str!("03-decoded-after-prompt.txt"));
    assert_eq!((token.format, token.kind), (Some(Format::Decoded), Kind::Legacy));
    // The `kid` was left out in the report: `[....]` is no fault of the token.
    assert_eq!(codes(&token.findings), ["decoded_not_token", "no_expiry"]);
}

#[test]
fn wrapped_token_followed_by_a_prompt_is_whole() {
    let token = only_at(include_str!("07-wrapped-then-prompt.txt"), 1_760_001_000);
    is_whole(&token, Kind::Bound, 256, &[Encoding::WrappedLines]);
    assert_eq!(codes(&token.findings), ["text_glued"]);
}

#[test]
fn token_concatenated_in_go_is_one() {
    let token = only(include_str!("08-go-concat.txt"));
    is_whole(&token, Kind::Legacy, 256, &[Encoding::Concatenated]);
}

#[test]
fn elided_middle_is_no_fault_of_the_pieces() {
    let token = only(include_str!("10-elided-middle.txt"));
    assert_eq!(token.format, Some(Format::JwsTruncated));
    assert_eq!(codes(&token.findings), ["middle_left_out"]);
}

#[test]
fn base64_form_as_bearer_is_refused() {
    let token = only(include_str!("11-base64-as-bearer.txt"));
    is_whole(&token, Kind::Legacy, 256, &[Encoding::Base64]);
    assert_eq!(codes(&token.findings), ["encoded_as_bearer", "no_expiry"]);
}

#[test]
fn line_break_in_a_secret_is_found() {
    let token = only(include_str!("13-newline-in-secret.txt"));
    is_whole(&token, Kind::Legacy, 256, &[Encoding::Base64]);
    assert!(codes(&token.findings).contains(&"value_has_newline".to_owned()));
}

#[test]
fn variable_in_single_quotes_is_named() {
    let text = include_str!("14-variable-in-jwt.txt");
    assert_eq!(without_token(text), ["variable_not_expanded"]);
    let found = at(text, 1_700_000_000).findings.swap_remove(0);
    assert!(found.message.contains("`$TOKEN`"));
    assert!(found.help.unwrap().contains("Single quotes keep the shell from expanding it."));
}

#[test]
fn access_token_of_cognito_is_no_id_token() {
    let token = only_at(include_str!("16-access-token.txt"), 1_566_219_500);
    assert_eq!(token.identified_as.unwrap().code.to_string(), "oauth-access-token");
}

#[test]
fn cap_of_gke_is_said_alike_in_finding_and_evidence() {
    let token = only_at(include_str!("17-gke-48h.txt"), 1_660_584_700);
    let both = "requested, or the limit to which GKE shortens longer requests.";
    let long = token.findings.iter().find(|finding| finding.code == "long_lived").unwrap();
    let cap = token.evidence.iter().find(|seen| seen.code == "gke_cap").unwrap();
    assert!(long.message.contains(both) && cap.text.contains(both));
}

#[test]
fn legacy_token_is_said_to_be_rejected_by_cloud_sts() {
    let token = only(include_str!("19-legacy-for-sts.txt"));
    assert!(token.rows[2].why.contains("most other verifiers, such as a cloud's STS, reject them"));
}

#[test]
fn token_of_rancher_is_another_credential() {
    assert_eq!(without_token(include_str!("20-rancher.txt")), ["other_credential"]);
}

#[test]
fn unlisted_issuer_is_among_the_reasons_for_a_401() {
    let token = only_at(include_str!("21-issuer-changed.txt"), 1_639_500_000);
    let why = token.remedies.into_iter().find(|found| found.title == "Explain a 401 or 403");
    let line = "`invalid bearer token` alone: the issuer `api` is not listed;";
    assert!(why.unwrap().why.contains(line));
}

#[test]
fn signature_of_rsa_4096_is_whole_before_a_period() {
    let token = only_at(include_str!("23-rsa4096-wrapped-period.txt"), 1_760_001_000);
    is_whole(&token, Kind::Bound, 512, &[Encoding::WrappedLines]);
}

#[test]
fn other_credential_below_base64_is_found() {
    let text = include_str!("26-other-credential-in-base64.txt");
    assert_eq!(without_token(text), ["other_credential"]);
}
