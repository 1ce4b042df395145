//! What any text costs: no more than its length, whatever it holds; and one that is too long costs
//! nothing and is said to be.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::report::Form;
use service_account_token::{MAX_INPUT_BYTES, MAX_TOKENS};
use support::*;

#[test]
fn paste_past_the_limit_is_reported_and_not_read() {
    let text = usual() + &" ".repeat(MAX_INPUT_BYTES);
    let report = report(&text[..=MAX_INPUT_BYTES]);
    assert_eq!((report.input.form, report.tokens.len()), (Form::InputTooLarge, 0));
    assert_eq!(report.findings[0].code, "input_too_large");
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
        "token: ",
        "Bearer $(",
        "token=`",
        "token: ${",
        "token: <",
        "token:*",
        "token: /a",
        "Authorization: ",
        "-----BEGIN ",
        "token-a:",
        "MIIE ",
        "kind: Config\n",
        "{",
        "{\"",
        "{[",
        "{#",
        "{/*",
        "{1 ",
        "{\"a",
        "{ > ",
        "{\"header\":",
        "{\"alg\":\"\"}",
        "{\"iss\":1,\"sub\":",
        "{\"iss\":1,\"sub\":2}",
        "{\"iss\":1,\"sub\":2},",
        "{\"iss\":1,\"sub\":2}a",
        "{'",
        "{'a': ",
        "{a: 'b' ",
        "{\"a\":\"{",
        "{\"{\"",
        "{\\\"a\\\":",
        "{\n\"",
        "# {\n",
        "1 {\"a\":\n",
        "{\"a\":\"b\n",
        "{\"iss\": <a>,\n\"sub\" ",
        "{ ... ",
        "{,",
        "&quot;{",
        "%25257B",
        "A\n\n",
        "A=\n",
        "A\").append(\"",
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
    let half = HOSTILE_BYTES / 2;
    let deep = format!("{{\"a\":{}0{}}}", "[".repeat(half), "]".repeat(half));
    let many = format!("{{{}\"end\":0}}", "\"m\":0,".repeat(HOSTILE_BYTES / 6));
    let names = "{\"long\":".repeat(HOSTILE_BYTES / 8);
    for payload in [many, deep, names, inside] {
        reads_in_time(&token(HEADER, &payload));
    }
}

/// What is searched for credentials is unwrapped and unescaped again and again.
#[test]
fn hostile_values_cost_no_more_than_their_length() {
    let wrapped = (0..6).fold("a:b ".repeat(HOSTILE_BYTES / 64), |text, _| base64(text));
    let pieces = [
        "password:",
        "bearer ",
        "://a:",
        "%25",
        "&amp;",
        "\\\\u005c",
        "\\\"",
        "[.]",
        "' + '",
        "{",
        "[\\\"",
        "eyJ",
        "ZXlK",
        "SflK.",
        "aB3dE5gH",
        "-",
        "\u{200b}",
        "０",
        "d822ba5f-4290-4bca-94ce-f3bc0dca2e36",
    ];
    let repeated = pieces.map(|piece| piece.repeat(HOSTILE_BYTES / piece.len()));
    for value in repeated.iter().chain([&wrapped]) {
        reads_in_time(&token(HEADER, &format!("{{\"x\":\"{value}\"}}")));
        let pieces = format!("\"{}\"", value.replace(['"', '\\'], "")).replace(' ', "\",\"");
        reads_in_time(&token(HEADER, &format!("{{\"x\":[{pieces},\"a\",\"b\"]}}")));
    }
    let names = (0..HOSTILE_BYTES / 16)
        .map(|n| format!("\"aB3dE5gH7{n:06}\":[\"ab\"]"))
        .collect::<Vec<_>>();
    reads_in_time(&token(HEADER, &format!("{{{}}}", names.join(","))));
}

#[test]
fn long_name_above_a_long_list_costs_linear_time() {
    let name = "k".repeat(HOSTILE_BYTES);
    for list in ["\"a\",", "1 ", "[],"] {
        let list = list.repeat(HOSTILE_BYTES);
        reads_in_time(&token(HEADER, &format!(r#"{{"{name}":[{list}null]}}"#)));
    }
}

#[test]
fn printed_lists_before_many_blanks_cost_linear_time() {
    let lists = "[] ".repeat(HOSTILE_BYTES);
    reads_in_time(&format!("map[iss:a x:[{lists}]]{}", " ".repeat(3 * HOSTILE_BYTES)));
    let arrays = "[0] => Array\n(\n)\n".repeat(HOSTILE_BYTES / 8);
    let text = format!("Array\n(\n[iss] => \n{arrays})\n{}", "\n".repeat(2 * HOSTILE_BYTES));
    reads_in_time(&text);
}
