//! Claims next to other claims, their token, or their signature.

use crate::*;

#[test]
fn several_payloads_are_several_entries() {
    let text = format!("{HEADER}\n{PAYLOAD}\n{}\n{HEADER}{}", legacy(), pretty(PAYLOAD));
    let report = report(&text);
    let found: Vec<_> =
        report.tokens.iter().map(|token| (token.kind, token.header.text.is_some())).collect();
    assert_eq!(found, [(Kind::Bound, true), (Kind::Legacy, false), (Kind::Bound, true)]);
    let starts: Vec<_> = report.tokens.iter().map(|token| token.location.start).collect();
    assert!(starts.is_sorted());
}

#[test]
fn too_many_payloads_are_counted() {
    let report = report(format!("{PAYLOAD}\n").repeat(MAX_TOKENS + 1));
    assert_eq!((report.tokens.len(), &*report.findings[0].code), (MAX_TOKENS, "too_many_tokens"));
    assert!(report.findings[0].message.contains("501"), "{}", report.findings[0].message);
}

#[test]
fn token_next_to_its_own_claims_is_the_only_entry() {
    let claims = pretty(PAYLOAD);
    let sorted = r#"{"sub":"system:serviceaccount:shop:cart","#.to_owned()
        + &PAYLOAD[1..PAYLOAD.rfind(",\"sub\"").unwrap()]
        + "}";
    for text in [
        format!("{}\n{HEADER}\n{claims}", usual()),
        format!("{claims}\n{}", usual()),
        format!("{{\"raw\":\"{}\",\"header\":{HEADER},\"payload\":{PAYLOAD}}}", usual()),
        format!("{}\n{sorted}", usual()),
    ] {
        assert_eq!(only(&text).format, Some(Format::Jws), "{text}");
    }
    let both = report(format!("{}\n{}", usual(), pretty(&legacy())));
    let formats: Vec<_> = both.tokens.iter().map(|token| token.format.unwrap()).collect();
    assert_eq!(formats, [Format::Jws, Format::Decoded]);
}

#[test]
fn signature_next_to_the_claims_is_hidden_and_reported() {
    let signature = signature(256);
    for text in [
        format!("{{\"header\":{HEADER},\"payload\":{PAYLOAD},\"signature\":\"{signature}\"}}"),
        format!("{{\"signature\":\"{signature}\",\"payload\":{PAYLOAD},\"header\":{HEADER}}}"),
        format!("{{\"header\":{HEADER},\"signature\":\"{signature}\",\"payload\":{PAYLOAD}}}"),
        format!("{{\"Header\":{HEADER},\"Payload\":{PAYLOAD},\"Signature\":\"{signature}\"}}"),
        format!("{{\"header\":{HEADER},\"payload\":{PAYLOAD},\"signature\":\"{signature}"),
        format!("{HEADER}\n{PAYLOAD}\n\"{signature}\"\n"),
        format!("[{HEADER},{PAYLOAD},\"{signature}\"]"),
        format!("{HEADER}.{PAYLOAD}.{signature}"),
    ] {
        let token = bound_with_header(&text);
        let finding = decoded_not_token(&token);
        assert_eq!(
            finding.message,
            "These are decoded claims, not the token. Nothing vouches for them: only the token has \
             a signature. The signature is in this text too. It is hidden here, but anyone who has \
             the text can rebuild the token.",
            "{text}"
        );
        assert_eq!(finding.help.as_deref(), Some("Protect this text as you protect the token."));
        let shown = serde_json::to_string(&report(&text)).unwrap();
        assert!(
            signature
                .as_bytes()
                .windows(16)
                .all(|piece| !shown.contains(std::str::from_utf8(piece).unwrap()))
        );
    }
}
