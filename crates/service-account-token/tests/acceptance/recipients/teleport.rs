//! Teleport.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::StepResult;

use super::{ISSUER, but, expecting, fails, fits, public, verdict};
use crate::made::{IAT, injected, legacy, with};
use crate::step;

const CLUSTER: &str = "root.example";

fn pod(seconds: i64) -> Value {
    let changes =
        [("/iss", json!(ISSUER)), ("/aud", json!([CLUSTER])), ("/exp", json!(IAT + seconds))];
    with(injected(), &changes)
}

#[test]
fn token_of_a_pod_fits_both_types() {
    fits("teleport-in-cluster", &pod(3600), &expecting(CLUSTER), &["token-review"]);
    fits("teleport-static-jwks", &pod(1800), &expecting(CLUSTER), &[]);
}

#[test]
fn keys_are_only_for_short_tokens_with_ten_seconds_of_leeway() {
    let party = "teleport-static-jwks";
    let own = expecting(CLUSTER);
    let lifetime = "static_jwks joining requires the use of a service account token with a TTL of less than 30m0s";
    fails(party, &pod(1801), &own, "lifetime", Some(lifetime));
    let claims = Some("validating jwt claims…");
    fits(party, &pod(1800), &own.clone().now(IAT + 1810), &[]);
    fails(party, &pod(1800), &own.clone().now(IAT + 1811), "expiry", claims);
    fits(party, &pod(1800), &own.clone().now(IAT - 10), &[]);
    let early = with(pod(1800), &[("/nbf", json!(IAT))]);
    let verdict = verdict(party, &early, &own.now(IAT - 11));
    assert_eq!(step(&verdict, "not-before").result, StepResult::Failed);
    assert_eq!(step(&verdict, "issued-at").result, StepResult::Failed);
}

#[test]
fn token_without_a_pod_is_rejected_by_both() {
    let legacy_words =
        "legacy SA tokens are not accepted as kubernetes version … supports bound tokens";
    fails(
        "teleport-in-cluster",
        &public(CLUSTER),
        &expecting(CLUSTER),
        "pod-binding",
        Some(legacy_words),
    );
    let short = with(public(CLUSTER), &[("/exp", json!(IAT + 600))]);
    let jwks = "static_jwks joining requires the use of projected pod bound service account token";
    fails("teleport-static-jwks", &short, &expecting(CLUSTER), "pod-binding", Some(jwks));
    let verdict = verdict("teleport-in-cluster", &legacy(), &expecting(CLUSTER));
    assert_eq!(step(&verdict, "pod-binding").result, StepResult::Failed);
}

#[test]
fn token_for_the_api_server_may_join_in_its_own_cluster() {
    let own = with(pod(3600), &[("/aud", json!([ISSUER]))]);
    let verdict = verdict("teleport-in-cluster", &own, &expecting(CLUSTER));
    let audience = step(&verdict, "audience");
    assert_eq!(audience.result, StepResult::Unknown);
    assert_eq!(
        audience.text,
        format!("The token is for `{ISSUER}`. Teleport also accepts a token for the API server.")
    );
    let nothing = but(VerdictOptions::new(), |own| own.now = Some(IAT));
    let open = super::verdict("teleport-static-jwks", &pod(600), &nothing);
    assert_eq!(
        step(&open, "audience").text,
        "The token is for `root.example`. Teleport accepts the name of the Teleport cluster. Enter that name as an audience."
    );
}
