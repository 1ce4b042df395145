//! Hides credentials in every form that has leaked before.

use serde_json::json;

use crate::support::*;
use crate::{KEY, PASSWORD, SIGNATURE, inner, keeps_nothing, with, withheld_under_every_name};

#[test]
fn token_with_dots_in_any_notation_is_hidden() {
    for dot in [
        ".",
        "%2E",
        "%2e",
        "%252E",
        "%25252E",
        "&#46;",
        "&#x2e;",
        "&amp;#46;",
        "&period;",
        "．",
        "·",
        "。",
        "[.]",
        "(.)",
        " dot ",
        "[dot]",
        " . ",
        "\\u002e",
        "\\\\u002e",
        "\\x2e",
        "\u{200b}.",
        "\n.\n",
    ] {
        withheld_under_every_name(&json!(inner().replace('.', dot)), SIGNATURE);
    }
}

#[test]
fn token_in_json_is_hidden() {
    let token = inner();
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for value in [
        json!({ "protected": header, "payload": payload, "signature": signature }),
        json!({ "payload": payload, "signatures": [{ "protected": header, "signature": signature }] }),
        json!({ "payload": payload, "header": { "alg": "HS256" }, "signature": signature }),
        json!([header, payload, signature]),
        json!({ "header": header, "payload": payload, "signature": signature }),
        json!({ "sub": header, "aud": payload, "jti": signature }),
        json!({ "a": header, "b": payload, "c": signature }),
        json!([[header, payload], signature]),
        json!({ "token": token }),
        json!([token]),
    ] {
        withheld_under_every_name(&value, SIGNATURE);
        withheld_under_every_name(&json!(value.to_string()), SIGNATURE);
        withheld_under_every_name(&json!(json!(value.to_string()).to_string()), SIGNATURE);
        withheld_under_every_name(&json!(base64(value.to_string())), SIGNATURE);
    }
    // The claims set itself as such an object.
    keeps_nothing(&with(&json!({ "iss": header, "sub": payload, "jti": signature })), SIGNATURE);
}

#[test]
fn token_in_pieces_is_hidden() {
    let token = inner();
    for size in [4, 10, 17, 20, 40, 64] {
        let pieces: Vec<String> = token
            .as_bytes()
            .chunks(size)
            .map(|piece| String::from_utf8_lossy(piece).into())
            .collect();
        withheld_under_every_name(&json!(pieces), SIGNATURE);
        for joint in
            ["\"+\"", "\" + \"", "' + '", "\",\"", "\\\n", "\n", "\r\n  ", " ", "\" . \"", "\\n"]
        {
            withheld_under_every_name(&json!(pieces.join(joint)), SIGNATURE);
        }
    }
}

#[test]
fn token_without_its_beginning_is_hidden() {
    let token = inner();
    for start in [1, 5, 20, token.find('.').unwrap(), token.rfind('.').unwrap()] {
        withheld_under_every_name(&json!(&token[start..]), SIGNATURE);
    }
    withheld_under_every_name(&json!(format!(".{SIGNATURE}")), SIGNATURE);
    withheld_under_every_name(&json!(format!("… .{SIGNATURE}")), SIGNATURE);
}

#[test]
fn token_or_password_inside_base64_is_hidden() {
    let inner = inner();
    let config =
        json!({ "auths": { "registry.example.test": { "username": "ci", "password": PASSWORD } } });
    for (text, secret) in [
        (inner.clone(), SIGNATURE),
        (json!({ "token": inner }).to_string(), SIGNATURE),
        (json!({ "token": PASSWORD }).to_string(), PASSWORD),
        (format!("Bearer {inner}"), SIGNATURE),
        (format!("Bearer {KEY}"), KEY),
        (format!("somebody:{inner}"), SIGNATURE),
        (format!("somebody:{KEY}"), KEY),
        (format!("apiVersion: v1\nkind: Config\nusers:\n- user:\n    token: {inner}\n"), SIGNATURE),
        (format!("users:\n- user:\n    password: {PASSWORD}\n"), PASSWORD),
        (config.to_string(), PASSWORD),
        (format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n"), KEY),
        (format!("https://ci:{PASSWORD}@registry.example.test/"), PASSWORD),
    ] {
        // As it stands, who somebody is may look like that.
        if !text.starts_with("somebody:") {
            withheld_under_every_name(&json!(text), secret);
        }
        let mut layer = text;
        for _ in 0..service_account_token::MAX_LAYERS - 1 {
            layer = base64(&layer);
            // Nothing of any of the layers: each of them leads to the secret.
            withheld_under_every_name(&json!(layer), &layer);
            let wrapped: Vec<_> =
                layer.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
            withheld_under_every_name(&json!(wrapped.join("\n")), &layer);
        }
    }
    let utf16 = base64(inner.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<_>>());
    withheld_under_every_name(&json!(utf16), &utf16);
    let hexadecimal: String = inner.bytes().map(|byte| format!("{byte:02x}")).collect();
    withheld_under_every_name(&json!(hexadecimal), &hexadecimal);
}

#[test]
fn private_keys_are_hidden() {
    for member in ["d", "p", "q", "dp", "dq", "qi", "k"] {
        let key = json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB", member: KEY });
        withheld_under_every_name(&key, KEY);
        withheld_under_every_name(&json!(key.to_string()), KEY);
    }
    let pem = format!("-----BEGIN EC PRIVATE KEY-----\n{KEY}\n-----END EC PRIVATE KEY-----\n");
    withheld_under_every_name(&json!(pem), KEY);
    withheld_under_every_name(&json!(pem.replace('\n', "\\n")), KEY);
    withheld_under_every_name(&json!(pem.lines().collect::<Vec<_>>()), KEY);
    withheld_under_every_name(&json!({ "type": "service_account", "private_key": pem }), KEY);
    // PKCS#8 and SEC 1 begin like this; the rest is made up.
    for start in [&b"\x30\x81\x87\x02\x01\x00\x30\x13"[..], b"\x30\x77\x02\x01\x01\x04\x20"] {
        let der = base64([start, KEY.as_bytes()].concat());
        withheld_under_every_name(&json!(der), &der);
    }
}

#[test]
fn credential_in_a_member_name_is_hidden() {
    for name in [inner(), format!(".{SIGNATURE}"), SIGNATURE.to_owned(), base64(inner())] {
        keeps_nothing(&with(&json!({ &name: 1, "iss": "x" })), &name);
        keeps_nothing(&with(&json!({ "a": { &name: { "b": "c" } } })), &name);
    }
}
