//! What is JSON and what it says: the report agrees with serde_json's `Value` on texts of every
//! kind, and on the same texts with a few characters altered.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod promises;
mod support;

use promises::agrees_with_serde_json;
use proptest::prelude::*;
use serde_json::{Map, Value};
use support::*;

fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z/~ ]{0,4}",
        r#"\\["\\/bfnrt]"#,
        r"\\u00[0-7][0-9a-fA-F]",
        r"\\ud83d\\ude0[0-9]",
        r"\\ud[89a-f][0-9a-f]{2}",
        "[\u{a0}-\u{ff}\u{2028}\u{fffd}\u{1f600}]",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn number() -> impl Strategy<Value = String> {
    r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?"
}

fn blank() -> impl Strategy<Value = String> {
    "[ \t\r\n]{0,2}"
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![string(), number(), Just("true".to_owned()), Just("null".to_owned())];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let item = (blank(), inner.clone(), blank()).prop_map(|(a, b, c)| a + &b + &c);
        let items = prop::collection::vec(item, 0..4);
        prop_oneof![items.prop_map(|items| format!("[{}]", items.join(","))), object(inner)]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (blank(), string(), blank(), value)
        .prop_map(|(before, name, between, value)| format!("{before}{name}{between}:{value}"));
    (prop::collection::vec(member, 0..5), blank())
        .prop_map(|(members, after)| format!("{{{}{after}}}", members.join(",")))
}

/// What is done to a text at a place: a piece put in, or some characters taken out.
fn edit() -> impl Strategy<Value = (prop::sample::Index, usize, String)> {
    let piece = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}:,\"\\\\]",
        "[0-9eE.+-]",
        "[ \t\n\r\u{c}\u{a0}\u{feff}\u{0}\u{1f}]",
        r"\\u|\\ud800|\\x|'|//|NaN|Infinity|tru|nul|0x1|01|1\.|\.5|,,",
    ];
    (any::<prop::sample::Index>(), 0_usize..3, piece)
}

fn edited(text: &str, edits: &[(prop::sample::Index, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, removed, piece) in edits {
        let at = at.index(characters.len() + 1);
        let end = (at + removed).min(characters.len());
        characters.splice(at..end, piece.chars());
    }
    characters.into_iter().collect()
}

/// Reads a text as the payload of a token that is otherwise in order.
fn agrees(payload: &str) {
    let signed = format!("{}.{}.{}", base64url(HEADER), base64url(payload), signature(256));
    let token = only(signed);
    let has = |code| token.findings.iter().any(|finding| finding.code == code);
    let fault = has("json_syntax") || has("json_trailing_text");
    // A text that breaks off inside a string can hold what looks like a secret.
    let withheld = has("value_withheld") || has("secret_in_token") || has("nested_jwt");
    if let Some(text) = token.payload.text.as_deref() {
        assert!(text == payload || withheld && text.contains('…'), "{text}");
        agrees_with_serde_json(&token.payload, fault);
    } else {
        // It does not begin as an object.
        assert!(serde_json::from_str::<Map<String, Value>>(payload).is_err(), "{payload}");
        assert!(fault || has("json_not_object") || has("segment_empty"), "{payload}");
    }
}

proptest! {
    #[test]
    fn agrees_with_serde_json_on_accepted_texts(payload in object(value())) {
        agrees(&payload);
    }

    #[test]
    fn agrees_with_serde_json_on_rejected_texts(
        payload in object(value()),
        edits in prop::collection::vec(edit(), 1..4),
    ) {
        agrees(&edited(&payload, &edits));
    }
}

#[test]
fn agrees_at_the_limits_of_numbers_escapes_and_depth() {
    for value in [
        "1e308",
        "1e309",
        "-1e400",
        "-0",
        "0.0",
        "1E+2",
        "18446744073709551616",
        "01",
        "1.",
        ".5",
        "+1",
        "0x1",
        "1e",
        "--1",
        "NaN",
        "Infinity",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u12\"",
        "\"\\x\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "'a'",
        "tru",
        "nulll",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "[",
        "]",
        "\"",
        "/**/1",
        "1//",
        "\u{feff}1",
        "\u{a0}1",
        "",
    ] {
        agrees(&format!("{{\"v\":{value}}}"));
        agrees(&format!("{{\"v\":[{value}],\"w\":0}}"));
    }
    for depth in [1, 126, 127, 128, 200] {
        agrees(&format!("{{\"v\":{}1{}}}", "[".repeat(depth), "]".repeat(depth)));
    }
}
