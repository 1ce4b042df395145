//! The decoded claims of a token, as people paste them instead of the token.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod around;
mod beside;
mod notation;
mod printed;
#[path = "../support/mod.rs"]
mod support;
mod yaml;

use serde_json::json;
use service_account_token::report::{
    Decision, Encoding, Finding, Form, Format, Kind, PartName, SignatureStatus, Token,
};
use service_account_token::{MAX_TOKENS, Paste, VerdictOptions};
use support::*;

/// A payload as `jq` prints it.
fn pretty(json: &str) -> String {
    serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(json).unwrap()).unwrap()
}

fn legacy() -> String {
    json!({
        "iss": "kubernetes/serviceaccount",
        "kubernetes.io/serviceaccount/namespace": "shop",
        "kubernetes.io/serviceaccount/secret.name": "cart-token-2rtbp",
        "kubernetes.io/serviceaccount/service-account.name": "cart",
        "kubernetes.io/serviceaccount/service-account.uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e",
        "sub": "system:serviceaccount:shop:cart",
    })
    .to_string()
}

/// The finding that every entry of decoded claims has.
fn decoded_not_token(token: &Token) -> &Finding {
    let mut found = token.findings.iter().filter(|finding| finding.code == "decoded_not_token");
    let finding = found.next().expect("it says that these are decoded claims");
    assert!(found.next().is_none());
    finding
}

/// The only entry of a text, which is decoded claims and looks as such entries do.
#[track_caller]
fn decoded(text: impl AsRef<[u8]>) -> Token {
    let text = text.as_ref();
    let token = only(text);
    assert_eq!(token.format, Some(Format::Decoded), "{}", String::from_utf8_lossy(text));
    assert!(token.parts.is_empty());
    assert_eq!(token.signature.status, SignatureStatus::Absent);
    assert_eq!((token.signature.bytes, &token.signature.key_hint), (Some(0), &None));
    let finding = decoded_not_token(&token);
    assert_eq!(finding.api_server, None);
    for code in ["alg_missing", "alg_none", "not_canonical_json", "json_syntax"] {
        assert!(token.findings.iter().all(|finding| finding.code != code), "{code}");
    }
    let paste = Paste::read(text);
    assert!(paste.secret(0).is_none() && paste.signing_input(0).is_none());
    for json in [&token.header, &token.payload] {
        for member in &json.members {
            let there: String = member
                .ranges
                .iter()
                .map(|span| std::str::from_utf8(&text[span.range()]).unwrap())
                .collect();
            let own = &json.text.as_ref().unwrap()[member.start..member.end];
            assert_eq!(there, own, "{}", member.pointer);
        }
    }
    token
}

#[track_caller]
fn bound_with_header(text: &str) -> Token {
    let token = decoded(text);
    assert_eq!(token.kind, Kind::Bound, "{text}");
    assert_eq!(token.payload.members.len(), 13, "{text}");
    assert_eq!(token.header.members.len(), 2, "{text}");
    token
}

#[track_caller]
fn bound_alone(text: &str) -> Token {
    let token = decoded(text);
    assert_eq!(token.kind, Kind::Bound, "{text}");
    assert_eq!(token.payload.members.len(), 13, "{text}");
    assert_eq!(token.header.text, None, "{text}");
    token
}

#[test]
fn payload_alone_is_read_as_a_token_is() {
    for text in [PAYLOAD.to_owned(), pretty(PAYLOAD), format!("\n\n{}\n", pretty(PAYLOAD))] {
        let token = bound_alone(&text);
        assert_eq!(token.payload.text.as_deref(), Some(text.trim()));
        assert_eq!(token.identity.as_ref().unwrap().service_account, "cart");
        let span = token.location;
        assert_eq!(&text[span.start..span.end], text.trim());
    }
    let (here, there) = (decoded(PAYLOAD), only(usual()));
    assert_eq!(
        (&here.variant.unwrap().bound_to, here.times),
        (&there.variant.unwrap().bound_to, there.times)
    );
    assert_eq!(here.binding, there.binding);
}

#[test]
fn legacy_payload_is_read_as_a_token_is() {
    let token = decoded(pretty(&legacy()));
    assert_eq!(token.kind, Kind::Legacy);
    assert_eq!(token.binding.unwrap().name.as_deref(), Some("cart-token-2rtbp"));
}

#[test]
fn report_never_calls_decoded_claims_unsigned_or_rejected() {
    let token = decoded(PAYLOAD);
    assert_eq!(token.headline, "Bound token, tied only to its ServiceAccount (decoded claims)");
    assert!(
        token.summary.starts_with(
            "These are the decoded claims of a token, not the token itself. It says it acts as "
        ),
        "{}",
        token.summary
    );
    let rows: Vec<_> =
        token.rows[3..].iter().map(|row| (row.state.as_str(), &*row.words, &*row.why)).collect();
    assert_eq!(
        rows,
        [
            ("notable", "decoded claims", "the token itself has three parts, joined by dots"),
            ("unknown", "not here", "only the token has one; decoded claims prove nothing"),
        ]
    );
    assert!(!token.ends.is_empty());
    let shown = serde_json::to_string(&token).unwrap().to_lowercase();
    for words in ["unsigned", "not signed", "do not trust"] {
        assert!(!shown.contains(words), "{words}");
    }
}

#[test]
fn finding_says_what_it_is_and_what_to_do() {
    let token = decoded(PAYLOAD);
    let finding = decoded_not_token(&token);
    assert_eq!(
        finding.message,
        "These are decoded claims, not the token. Nothing vouches for them: only the token has a \
         signature."
    );
    assert_eq!(
        finding.help.as_deref(),
        Some(
            "Paste the token itself: three parts joined by dots. The first two are enough to \
             decode it."
        )
    );
    assert_eq!(finding.severity.as_str(), "warning");
}

#[test]
fn payload_that_base64_cut_off_is_read_as_far_as_it_goes() {
    let message = "These are decoded claims, not the token. Nothing vouches for them: only the \
                   token has a signature. They break off. `base64 -d` drops the end of a part that \
                   has no padding, and stops at a `-` or `_`.";
    let whole = PAYLOAD.len();
    for (end, tail, members) in [
        (whole - 1, "", 13),
        (whole - 2, "", 12),
        (whole - 1, "base64: invalid input\n", 13),
        (whole - 2, "base64: invalid input\n", 12),
        (whole - 2, "base64: stdin: (null): error decoding base64 input stream", 12),
        (whole - 1, "root@web-0:/# ", 13),
        (whole - 1, "$ ", 13),
        (whole - 2, "bash-4.4$ ", 12),
        (whole - 2, "\n$ echo \"{}\"\n", 12),
        (whole - 60, "", 11),
    ] {
        let token = decoded(format!("{}{tail}", &PAYLOAD[..end]));
        assert_eq!(decoded_not_token(&token).message, message, "{tail}");
        assert_eq!((token.kind, token.payload.members.len()), (Kind::Bound, members), "{tail}");
        assert!(!token.payload.text.as_ref().unwrap().contains("base64:"));
        assert!(token.findings.iter().all(|finding| finding.code != "claim_missing"), "{tail}");
    }
    let token = decoded(format!("{HEADER}{}", &PAYLOAD[..whole - 2]));
    assert_eq!(token.header.members.len(), 2);
}

#[test]
fn payload_cut_off_before_it_says_what_it_is_says_so() {
    let end = PAYLOAD.find("\"kubernetes.io\"").unwrap();
    let token = decoded(&PAYLOAD[..end]);
    assert_eq!((token.kind, &*token.identified_as.unwrap().code), (Kind::Other, "kubernetes-cut"));
}

#[test]
fn json_that_was_edited_by_hand_is_read() {
    let text = pretty(PAYLOAD).replace("cart\"\n}", "cart\",\n}");
    let token = bound_alone(&text);
    assert_eq!(
        decoded_not_token(&token).message,
        "These are decoded claims, not the token. Nothing vouches for them: only the token has a \
         signature. The text is not quite JSON; it is shown here as JSON."
    );
}

#[test]
fn text_that_stops_being_json_says_so() {
    let text = pretty(PAYLOAD).replace("\"nbf\": 1700000000", "\"nbf\": 017");
    let token = decoded(&text);
    assert_eq!(
        decoded_not_token(&token).message,
        "These are decoded claims, not the token. Nothing vouches for them: only the token has a \
         signature. The text stops being JSON here, and the rest is not read."
    );
    let at = decoded_not_token(&token).start.unwrap();
    assert_eq!(&text[at..at + 2], "17");
}

#[test]
fn other_json_is_not_a_token() {
    for text in [
        json!({"issuer": "https://a.test", "jwks_uri": "https://a.test/jwks", "claims_supported": ["sub", "iss"]}),
        json!({"keys": [{"kty": "RSA", "alg": "RS256", "kid": "a", "use": "sig", "n": "AQAB", "e": "AQAB"}]}),
        json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "namespace": "b", "annotations": {"kubernetes.io/config.source": "api"}}, "spec": {"serviceAccountName": "a"}}),
        json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "a", "namespace": "b"}}),
        json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"annotations": {"kubernetes.io/service-account.name": "a", "kubernetes.io/service-account.uid": "b"}}}),
        json!({"name": "a", "version": "1.0.0", "dependencies": {"b": "1"}}),
        json!({"sub": "a", "aud": "b", "exp": 1}),
        json!({"iss": "https://a.test"}),
        json!({"alg": "RS256", "kid": "a"}),
        json!({"header": {"alg": "RS256"}, "payload": {"a": 1}}),
        json!({"bound_claims": {"kubernetes.io/serviceaccount/namespace": "a"}}),
        json!({"Statement": [{"Condition": {"StringEquals": {"a:sub": "system:serviceaccount:a:b", "a:aud": "sts.amazonaws.com"}}}]}),
        json!({"status": {"authenticated": true, "user": {"username": "system:serviceaccount:a:b"}}}),
        json!({}),
        json!({"kubernetes.io": "a"}),
    ] {
        let report = report(pretty(&text.to_string()));
        assert!(report.tokens.is_empty(), "{text}");
        assert_eq!(report.findings[0].code, "no_token_found");
    }
}

#[test]
fn claims_of_another_issuer_are_read_as_well() {
    let claims = json!({"iss": "https://token.actions.githubusercontent.com", "aud": "a", "exp": 1_700_003_600, "sub": "repo:a/b"});
    let token = decoded(claims.to_string());
    assert_eq!((token.kind, &*token.identified_as.unwrap().code), (Kind::Other, "github-actions"));
    assert_eq!(
        token.headline,
        "Not a service account token: a GitHub Actions OIDC token (decoded claims)"
    );
}

#[test]
fn nested_claims_are_not_separate_entries() {
    let actor =
        json!({"iss": "https://a.test", "sub": "a", "act": {"iss": "https://b.test", "sub": "b"}});
    assert_eq!(decoded(actor.to_string()).payload.members.len(), 5);
}

#[test]
fn findings_point_into_the_paste() {
    let text = format!("claims:\n{}", legacy());
    let token = decoded(&text);
    let no_expiry = token.findings.iter().find(|finding| finding.code == "no_expiry").unwrap();
    assert_eq!(&text[no_expiry.start.unwrap()..no_expiry.end.unwrap()], legacy());
    assert_eq!(no_expiry.part, Some(PartName::Payload));
    assert_eq!(decoded_not_token(&token).line, Some(2));
}

#[test]
fn form_is_that_of_the_text() {
    for (text, form) in [
        (pretty(PAYLOAD), Form::Json),
        (format!("$ kubectl x\n{PAYLOAD}"), Form::Command),
        (format!("{HEADER}\n{PAYLOAD}"), Form::Json),
    ] {
        assert_eq!(report(text).input.form, form);
    }
}

#[test]
fn text_in_utf_16_is_read() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(pretty(PAYLOAD).encode_utf16().flat_map(u16::to_le_bytes));
    let token = only(&bytes);
    assert_eq!((token.format, token.kind), (Some(Format::Decoded), Kind::Bound));
}
