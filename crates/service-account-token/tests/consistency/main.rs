//! What the header, the claims and the clock contradict: each finding's exact sentence, and what the
//! API server would answer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod header;
#[path = "../made/mod.rs"]
mod made;
mod required;
mod shapes;
mod text;
mod times;

use made::{
    IAT, ISSUER, KID, UID, header, injected, legacy, read, read_at, token, unbound, webhook,
};
use made::{token_signed, with};
use serde_json::{Value, json};
use service_account_token::report::Token;
use service_account_token::{Category, FindingCode};

/// The findings of one code, as `message` and, after an arrow, the API server's answer.
fn of_code(token: &Token, code: &str) -> Vec<String> {
    token
        .findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| match &finding.api_server {
            None => finding.message.to_string(),
            Some(answer) => format!("{} => {answer}", finding.message),
        })
        .collect()
}

/// The help of the first finding whose code begins so.
fn help_of(token: &Token, code: &str) -> String {
    let finding = token.findings.iter().find(|finding| finding.code.starts_with(code));
    finding.and_then(|finding| finding.help.as_deref()).unwrap().to_owned()
}

#[track_caller]
fn check_token(token: &Token, code: &str, expected: &[&str]) {
    assert_eq!(of_code(token, code), expected, "{:?}", token.findings);
}

/// A payload under the stock header, ten seconds after its `iat`.
#[track_caller]
fn check(payload: &Value, code: &str, expected: &[&str]) {
    check_token(&made::read_payload(payload), code, expected);
}

/// The same, the payload as text.
#[track_caller]
fn check_text(payload: &str, code: &str, expected: &[&str]) {
    check_token(&read(&token(&header().to_string(), payload)), code, expected);
}

/// A header over the claims of an unbound token.
#[track_caller]
fn check_header(header: &str, code: &str, expected: &[&str]) {
    check_token(&read(&token(header, &unbound().to_string())), code, expected);
}

#[track_caller]
fn check_at(payload: &Value, now: i64, code: &str, expected: &[&str]) {
    let text = token(&header().to_string(), &payload.to_string());
    check_token(&read_at(&text, Some(now)), code, expected);
}

/// The codes that this file is about, as they were found.
fn codes(token: &Token) -> Vec<&str> {
    let ours = |code: &str| {
        FindingCode::ALL.iter().any(|known| {
            known.as_str() == code
                && matches!(
                    known.category(),
                    Category::Header | Category::Claims | Category::Judgement
                )
        })
    };
    token.findings.iter().map(|finding| &*finding.code).filter(|code| ours(code)).collect()
}

const SIGNATURE: &str = "`go-jose/go-jose: error in cryptographic primitive` (up to 1.32 with \
                         `square/` instead of the first `go-jose/`). Since 1.31, for a token with a \
                         `kid`: `invalid signature, no keys found` if it has no key with that `kid`.";
const NOT_MINE: &str =
    "`invalid bearer token` and nothing else: it does not recognize the token as its own.";
const NOT_STOCK_NUMBER: &str =
    "After the signature: `expected number value to unmarshal NumericDate`.";

fn reference() -> Value {
    json!({"name": "x", "uid": UID})
}

#[test]
fn stock_tokens_have_only_their_judgements() {
    let header = header().to_string();
    for (payload, expected) in [
        (injected(), vec![]),
        (unbound(), vec!["not_individually_revocable"]),
        (legacy(), vec!["no_expiry"]),
        (webhook(), vec!["foreign_audience"]),
        (with(injected(), &[("/aud", json!([ISSUER, "https://a.example/x&y"]))]), vec![]),
    ] {
        // As Go escapes it.
        let payload = payload.to_string().replace('&', "\\u0026");
        assert_eq!(codes(&read(&token(&header, &payload))), expected, "{payload}");
    }
}

#[test]
fn judgements_are_reported() {
    check(
        &legacy(),
        "no_expiry",
        &["The token has no expiry of its own, like every legacy token."],
    );
    // What keeps a legacy token from working is not left out.
    for changed in [("/aud", json!(["vault"])), ("/exp", json!("1700003600")), ("/iss", json!("x"))]
    {
        check(&with(legacy(), &[changed]), "no_expiry", &["The token has no expiry of its own."]);
    }
    check(
        &webhook(),
        "foreign_audience",
        &[
            "The token is for `https://policy.default.svc:443/validate`, not for the API server. => `token audiences [\"https://policy.default.svc:443/validate\"] is invalid for the target audiences […]`.",
        ],
    );
    check(
        &with(unbound(), &[("/exp", Value::Null)]),
        "no_expiry",
        &["The token has no `exp`, and every bound token from Kubernetes has one."],
    );
    check(
        &json!({"sub": "me"}),
        "no_expiry",
        &["The token has no `exp`, so no expiry of its own."],
    );
    check(
        &with(unbound(), &[("/exp", json!(IAT + 172_800))]),
        "long_lived",
        &[
            "The token lives 2 days: requested, or the limit to which GKE shortens longer requests. \
           The default is an hour.",
        ],
    );
    check(&with(unbound(), &[("/exp", json!(IAT + 86_400))]), "long_lived", &[]);
    check(&injected(), "long_lived", &[]);
    check(
        &with(unbound(), &[("/aud", json!([ISSUER, "vault"]))]),
        "mixed_audience",
        &["The token is probably for the API server and for `vault`. Each of them can use it at \
             the others."],
    );
    let namespace = |name: &str| with(unbound(), &[("/kubernetes.io/namespace", json!(name))]);
    check(
        &namespace("kube-system"),
        "privileged_namespace",
        &["The account is in `kube-system`, where controllers have near-admin rights."],
    );
    check(
        &namespace("my-operator"),
        "privileged_namespace",
        &["The account is in `my-operator`. By its name, that is a namespace of operators, \
             which often have near-admin rights."],
    );
    check(&namespace("default"), "privileged_namespace", &[]);
    check(
        &unbound(),
        "not_individually_revocable",
        &["The token is tied only to its ServiceAccount, so it cannot be revoked alone."],
    );
    check(
        &with(unbound(), &[("/iss", json!("kubernetes/serviceaccount"))]),
        "legacy_issuer_on_bound",
        &["This bound token has the issuer of legacy tokens, `kubernetes/serviceaccount`. \
             Setup guides for 1.12 to 1.19 recommended that. => It tries the token as a legacy \
             token, which fails, then as a bound token, which works only if this is its own \
             issuer."],
    );
}

#[test]
fn other_tokens_get_only_general_findings() {
    let payload = json!({"iss": "https://a", "sub": "b", "exp": IAT, "nbf": IAT + 100, "iat": "x"});
    let token = read(&token(r#"{"alg":"RS256","typ":"JWT","x5t":"y"}"#, &payload.to_string()));
    assert_eq!(codes(&token), ["claim_type", "not_yet_valid", "expired"]);
    check_token(&token, "claim_type", &["`iat` is a string; it must be a number of seconds."]);
    assert_eq!(help_of(&token, "expired"), "Get a new token from its issuer.");
    assert_eq!(help_of(&token, "not_yet_valid"), "Check your clock and the issuer's.");
}
