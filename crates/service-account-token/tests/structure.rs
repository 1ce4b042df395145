//! What is wrong with a token's serialization is said with the character, the part and the place.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::Paste;
use service_account_token::report::{Form, Format, Kind, PartName, Span};
use support::*;

/// A token of these parts.
fn parts(header: &str, payload: &str, signature: &str) -> String {
    format!("{header}.{payload}.{signature}")
}

fn header() -> String {
    base64url(HEADER)
}

fn payload() -> String {
    base64url(PAYLOAD)
}

fn rsa() -> String {
    signature(256)
}

/// A token with this payload, to the byte.
fn with_payload(payload: impl AsRef<[u8]>) -> String {
    parts(&header(), &base64url(payload), &rsa())
}

#[test]
fn base64_flaws_are_reported() {
    let h = header();
    let odd = parts(&h, &payload().replacen("OlsiaHR0cHM6", "OlsiaHR0*HM6", 1), &rsa());
    says(
        &odd,
        "base64_character",
        "Character 17 of the payload is `*`, which is not in the base64url alphabet; the bytes \
         that it hides are shown as U+FFFD.",
    );
    let found = finding(&odd, "base64_character");
    let at = h.len() + 1 + 16;
    assert_eq!(
        (found.part, found.start, found.end),
        (Some(PartName::Payload), Some(at), Some(at + 1))
    );
    assert_eq!(
        only(&odd).payload.members.last().map(|member| member.pointer.as_str()),
        Some("/sub")
    );

    let standard =
        parts(&h, &base64url(r#"{"a":"~~~>>>???"}"#).replace('-', "+").replace('_', "/"), &rsa());
    says(
        &standard,
        "base64_standard_alphabet",
        "Character 12 of the payload is `+`, from the standard base64 alphabet; base64url uses \
         `-`. There are 3 such characters.",
    );
    let padded = parts(&h, &(base64url("{\"a\":1}") + "=="), &rsa());
    says(
        &padded,
        "base64_padding",
        "The payload ends with 2 padding characters (`=`); tokens have none.",
    );
    says(
        parts(&h, &(base64url("{\"a\":1}") + "AAA"), &rsa()),
        "base64_length",
        "The payload has 13 characters, a length that base64 cannot have: a character is missing, \
         or there is one too many.",
    );
    says(
        parts(&h, &base64url("{\"a\":1}").replace("fQ", "fR"), &rsa()),
        "base64_trailing_bits",
        "The last character of the payload has unused bits that are not zero. Kubernetes ignores \
         them in a bound token; strict parsers reject the token.",
    );
}

#[test]
fn part_that_decodes_to_no_byte_has_one_finding() {
    assert_eq!(codes("1.2.3"), ["base64_length"; 3]);
    assert_eq!(codes(parts(&header(), "*", &rsa())), ["base64_character"]);
}

#[test]
fn base64_flaws_of_a_signature_are_reported() {
    let odd = parts(&header(), &payload(), &rsa().replacen(&rsa()[4..5], "*", 1));
    says(
        &odd,
        "base64_character",
        "Character 5 of the signature is `*`, which is not in the base64url alphabet.",
    );
    assert_eq!(codes(&odd), [vec!["base64_character".into()], codes(usual())].concat());
    assert_eq!(only(&odd).signature.key_hint.as_deref(), Some("RSA-2048"));
    let short = parts(&base64url(r#"{"alg":"ES256"}"#), &payload(), &signature(64));
    for whole in [usual(), short] {
        let padded = format!("{whole}==");
        says(
            &padded,
            "base64_padding",
            "The signature ends with 2 padding characters (`=`); tokens have none.",
        );
        assert_eq!(ground(&padded, "base64_padding"), "==");
        assert_eq!(codes(&padded), [vec!["base64_padding".into()], codes(&whole)].concat());
        assert_eq!(report(&padded).input.form, Form::Token);
        // Also on several lines, with words behind.
        let lines = format!("{}\n{}==\nand more words", &whole[..150], &whole[150..]);
        assert_eq!(codes(lines), codes(&padded));
    }
    // A mark that stands for a signature is none.
    let marked = codes(parts(&header(), &payload(), "<redacted>"));
    assert!(marked.iter().all(|code| code != "base64_character"), "{marked:?}");
}

#[test]
fn letter_of_another_script_is_shown_unchanged() {
    #[track_caller]
    fn check(text: &str, shown: &str, ground: &str) {
        says(
            text,
            "base64_character",
            &format!(
                "Character 243 of the signature is {shown}, which is not in the base64url alphabet."
            ),
        );
        assert_eq!(self::ground(text, "base64_character"), ground);
        let token = only(text);
        // Nothing is cut off, and no byte is missing.
        assert_eq!((token.format, token.signature.bytes), (Some(Format::Jws), Some(256)));
        assert_eq!(codes(text), [vec!["base64_character".into()], codes(usual())].concat());
    }
    let (t, at) = (usual(), usual().len() - 100);
    for (letter, shown) in [("é", "`é`"), ("漢", "`漢`"), ("😀", "U+1F600")] {
        let altered = format!("{}{letter}{}", &t[..at], &t[at + 1..]);
        check(&altered, shown, letter);
        let secret = Paste::read(altered.as_bytes()).secret(0).unwrap();
        assert_eq!(secret.expose(), altered);
        check(&format!("{}{letter}{}", &t[..at], &t[at..]), shown, letter);
    }
    check(&format!("{}\\u00e9{}", &t[..at], &t[at + 1..]), "`é`", "\\u00e9");
    let wrapped = base64(format!("{}é{}", &t[..at], &t[at + 1..]));
    check(&wrapped, "`é`", &wrapped[at * 4 / 3..((at + 2) * 4).div_ceil(3)]);
}

#[test]
fn claims_after_a_letter_of_another_script_are_read() {
    let altered = payload().replacen("OlsiaHR0cHM6", "OlsiaHR0éHM6", 1);
    let token = only(parts(&header(), &altered, &rsa()));
    assert_eq!((token.kind, token.payload.members.len()), (Kind::Bound, 13));
    let ranges = &token.payload.members[1].ranges;
    let start = header().len() + 1 + 8 * 4 / 3;
    assert_eq!(ranges, &[[start, start + 63]]);
}

#[test]
fn finding_about_a_member_points_at_it() {
    let text = with_payload(r#"{"a":{"b":1,"b":2}}"#);
    let found = finding(&text, "json_duplicate_member");
    assert_eq!(found.pointer.as_deref(), Some("/a/b"));
    assert_eq!(found.reference.as_deref(), Some("RFC 7519 §4"));
    let second = &only(&text).payload.members[2];
    assert_eq!(second.ranges, [[found.start.unwrap(), found.end.unwrap()]]);
    let empty = finding("", "empty_input");
    assert_eq!((empty.pointer, empty.reference), (None, None));
}

/// What a finding stands on.
#[track_caller]
fn ground<'t>(text: &'t str, code: &str) -> &'t str {
    let found = finding(text, code);
    &text[found.start.unwrap()..found.end.unwrap()]
}

#[test]
fn finding_covers_its_characters() {
    let h = header();
    let padded = parts(&h, &(base64url("{\"a\":1}") + "=="), &rsa());
    assert_eq!(ground(&padded, "base64_padding"), "==");
    let padded = parts(&h, &(base64url("{\"ab\":1}") + "="), &rsa());
    assert_eq!(ground(&padded, "base64_padding"), "=");
    let standard = parts(&h, &base64url(r#"{"a":"~~~>>>???"}"#).replace('-', "+"), &rsa());
    assert_eq!(ground(&standard, "base64_standard_alphabet"), "+");
    let stray = parts(&h, &base64url("{\"a\":1}").replace("fQ", "fR"), &rsa());
    assert_eq!(ground(&stray, "base64_trailing_bits"), "R");
    let long = base64url("{\"a\":1}") + "AAA";
    assert_eq!(ground(&parts(&h, &long, &rsa()), "base64_length"), long);
    assert_eq!(ground(&parts(&h, "", &rsa()), "segment_empty"), "");
}

/// A finding about decoded bytes stands on the characters that hold them.
#[track_caller]
fn stands_on_bytes(payload: impl AsRef<[u8]>, code: &str, bytes: std::ops::Range<usize>) {
    let payload = base64url(payload);
    let text = parts(&header(), &payload, &rsa());
    let characters = &payload[bytes.start * 4 / 3..(bytes.end * 4).div_ceil(3)];
    assert_eq!(ground(&text, code), characters);
}

#[test]
fn finding_covers_its_bytes() {
    stands_on_bytes(b"{\"abc\":\"\xff\"}", "utf8_invalid", 8..9);
    stands_on_bytes("\u{feff}{}", "byte_order_mark", 0..3);
    stands_on_bytes(r#"{"a":1,"b" 2}"#, "json_syntax", 11..12);
    stands_on_bytes(r#"{"a":1,"b" é}"#, "json_syntax", 11..13);
    stands_on_bytes(r#"{"a":1,"b":"#, "json_syntax", 11..11);
    stands_on_bytes("{} xyz", "json_trailing_text", 3..4);
    stands_on_bytes(format!("{{\"a\":{}", "[".repeat(300)), "json_too_deep", 261..262);
    let nested = usual();
    let text = format!(r#"{{"id":"{nested}"}}"#);
    stands_on_bytes(&text, "nested_jwt", r#"{"id":""#.len()..text.len() - 2);
    let blank = PAYLOAD.replacen(',', ", ", 1);
    let at = blank.find(", ").unwrap() + 1;
    stands_on_bytes(&blank, "not_canonical_json", at..at + 1);
    let escape = PAYLOAD.replacen("shop", r"sho\u0070", 1);
    let at = escape.find('\\').unwrap();
    stands_on_bytes(&escape, "not_canonical_json", at..at + 6);
}

#[test]
fn wrong_part_counts_are_reported() {
    let (h, p) = (header(), payload());
    says(
        format!("{h}.{p}.{}.AAAA", rsa()),
        "segment_count",
        "The token has 4 dotted parts; a signed token (JWS) has three and an encrypted token (JWE) \
         five.",
    );
    says(
        format!("{h}.{p}.{}.AAAA.AAAA", rsa()),
        "segment_count",
        "The token has five dotted parts, like an encrypted token (JWE), but its header names no \
         encryption (`enc`).",
    );
    says(format!("{h}..{}", rsa()), "segment_empty", "The payload is empty.");
    let extra = only(format!("{h}.{p}.{}.AAAA", rsa()));
    assert_eq!(extra.parts[3].name, PartName::Extra);
    assert_eq!(extra.kind, Kind::Bound);
}

#[test]
fn utf8_and_json_faults_are_reported() {
    says(
        with_payload(b"{\"a\":\"\xff\"}"),
        "utf8_invalid",
        "Byte 7 of the decoded payload is 0xff, which is not UTF-8; it is shown as U+FFFD.",
    );
    // Its value stands on all its characters, and so does the one behind it.
    let damaged = with_payload(b"{\"a\":\"x\xff\xfey\",\"b\":1}");
    let start = header().len() + 1;
    let ranges = |index: usize| only(&damaged).payload.members[index].ranges.clone();
    assert_eq!(ranges(0), [[start + 5 * 4 / 3, start + 44_usize.div_ceil(3)]]);
    assert_eq!(ranges(1), [[start + 16 * 4 / 3, start + 68_usize.div_ceil(3)]]);
    let bom = with_payload("\u{feff}{\"iss\":\"x\"}");
    says(&bom, "byte_order_mark", "The JSON of the payload begins with a byte order mark.");
    assert_eq!(only(&bom).payload.members[0].value.as_deref(), Some("x"));
    says(
        with_payload(r#"{"a":1,"b" 2}"#),
        "json_syntax",
        "The payload is not JSON: found `2` at byte 12 of the decoded text, expected a colon after the member's name.",
    );
    says(with_payload("[1]"), "json_not_object", "The payload is JSON but not an object.");
    says(
        with_payload("hello"),
        "json_syntax",
        "The payload does not decode to JSON: its first byte is 0x68; it must be `{`.",
    );
    says(
        with_payload("{} x"),
        "json_trailing_text",
        "Text follows the JSON object of the payload at byte 4 of the decoded text, where it \
         should end.",
    );
    let found = finding(with_payload("{}<b>"), "json_trailing_text");
    assert_eq!(found.part, Some(PartName::Payload));
}

#[test]
fn value_in_standard_base64_covers_its_characters() {
    let payload = base64url(r#"{"a":"~~~>>>???","b":1}"#);
    let text = parts(&header(), &payload.replace('-', "+").replace('_', "/"), &rsa());
    let start = header().len() + 1;
    let ranges: Vec<_> =
        only(text).payload.members.into_iter().map(|member| member.ranges).collect();
    let on = |from: usize, to: usize| vec![[start + from * 4 / 3, start + (to * 4).div_ceil(3)]];
    assert_eq!(ranges, [on(5, 16), on(21, 22)]);
}

#[test]
fn nothing_is_lost_or_altered() {
    let text = "{ \"10\":1.50,\"2\":1e400,\"__proto__\":{\"x\":9007199254740993},\"10\":null,\"constructor\":\"\\ud800\" }";
    let token = only(with_payload(text));
    assert_eq!(token.payload.text.as_deref(), Some(text));
    let members: Vec<_> = token
        .payload
        .members
        .iter()
        .map(|member| (member.pointer.as_str(), member.index, member.text.as_deref()))
        .collect();
    assert_eq!(
        members,
        [
            ("/10", 0, Some("1.50")),
            ("/2", 0, Some("1e400")),
            ("/__proto__", 0, None),
            ("/__proto__/x", 0, Some("9007199254740993")),
            ("/10", 1, Some("null")),
            ("/constructor", 0, Some("\"\\ud800\"")),
        ]
    );
    assert_eq!(token.payload.members[5].value.as_deref(), Some("\u{fffd}"));
}

#[test]
fn formats_are_detected() {
    let (h, p) = (header(), payload());
    let format = |text: &str| only(text).format;
    assert_eq!(format(&usual()), Some(Format::Jws));
    assert_eq!(
        format(&format!("{}.{p}.", base64url(r#"{"alg":"none"}"#))),
        Some(Format::Unsecured)
    );
    assert_eq!(format(&format!("{h}.{p}.{}", signature(200))), Some(Format::JwsTruncated));
    assert_eq!(format(&format!("{h}.{p}")), Some(Format::JwsTruncated));
    for mark in ["REDACTED", "signature", "xxxxx", "<redacted>", "[signature]", "***", "…", "..."]
    {
        let token = only(format!("{h}.{p}.{mark}"));
        assert_eq!(token.format, Some(Format::JwsRedacted), "{mark}");
        assert!(token.findings.iter().any(|finding| finding.code == "token_redacted"), "{mark}");
    }
    let jwe = base64url(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    let jwe = only(format!("{jwe}.AAAA.AAAA.AAAA.AAAA"));
    assert_eq!((jwe.format, jwe.kind), (Some(Format::Jwe), Kind::Other));
    assert_eq!(jwe.payload.text, None);
    assert_eq!(jwe.parts[3].name, PartName::Ciphertext);
    let unreadable = only("abc.def.ghi");
    assert_eq!((unreadable.format, unreadable.kind), (None, Kind::Unreadable));
}

#[test]
fn signatures_are_described() {
    let h = |alg: &str| base64url(format!(r#"{{"alg":"{alg}"}}"#));
    let hint = |alg: &str, bytes| only(parts(&h(alg), &payload(), &signature(bytes))).signature;
    assert_eq!(hint("RS256", 256).key_hint.as_deref(), Some("RSA-2048"));
    assert_eq!(hint("RS256", 384).key_hint.as_deref(), Some("RSA-3072"));
    assert_eq!(hint("RS256", 512).key_hint.as_deref(), Some("RSA-4096"));
    assert_eq!(hint("ES256", 64).key_hint.as_deref(), Some("P-256"));
    assert_eq!(hint("ES512", 132).key_hint.as_deref(), Some("P-521"));
    assert_eq!(hint("HS256", 32).key_hint, None);
    assert_eq!(hint("RS256", 256).bytes, Some(256));
    let cut = format!("{}.{}.{}", header(), payload(), &rsa()[..341]);
    says(
        &cut,
        "signature_length",
        "The signature has 255 bytes; `RS256` has 256 bytes with a key of 2048 bits, 384 with \
         3072, 512 with 4096.",
    );
    says(
        &cut,
        "token_truncated",
        "This token is cut off inside the signature, after 341 characters of it. The header and \
         the payload could be read completely.",
    );
}

#[test]
fn nested_token_is_withheld() {
    let inner = usual();
    let escaped = inner.replace('.', "\\u002e");
    let token = only(with_payload(format!(r#"{{"id":"{inner}","again":"{escaped}"}}"#)));
    let shown = serde_json::to_string(&token).unwrap();
    assert!(!shown.contains(&rsa()[..22]));
    assert!(token.findings.iter().any(|finding| finding.code == "nested_jwt"));
    says(
        with_payload(format!(r#"{{"id":"{inner}"}}"#)),
        "nested_jwt",
        "The payload holds another token, which is hidden.",
    );
}

#[test]
fn ranges_map_back_to_the_paste() {
    let wrapped: Vec<_> = BOUND.trim().as_bytes().chunks(50).map(String::from_utf8_lossy).collect();
    let text = wrapped.join("\n  ");
    let token = only(&text);
    let read =
        |ranges: &[Span]| -> String { ranges.iter().map(|span| &text[span.range()]).collect() };
    let dotted: Vec<_> = token.parts.iter().map(|part| read(&part.ranges)).collect();
    assert_eq!(dotted.join("."), BOUND.trim());
    for member in &token.payload.members {
        let source = &token.payload.text.as_deref().unwrap()[member.start..member.end];
        // The characters of a value hold it, but for the bytes that they share with its neighbours.
        let characters = read(&member.ranges);
        assert_eq!(
            characters.len(),
            (member.end * 4).div_ceil(3) - member.start * 4 / 3,
            "{source}"
        );
    }
}
