//! The facts about members as values. Their sentences are tested with the words.

mod audience;
mod catalog;
mod header;
mod kubernetes;
mod registered;
mod repetition;
mod times;

use super::*;
use crate::claims::ClaimsSet;
use crate::claims::Expected;
use crate::claims::Source;
use crate::claims::catalog::{CatalogClaim, CatalogPart, KeyMember, Parameter};
use crate::facts::Options;
use crate::jose::Format;
use crate::jose::Jose;
use crate::kubernetes::Certainty;
use crate::text::json::JsonType;

/// A bound token with these claims before its own.
fn bound(claims: &str) -> String {
    let kubernetes =
        r#""kubernetes.io":{"namespace":"shop","serviceaccount":{"name":"cart","uid":"1"}}"#;
    format!(r#"{{{claims},"iss":"https://issuer.test",{kubernetes}}}"#)
}

/// A bound token with these members of `kubernetes.io` before its own.
fn bound_with(members: &str) -> String {
    let account = r#""namespace":"shop","serviceaccount":{"name":"cart","uid":"1"}"#;
    format!(r#"{{"iat":1700000000,"kubernetes.io":{{{members},{account}}}}}"#)
}

/// A legacy token with these claims before its own.
fn legacy(claims: &str) -> String {
    format!(
        r#"{{{claims},"kubernetes.io/serviceaccount/namespace":"shop","kubernetes.io/serviceaccount/secret.name":"cart-token","kubernetes.io/serviceaccount/service-account.name":"cart"}}"#
    )
}

/// Asserts what holds of the fact at this pointer of the payload, the first one if there are more.
#[track_caller]
fn claim(payload: &str, pointer: &str, holds: impl Fn(&MemberFact<'_>)) {
    let header = r#"{"alg":"RS256"}"#;
    of_token(&Options::default(), header, payload, |_, payload| holds(find(payload, pointer)));
}

/// The same of the header of a token with this payload.
#[track_caller]
fn parameter(header: &str, payload: &str, pointer: &str, holds: impl Fn(&MemberFact<'_>)) {
    of_token(&Options::default(), header, payload, |header, _| holds(find(header, pointer)));
}

/// The facts of one part, each with its pointer.
type Part<'a> = [(&'a str, MemberFact<'a>)];

#[track_caller]
fn find<'p, 'a>(part: &'p Part<'a>, pointer: &str) -> &'p MemberFact<'a> {
    let (_, fact) = part.iter().find(|(found, _)| *found == pointer).expect("the member is there");
    fact
}

fn of_token(options: &Options, header: &str, payload: &str, holds: impl Fn(&Part<'_>, &Part<'_>)) {
    let mut jose = Jose::of_json(header, payload);
    jose.format = Some(Format::Jws);
    let claims = ClaimsSet::read(&jose.payload);
    let reading = Reading { jose: &jose, claims: &claims, options, document: Default::default() };
    let facts = crate::facts::conclude(&reading);
    fn with_pointers<'a>(
        json: &'a Json,
        facts: Vec<MemberFact<'a>>,
    ) -> Vec<(&'a str, MemberFact<'a>)> {
        let pointers = json.members().map(|(_, node)| node.pointer.as_str());
        pointers.zip(facts).collect()
    }
    holds(
        &with_pointers(&jose.header, super::header(&reading, &facts)),
        &with_pointers(&jose.payload, super::payload(&reading, &facts)),
    );
}

/// Asserts the meaning of a claim, its source and its certainty.
#[track_caller]
fn check(
    payload: &str,
    pointer: &str,
    meaning: Meaning<'_>,
    source: impl Into<Option<Source>>,
    certainty: Certainty,
) {
    let source = source.into();
    claim(payload, pointer, |fact| {
        assert_eq!(fact.meaning, meaning, "{payload}");
        assert_eq!((fact.source, fact.certainty), (source, certainty), "{payload}");
    });
}

#[test]
fn value_of_another_type() {
    let ill_typed = |found, expected, kubernetes| Meaning::IllTyped { found, expected, kubernetes };
    check(
        &bound(r#""jti":7"#),
        "/jti",
        ill_typed(JsonType::Number, Expected::String, true),
        Source::Rfc(7519, "4.1.7"),
        Certainty::Certain,
    );
    check(
        r#"{"aud":{}}"#,
        "/aud",
        ill_typed(JsonType::Object, Expected::Strings, false),
        Source::Rfc(7519, "4.1.3"),
        Certainty::Documented,
    );
    check(
        r#"{"exp":"soon"}"#,
        "/exp",
        ill_typed(JsonType::String, Expected::Seconds, false),
        Source::Rfc(7519, "4.1.4"),
        Certainty::Documented,
    );
    check(
        &bound_with(r#""pod":null"#),
        "/kubernetes.io/pod",
        ill_typed(JsonType::Null, Expected::Object, true),
        Source::ClaimsGo,
        Certainty::Certain,
    );
}
