//! Each limit: what holds at it, and what is said one past it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use sa_token::finding::MAX_FINDINGS_OF_ONE_CODE;
use sa_token::report::{Form, Kind};
use sa_token::{MAX_INPUT_BYTES, MAX_LAYERS, MAX_TOKENS};
use support::*;

/// Values nested deeper are not listed.
const MAX_DEPTH: usize = 256;

/// More members are not listed.
const MAX_MEMBERS: usize = 4096;

/// A payload whose one member is nested so deep that its last value stands on this level.
fn nested(level: usize) -> String {
    format!("{{\"a\":{}0{}}}", "[".repeat(level - 1), "]".repeat(level - 1))
}

fn members(count: usize) -> String {
    let members: Vec<_> = (0..count).map(|number| format!("\"m{number}\":{number}")).collect();
    format!("{{{}}}", members.join(","))
}

fn in_layers(layers: usize) -> String {
    (0..layers).fold(usual(), |text, _| base64(text))
}

#[test]
fn a_paste_at_the_limit_is_read() {
    let mut text = usual();
    text.push_str(&" ".repeat(MAX_INPUT_BYTES - text.len()));
    let report = report(&text);
    assert_eq!(report.tokens.len(), 1);
    assert_eq!(report.input.bytes, MAX_INPUT_BYTES);
}

#[test]
fn a_paste_past_the_limit_is_not_read_and_that_is_said() {
    let text = usual() + &" ".repeat(MAX_INPUT_BYTES);
    let report = report(&text[..=MAX_INPUT_BYTES]);
    assert_eq!((report.input.form, report.tokens.len()), (Form::InputTooLarge, 0));
    assert_eq!(report.findings[0].code, "input_too_large");
    assert_eq!(
        report.findings[0].message,
        "The text has 67108865 bytes; this tool reads up to 67108864. Nothing of it was read."
    );
}

#[test]
fn as_many_tokens_as_the_limit_are_all_listed() {
    let text = vec![usual(); MAX_TOKENS].join("\n");
    let report = report(&text);
    assert_eq!(report.tokens.len(), MAX_TOKENS);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn one_token_more_is_counted_and_not_listed() {
    let text = vec![usual(); MAX_TOKENS + 1].join("\n");
    assert_eq!(report(&text).tokens.len(), MAX_TOKENS);
    assert_eq!(
        finding(&text, "too_many_tokens").message,
        "The text holds 501 tokens; the first 500 of them are listed."
    );
}

#[test]
fn a_token_in_as_many_layers_as_the_limit_is_found() {
    assert_eq!(only(in_layers(MAX_LAYERS)).kind, Kind::Bound);
}

#[test]
fn one_layer_more_is_left_and_that_is_said() {
    let text = in_layers(MAX_LAYERS + 1);
    assert_eq!(report(&text).tokens.len(), 0);
    assert_eq!(
        finding(&text, "too_many_layers").message,
        "Some of the text is wrapped in more than 4 layers of base64 and was not read."
    );
}

#[test]
fn values_at_the_depth_limit_are_all_listed() {
    let text = token(HEADER, &nested(MAX_DEPTH));
    assert!(!codes(&text).contains(&"json_too_deep"));
    assert_eq!(only(&text).payload.members.len(), MAX_DEPTH);
}

#[test]
fn a_value_one_level_deeper_is_in_the_text_and_not_in_the_list() {
    let text = token(HEADER, &nested(MAX_DEPTH + 1));
    assert_eq!(
        finding(&text, "json_too_deep").message,
        "The payload nests values more than 256 levels deep; the deeper ones are in the raw text but are not listed."
    );
    let payload = only(&text).payload;
    assert_eq!(payload.members.len(), MAX_DEPTH);
    assert_eq!(payload.text.as_deref(), Some(nested(MAX_DEPTH + 1).as_str()));
}

#[test]
fn as_many_members_as_the_limit_are_all_listed() {
    let text = token(HEADER, &members(MAX_MEMBERS));
    assert!(!codes(&text).contains(&"json_too_many_members"));
    assert_eq!(only(&text).payload.members.len(), MAX_MEMBERS);
}

#[test]
fn one_member_more_is_in_the_text_and_not_in_the_list() {
    let text = token(HEADER, &members(MAX_MEMBERS + 1));
    assert_eq!(
        finding(&text, "json_too_many_members").message,
        "The payload holds more members than are listed; the rest are in the raw text."
    );
    let payload = only(&text).payload;
    assert_eq!(payload.members.len(), MAX_MEMBERS);
    assert_eq!(payload.text.as_deref(), Some(members(MAX_MEMBERS + 1).as_str()));
}

#[test]
fn findings_past_the_limit_are_counted() {
    for (found, expected_count) in [
        (MAX_FINDINGS_OF_ONE_CODE, 1),
        (MAX_FINDINGS_OF_ONE_CODE + 1, 2),
        (MAX_FINDINGS_OF_ONE_CODE + 80, 81),
    ] {
        // The first of each name is no duplicate.
        let payload = format!("{{{}}}", vec!["\"a\":1"; found + 1].join(","));
        let token = only(token(HEADER, &payload));
        let mut counts = token.findings.iter().filter(|f| f.code == "json_duplicate_member");
        assert_eq!(counts.clone().count(), MAX_FINDINGS_OF_ONE_CODE);
        assert_eq!(counts.next_back().unwrap().count, expected_count);
    }
}

/// So long that a cost with the square of the length shows: half a minute without optimization.
const HOSTILE_BYTES: usize = 1 << 16;

/// Far more than any of these takes, on a slow machine and without optimization.
const HOSTILE_SECONDS: u64 = 10;

#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn reads_in_time(text: &str) {
    let start = std::time::Instant::now();
    let read = report(text);
    let seconds = start.elapsed().as_secs();
    assert!(seconds < HOSTILE_SECONDS, "{seconds} s for {:?} …", &text[..20]);
    assert!(read.tokens.len() <= MAX_TOKENS);
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    let begins = base64url(HEADER);
    let (short, line) = (format!("{begins}.e30."), format!("{begins}.e30.AAAA\n"));
    let pieces = [
        "eyJ",
        "eyJ.",
        "eyJ ",
        "ZXlK",
        ".",
        "\n",
        "=",
        "\"",
        "{\"a\":",
        "Bearer ",
        "%65",
        "\\n",
        "\u{200b}",
        "<redacted>",
        "$TOKEN ",
        &begins,
        &short,
        &line,
    ];
    for piece in pieces {
        reads_in_time(&piece.repeat(HOSTILE_BYTES / piece.len()));
    }
}

#[test]
fn hostile_json_costs_no_more_than_its_length() {
    let token_inside = format!("{}.e30.{} ", base64url(HEADER), "A".repeat(24));
    let inside =
        format!("{{\"a\":\"{}\"}}", token_inside.repeat(HOSTILE_BYTES / token_inside.len()));
    let deep = nested(HOSTILE_BYTES / 2);
    let names = "{\"long\":".repeat(HOSTILE_BYTES / 8);
    for payload in [members(HOSTILE_BYTES / 16), deep, names, inside] {
        reads_in_time(&token(HEADER, &payload));
    }
}
