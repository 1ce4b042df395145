//! Finds tokens in whatever people paste, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod credentials;
mod ends;
mod forms;
mod hidden;
mod middle;
mod pieces;
mod placeholders;
mod serialization;
mod server_messages;
#[path = "../support/mod.rs"]
mod support;
mod wrapped;
mod wrong_use;

use service_account_token::report::{Encoding, Form, Kind, Span};
use support::*;

/// Asserts that a text holds only the usual token, in this encoding, with these extra findings.
#[track_caller]
fn check(text: impl AsRef<[u8]>, encoding: &[Encoding], form: Form, codes: &[&str]) {
    let text = text.as_ref();
    let whole = report(text);
    assert_eq!(whole.tokens.len(), 1, "{:?}", whole.findings);
    assert_eq!(whole.input.form, form);
    let token = &whole.tokens[0];
    assert_eq!(token.payload.text.as_deref(), Some(PAYLOAD));
    assert_eq!(token.location.encoding, encoding);
    let mut found = support::codes(text);
    let mut expected = support::codes(usual());
    expected.extend(codes.iter().map(|&code| code.to_owned().into()));
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let text = service_account_token::Paste::read(text).secret(0).expect("there is one");
    assert_eq!(text.expose(), usual());
}

fn wrapped(text: &str, width: usize, with: &str) -> String {
    let lines: Vec<_> = text.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
    lines.join(with)
}

#[test]
fn plain_and_quoted_token_is_found() {
    let t = usual();
    check(&t, &[], Form::Token, &[]);
    check(format!("  {t}\r\n"), &[], Form::Token, &[]);
    check(format!("\"{t}\""), &[], Form::Token, &[]);
    check(format!("'{t}',"), &[], Form::Text, &[]);
    check(format!("\u{201c}{t}\u{201d}"), &[], Form::Token, &[]);
    check(format!("\u{a0}{t}\u{a0}"), &[], Form::Token, &[]);
    check(format!("{t}%"), &[], Form::Token, &[]);
    check(format!("(see {t}.)"), &[], Form::Text, &[]);
    check(format!("token: {t}"), &[], Form::Text, &[]);
    check(format!("`{t}`"), &[], Form::Token, &[]);
    check(format!("<{t}>"), &[], Form::Text, &[]);
}

#[test]
fn token_in_headers_and_commands_is_found() {
    let t = usual();
    check(format!("Bearer {t}"), &[], Form::AuthorizationHeader, &[]);
    check(format!("Authorization: bearer {t}"), &[], Form::AuthorizationHeader, &[]);
    check(
        format!("Authorization: Bearer  {t}"),
        &[],
        Form::AuthorizationHeader,
        &["bearer_extra_space"],
    );
    check(format!("Bearer Bearer {t}"), &[], Form::AuthorizationHeader, &["bearer_twice"]);
    check(
        format!("curl -k -H \"Authorization: Bearer {t}\" https://10.0.0.1/api"),
        &[],
        Form::Curl,
        &[],
    );
    check(format!("kubectl --token={t} get pods"), &[], Form::Command, &[]);
    check(format!("export KUBE_TOKEN={t}"), &[], Form::Environment, &[]);
    check(format!("KUBE_TOKEN=\"{t}\"\nOTHER=1\n"), &[], Form::Environment, &[]);
    check(
        format!("GET /api HTTP/1.1\r\nHost: a.b.c\r\nAuthorization: Bearer {t}\r\n\r\n"),
        &[],
        Form::HttpTrace,
        &[],
    );
    let protocol = format!("base64url.bearer.authorization.k8s.io.{}", base64url(&t));
    check(
        format!("Sec-WebSocket-Protocol: v4.channel.k8s.io, {protocol}"),
        &[Encoding::Base64url],
        Form::WebsocketProtocol,
        &[],
    );
}

#[test]
fn token_broken_by_lines_and_blanks_is_joined() {
    let t = usual();
    for width in [20, 64, 76, 80] {
        check(wrapped(&t, width, "\n"), &[Encoding::WrappedLines], Form::Token, &[]);
        check(wrapped(&t, width, "\r\n    "), &[Encoding::WrappedLines], Form::Token, &[]);
        check(
            wrapped(&t, width, "\\\n"),
            &[Encoding::BackslashN, Encoding::WrappedLines],
            Form::Token,
            &[],
        );
    }
    check(
        format!("one\n{}\ntwo words\n", wrapped(&t, 64, "\n  ")),
        &[Encoding::WrappedLines],
        Form::Text,
        &[],
    );
    check(wrapped(&t, 100, " "), &[], Form::Token, &["blanks_inside"]);
    check(t.replacen('.', " . ", 1), &[], Form::Token, &["blanks_inside"]);
    check(t.replace('.', ".\n"), &[Encoding::WrappedLines], Form::Token, &[]);
    check(
        wrapped(&t, 90, "\\n"),
        &[Encoding::BackslashN, Encoding::WrappedLines],
        Form::Token,
        &[],
    );
}

#[test]
fn token_with_invisible_characters_is_found() {
    let t = usual();
    let hidden = format!("{}\u{200b}{}", &t[..100], &t[100..]);
    check(hidden, &[], Form::Token, &["hidden_characters"]);
    check(format!("\u{feff}{t}"), &[], Form::Token, &[]);
    let mut utf16: Vec<u8> = vec![0xff, 0xfe];
    utf16.extend(t.encode_utf16().flat_map(u16::to_le_bytes));
    check(utf16, &[Encoding::Utf16], Form::Token, &[]);
    let mut big_endian: Vec<u8> = vec![0xfe, 0xff];
    big_endian.extend(t.encode_utf16().flat_map(u16::to_be_bytes));
    check(big_endian, &[Encoding::Utf16], Form::Token, &[]);
    check([b"\xff token ".as_slice(), t.as_bytes()].concat(), &[], Form::Text, &["utf8_invalid"]);
}

#[test]
fn escaped_and_encoded_token_is_found() {
    let t = usual();
    check(t.replace('.', "%2E"), &[Encoding::Percent], Form::Token, &[]);
    check(format!("{t}\\n"), &[], Form::Token, &[]);
    check(format!("\"{t}\\r\\n\""), &[], Form::Token, &["value_has_newline"]);
    check(format!("{t}\\nnext"), &[], Form::Text, &[]);
    let percent =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02x}")).collect() };
    check(percent(&t), &[Encoding::Percent], Form::Token, &[]);
    check(percent(&format!("\"{t}\"\n")), &[Encoding::Percent], Form::Token, &[]);
    check(
        format!(r#"{{"token":"{}"}}"#, t.replace('.', "\\u002e")),
        &[Encoding::BackslashN],
        Form::Json,
        &[],
    );
    for (dot, encoding) in [
        ("%252E", Encoding::Percent),
        ("%25252e", Encoding::Percent),
        ("\\.", Encoding::BackslashN),
        ("\\x2e", Encoding::BackslashN),
        ("&#46;", Encoding::Colored),
        ("&#x2E;", Encoding::Colored),
        ("&period;", Encoding::Colored),
        ("&amp;#46;", Encoding::Colored),
    ] {
        check(t.replace('.', dot), &[encoding], Form::Token, &[]);
    }
    // Markdown.
    check(t.replace('_', "\\_").replace('-', "\\-"), &[Encoding::BackslashN], Form::Token, &[]);
    check(format!("&quot;{t}&quot;"), &[], Form::Token, &[]);
    check(base64(&t), &[Encoding::Base64], Form::Base64Token, &[]);
    let with_break = base64(format!("{t}\n"));
    check(with_break, &[Encoding::Base64], Form::Base64Token, &["value_has_newline"]);
    check(base64(base64(&t)), &[Encoding::Base64, Encoding::Base64], Form::Base64Token, &[]);
    check(
        wrapped(&base64(&t), 76, "\n"),
        &[Encoding::WrappedLines, Encoding::Base64],
        Form::Base64Token,
        &[],
    );
    let docker = format!(r#"{{"host:5000":{{"auth":"{}"}}}}"#, base64(format!("<token>:{t}")));
    let data = format!("data:\n  .dockercfg: {}\nkind: Secret\n", base64(docker));
    check(data, &[Encoding::Base64, Encoding::JsonString, Encoding::Base64], Form::Secret, &[]);
}

#[test]
fn text_glued_to_a_token_is_left_out() {
    let t = usual();
    check(format!("Bearer{t}"), &[], Form::Text, &["text_glued"]);
    check(format!("{t}I1122 01:30:45.123456 1 main.go:10] next"), &[], Form::Text, &["text_glued"]);
    check(format!("{t}---"), &[], Form::Text, &["text_glued"]);
    check(format!("https://host.example/path/{t}"), &[], Form::Text, &[]);
    check(format!("{t}..."), &[], Form::Text, &[]);
    says(format!("x{t}"), "text_glued", "Left out here: 1 character directly before the token.");
    // What belongs to the token before, or was found behind it, is not told again.
    assert!(!codes(format!("{t}{t}")).contains(&"text_glued".into()));
    says(
        format!("{t}xx{t}"),
        "text_glued",
        "Left out here: 2 characters directly after the signature, which is already complete.",
    );
}

#[test]
fn several_tokens_are_found_in_order() {
    let (bound, auto) = (BOUND.trim(), LEGACY_AUTO.trim());
    for text in [
        format!("{bound}\n{auto}\n"),
        format!("{bound} {auto}"),
        format!("a: {bound}\nb: {auto}"),
        format!("{},{}", base64(bound), auto),
        format!("{bound}{auto}"),
        format!("{}\n\n{}", wrapped(bound, 64, "\n"), wrapped(auto, 64, "\n")),
    ] {
        let kinds: Vec<_> = report(&text).tokens.iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Bound, Kind::Legacy], "{text}");
    }
    assert!(codes(format!("{bound}{auto}")).contains(&"tokens_glued".into()));
    assert_eq!(report(format!("{bound}{auto}{bound}")).tokens.len(), 3);
}

#[test]
fn text_without_a_token_yields_none() {
    #[track_caller]
    fn nothing(text: &str, form: Form, codes: &[&str]) {
        let report = report(text);
        assert!(report.tokens.is_empty(), "{text}");
        assert_eq!(report.input.form, form, "{text}");
        let found: Vec<_> = report.findings.iter().map(|finding| &*finding.code).collect();
        assert_eq!(found, codes, "{text}");
    }
    nothing("", Form::Empty, &["empty_input"]);
    nothing(" \u{200b}\r\n", Form::Empty, &["empty_input"]);
    nothing("see 1.2.3 and a.b.c", Form::Text, &["no_token_found"]);
    nothing("eyes wide open, heyJude.mp3", Form::Text, &["no_token_found"]);
    nothing("é.ж.漢", Form::Text, &["no_token_found"]);
    nothing("Authorization: Bearer $TOKEN", Form::AuthorizationHeader, &["variable_not_expanded"]);
    nothing("${KUBE_TOKEN}", Form::Text, &["variable_not_expanded"]);
    nothing("abcdef.0123456789abcdef", Form::OtherCredential, &["other_credential"]);
    nothing(
        "k8s-aws-v1.aHR0cHM6Ly9zdHMuYW1hem9uYXdzLmNvbS8",
        Form::OtherCredential,
        &["other_credential"],
    );
    nothing(
        "sha256~abcdefghijklmnopqrstuvwxyz0123456789",
        Form::OtherCredential,
        &["other_credential"],
    );
    nothing("-----BEGIN EC PRIVATE KEY-----\nAAAA\n", Form::Pem, &["other_credential"]);
    nothing("\0\u{1}\0", Form::Binary, &["no_token_found"]);
}

#[test]
fn text_with_more_than_one_invalid_byte_in_ten_is_binary() {
    for (odd, form) in [(2, Form::Text), (3, Form::Binary)] {
        let bytes = [&b"twenty bytes of text"[..20 - odd], &[0xff; 3][..odd]].concat();
        assert_eq!(report(bytes).input.form, form, "{odd}");
    }
}

#[test]
fn encoded_json_at_the_end_of_a_sentence_is_not_a_token() {
    assert_eq!(report("It holds eyJhIjoxfQ. Nothing else.").tokens.len(), 0);
    assert_eq!(report("It holds eyJhIjoxfQ.e Nothing else.").tokens.len(), 1);
}

#[test]
fn dot_that_ends_a_sentence_is_left_out() {
    let text = format!("{}.{}..", base64url(r#"{"alg":"none"}"#), base64url(PAYLOAD));
    let token = only(&text);
    assert_eq!((token.parts.len(), token.location.end), (3, text.len() - 1));
}

#[test]
fn findings_about_the_paste_say_this() {
    says("", "empty_input", "There is only whitespace here.");
    says("hello", "no_token_found", "No token was found in this text.");
    says("echo $TOKEN x", "no_token_found", "No token was found in this text.");
    says(
        "$TOKEN",
        "variable_not_expanded",
        "This is the shell variable `$TOKEN`, not the token in it.",
    );
    let t = usual();
    says(
        format!("Bearer  {t}"),
        "bearer_extra_space",
        "There are 2 spaces between `Bearer` and the token, not one.",
    );
    says(
        format!("Bearer Bearer {t}"),
        "bearer_twice",
        "The word `Bearer` precedes the token twice.",
    );
    says(
        format!("{}\u{200b}{}", &t[..9], &t[9..]),
        "hidden_characters",
        "The token contains or touches 1 invisible character (the first is U+200B), which this \
         tool leaves out.",
    );
    says(
        wrapped(&t, 100, " "),
        "blanks_inside",
        "The token contains whitespace, which is left out here. A token is one word.",
    );
    says(
        format!("{}{}", BOUND.trim(), LEGACY_AUTO),
        "tokens_glued",
        "Another token follows this one, with nothing between them.",
    );
    says(
        "abcdef.0123456789abcdef",
        "other_credential",
        "This looks like a bootstrap token, which is not a JSON Web Token and has no claims to read.",
    );
}

#[test]
fn help_says_that_no_blank_is_accepted_inside_a_token() {
    let t = usual();
    for blank in [" ", "\t", "\u{a0}"] {
        let found = finding(wrapped(&t, 200, blank), "blanks_inside");
        assert_eq!(
            found.help.as_deref(),
            Some("Remove this before you use the token: an API server rejects it otherwise.")
        );
    }
}

#[test]
fn positions_are_bytes_lines_and_columns_of_the_paste() {
    let extra = finding(format!("é\nBearer  {}", usual()), "bearer_extra_space");
    assert_eq!((extra.start, extra.end), (Some(9), Some(11)));
    assert_eq!((extra.line, extra.column), (Some(2), Some(7)));
}

#[test]
fn places_with_invalid_bytes_are_counted() {
    let text = [b"Gr\xfc\xdfe, caf\xe9: ", usual().as_bytes()].concat();
    let found = finding(&text, "utf8_invalid");
    assert_eq!(
        found.message,
        "The text is not UTF-8: 3 places of it could not be read as a character."
    );
    assert_eq!((found.start, found.end), (Some(2), Some(3)));
}

#[test]
fn finding_covers_what_it_is_about() {
    #[track_caller]
    fn check(text: &str, code: &str, start: usize, ground: &str) {
        let found = finding(text, code);
        assert_eq!(&text[found.start.unwrap()..found.end.unwrap()], ground);
        assert_eq!(found.start, Some(start));
    }
    let t = usual();
    check(&format!("x: Bearer   {t}"), "bearer_extra_space", 9, "   ");
    check(&format!("x: Bearer bearer {t}"), "bearer_twice", 10, "bearer");
    check(&format!("see abc{t}"), "text_glued", 4, "abc");
    check(&format!("{t}---"), "text_glued", t.len(), "---");
    check(&format!("{}{t}", BOUND.trim()), "tokens_glued", BOUND.trim().len(), "e");
    check(&wrapped(&t, 100, " "), "blanks_inside", 100, " ");
    check(
        "see sha256~abcdefghijklmnopqrstuvwxyz0123456789 here",
        "other_credential",
        4,
        "sha256~abcdefghijklmnopqrstuvwxyz0123456789",
    );
    check("Bearer ${KUBE_TOKEN}", "variable_not_expanded", 7, "${KUBE_TOKEN}");
}

#[test]
fn missing_part_has_an_empty_range() {
    let text = format!("{}.{}.\u{2026}", base64url(HEADER), base64url(PAYLOAD));
    let token = only(&text);
    let end = text.len() - '\u{2026}'.len_utf8();
    assert_eq!(
        (token.location.end, token.parts[2].ranges.as_slice()),
        (end, &[Span::new(end, end)][..])
    );
}

#[test]
fn content_of_a_placeholder_is_not_repeated() {
    for text in ["Bearer ${TOKEN:-sha256~AbCdEfGhIjKlMnOp}", "token: $(echo c2VjcmV0c2VjcmV0)"] {
        let shown = serde_json::to_string(&report(text)).unwrap();
        assert!(!shown.contains("AbCdEf") && !shown.contains("c2VjcmV0"), "{shown}");
    }
    assert!(codes("Bearer ${TOKEN:-sha256~AbCdEfGhIjKlMnOp}").contains(&"other_credential".into()));
    says(
        "token: $(cat token)",
        "variable_not_expanded",
        "This is a shell command, not the token that it prints.",
    );
}

#[test]
fn signature_replaced_by_dots_is_not_a_fault() {
    let (header, payload) = (base64url(HEADER), base64url(PAYLOAD));
    for text in [format!("{header}.{payload}..."), format!("{header}.{payload}.…")] {
        let token = only(&text);
        assert_eq!(token.format, Some(service_account_token::report::Format::JwsRedacted));
        assert_eq!(
            token.signature.status,
            service_account_token::report::SignatureStatus::Redacted
        );
        assert!(token.findings.iter().all(|finding| finding.code != "segment_count"));
    }
}

#[test]
fn payload_shortened_with_dots_is_truncated() {
    let cut = &base64url(PAYLOAD)[..80];
    let token = only(format!("{}.{cut}...", base64url(HEADER)));
    assert_eq!(token.format, Some(service_account_token::report::Format::JwsTruncated));
}
