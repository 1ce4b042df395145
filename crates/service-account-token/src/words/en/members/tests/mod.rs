//! The exact sentences.

mod audience;
mod encrypted;
mod header;
mod invariants;
mod kubernetes;
mod others;
mod registered;
mod repeated;
mod samples;
mod times;

use super::*;
use crate::claims::ClaimsSet;
use crate::facts::{self, members};
use crate::facts::{Options, Reading};
use crate::jose::Format;
use crate::jose::Jose;
use crate::jose::json::Json;

/// A whole bound token, into which a test puts its own claims: those after `{`.
const BOUND: &str =
    r#""kubernetes.io":{"namespace":"shop","serviceaccount":{"name":"cart","uid":"1"}}}"#;

/// A whole legacy token, likewise.
const LEGACY: &str = r#""iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"shop","kubernetes.io/serviceaccount/secret.name":"cart-token","kubernetes.io/serviceaccount/service-account.name":"cart","kubernetes.io/serviceaccount/service-account.uid":"1","sub":"system:serviceaccount:shop:cart"}"#;

/// The claims, then those of a whole bound token.
fn bound(claims: &str) -> String {
    // Without an issuer no API server accepts it.
    let issuer = if claims.contains("\"iss\"") { "" } else { "\"iss\":\"https://issuer.test\"," };
    format!("{{{claims},{issuer}{BOUND}")
}

/// A bound token with these members in `kubernetes.io`.
fn bound_with(members: &str) -> String {
    format!(
        r#"{{"iat":1700000000,"kubernetes.io":{{{members},"namespace":"shop","serviceaccount":{{"name":"cart","uid":"1"}}}}}}"#
    )
}

/// The claims, then those of a whole legacy token.
fn legacy(claims: &str) -> String {
    format!("{{{claims},{LEGACY}")
}

/// Every explanation of the header and of the payload, with its pointer.
fn explain_both(header: &str, payload: &str) -> [Vec<(String, Explanation)>; 2] {
    explain_as(Format::Jws, header, payload)
}

fn explain_as(format: Format, header: &str, payload: &str) -> [Vec<(String, Explanation)>; 2] {
    explain_with(&Options::default(), format, header, payload)
}

fn explain_with(
    options: &Options,
    format: Format,
    header: &str,
    payload: &str,
) -> [Vec<(String, Explanation)>; 2] {
    let mut jose = Jose::of_json(header, payload);
    jose.format = Some(format);
    let claims = ClaimsSet::read(&jose.payload);
    let reading = Reading { jose: &jose, claims: &claims, options, document: Default::default() };
    let facts = facts::conclude(&reading);
    let with_pointers = |json: &Json, facts: Vec<MemberFact<'_>>| {
        let pointers: Vec<_> = json.members().map(|(_, node)| node.pointer.clone()).collect();
        assert_eq!(pointers.len(), facts.len());
        pointers.into_iter().zip(facts.iter().map(explain)).collect()
    };
    [
        with_pointers(&jose.header, members::header(&reading, &facts)),
        with_pointers(&jose.payload, members::payload(&reading, &facts)),
    ]
}

#[track_caller]
fn claim(payload: &str, pointer: &str) -> Explanation {
    let [_, payload] = explain_both(r#"{"alg":"RS256"}"#, payload);
    payload.into_iter().find(|(found, _)| found == pointer).expect("the member is there").1
}

/// What the claim at this pointer means.
#[track_caller]
fn check(payload: &str, pointer: &str, expected: &str) {
    assert_eq!(claim(payload, pointer).meaning, expected, "{payload}");
}

/// What the header parameter of this name means, in a token with this payload.
#[track_caller]
fn check_header(header: &str, payload: &str, pointer: &str, expected: &str) {
    let [header, _] = explain_both(header, payload);
    let found = header.into_iter().find(|(found, _)| found == pointer).expect("it is there");
    assert_eq!(found.1.meaning, expected);
}
