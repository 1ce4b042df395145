//! Legacy tokens, and the leeway of each recipient.

use serde_json::json;
use service_account_token::report::{Decision, StepResult};

use super::{but, expecting, public, verdict, with_result};
use crate::made::{IAT, legacy, with};
use crate::step;

/// Nobody demands an issuer or an audience that the token does not have.
#[test]
fn legacy_token_is_accepted_only_where_neither_audience_nor_times_are_required() {
    let own = but(expecting("x"), |own| {
        own.expected_issuers = vec!["kubernetes/serviceaccount".into()];
        own.expected_audiences = Vec::new();
    });
    for party in [
        "aws-sts",
        "google-sts",
        "entra",
        "openai",
        "claude",
        "alibaba-rrsa",
        "databricks",
        "snowflake",
        "sigstore",
        "vault-jwt",
        "go-oidc",
        "knative",
        "argocd",
        "keycloak",
        "istio-ca",
        "spire",
        "dapr",
        "teleport-in-cluster",
        "teleport-static-jwks",
    ] {
        assert_eq!(verdict(party, &legacy(), &own).verdict, Decision::Rejects, "{party}");
    }
    for party in
        ["vault-kubernetes", "linkerd", "infisical", "istio", "spring-security", "pyjwt", "jose"]
    {
        let verdict = verdict(party, &legacy(), &own);
        assert_eq!(with_result(&verdict, StepResult::Failed), [""; 0], "{party}");
    }
    let linkerd = verdict("linkerd", &legacy(), &own);
    assert_eq!(
        step(&linkerd, "audience").text,
        "The token names no audience, so the API server treats it as meant for itself. Linkerd accepts such tokens."
    );
}

#[test]
fn each_recipient_grants_its_own_leeway() {
    for (party, leeway) in [
        ("pyjwt", -1),
        ("jose", -1),
        ("go-oidc", 0),
        ("knative", 0),
        ("argocd", 0),
        ("keycloak", 0),
        ("eks-pod-identity", 0),
        ("teleport-static-jwks", 10),
        ("claude", 30),
        ("vault-kubernetes", 60),
        ("vault-jwt", 60),
        ("istio", 60),
        ("spring-security", 60),
    ] {
        for (late, result) in [(leeway, StepResult::Passed), (leeway + 1, StepResult::Failed)] {
            let token = with(public("app"), &[("/exp", json!(IAT + 600))]);
            let verdict = verdict(party, &token, &expecting("app").now(IAT + 600 + late));
            assert_eq!(step(&verdict, "expiry").result, result, "{party} {late}");
        }
    }
    // These do not publish theirs.
    for party in
        ["aws-sts", "google-sts", "entra", "openai", "alibaba-rrsa", "databricks", "snowflake"]
    {
        for (late, result) in [
            (-1, StepResult::Passed),
            (0, StepResult::Unknown),
            (300, StepResult::Unknown),
            (301, StepResult::Failed),
        ] {
            let token = with(public("app"), &[("/exp", json!(IAT + 600))]);
            let verdict = verdict(party, &token, &expecting("app").now(IAT + 600 + late));
            assert_eq!(step(&verdict, "expiry").result, result, "{party} {late}");
        }
    }
}
