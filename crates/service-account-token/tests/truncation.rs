//! Every sample, cut off after every byte and before every byte: never a panic, and what is whole is
//! read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::report::{Format, Kind};
use support::*;

const SAMPLES: [&str; 3] = [BOUND, LEGACY_AUTO, LEGACY_EXPLICIT];

#[test]
fn token_cut_at_the_end_is_reported() {
    for sample in SAMPLES {
        let whole = sample.trim();
        let (header_end, payload_end) = (whole.find('.').unwrap(), whole.rfind('.').unwrap());
        let all = only(whole);
        for length in 1..whole.len() {
            let text = &whole[..length];
            let report = report(text);
            if length < 2 {
                assert_eq!(report.findings[0].code, "no_token_found");
                continue;
            }
            assert_eq!(report.tokens.len(), 1, "{length}");
            let token = &report.tokens[0];
            assert_eq!(token.format, Some(Format::JwsTruncated), "{length}");
            assert!(
                token.findings.iter().any(|finding| finding.code == "token_truncated"),
                "{length}"
            );
            if length >= header_end {
                assert_eq!(token.header.text, all.header.text, "{length}");
            }
            if length >= payload_end {
                assert_eq!(token.kind, all.kind, "{length}");
                assert_eq!(token.payload.text, all.payload.text, "{length}");
            }
            let listed = token.payload.members.len();
            assert!(listed <= all.payload.members.len());
        }
    }
}

#[test]
fn token_cut_at_the_start_is_reported() {
    for sample in SAMPLES {
        let whole = sample.trim();
        let header_end = whole.find('.').unwrap();
        let all = only(whole);
        for start in 1..whole.len() {
            let token = report(&whole[start..]).tokens.into_iter().next();
            if start <= header_end + 1 {
                let token = token.unwrap_or_else(|| panic!("{start}"));
                assert_eq!(token.payload.text, all.payload.text, "{start}");
                assert_eq!(token.kind, all.kind, "{start}");
                assert_eq!(token.format, Some(Format::JwsTruncated), "{start}");
            } else if let Some(token) = token {
                // The rest may happen to begin at an object inside the payload.
                assert!(matches!(token.kind, Kind::Unreadable | Kind::Other), "{start}");
            }
        }
    }
}

#[test]
fn message_says_what_could_be_read() {
    let whole = BOUND.trim();
    says(
        &whole[..400],
        "token_truncated",
        "This token is cut off inside the payload, after 309 characters of it. The header and the \
         first 4 claims could be read.",
    );
    says(
        &whole[..651],
        "token_truncated",
        "This token is cut off before the signature. The header and the payload could be read \
         completely.",
    );
    says(
        &whole[..60],
        "token_truncated",
        "This token is cut off inside the header, after 60 characters of it. 1 member of the \
         header could be read.",
    );
    says(
        &whole[..90],
        "token_truncated",
        "This token is cut off before the payload. The header could be read.",
    );
    says(
        &whole[9..],
        "token_truncated",
        "The start of this token is missing. The payload could be read.",
    );
}
