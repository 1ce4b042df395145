//! What holds for any text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod promises;
mod support;

use promises::{PIECE, hold, piece_of};
use proptest::prelude::*;
use support::*;

/// Texts made of what tokens are made of, so that they come close to being some.
fn near_tokens() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(usual()),
        Just(BOUND.trim().to_owned()),
        Just(LEGACY_AUTO.trim().to_owned()),
        Just(base64(usual())),
        Just("eyJ".to_owned()),
        Just("ZXlK".to_owned()),
        Just(base64url(HEADER)),
        Just(base64url(PAYLOAD)),
        Just(PAYLOAD.to_owned()),
        Just(HEADER.to_owned()),
        "[{}:,\"\\[\\]]{1,3}",
        "\\{\"(header|payload|signature)\":",
        "[.=+/_ %\\\\n\"'$\u{200b}\r\n-]{1,3}",
        "[A-Za-z0-9_-]{1,12}",
        "\\PC{0,6}",
        Just("Bearer ".to_owned()),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// JSON texts, some of them broken.
fn near_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        "-?[0-9]{1,20}(\\.[0-9]{1,3})?(e[0-9]{1,3})?",
        "\"[a-z\\\\u.\u{202e}]{0,8}\"",
        Just(format!("\"{}\"", usual())),
    ];
    let value = leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((member_name(), inner), 0..6).prop_map(|members| {
                let members: Vec<_> =
                    members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    });
    prop::collection::vec((member_name(), value), 0..8).prop_map(|members| {
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    })
}

fn member_name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("kubernetes.io".to_owned()),
        Just("kubernetes.io/serviceaccount/namespace".to_owned()),
        prop::sample::select(vec![
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "namespace",
            "serviceaccount",
            "pod",
            "node",
            "secret",
            "name",
            "uid",
            "warnafter",
            "attestations",
            "alg",
            "kid",
            "__proto__",
        ])
        .prop_map(str::to_owned),
        "[a-z/~]{0,6}",
    ]
}

/// No piece of this signature stands in the report.
fn keeps_no(signature: &str, text: &str) {
    let shown = serde_json::to_string(&report(text)).unwrap();
    assert_eq!(piece_of::<PIECE>(signature, &shown, &[]), None);
}

/// Nor of any signature in a text.
fn keeps_no_signature(text: &str) {
    for token in text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c))) {
        if let Some((_, signature)) = token.rsplit_once('.') {
            keeps_no(signature, text);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_report(bytes in prop::collection::vec(any::<u8>(), 0..400), now in any::<Option<i64>>()) {
        hold(&bytes, now);
    }

    #[test]
    fn near_tokens_give_a_report(text in near_tokens(), now in any::<Option<i64>>()) {
        hold(text.as_bytes(), now);
    }

    #[test]
    fn utf_16_cut_at_any_byte_gives_a_report(
        text in near_tokens(),
        mark in any::<bool>(),
        big_endian in any::<bool>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = if mark { format!("\u{feff}{text}") } else { text };
        let bytes = text.encode_utf16().flat_map(if big_endian { u16::to_be_bytes } else { u16::to_le_bytes });
        let bytes: Vec<u8> = bytes.collect();
        hold(&bytes[..cut.index(bytes.len() + 1)], None);
    }

    #[test]
    fn near_claims_give_a_report(header in near_json(), payload in near_json(), now in any::<Option<i64>>()) {
        let text = token(&header, &payload);
        hold(text.as_bytes(), now);
        let read = only(&text);
        // What is withheld: tests/withheld.
        let codes = ["nested_jwt", "secret_in_token", "value_withheld"];
        let withheld = read.findings.iter().any(|finding| codes.contains(&&*finding.code));
        let shown = read.payload.text.as_deref().unwrap_or_default();
        prop_assert!(shown == payload || withheld && shown.contains('…'), "{}", shown);
        keeps_no_signature(&text);
    }

    #[test]
    fn decoded_claims_give_a_report(
        header in near_json(),
        payload in near_json(),
        form in 0_usize..3,
        now in any::<Option<i64>>(),
    ) {
        let payload = format!("{{\"iss\":\"https://a.test\",\"sub\":\"b\",{}", &payload[1..]);
        let text = match form {
            0 => payload,
            1 => format!("{header}\n{payload}"),
            _ => format!("{header} // header\n{payload} # payload"),
        };
        hold(text.as_bytes(), now);
    }

    #[test]
    fn no_signature_beside_decoded_claims_is_kept(
        header in near_json(),
        payload in near_json(),
        end in 0_usize..400,
        form in 0_usize..5,
    ) {
        let signature = signature(256);
        let header = if header.len() > 60 { HEADER } else { &header };
        let payload = if payload.len() > 60 { PAYLOAD } else { &payload };
        let named = format!("\"signature\":\"{signature}\"");
        let text = match form {
            0 => format!("{{\"header\":{header},\"payload\":{payload},{named}}}"),
            1 => format!("{{{named},\"payload\":{payload},\"header\":{header}}}"),
            2 => format!("{header}\n{payload}\n{signature}"),
            3 => format!("{header}\n{{{named},{}", &PAYLOAD[1..]),
            _ => format!("{{{named},{}\n{PAYLOAD}", &HEADER[1..]),
        };
        keeps_no(&signature, &text);
        let end = text.floor_char_boundary(text.len().saturating_sub(end));
        keeps_no(&signature, &text[..end]);
    }

    #[test]
    fn no_signature_is_kept(text in near_tokens()) {
        for signature in [signature(256), BOUND.trim().rsplit('.').next().unwrap().to_owned()] {
            keeps_no(&signature, &text);
        }
    }

    #[test]
    fn token_cut_or_altered_anywhere_gives_a_report(at in 0_usize..994, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = BOUND.trim().as_bytes().to_vec();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        hold(&bytes, Some(NOW));
    }
}
