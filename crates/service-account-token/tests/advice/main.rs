//! The words of advice: the exact sentences that a person reads, and what must never stand in them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod always;
mod asked;
mod commands;
mod damaged;
mod ends;
mod kubectl;
mod leaked;
mod recipients;
mod refused;
mod remedies;
mod rows;
mod shades;
mod words;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service_account_token::report::{Occasion, RowState, Token};
use service_account_token::{Options, inspect};

const BOUND: &str = include_str!("../samples/bound-pod-extended-v1.24.jwt");
const LEGACY_AUTO: &str = include_str!("../samples/legacy-auto-generated-v1.20.jwt");
const LEGACY_MANUAL: &str = include_str!("../samples/legacy-explicit-secret-v1.24.jwt");

/// 2023-11-14T22:13:20Z: after every time in the samples.
const AFTER: Option<i64> = Some(1_700_000_000);
/// Half an hour after the bound sample was issued.
const FRESH: Option<i64> = Some(1_660_909_741 + 1800);
/// A day after.
const STALE: Option<i64> = Some(1_660_909_741 + 86_400);

const HEADER: &str = r#"{"alg":"RS256","kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}"#;
const ACCOUNT: &str =
    r#""serviceaccount":{"name":"robot","uid":"8208ff56-0a67-47bb-8175-a198423dacf8"}"#;
const UID: &str = "d822ba5f-4290-4bca-94ce-f3bc0dca2e36";

fn token(header: &str, payload: &str) -> String {
    let [header, payload] = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{payload}.{}", "A".repeat(342))
}

/// The claims of a token, as text.
fn payload(text: &str) -> String {
    let payload = text.split('.').nth(1).unwrap();
    String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// A bound token issued at 1700000000, with what stands in `kubernetes.io` before the namespace and
/// after the account.
fn bound(aud: &str, lifetime: i64, before: &str, after: &str) -> String {
    let payload = format!(
        r#"{{"aud":{aud},"exp":{},"iat":1700000000,"iss":"https://kubernetes.default.svc","jti":"2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d","kubernetes.io":{{{before}"namespace":"ci",{after}}},"nbf":1700000000,"sub":"system:serviceaccount:ci:robot"}}"#,
        1_700_000_000 + lifetime
    );
    token(HEADER, &payload)
}

const API: &str = r#"["https://kubernetes.default.svc"]"#;

fn pod(aud: &str, lifetime: i64) -> String {
    bound(aud, lifetime, "", &format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT}"#))
}

fn unbound(aud: &str, lifetime: i64) -> String {
    bound(aud, lifetime, "", ACCOUNT)
}

fn tied_to_secret() -> String {
    bound(API, 3600, "", &format!(r#""secret":{{"name":"anchor","uid":"{UID}"}},{ACCOUNT}"#))
}

fn tied_to_node() -> String {
    let node = format!(r#""node":{{"name":"worker-1","uid":"{UID}"}},{ACCOUNT}"#);
    bound(API, 86_400, "", &node)
}

fn webhook() -> String {
    webhook_for(r#"["https://policy.ci.svc:443/validate"]"#)
}

/// A webhook token that attests every API group, so that its audience was compared with nothing.
fn every_group(aud: &str) -> String {
    let text = webhook_for(aud);
    let attests = |group: &str| format!(r#""admissionReviewAPIGroups":["{group}"]"#);
    token(HEADER, &payload(&text).replace(&attests("apps"), &attests("*")))
}

fn webhook_for(aud: &str) -> String {
    let after =
        format!(r#"{ACCOUNT},"validatingwebhookconfiguration":{{"name":"policy","uid":"{UID}"}}"#);
    let attestations = r#""attestations":{"admissionReviewAPIGroups":["apps"]},"#;
    bound(aud, 600, attestations, &after)
}

fn legacy(namespace: &str, secret: &str, account: &str) -> String {
    let quote = |text: &str| serde_json::Value::from(text).to_string();
    let payload = format!(
        r#"{{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":{},"kubernetes.io/serviceaccount/secret.name":{},"kubernetes.io/serviceaccount/service-account.name":{},"kubernetes.io/serviceaccount/service-account.uid":"{UID}","sub":{}}}"#,
        quote(namespace),
        quote(secret),
        quote(account),
        quote(&format!("system:serviceaccount:{namespace}:{account}"))
    );
    token(HEADER, &payload)
}

fn read(text: &str, now: Option<i64>) -> Token {
    let options = Options::new().now(now);
    let report = inspect(text.as_bytes(), &options);
    let [token] = report.tokens.as_slice() else {
        panic!("{} tokens in {text}", report.tokens.len());
    };
    token.clone()
}

#[track_caller]
fn says(text: &str, now: Option<i64>, headline: &str, summary: &str) {
    let token = read(text, now);
    assert_eq!(token.headline, headline);
    assert_eq!(token.summary, summary);
}

#[track_caller]
fn rows(text: &str, now: Option<i64>, expected: [(RowState, &str, &str); 5]) {
    let token = read(text, now);
    let rows: Vec<_> =
        token.rows.iter().map(|row| (row.state, row.words.as_ref(), row.why.as_ref())).collect();
    assert_eq!(rows, expected);
}

/// The titles and commands for one occasion.
#[track_caller]
fn advises(text: &str, now: Option<i64>, when: Occasion, expected: &[(&str, Option<&str>)]) {
    let token = read(text, now);
    let remedies: Vec<_> = token
        .remedies
        .iter()
        .filter(|remedy| remedy.when == when)
        .map(|remedy| (remedy.title.as_ref(), remedy.command.as_deref()))
        .collect();
    assert_eq!(remedies, expected);
}

/// The title of the remedy that explains why the API server rejects a token.
const REJECTED: &str = "Explain a 401 or 403";

/// Why the remedy of this title.
#[track_caller]
fn why(text: &str, now: Option<i64>, title: &str) -> String {
    let remedies = read(text, now).remedies;
    let found = remedies.into_iter().find(|remedy| remedy.title == title);
    found.unwrap_or_else(|| panic!("no {title}")).why.into_owned()
}

/// The first characters of a token.
fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

fn every_kind() -> Vec<String> {
    vec![
        BOUND.to_owned(),
        LEGACY_AUTO.to_owned(),
        LEGACY_MANUAL.to_owned(),
        pod(API, 3600),
        pod(r#"["sts.amazonaws.com"]"#, 86_400),
        pod(r#"["https://kubernetes.default.svc","vault"]"#, 3600),
        unbound(API, 3600),
        unbound(r#"["vault","conjur"]"#, 31_536_000),
        tied_to_secret(),
        tied_to_node(),
        webhook(),
        legacy("a b", "$(id)", "`x`"),
        token(HEADER, r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b"}"#),
        token(HEADER, r#"{"sub":"system:serviceaccount:ci:robot","exp":1700000000}"#),
        token(HEADER, r#"{"kubernetes.io":{"namespace":"ci"}}"#),
        token(r#"{"alg":"none"}"#, r#"{"kubernetes.io":{"namespace":"ci","serviceaccount":{}}}"#),
        token(HEADER, "{}"),
        token(HEADER, "not JSON"),
        format!("{}.e30.e30.e30.e30", URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A256GCM"}"#)),
        "x.y.z".to_owned(),
        cut(BOUND, 500),
        cut(BOUND, 900),
        cut(LEGACY_AUTO, 200),
    ]
}

fn sentences(token: &Token) -> Vec<&str> {
    let mut all = vec![token.headline.as_ref(), token.summary.as_ref()];
    all.extend(token.rows.iter().flat_map(|row| [row.words.as_ref(), row.why.as_ref()]));
    all.extend(token.ends.iter().flat_map(|end| [end.what.as_ref(), end.text.as_ref()]));
    all.extend(token.remedies.iter().flat_map(|found| [found.title.as_ref(), found.why.as_ref()]));
    all
}
