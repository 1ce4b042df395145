//! What is read in trust policies, what is wrong with them, and what they decide about a token.

mod aws;
mod aws_form;
mod aws_kinds;
mod entra;
mod google;
mod google_kinds;
mod layers;

use super::{FlawKind, MAX_FLAWS, Policy, read};
use crate::claims::ClaimsSet;
use crate::jose::Jose;

const ISSUER: &str =
    "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

/// A token of the ServiceAccount `cart` in the namespace `shop`.
fn token(issuer: &str, audiences: &str) -> (Jose, ClaimsSet) {
    let payload = format!(
        r#"{{"iss":"{issuer}","sub":"system:serviceaccount:shop:cart","aud":{audiences},"kubernetes.io":{{"namespace":"shop","serviceaccount":{{"name":"cart"}}}}}}"#
    );
    let jose = Jose::of_json(r#"{"alg":"RS256"}"#, &payload);
    let claims = ClaimsSet::read(&jose.payload);
    (jose, claims)
}

/// Returns short names of what is wrong with a policy.
fn codes(text: &str) -> Vec<&'static str> {
    read(text).1.iter().map(|flaw| code(&flaw.kind)).collect()
}

fn code(kind: &FlawKind) -> &'static str {
    match kind {
        FlawKind::NotJson { .. } => "not-json",
        FlawKind::TooLong { .. } => "too-long",
        FlawKind::NotAPolicy => "not-a-policy",
        FlawKind::OtherSyntax(_) => "other-syntax",
        FlawKind::OtherDocument(_) => "other-document",
        FlawKind::Several { .. } => "several",
        FlawKind::Repeated { .. } => "repeated-name",
        FlawKind::Prohibited { .. } => "prohibited",
        FlawKind::NoSuchOperator { .. } => "no-such-operator",
        FlawKind::NoSuchVersion { .. } => "no-such-version",
        FlawKind::NoVariables { .. } => "no-variables",
        FlawKind::RepeatedSid { .. } => "repeated-sid",
        FlawKind::ForeignAction { .. } => "foreign-action",
        FlawKind::AnyPrincipal => "any-principal",
        FlawKind::ProviderArn { .. } => "provider-arn",
        FlawKind::ProviderHasScheme { .. } => "provider-has-scheme",
        FlawKind::ProviderNotFederated { .. } => "provider-not-federated",
        FlawKind::ProviderOfOtherAccount { .. } => "provider-of-other-account",
        FlawKind::Missing(_) => "missing-member",
        FlawKind::Placeholder { .. } => "placeholder",
        FlawKind::OtherMechanism(_) => "other-mechanism",
        FlawKind::ActionNotAllowed => "action-not-allowed",
        FlawKind::NotRead { .. } => "not-read",
        FlawKind::KeyHasScheme { .. } => "key-has-scheme",
        FlawKind::KeyOfOtherProvider { .. } => "key-of-other-provider",
        FlawKind::LiteralWildcard { .. } => "literal-wildcard",
        FlawKind::NoSuchSubject { .. } => "no-such-subject",
        FlawKind::NoAudience => "no-audience",
        FlawKind::NoSubject => "no-subject",
        FlawKind::EveryAccount { .. } => "every-account",
        FlawKind::SeveralNamespaces { .. } => "several-namespaces",
        FlawKind::WholeNamespace { .. } => "whole-namespace",
        FlawKind::HoldsWithoutClaim { .. } => "holds-without-claim",
        FlawKind::NoCondition => "no-condition",
        FlawKind::Disabled => "disabled",
        FlawKind::Deleted => "deleted",
        FlawKind::TooManyAudiences { .. } => "too-many-audiences",
        FlawKind::KeysNotRead => "keys-not-read",
        FlawKind::KeyMember { .. } => "key-member",
        FlawKind::ValueTooLong { .. } => "value-too-long",
        FlawKind::IssuerNotHttps { .. } => "issuer-not-https",
        FlawKind::IssuerLacksSlash { .. } => "issuer-lacks-slash",
        FlawKind::AudienceCount { .. } => "audience-count",
        FlawKind::SubjectAndExpression => "subject-and-expression",
        FlawKind::ExpressionNotSupported => "expression-not-supported",
        FlawKind::ConstantSubject => "constant-subject",
        FlawKind::More { .. } => "more",
    }
}

#[test]
fn broken_json_is_found_with_its_line() {
    let (policy, flaws) = read("{\n  \"Statement\": [\n    {,\n");
    assert!(policy.is_none());
    let [flaw] = flaws.as_slice() else { panic!("{flaws:?}") };
    assert!(matches!(flaw.kind, FlawKind::NotJson { line: 3, column: 6, .. }), "{flaw:?}");
}

#[test]
fn text_that_is_no_policy_is_told_apart() {
    for text in ["{}", "[]", "\"x\"", "{\"kind\":\"Pod\"}", "null", "1"] {
        assert_eq!(codes(text), ["not-a-policy"], "{text}");
    }
    assert_eq!(codes(""), ["not-json"]);
    assert_eq!(codes(&format!("\"{}\"", "x".repeat(40_000))), ["too-long"]);
}

#[test]
fn any_text_is_read() {
    for text in [
        "{\"Statement\":1}",
        "{\"Statement\":[1,{},[],null]}",
        "{\"Statement\":[{\"Condition\":[[1]],\"Action\":{},\"Principal\":[null]}]}",
        "{\"Effect\":1,\"Action\":2,\"Principal\":{\"Federated\":{}}}",
        "{\"Role\":{\"AssumeRolePolicyDocument\":\"x\"}}",
    ] {
        let _ = read(text);
    }
}

/// A policy that is cut or damaged anywhere is read without a panic, and allows only if it still is a policy.
#[test]
fn damaged_policy_is_read() {
    let provider = google::condition("!(assertion.sub in ['a', 'b']) && has(assertion.sub)");
    let flexible = entra::expression("https://gitlab.com", "claims['sub'] matches 'a*'");
    for text in [aws::with(aws::USUAL), provider, flexible] {
        for at in 0..text.len() {
            let (before, rest) = text.split_at(at);
            let (policy, _) = read(before);
            assert!(policy.is_none(), "{before}");
            for insertion in ["", "\"", "{", "[", ",", "null", "*", "\\", "\u{fffd}"] {
                let _ = read(&format!("{before}{insertion}{}", rest.get(1..).unwrap()));
            }
        }
    }
}

#[test]
fn name_that_appears_twice_is_found() {
    let (policy, flaws) = read(r#"{"Statement":[],"Statement":[]}"#);
    assert!(matches!(policy, Some(Policy::Aws(_))));
    let repeated = FlawKind::Repeated { name: "Statement".into() };
    assert!(flaws.iter().any(|flaw| flaw.kind == repeated), "{flaws:?}");
}

#[test]
fn flaws_are_told_up_to_the_limit_and_counted_beyond_it() {
    let policy =
        |statements: usize| format!("{{\"Statement\":[{}]}}", vec!["{}"; statements].join(","));
    let count = |text: &str| read(text).1.len();
    let of_one = count(&policy(1));
    let whole = MAX_FLAWS / of_one;
    assert_eq!(count(&policy(whole)), whole * of_one);
    let (_, flaws) = read(&policy(3000));
    assert_eq!(flaws.len(), MAX_FLAWS + 1);
    let left = 3000 * of_one - MAX_FLAWS;
    assert_eq!(flaws.last().unwrap().kind, FlawKind::More { count: left });
}
