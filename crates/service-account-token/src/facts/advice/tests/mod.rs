//! What is concluded about tokens, without a sentence.

#![expect(clippy::string_slice, reason = "a test may fail")]

mod ends;
mod headline;
mod remedies;
mod rows;
mod summary;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::*;
use crate::claims::ClaimsSet;
use crate::{Options, facts, jose, paste};

const ISSUED: i64 = 1_700_000_000;
const HOUR: i64 = 3600;
const YEAR: i64 = 31_536_000;

/// While a token of an hour lasts.
const DURING: Option<i64> = Some(ISSUED + 100);
/// After every token here has ended.
const AFTER: Option<i64> = Some(ISSUED + 2 * YEAR);

const HEADER: &str = r#"{"alg":"RS256","kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}"#;
const API: &str = r#"["https://kubernetes.default.svc"]"#;
const POD: &str = r#""pod":{"name":"web","uid":"d822ba5f-4290-4bca-94ce-f3bc0dca2e36"},"#;
const SECRET: &str = r#""secret":{"name":"anchor","uid":"d822ba5f-4290-4bca-94ce-f3bc0dca2e36"},"#;
const NODE: &str = r#""node":{"name":"worker-1","uid":"d822ba5f-4290-4bca-94ce-f3bc0dca2e36"},"#;
const WEBHOOK: &str = r#""attestations":{"admissionReviewAPIGroups":["apps"]},"validatingwebhookconfiguration":{"name":"policy","uid":"d822ba5f-4290-4bca-94ce-f3bc0dca2e36"},"#;
const EXTENDED: &str = r#""warnafter":1700003607,"#;

fn token(header: &str, payload: &str) -> String {
    let [header, payload] = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{payload}.{}", "A".repeat(342))
}

/// The claims of a bound token with these members in `kubernetes.io`.
fn claims(aud: &str, lifetime: i64, members: &str) -> String {
    format!(
        r#"{{"aud":{aud},"exp":{},"iat":{ISSUED},"iss":"https://kubernetes.default.svc","jti":"2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d","kubernetes.io":{{"namespace":"ci",{members}"serviceaccount":{{"name":"robot","uid":"8208ff56-0a67-47bb-8175-a198423dacf8"}}}},"nbf":{ISSUED},"sub":"system:serviceaccount:ci:robot"}}"#,
        ISSUED + lifetime
    )
}

fn bound(aud: &str, lifetime: i64, members: &str) -> String {
    token(HEADER, &claims(aud, lifetime, members))
}

fn extended(lifetime: i64) -> String {
    bound(API, lifetime, &format!("{POD}{EXTENDED}"))
}

fn legacy() -> String {
    token(
        HEADER,
        r#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"ci","kubernetes.io/serviceaccount/secret.name":"robot-token","kubernetes.io/serviceaccount/service-account.name":"robot","kubernetes.io/serviceaccount/service-account.uid":"8208ff56-0a67-47bb-8175-a198423dacf8","sub":"system:serviceaccount:ci:robot"}"#,
    )
}

/// The claims of a token under a header that says it is not signed.
fn unsigned(text: &str) -> String {
    let payload = text.split('.').nth(1).unwrap();
    format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#))
}

/// The advice for the one token in a text.
#[track_caller]
fn advice(text: &str, now: Option<i64>) -> Advice {
    advice_with(text, Options { now, ..Options::default() })
}

#[track_caller]
fn advice_with(text: &str, options: Options) -> Advice {
    let mut paste = paste::read(text.as_bytes());
    let [candidate] = paste.candidates.as_mut_slice() else { panic!("one token in {text}") };
    let jose = jose::read(candidate);
    let mut found: Vec<Finding> = candidate.findings.iter().cloned().map(Into::into).collect();
    found.extend(jose.findings.iter().cloned().map(Into::into));
    let claims = ClaimsSet::read(&jose.payload);
    let reading =
        Reading { jose: &jose, claims: &claims, options: &options, document: Default::default() };
    let concluded = facts::conclude(&reading);
    facts::findings(&reading, &concluded, &mut found);
    advise(&reading, &concluded, &found)
}

fn named(kind: facts::ObjectKind, name: &str) -> Object {
    Object { kind, name: NameGiven::Name(name.to_owned()) }
}
