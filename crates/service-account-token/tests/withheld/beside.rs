//! Hides parts of a credential in separate lists, and credentials in unusual notation.

use serde_json::json;

use crate::support::*;
use crate::{KEY, PASSWORD, SIGNATURE, inner, keeps_nothing, with, withheld_under_every_name};

#[test]
fn parts_of_a_token_in_separate_lists_are_hidden() {
    let token = inner();
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    let front = format!("{header}.{payload}");
    for value in [
        json!([[header], [payload], [signature]]),
        json!([[header, payload], [signature]]),
        json!([header, [payload, [signature]]]),
        json!([{ "sub": header }, { "sub": payload }, { "sub": signature }]),
        json!({ "a": { "sub": header }, "b": { "sub": payload }, "c": { "sub": signature } }),
        json!({ "a": header, "b": payload, "c": { "d": { "sub": signature } } }),
        json!({ "a": header, "b": payload, "aud": [signature] }),
        json!({ header: { "sub": signature } }),
        json!({ "sub": front, "jti": signature }),
    ] {
        withheld_under_every_name(&value, SIGNATURE);
        withheld_under_every_name(&json!(value.to_string()), SIGNATURE);
    }
    keeps_nothing(&with(&json!({ "sub": front, "jti": signature })), SIGNATURE);
    // Lists whose pieces stand in no quotes.
    let payload = format!(r#"{{"aud":[{header},{payload},{signature}]}}"#);
    keeps_nothing(&crate::support::token(HEADER, &payload), SIGNATURE);
}

#[test]
fn pieces_of_a_token_in_separate_lists_are_hidden() {
    let token = inner();
    for size in [16, 20, 30] {
        let pieces: Vec<_> = token.as_bytes().chunks(size).map(String::from_utf8_lossy).collect();
        let objects: Vec<_> = pieces.iter().map(|piece| json!({ "sub": piece })).collect();
        withheld_under_every_name(&json!(objects), SIGNATURE);
        let lists: Vec<_> = pieces.iter().map(|piece| json!([piece])).collect();
        withheld_under_every_name(&json!(lists), SIGNATURE);
        let names = pieces.iter().map(|piece| (piece.to_string(), json!(1)));
        withheld_under_every_name(&json!(names.collect::<serde_json::Map<_, _>>()), SIGNATURE);
    }
}

#[test]
fn base64_with_other_data_around_or_inside_it_is_hidden() {
    for secret in [inner(), json!({ "password": PASSWORD }).to_string()] {
        let encoded = base64(&secret);
        for front in ["a", "ab", "abc", "data-", "v_", "https://example.test/callback/"] {
            withheld_under_every_name(&json!(format!("{front}{encoded}")), &encoded);
        }
        let utf16 = |bytes: fn(u16) -> [u8; 2]| {
            let units = "\u{feff}".encode_utf16().chain(secret.encode_utf16());
            base64(units.flat_map(bytes).collect::<Vec<_>>())
        };
        for encoded in [
            base64([b"\x08\x96\x01\x12\xff\x01", secret.as_bytes(), b"\x1a\x00"].concat()),
            base64([b"abc\0", secret.as_bytes()].concat()),
            base64([b"\xe4\xf6 ", secret.as_bytes()].concat()),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            withheld_under_every_name(&json!(encoded), &encoded);
        }
    }
}

#[test]
fn value_whose_name_ends_in_password_is_hidden() {
    for name in ["db_password", "adminPassword", "app-client-secret", "MYSQL_PASSWD", "passwords"] {
        withheld_under_every_name(&json!({ name: PASSWORD }), PASSWORD);
        for text in [
            format!("{name}: {PASSWORD}\n"),
            format!("{name}={PASSWORD}"),
            format!("{{'{name}': '{PASSWORD}'}}"),
            json!({ name: PASSWORD }).to_string(),
        ] {
            withheld_under_every_name(&json!(text), PASSWORD);
        }
    }
    withheld_under_every_name(&json!({ "password": { "value": PASSWORD } }), PASSWORD);
    let quoted = json!({ "sub": json!({ "token": PASSWORD }).to_string() }).to_string();
    withheld_under_every_name(&json!(quoted), PASSWORD);
    withheld_under_every_name(&json!(json!(quoted).to_string()), PASSWORD);
    for text in [
        format!("users:\n- user:\n    token: {KEY}\n"),
        format!("https://example.test/?sv=1&sig={KEY}"),
        format!("API_TOKEN={KEY}"),
    ] {
        withheld_under_every_name(&json!(text), KEY);
    }
}

#[test]
fn private_key_in_unusual_notation_is_hidden() {
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n");
    for pem in [
        pem.replace("-----", "—"),
        pem.replace("-----", "----"),
        pem.replace(' ', "+").replace('\n', "%0A"),
        pem.replace("PRIVATE KEY", "private key"),
    ] {
        withheld_under_every_name(&json!(pem), KEY);
    }
    for key in [
        format!("kty: EC\ncrv: P-256\nd: {KEY}\n"),
        format!("{{'kty': 'EC', 'd': '{KEY}'}}"),
        format!("{{kty:\"EC\",d:\"{KEY}\"}}"),
        format!("kty=oct&k={KEY}"),
    ] {
        withheld_under_every_name(&json!(key), KEY);
    }
    let openssh = base64([&b"openssh-key-v1\0\0\0\0\x04none"[..], KEY.as_bytes()].concat());
    withheld_under_every_name(&json!(openssh), &openssh);
}

#[test]
fn signature_after_a_dot_in_any_notation_is_hidden() {
    for dot in ["%u002E", "=2E", "\\056", "\\u{2e}", "&middot;", "&#x0000002e;", "<.>", "(DOT)"] {
        withheld_under_every_name(&json!(format!("xW9rdF8{dot}{SIGNATURE}")), SIGNATURE);
    }
}
