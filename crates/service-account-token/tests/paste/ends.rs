//! Where a token ends: by dots, by marks in the signature's place, and by the signature's length.

use service_account_token::report::{Encoding, Form, Format, Kind};

use crate::support::*;
use crate::{check, wrapped};

#[test]
fn dots_after_a_token_are_left_out() {
    for dots in [".", ".."] {
        check(format!("{}{dots}", usual()), &[], Form::Text, &[]);
    }
}

#[test]
fn word_or_mark_in_place_of_the_signature_is_a_redaction() {
    let (header, payload) = (base64url(HEADER), base64url(PAYLOAD));
    let format = |text: String| only(text).format;
    for mark in [
        "xxx",
        "___",
        "---",
        "Redacted",
        "snip",
        "SIGNATURE_REDACTED",
        "signature-removed",
        "NOT_A_REAL_SIGNATURE",
        "fakesignature",
    ] {
        assert_eq!(
            format(format!("{header}.{payload}.{mark}")),
            Some(Format::JwsRedacted),
            "{mark}"
        );
        assert_eq!(format(format!("{payload}.{mark}")), Some(Format::JwsRedacted), "{mark}");
    }
    for mark in ["xx", "x_x", "redactedx"] {
        assert_eq!(
            format(format!("{header}.{payload}.{mark}")),
            Some(Format::JwsTruncated),
            "{mark}"
        );
    }
    for mark in ["•••••", "█████", "########", "<signature>", "[REDACTED]"] {
        let text = format!("{header}.{payload}.{mark}");
        assert_eq!(format(text), Some(Format::JwsRedacted), "{mark}");
    }
    assert_eq!(format(format!("{}<redacted>", usual())), Some(Format::Jws));
}

#[test]
fn few_characters_after_a_full_signature_are_left_out() {
    says(
        format!("{}{}", usual(), "x".repeat(32)),
        "text_glued",
        "Left out here: 32 characters directly after the signature, which is already complete.",
    );
    let more = format!("{}{}", usual(), "x".repeat(33));
    assert!(!codes(&more).contains(&"text_glued".into()));
    assert_eq!(only(&more).location.end, more.len());
}

#[test]
fn token_glued_to_a_signature_of_illegal_length_is_found() {
    let odd = format!("{}.{}.{}", base64url(HEADER), base64url(PAYLOAD), signature(200));
    let report = report(format!("{odd}{}", usual()));
    let ends: Vec<_> = report.tokens.iter().map(|token| token.location.end).collect();
    assert_eq!(ends, [odd.len(), odd.len() + usual().len()]);
}

#[test]
fn signature_is_not_cut_where_no_encoder_ends_one() {
    // No program leaves bits behind in the last character of 342.
    let text =
        format!("{}.{}.{}w{}", base64url(HEADER), base64url(PAYLOAD), "A".repeat(340), "BAA");
    assert!(!codes(&text).contains(&"text_glued".into()));
    assert_eq!(only(&text).location.end, text.len());
}

#[test]
fn parts_after_the_sixth_are_left_out() {
    says(
        format!("{}.a.b.c.d.e.f", usual()),
        "segment_count",
        "The token has 6 dotted parts; a signed token (JWS) has three and an encrypted token (JWE) \
         five.",
    );
}

#[test]
fn truncated_token_that_fills_the_paste_keeps_its_pieces() {
    let whole = usual();
    let cut = wrapped(&whole[..whole.len() - 50], 100, " ");
    assert_eq!(only(&cut).location.end, cut.len());
    let sentence = format!("{cut}; nothing else");
    assert!(only(&sentence).location.end < cut.len());
}

#[test]
fn lines_are_joined_up_to_a_limit() {
    let format = |length: usize| {
        let payload = PAYLOAD.replacen('{', &format!(r#"{{"a":"{}","#, "x".repeat(length)), 1);
        report(wrapped(&token(HEADER, &payload), 76, "\n")).tokens[0].format
    };
    assert_eq!(format(40_000), Some(Format::Jws));
    assert_eq!(format(60_000), Some(Format::JwsTruncated));
}

#[test]
fn wrapped_base64_may_begin_in_the_middle_of_a_line() {
    let text = base64(usual());
    let lines = format!("token: {}\n{}", &text[..40], wrapped(&text[40..], 76, "\n"));
    check(lines, &[Encoding::WrappedLines, Encoding::Base64], Form::Text, &[]);
}

#[test]
fn escapes_next_to_a_token_are_not_its_encoding() {
    check(format!("%2E {}", usual()), &[], Form::Text, &[]);
    check(format!("{} %2E", usual()), &[], Form::Text, &[]);
}

#[test]
fn dotted_word_is_an_unreadable_token_only_if_it_fills_the_paste() {
    for text in ["abc.def.ghi", "\"Bearer abc.def.ghi\"\n", " 'abc.def' ", "abc.def."] {
        assert_eq!(only(text).kind, Kind::Unreadable, "{text}");
    }
    // "ex" decodes to a brace, and what follows it to no text.
    for text in ["foo.example.org", "api.example.com", "example.org"] {
        let token = only(text);
        assert_eq!((token.kind, token.format, token.payload.text), (Kind::Unreadable, None, None));
    }
    for text in ["abc..def", ".abc.def", "abc.", "abc", "see abc.def.ghi", "a.b.c.d.e.f"] {
        assert_eq!(report(text).tokens.len(), 0, "{text}");
    }
}

#[test]
fn object_glued_to_a_word_is_a_token_only_with_claims_or_header_parameters() {
    let tokens = |object: &str| report(format!("see abc{}", base64url(object))).tokens.len();
    assert_eq!(tokens(r#"{"iss":"https://a.test"}"#), 1);
    assert_eq!(tokens(r#"{"a":"https://a.test"}"#), 0);
    assert_eq!(tokens(r#"{x"iss":"https://a.test"}"#), 0);
    assert_eq!(tokens("{\"\u{1}\":1,\"iss\":\"https://a.test\"}"), 0);
}

#[test]
fn base64_that_decodes_to_binary_is_not_searched() {
    assert_eq!(report(base64(format!("a: {}", usual()))).tokens.len(), 1);
    assert_eq!(report(base64(format!("a\u{1}: {}", usual()))).tokens.len(), 0);
}
