//! No credential inside a token gets into the report, whatever its form.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod beside;
mod forms;
mod nesting;
mod shown;
#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use service_account_token::report::{
    JsonPart, Member, PartName, Span, Token, Withheld, WithheldReason,
};
use service_account_token::{Paste, SecretText};
use support::*;

/// This many characters of a credential in a row could help an attacker.
const PIECE: usize = 16;

/// A signature that repeats nothing and shares nothing with that of the token around it.
const SIGNATURE: &str = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

/// The private part of a made-up key.
const KEY: &str = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";

const PASSWORD: &str = "correct-horse-battery-staple-42";

/// A token to embed in another one.
fn inner() -> String {
    format!(
        "{}.{}.{SIGNATURE}",
        base64url(r#"{"alg":"HS256","typ":"JWT"}"#),
        base64url(r#"{"iss":"https://inner.example.test","sub":"somebody"}"#)
    )
}

fn with(payload: &Value) -> String {
    token(HEADER, &payload.to_string())
}

/// Asserts that no piece of the secret is in any text of the report.
#[track_caller]
fn keeps_nothing(paste: &str, secret: &str) {
    let shown = serde_json::to_string(&report(paste)).unwrap();
    // An escape or a layer of JSON around it does not make it another.
    let shown = shown.replace('\\', "");
    let secret: Vec<char> = secret.chars().collect();
    for piece in secret.windows(PIECE) {
        let piece: String = piece.iter().collect();
        assert!(!shown.contains(&piece), "{piece} is in the report of {paste}");
    }
}

/// Asserts that the report keeps nothing of the secret: under an unknown name and under public names,
/// at the top, in an object and in an array.
#[track_caller]
fn withheld_under_every_name(value: &Value, secret: &str) {
    for name in ["x", "sub", "aud", "nonce"] {
        for payload in [
            json!({ name: value, "iss": "https://example.test" }),
            json!({ "outer": { name: value } }),
            json!({ "outer": [{ name: [value] }] }),
        ] {
            keeps_nothing(&with(&payload), secret);
            // The same cut off anywhere behind the value, and in a header.
            let text = payload.to_string();
            keeps_nothing(&token(HEADER, &text[..text.len() - 1]), secret);
            keeps_nothing(&token(&text, PAYLOAD), secret);
        }
    }
}

fn members(token: &Token) -> impl Iterator<Item = &Member> {
    token.header.members.iter().chain(&token.payload.members)
}

fn member<'t>(part: &'t JsonPart, pointer: &str) -> &'t Member {
    part.members.iter().find(|member| member.pointer == pointer).unwrap()
}

#[test]
fn hidden_member_says_why_and_how_long_it_is() {
    let token = only(with(&json!({ "sub": "x", "id": inner(), "n": 1 })));
    let id = member(&token.payload, "/id");
    let characters = inner().len();
    assert_eq!(id.withheld, Some(Withheld { reason: WithheldReason::Token, characters }));
    assert_eq!((&id.value, &id.text), (&None, &None));
    let text = token.payload.text.as_deref().unwrap();
    assert_eq!(text, r#"{"id":"…","n":1,"sub":"x"}"#);
    assert_eq!(&text[id.start..id.end], r#""…""#);
    assert_eq!(id.meaning, "Hidden because it holds another token, or part of one.");
    assert_eq!(member(&token.payload, "/n").withheld, None);
}

#[test]
fn hidden_member_maps_to_its_bytes_in_the_paste() {
    let payload = json!({ "id": inner() }).to_string();
    let paste = token(HEADER, &payload);
    let [Span { start, end }] = member(&only(&paste).payload, "/id").ranges[..] else { panic!() };
    let part = base64url(HEADER).len() + 1;
    let value = payload.find("\"eyJ").unwrap() + 1..payload.len() - 2;
    assert_eq!(
        [start, end],
        [part + (value.start - 1) * 4 / 3, part + ((value.end + 1) * 4).div_ceil(3)]
    );
}

#[test]
fn each_reason_has_its_finding() {
    for (payload, code, message) in [
        (
            json!({ "x": inner() }),
            "nested_jwt",
            "The payload holds another token, which is hidden.",
        ),
        (
            json!({ "x": "-----BEGIN PRIVATE KEY-----\nAAAA" }),
            "secret_in_token",
            "The payload holds a private key, which is hidden.",
        ),
        (
            json!({ "password": PASSWORD }),
            "secret_in_token",
            "The payload holds a password or another credential, which is hidden.",
        ),
        (
            json!({ "x": KEY }),
            "value_withheld",
            "The payload holds a value that looks random, under a name that this tool does not know. It is hidden.",
        ),
    ] {
        says(with(&payload), code, message);
    }
}

#[test]
fn hidden_value_can_be_read_from_the_paste() {
    let payload = json!({ "a": 1, "id": inner(), "password": PASSWORD, "sub": "x" });
    for paste in [with(&payload), base64(with(&payload)), format!("token: {}", with(&payload))] {
        let token = only(&paste);
        for (index, read) in token.payload.members.iter().enumerate() {
            let text = Paste::read(paste.as_bytes()).withheld(0, PartName::Payload, index);
            let text = text.as_ref().map(SecretText::expose);
            let expected = payload[read.name.as_deref().unwrap()].as_str();
            assert_eq!(text, expected.filter(|_| read.withheld.is_some()), "{}", read.pointer);
        }
    }
}
