//! Every limit, at the limit and one past it: beyond it the person is told, and nothing is lost
//! silently.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::MAX_FINDINGS_OF_ONE_CODE;
use service_account_token::report::Form;
use service_account_token::{
    MAX_DEPTH, MAX_INPUT_BYTES, MAX_LAYERS, MAX_MEMBERS, MAX_TOKENS, Options, inspect,
};
use support::*;

#[test]
fn input_size_is_limited() {
    let mut text = usual().into_bytes();
    text.resize(MAX_INPUT_BYTES, b'\n');
    assert_eq!(report(&text).tokens.len(), 1);
    text.push(b'\n');
    let past = report(&text);
    assert_eq!((past.tokens.len(), past.input.form), (0, Form::InputTooLarge));
    assert_eq!(
        past.findings[0].message,
        "The text has 67108865 bytes; this tool reads up to 67108864, so it read none of it."
    );
}

#[test]
fn tokens_are_limited() {
    let text = format!("{}\n", usual()).repeat(MAX_TOKENS);
    assert_eq!(report(&text).tokens.len(), MAX_TOKENS);
    assert!(!codes(&text).contains(&"too_many_tokens".into()));
    let past = text + &usual();
    assert_eq!(report(&past).tokens.len(), MAX_TOKENS);
    says(&past, "too_many_tokens", "The text holds 501 tokens; the first 500 of them are listed.");
}

#[test]
fn layers_are_limited() {
    let wrapped = |layers| (0..layers).fold(usual(), |text, _| base64(text));
    assert_eq!(report(wrapped(MAX_LAYERS)).tokens.len(), 1);
    let past = wrapped(MAX_LAYERS + 1);
    assert_eq!(report(&past).tokens.len(), 0);
    says(
        &past,
        "too_many_layers",
        "Some of the text is wrapped in more than 4 layers of base64 and was not read.",
    );
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| {
        token(HEADER, &format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth)))
    };
    // The object itself is the first level, and the number the last.
    let at_limit = only(nested(MAX_DEPTH - 1));
    assert_eq!(at_limit.payload.members.last().unwrap().text.as_deref(), Some("1"));
    let past = nested(MAX_DEPTH);
    assert_eq!(only(&past).payload.members.len(), MAX_DEPTH);
    says(
        &past,
        "json_too_deep",
        "The payload nests values more than 256 levels deep; the deeper ones appear only in the \
         raw text.",
    );
}

#[test]
fn members_are_limited() {
    let many = |count: usize| {
        let members: Vec<_> = (0..count).map(|index| format!("\"m{index}\":0")).collect();
        token(HEADER, &format!("{{{}}}", members.join(",")))
    };
    let at_limit = only(many(MAX_MEMBERS));
    assert_eq!(at_limit.payload.members.len(), MAX_MEMBERS);
    assert!(at_limit.findings.iter().all(|finding| finding.code != "json_too_many_members"));
    let past = many(MAX_MEMBERS + 1);
    assert_eq!(only(&past).payload.members.len(), MAX_MEMBERS);
    says(
        &past,
        "json_too_many_members",
        "The payload has more members than this tool lists; the rest appear only in the raw text.",
    );
}

#[test]
fn pointer_bytes_are_limited() {
    // Each of a hundred levels repeats the names above it: five thousand names in all.
    let deep = |length: usize| {
        let name = format!("{{\"{}\":", "n".repeat(length));
        token(HEADER, &format!("{}1{}", name.repeat(100), "}".repeat(100)))
    };
    assert_eq!(only(deep(200)).payload.members.len(), 100);
    let past = deep(210);
    assert!(only(&past).payload.members.len() < 100);
    assert!(codes(&past).contains(&"json_too_many_members".into()));
}

#[test]
fn findings_of_one_code_are_limited() {
    let duplicates = |count: usize| {
        let members = "\"x\":0,".repeat(count);
        token(HEADER, &format!("{{{members}\"x\":0}}"))
    };
    let of_code = |text: String| -> Vec<usize> {
        let found = only(text).findings;
        found.iter().filter(|f| f.code == "json_duplicate_member").map(|f| f.count).collect()
    };
    assert_eq!(of_code(duplicates(MAX_FINDINGS_OF_ONE_CODE)), [1; MAX_FINDINGS_OF_ONE_CODE]);
    let past = of_code(duplicates(MAX_FINDINGS_OF_ONE_CODE + 5));
    assert_eq!(past.len(), MAX_FINDINGS_OF_ONE_CODE);
    assert_eq!(past.iter().sum::<usize>(), MAX_FINDINGS_OF_ONE_CODE + 5);
}

#[test]
fn extreme_clocks_do_not_overflow() {
    for now in [i64::MIN, -1, 0, i64::MAX] {
        let report = inspect(BOUND.as_bytes(), &Options::new().now(now));
        assert_eq!(report.tokens.len(), 1);
    }
    let without = inspect(BOUND.as_bytes(), &Options::new());
    assert_eq!(without.now, None);
}
