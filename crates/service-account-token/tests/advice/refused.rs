//! Tokens that no API server accepts: nothing says that one does, and nothing is to be deleted.

use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use service_account_token::report::{Occasion, Remedy, RowState};

use crate::{
    ACCOUNT, AFTER, API, HEADER, LEGACY_MANUAL, advises, bound, legacy, payload, pod, read,
    sentences, token, unbound,
};

const REFUSED: &str = ". But every API server rejects it; the findings say why.";
const LACKS: &str =
    ". But it lacks claims that every such token has, so the API server rejects it.";

/// The claims of a token bound to nothing, as text to be changed.
fn claims() -> String {
    payload(&unbound(API, 3600))
}

fn with(from: &str, to: &str) -> String {
    let claims = claims();
    assert!(claims.contains(from), "{from}");
    token(HEADER, &claims.replace(from, to))
}

#[track_caller]
fn refused(text: &str, life: &str) {
    let remedy = rejected(text, life);
    assert_eq!(
        (remedy.title.as_ref(), remedy.why.as_ref()),
        (
            "Ask who made it",
            "Kubernetes does not write such a token. If something damaged it, copy it again. If a \
             recipient accepts it in this form and it leaked, revoke it there."
        )
    );
}

/// Checks that nothing says that a server accepts the token, and returns the only remedy.
#[track_caller]
fn rejected(text: &str, life: &str) -> Remedy {
    for now in [None, AFTER, Some(1_700_003_630), Some(2_000_000_000)] {
        let token = read(text, now);
        assert!(token.summary.ends_with(life), "{}", token.summary);
        for sentence in sentences(&token) {
            assert!(!sentence.contains("accepts this copy until"), "{sentence}");
            assert!(!sentence.contains("works while"), "{sentence}");
        }
        assert_eq!(token.ends, []);
        assert!(token.remedies.iter().all(|remedy| !remedy.destructive));
        assert_eq!(token.remedies.len(), 1);
    }
    read(text, AFTER).remedies.swap_remove(0)
}

#[test]
fn by_its_form() {
    let [header, _, signature]: [&str; 3] =
        unbound(API, 3600).leak().split('.').collect::<Vec<_>>().try_into().unwrap();
    let padded = URL_SAFE.encode(claims() + " ");
    let padded = if padded.ends_with('=') { padded } else { URL_SAFE.encode(claims() + "  ") };
    refused(&format!("{header}.{padded}.{signature}"), REFUSED);
    refused(&token(HEADER, &format!("\u{feff}{}", claims())), REFUSED);
    refused(&token(HEADER, &format!("{}x", claims())), REFUSED);
    refused(&format!("{}.AAAA", unbound(API, 3600)), REFUSED);
    let signature = URL_SAFE_NO_PAD.encode([0xa5_u8; 513]);
    let [header, payload] = [HEADER.to_owned(), claims()].map(|part| URL_SAFE_NO_PAD.encode(part));
    let damaged = rejected(
        &format!("{header}.{payload}.{signature}"),
        "This copy is damaged, so every server rejects it. Copy it again, whole. It says it acts as \
         ServiceAccount `robot` in namespace `ci` and is tied to nothing else.",
    );
    assert_eq!(damaged.title, "Copy it again, whole");
}

#[test]
fn not_by_what_the_api_server_overlooks() {
    let usual = read(&unbound(API, 3600), AFTER).summary;
    let inside = format!(r#"{{"inner":"{}","#, unbound(API, 3600));
    assert_eq!(read(&with("{\"aud\"", &format!("{inside}\"aud\"")), AFTER).summary, usual);
    // The last character of a length that is no multiple of three has bits to spare.
    let blanks = if claims().len().is_multiple_of(3) { " " } else { "" };
    let mut stray = URL_SAFE_NO_PAD.encode(claims() + blanks);
    let last = stray.pop().map(|zero| char::from(zero as u8 + 1));
    stray.extend(last);
    let [header, _, signature]: [&str; 3] =
        unbound(API, 3600).leak().split('.').collect::<Vec<_>>().try_into().unwrap();
    let token = read(&format!("{header}.{stray}.{signature}"), AFTER);
    assert_eq!(token.findings[0].code, "base64_trailing_bits");
    assert_eq!(token.summary, usual);
}

#[test]
fn by_its_header() {
    for header in [
        r#"{"alg":"RS256","alg":"RS256"}"#,
        r#"{"kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}"#,
        r#"{"alg":256}"#,
        r#"{"alg":"RS256","crit":["x"]}"#,
    ] {
        refused(&token(header, &claims()), REFUSED);
    }
}

#[test]
fn by_its_claims() {
    let issuer = r#""iss":"https://kubernetes.default.svc","#;
    for (from, to) in [
        (r#""exp":1700003600"#, r#""exp":1700003600,"exp":1700003600"#),
        (issuer, ""),
        (issuer, r#""iss":null,"#),
        (issuer, r#""iss":"","#),
        (r#""iat":1700000000"#, r#""iat":"1700000000""#),
        (r#""nbf":1700000000"#, r#""nbf":"1700000000""#),
        (r#""namespace":"ci""#, r#""namespace":"$(rm -rf /)""#),
        (r#""name":"robot""#, r#""name":"Default""#),
    ] {
        refused(&with(from, to), REFUSED);
    }
    refused(&with(r#""namespace":"ci""#, &format!(r#""namespace":"{}""#, "a".repeat(64))), REFUSED);
    let warn_after = r#","warnafter":"1700003607""#;
    refused(&bound(API, 31_536_000, "", &format!("{ACCOUNT}{warn_after}")), REFUSED);
    let uid = r#","uid":"8208ff56-0a67-47bb-8175-a198423dacf8""#;
    refused(&with(uid, ""), LACKS);
    refused(&with(uid, r#","uid":"""#), LACKS);
    refused(&with(r#""namespace":"ci""#, r#""namespace":"""#), LACKS);
}

#[test]
fn a_legacy_token_with_a_time_that_is_no_number() {
    let claims = payload(LEGACY_MANUAL);
    let text = token(HEADER, &claims.replacen('{', r#"{"exp":"1700000000","#, 1));
    refused(&text, REFUSED);
    refused(&legacy("ci", "$(id)", "robot"), REFUSED);
}

#[test]
fn a_legacy_token_for_others() {
    let claims = payload(LEGACY_MANUAL);
    let text = token(HEADER, &claims.replacen('{', r#"{"aud":["vault"],"#, 1));
    let token = read(&text, AFTER);
    assert!(
        token.summary.ends_with(
            ". Its audience is not the API server's, and Kubernetes gives such a token no \
             audience. Most OpenID verifiers, such as a cloud's STS, reject every legacy token."
        ),
        "{}",
        token.summary
    );
    assert_eq!(
        (token.rows[1].state, token.rows[1].words.as_ref(), token.rows[1].why.as_ref()),
        (RowState::Notable, "no expiry of its own", "legacy tokens have no times")
    );
    advises(&text, AFTER, Occasion::Leaked, &[("Revoke it at its recipient", None)]);
    advises(&text, AFTER, Occasion::Check, &[("Ask who made it", None)]);
    assert_eq!(token.ends, []);
}

#[test]
fn milliseconds_are_read_as_seconds() {
    let text = with(r#""exp":1700003600"#, r#""exp":1700003600123"#);
    for now in [AFTER, Some(2_000_000_000)] {
        let token = read(&text, now);
        assert!(
            token.summary.ends_with(
                ". It has a time in milliseconds, which the API server reads as seconds, tens of \
             thousands of years ahead: so the API server would not see it expire."
            ),
            "{}",
            token.summary
        );
        assert_eq!(
            (token.ends[0].what.as_ref(), token.ends[0].text.as_ref()),
            (
                "Its expiry, in milliseconds",
                "`exp` is in milliseconds and means 14 November 2023, 23:13:20 UTC. Servers read it \
             as seconds: tens of thousands of years ahead."
            )
        );
        assert_eq!(
            token.rows[1].why,
            "`exp` 2023-11-14 23:13:20 UTC if read as milliseconds; servers read it as seconds: tens of \
             thousands of years ahead"
        );
        assert!(token.remedies.iter().any(|remedy| remedy.title == "Recreate the ServiceAccount"));
    }
}

#[test]
fn a_begin_in_milliseconds_never_comes() {
    refused(
        &with(r#""nbf":1700000000"#, r#""nbf":1700000000123"#),
        ". It has a time in milliseconds, which the API server reads as seconds, tens of \
             thousands of years ahead: so the API server rejects it as not yet active.",
    );
}

#[test]
fn what_it_is_tied_to_is_no_object() {
    let text = bound(API, 3600, "", &format!(r#""pod":"web",{ACCOUNT}"#));
    let row = read(&text, AFTER).rows.swap_remove(0);
    assert_eq!(
        (row.state, row.words.as_ref(), row.why.as_ref()),
        (RowState::Unknown, "bound, object unknown", "what it names is not a JSON object",)
    );
    refused(&text, REFUSED);
}

#[test]
fn what_is_accepted_is_still_said_to_be() {
    assert!(read(&pod(API, 3600), AFTER).summary.contains("accepts this copy until"));
}
