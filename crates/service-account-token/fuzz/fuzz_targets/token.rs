//! A JOSE token: the bytes are a line of header JSON, a line of payload JSON, and the letters of
//! what a carrier did to the token. Its signature is always a piece of the same one, so that no
//! piece of it may be anywhere in the report, whatever the token and the carrier are.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use service_account_token::report::{Format, Report, Token};

const NOW: i64 = 1_700_000_000;

/// More steps make a text that nobody would paste.
const MAX_STEPS: usize = 6;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(3, |&byte| byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (header, payload, steps) = (line(), line(), line());
    // What has neither in JSON is no token, and its last part no signature.
    let is_object = |text| serde_json::from_slice::<Map<String, Value>>(text).is_ok();
    let is_token = is_object(header) && is_object(payload);
    let signature = signature();
    let claims = [String::from_utf8_lossy(bytes).into_owned()];
    let (header, payload) = (URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let bare = format!("{header}.{payload}.{signature}");
    let read = promises::hold(bare.as_bytes(), Some(NOW));
    says_nothing_of(&signature, &read, &claims);
    let mut carried = bare;
    let mut whole = true;
    for step in steps.chunks(2).take(MAX_STEPS) {
        whole &= keeps_the_token(step[0]);
        carried = carry(step, &carried);
    }
    let report = promises::hold(carried.as_bytes(), Some(NOW));
    if is_token {
        says_nothing_of(&signature, &report, &claims);
    }
    if is_token && whole && read.tokens.iter().any(|token| token.format == Some(Format::Jws)) {
        same_texts(&read, &report);
    }
});

/// As long as an RSA-2048 key makes it, and repeating nothing.
fn signature() -> String {
    let mut state = 0x2545_f491_u32;
    let bytes = [0_u8; 256].map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Nothing but what stood in the claims already.
fn says_nothing_of(signature: &str, report: &Report, claims: &[String]) {
    let shown = serde_json::to_string(report).expect("a report serializes");
    let kept = promises::piece_of::<{ promises::PIECE }>(signature, &shown, claims);
    assert_eq!(kept, None, "a piece of the signature is in the report");
}

/// What two carriers of a text leave alone: it can be read as well as before.
fn keeps_the_token(letter: u8) -> bool {
    matches!(letter, b'B' | b'q' | b'j' | b'b' | b'u')
}

/// What a carrier, told by a letter and a number, does to a text.
fn carry(step: &[u8], text: &str) -> String {
    let number = usize::from(step.get(1).copied().unwrap_or_default());
    match step[0] {
        b'B' => format!("Authorization: Bearer {text}"),
        b'q' => format!("'{text}'\n"),
        b'j' => format!("{{\"token\":\"{text}\"}}"),
        b'b' => STANDARD.encode(text),
        b'u' => URL_SAFE_NO_PAD.encode(text),
        b'l' => lines(text, number + 1, "\n"),
        b'n' => lines(text, number + 1, "\\n"),
        b's' => lines(text, number + 1, " "),
        b'z' => lines(text, number + 1, "\u{200b}"),
        b'%' => text.replace('.', "%2E"),
        b'e' => text.replace('.', "\\u002e"),
        b'i' => {
            let claims = URL_SAFE_NO_PAD.encode(format!("{{\"token\":{text:?}}}"));
            format!("eyJhbGciOiJFUzI1NiJ9.{claims}.{}", "A".repeat(86))
        }
        b'J' => match text.split('.').collect::<Vec<_>>().as_slice() {
            [header, payload, signature] => format!(
                "{{\"payload\":\"{payload}\",\"protected\":\"{header}\",\
                 \"signature\":\"{signature}\"}}"
            ),
            _ => text.to_owned(),
        },
        b'd' => format!("{text}{text}"),
        b'D' => format!("{text}\n{text}"),
        // At most the header: what is left of a payload that is cut into shows no token.
        b'c' => text.chars().skip(number.min(text.find('.').unwrap_or(0))).collect(),
        b'f' => text.chars().take(text.len() * number / 255).collect(),
        other => format!("{}{text}", char::from(other)),
    }
}

fn lines(text: &str, width: usize, between: &str) -> String {
    let characters: Vec<_> = text.chars().collect();
    let lines: Vec<String> = characters.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(between)
}

/// A carrier changes nothing of what is read.
fn same_texts(bare: &Report, carried: &Report) {
    let texts = |report: &Report| -> Vec<_> {
        let of =
            |token: &Token| (token.kind, token.header.text.clone(), token.payload.text.clone());
        report.tokens.iter().map(of).collect()
    };
    assert_eq!(texts(bare), texts(carried));
}
