//! Tokens written as JSON: the parts as members of an object.

use service_account_token::report::{Form, Format, PartName, Span};

use crate::check;
use crate::support::*;

#[test]
fn json_serialization_is_read() {
    let (header, payload) = (base64url(HEADER), base64url(PAYLOAD));
    let sig = signature(256);
    let flat = format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"{sig}"}}"#);
    let general = format!(
        r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{sig}"}}]}}"#
    );
    for text in [flat, general] {
        let token = only(&text);
        assert_eq!(token.format, Some(Format::JwsJson));
        assert_eq!(token.payload.text.as_deref(), Some(PAYLOAD));
        let Span { start, end } = token.parts[1].ranges[0];
        assert_eq!(&text[start..end], payload);
    }
}

#[test]
fn json_serialization_is_located_at_its_first_part() {
    let (header, payload, sig) = (base64url(HEADER), base64url(PAYLOAD), signature(256));
    for text in [
        format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{sig}"}}"#),
        format!(r#"{{"payload":"{payload}","header":{HEADER},"signature":"{sig}"}}"#),
    ] {
        let token = only(&text);
        let place = [token.location.start, token.location.end];
        assert_eq!(place, [text.find(&payload).unwrap(), text.find(&sig).unwrap() + sig.len()]);
    }
}

#[test]
fn unrelated_members_with_the_same_names_hide_no_token() {
    let t = usual();
    for text in [
        format!(r#"{{"payload":"{{}}","signature":"abc","token":"{t}"}}"#),
        format!(r#"{{"ciphertext":"vault:v1:abc","token":"{t}"}}"#),
        format!(r#"{{"payload":"hello","signature":"sha256=abc","x":["{t}"]}}"#),
    ] {
        check(text, &[], Form::Json, &[]);
    }
    let (header, payload, sig) = (base64url(HEADER), base64url(PAYLOAD), signature(256));
    let both = format!(
        r#"{{"protected":"{header}","payload":"{payload}","signature":"{sig}","token":"{t}"}}"#
    );
    assert_eq!(report(&both).tokens.len(), 2);
}

#[test]
fn unprotected_header_is_read() {
    let (payload, sig) = (base64url(PAYLOAD), signature(32));
    let text =
        format!(r#"{{"payload":"{payload}","header":{{"alg":"HS256"}},"signature":"{sig}"}}"#);
    let token = only(&text);
    assert_eq!(token.header.text.as_deref(), Some(r#"{"alg":"HS256"}"#));
    let Span { start, end } = token.header.members[0].ranges[0];
    assert_eq!(&text[start..end], "\"HS256\"");
    assert!(token.location.start < token.location.end);
}

#[test]
fn protected_header_with_an_algorithm_takes_precedence() {
    let (payload, sig) = (base64url(PAYLOAD), signature(32));
    for (protected, read) in [
        (r#"{"alg":"RS256"}"#, r#"{"alg":"RS256"}"#),
        (r#"{"kid":"a"}"#, r#"{"alg":"HS256"}"#),
        ("", r#"{"alg":"HS256"}"#),
    ] {
        let protected = base64url(protected);
        let token = only(format!(
            r#"{{"payload":"{payload}","protected":"{protected}","header":{{"alg":"HS256"}},"signature":"{sig}"}}"#
        ));
        assert_eq!(token.header.text.as_deref(), Some(read));
        assert!(!token.findings.iter().any(|finding| finding.code == "segment_empty"));
    }
}

#[test]
fn number_of_signatures_of_one_payload_is_limited() {
    let payload = base64url(format!(r#"{{"a":"{}"}}"#, "x".repeat(1000)));
    let signer = format!(r#"{{"protected":"{}","signature":"AAAA"}}"#, base64url(HEADER));
    let signers = vec![signer.clone(); 100].join(",");
    let text = format!(r#"{{"payload":"{payload}","signatures":[{signers}]}}"#);
    assert_eq!(report(&text).tokens.len(), 8);
    let eight =
        format!(r#"{{"payload":"{payload}","signatures":[{}]}}"#, vec![signer; 8].join(","));
    assert_eq!(report(&eight).tokens.len(), 8);
    assert!(!codes(&eight).contains(&"too_many_tokens".into()));
    says(
        &text,
        "too_many_tokens",
        "One payload has more than 8 signatures; the first 8 are listed.",
    );
}

/// The parts of an encrypted token have the ranges of its members.
#[track_caller]
fn stands_on(text: &str, header: &str) {
    let token = only(text);
    assert_eq!(token.format, Some(Format::Jwe));
    let parts: Vec<_> = token
        .parts
        .iter()
        .map(|part| (part.name, part.ranges.iter().map(|span| &text[span.range()]).collect()))
        .collect();
    let expected = [
        (PartName::Header, header.to_owned()),
        (PartName::EncryptedKey, "AAAA".to_owned()),
        (PartName::InitializationVector, "BBBB".to_owned()),
        (PartName::Ciphertext, "CCCC".to_owned()),
        (PartName::AuthenticationTag, "DDDD".to_owned()),
    ];
    assert_eq!(parts, expected);
    let whole = service_account_token::Paste::read(text.as_bytes()).secret(0).unwrap();
    assert_eq!(whole.expose(), format!("{header}.AAAA.BBBB.CCCC.DDDD"));
}

#[test]
fn encrypted_token_in_json_is_read() {
    let header = base64url(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    stands_on(
        &format!(
            r#"{{"protected":"{header}","encrypted_key":"AAAA","iv":"BBBB","ciphertext":"CCCC","tag":"DDDD"}}"#
        ),
        &header,
    );
    stands_on(
        &format!(
            r#"{{"protected":"{header}","recipients":[{{"encrypted_key":"AAAA"}}],"iv":"BBBB","ciphertext":"CCCC","tag":"DDDD"}}"#
        ),
        &header,
    );
    let token = only(format!(r#"{{"protected":"{header}","ciphertext":"CCCC"}}"#));
    assert_eq!((token.format, token.parts.len()), (Some(Format::Jwe), 5));
}

#[test]
fn part_with_an_escape_is_ignored() {
    let (header, payload) = (base64url(HEADER), base64url(PAYLOAD));
    let text = format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"a\/b"}}"#);
    assert!(report(&text).tokens.iter().all(|token| token.format != Some(Format::JwsJson)));
}
