//! A token whose middle was left out, as people shorten one for an issue, is one token. Its pieces
//! have no faults of their own.

use service_account_token::report::Format;

use crate::support::*;

/// What people write for the characters left out.
const MARKS: [&str; 20] = [
    "...",
    "....",
    "........",
    "…",
    "....Ik...",
    "[...]",
    "[…]",
    "<snip>",
    "[snip]",
    "(truncated)",
    "***",
    "<...>",
    " ... ",
    "•••",
    "█████",
    "{...}",
    "<--snip-->",
    "****",
    "[REDACTED]",
    "XXXXXXXX",
];

#[track_caller]
fn codes(text: &str) -> (Vec<Option<Format>>, Vec<String>) {
    let report = report(text);
    let formats = report.tokens.iter().map(|token| token.format).collect();
    let findings = report.tokens.iter().flat_map(|token| &token.findings).chain(&report.findings);
    (formats, findings.map(|finding| finding.code.to_string()).collect())
}

#[test]
fn token_without_its_middle_is_one_token() {
    for start in
        ["eyJhbGciOiJSUzI1NiIsImtpZCI6Il", "eyJhbGciOiJ", "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOi"]
    {
        for mark in MARKS {
            for end in ["ffN3Wdm3IA", "xyz", "OkBB"] {
                for around in ["{}", "token: {}", "Authorization: Bearer {}", "see ({})\n"] {
                    let text = around.replace("{}", &format!("{start}{mark}{end}"));
                    let truncated = vec![Some(Format::JwsTruncated)];
                    let found = (truncated, vec!["middle_left_out".to_owned()]);
                    assert_eq!(codes(&text), found, "{text}");
                }
            }
        }
    }
}

#[test]
fn finding_says_where_the_middle_begins() {
    let found = finding("token: eyJhbGciOiJSUzI1NiIsImtpZCI6Il...ffN3Wdm3IA", "middle_left_out");
    assert_eq!(
        found.message,
        "The middle of this token was left out, from the header on. 1 member of the header could be \
         read."
    );
    let help = found.help.unwrap();
    assert!(help.starts_with("Copy it again, whole."), "{help}");
}

#[test]
fn trailing_marks_and_empty_parts_are_not_a_missing_middle() {
    let whole = format!("{}.{}.{}", base64url(HEADER), base64url(PAYLOAD), signature(256));
    let detached = format!("{}..{}", base64url(HEADER), signature(256));
    for text in [
        "eyJhbGciOiJSUzI1NiIsImtpZCI6Il...".to_owned(),
        "eyJhbGciOiJSUzI1NiIsImtpZCI6Il…".to_owned(),
        "eyJhbGciOiJSUzI1NiIsImtpZCI6Il[...]".to_owned(),
        "eyJhbGciOiJSUzI1NiIsImtpZCI6Il***".to_owned(),
        "eyJhbGciOiJSUzI1NiIsImtpZCI6Il (see below)".to_owned(),
        detached,
        format!("{whole}…"),
        format!("{whole}..."),
        format!("{whole} [1]"),
        whole,
    ] {
        let (formats, codes) = codes(&text);
        assert_eq!(formats.len(), 1, "{text}");
        assert!(!codes.contains(&"middle_left_out".to_owned()), "{text}");
    }
}

#[test]
fn beginning_before_a_mark_is_a_token() {
    for text in [
        "Bearer eyJhbGc***",
        "Bearer eyJhbGc<redacted>",
        "token: eyJhbGc[...]",
        "token: eyJhbGc\u{2026}",
        "token: eyJhbGciOiJSUzI1NiIsXXXXXXXX",
        "token: eyJhbGciOiJSUzI1NiIsImtpZCI6Ilxxxxxxxxxxxxxxxx",
    ] {
        assert_eq!(only(text).format, Some(Format::JwsTruncated), "{text}");
    }
    for text in ["Most begin with eyJ\u{2026}", "eyes\u{2026}", "eyJust***", "token: eyJXXXX"] {
        assert!(report(text).tokens.is_empty(), "{text}");
    }
}

#[test]
fn marks_of_base64url_characters_and_two_dots_replace_a_middle() {
    for mark in ["--snip--", "--SNIP--", "--cut--", "--redacted--", ".."] {
        for start in ["eyJhbGciOiJSUzI1NiIsImtpZCI6Il", "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOi"] {
            for around in ["{}", "token: {}\n", "Authorization: Bearer {}", "see ({})"] {
                let text = around.replace("{}", &format!("{start}{mark}ffN3Wdm3IA"));
                let found = (vec![Some(Format::JwsTruncated)], vec!["middle_left_out".to_owned()]);
                assert_eq!(codes(&text), found, "{text}");
            }
        }
    }
}

#[test]
fn two_dots_after_a_whole_header_enclose_an_empty_payload() {
    for text in [
        format!("{}..{}", base64url(HEADER), signature(256)),
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA".to_owned(),
    ] {
        let found = codes(&text).1;
        assert!(found.iter().all(|code| code != "middle_left_out"), "{text}: {found:?}");
    }
}
