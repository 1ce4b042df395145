//! What two tokens are to each other, and their members side by side.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

#[path = "../made/mod.rs"]
mod made;
mod members;
mod promises;

use made::{IAT, ISSUER, KID, UID, header, injected, legacy, token, unbound, with};
use serde_json::{Value, json};
use service_account_token::report::{Certainty, Comparison};
use service_account_token::{Options, compare};

const OTHER_UID: &str = "11111111-2222-4333-8444-555555555555";
const OTHER_KID: &str = "SoABiieYuNx4UdqYvZRVeuC6SihxgLrhLy9peHMHpTc";
const EKS: &str = "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const GKE: &str = "https://container.googleapis.com/v1/projects/p/locations/l/clusters/c";

/// The comparison of two texts.
pub(crate) fn compared(first: &str, second: &str) -> Comparison {
    compare(first.as_bytes(), second.as_bytes(), &Options::new()).unwrap()
}

/// A token with the stock header.
pub(crate) fn stock(payload: &Value) -> String {
    token(&header().to_string(), &payload.to_string())
}

fn with_kid(kid: &str, payload: &Value) -> String {
    token(&json!({"alg": "RS256", "kid": kid}).to_string(), &payload.to_string())
}

/// The same token, issued later.
fn later(payload: Value, seconds: i64) -> Value {
    let mut all = vec![
        ("/iat", json!(IAT + seconds)),
        ("/nbf", json!(IAT + seconds)),
        ("/exp", json!(payload["exp"].as_i64().unwrap() + seconds)),
        ("/jti", json!(OTHER_UID)),
    ];
    if let Some(warn_after) = payload["kubernetes.io"]["warnafter"].as_i64() {
        all.push(("/kubernetes.io/warnafter", json!(warn_after + seconds)));
    }
    with(payload, &all)
}

fn codes(comparison: &Comparison) -> Vec<&str> {
    comparison.relations.iter().map(|relation| relation.code.as_str()).collect()
}

/// The relations of two tokens, in either order.
#[track_caller]
fn relate(first: &str, second: &str, expected: &[&str]) {
    assert_eq!(codes(&compared(first, second)), expected);
    assert_eq!(codes(&compared(second, first)), expected, "the other way round");
}

#[track_caller]
fn titles(first: &str, second: &str, expected: &[&str]) {
    let comparison = compared(first, second);
    let titles: Vec<_> = comparison.relations.iter().map(|relation| &*relation.title).collect();
    assert_eq!(titles, expected);
}

#[test]
fn same_token_is_told_however_it_is_wrapped() {
    let token = stock(&injected());
    relate(&token, &token, &["same_token"]);
    relate(&token, &format!("Authorization: Bearer {token}\n"), &["same_token"]);
    relate(&token, &made::base64url(&token), &["same_token"]);
}

#[test]
fn token_without_its_signature_has_the_same_contents() {
    let token = stock(&injected());
    let (contents, _) = token.rsplit_once('.').unwrap();
    relate(&token, &format!("{contents}.REDACTED"), &["same_contents"]);
    relate(&token, &injected().to_string(), &["same_contents", "decoded_claims"]);
    let pretty = serde_json::to_string_pretty(&injected()).unwrap();
    relate(&token, &pretty, &["same_contents", "decoded_claims"]);
}

#[test]
fn two_signatures_of_the_same_contents_depend_on_the_algorithm() {
    let signed = |alg: &str, payload: &Value, first: &str| {
        let header = json!({"alg": alg, "kid": KID}).to_string();
        let token = token(&header, &payload.to_string());
        let (contents, signature) = token.rsplit_once('.').unwrap();
        format!("{contents}.{first}{}", &signature[1..])
    };
    for (alg, payload, code) in [
        ("RS256", injected(), "same_contents"),
        ("ES256", injected(), "same_contents"),
        ("RS256", legacy(), "same_contents"),
        ("ES256", legacy(), "secret_repopulated"),
    ] {
        relate(&signed(alg, &payload, "a"), &signed(alg, &payload, "b"), &[code]);
    }
    titles(
        &signed("RS256", &legacy(), "a"),
        &signed("RS256", &legacy(), "b"),
        &["The same contents, two signatures"],
    );
}

#[test]
fn pod_that_got_a_newer_token_was_refreshed() {
    let (one, two) = (stock(&injected()), stock(&later(injected(), 2880)));
    relate(&one, &two, &["refreshed", "same_account", "same_key"]);
    titles(
        &one,
        &two,
        &[
            "The same Pod, refreshed 48 minutes later",
            "The same ServiceAccount",
            "The same signing key, most likely the same cluster",
        ],
    );
    let soon = stock(&later(injected(), 60));
    assert_eq!(compared(&one, &soon).relations[0].title, "The same Pod, issued 1 minute later");
    assert_eq!(
        compared(&two, &one).relations[0].text,
        "The first token was issued 48 minutes after the other. The kubelet replaces such a token \
         after about 48 minutes. The newer token does not revoke the older one. Deleting the Pod \
         revokes both at the API server."
    );
}

#[test]
fn pods_are_told_apart_by_uid_and_name() {
    let pod = |name: &str, uid: &str| {
        let pod = json!({"name": name, "uid": uid});
        stock(&with(later(injected(), 9000), &[("/kubernetes.io/pod", pod)]))
    };
    let first = stock(&injected());
    relate(
        &first,
        &pod("web-1", OTHER_UID),
        &["same_account", "other_object", "issued", "same_key"],
    );
    relate(
        &first,
        &pod("web-0", OTHER_UID),
        &["same_account", "object_recreated", "issued", "same_key"],
    );
    relate(
        &first,
        &stock(&later(unbound(), 60)),
        &["same_account", "other_binding", "issued", "same_key", "extended_only"],
    );
}

#[test]
fn recreated_account_has_another_uid() {
    let uid = json!({"name": "build", "uid": OTHER_UID});
    let recreated = with(later(unbound(), 90), &[("/kubernetes.io/serviceaccount", uid)]);
    let (one, two) = (stock(&unbound()), stock(&recreated));
    relate(&one, &two, &["account_recreated", "issued", "same_key"]);
    assert_eq!(
        compared(&one, &two).relations[0].text,
        "Namespace and name are the same, but the uid differs. The API server compares the uid, \
         so in one cluster it accepts at most one of them, most likely the second."
    );
    let unclear = with_kid(OTHER_KID, &recreated);
    relate(&one, &unclear, &["same_names_other_uid", "issued", "other_key"]);
}

#[test]
fn same_names_with_another_key_and_issuer_are_in_another_cluster() {
    let uid = json!({"name": "build", "uid": OTHER_UID});
    let elsewhere = with(
        later(unbound(), 90),
        &[("/kubernetes.io/serviceaccount", uid), ("/iss", json!(EKS)), ("/aud", json!([EKS]))],
    );
    relate(
        &stock(&unbound()),
        &with_kid(OTHER_KID, &elsewhere),
        &["same_names_elsewhere", "issued", "another_cluster", "other_audiences"],
    );
    let certainty =
        compared(&stock(&unbound()), &with_kid(OTHER_KID, &elsewhere)).relations[2].certainty;
    assert_eq!(certainty, Certainty::Likely);
}

#[test]
fn rotated_key_is_told_where_the_cluster_is_known() {
    let rotated = later(unbound(), 86_400);
    relate(
        &stock(&unbound()),
        &with_kid(OTHER_KID, &rotated),
        &["same_account", "issued", "key_rotated"],
    );
    let other = json!({"name": "other", "uid": OTHER_UID});
    let changes = |issuer: &str| [("/iss", json!(issuer)), ("/aud", json!([issuer]))];
    let of = |issuer: &str, payload: Value| with(payload, &changes(issuer));
    let account =
        |payload: Value| with(payload, &[("/kubernetes.io/serviceaccount", other.clone())]);
    // An address of one cluster.
    relate(
        &stock(&of(EKS, unbound())),
        &with_kid(OTHER_KID, &account(of(EKS, rotated.clone()))),
        &["different_accounts", "key_rotated"],
    );
    // A default that many clusters have.
    relate(
        &stock(&unbound()),
        &with_kid(OTHER_KID, &account(rotated.clone())),
        &["different_accounts", "other_key"],
    );
    relate(
        &stock(&of(GKE, unbound())),
        &stock(&of(EKS, rotated.clone())),
        &["same_account", "issued", "same_key_other_issuer", "other_audiences"],
    );
    relate(
        &stock(&of(GKE, unbound())),
        &with_kid(OTHER_KID, &of(EKS, rotated)),
        &["same_account", "issued", "issuer_changed", "other_audiences"],
    );
}

#[test]
fn legacy_and_bound_token_of_one_account() {
    relate(
        &stock(&legacy()),
        &stock(&injected()),
        &["legacy_and_bound", "same_account", "same_key"],
    );
    relate(
        &stock(&legacy()),
        &with_kid(OTHER_KID, &injected()),
        &["legacy_and_bound", "same_account", "other_key"],
    );
    titles(
        &stock(&injected()),
        &stock(&legacy()),
        &[
            "A legacy and a bound token of one ServiceAccount",
            "The same ServiceAccount",
            "The same signing key, most likely the same cluster",
        ],
    );
}

#[test]
fn legacy_and_bound_token_of_other_accounts_are_not_called_one() {
    let other = json!({"name": "build", "uid": OTHER_UID});
    let bound = stock(&with(injected(), &[("/kubernetes.io/serviceaccount", other)]));
    titles(
        &stock(&legacy()),
        &bound,
        &[
            "A legacy and a bound token",
            "The ServiceAccount was most likely recreated",
            "The same signing key, most likely the same cluster",
        ],
    );
}

#[test]
fn legacy_tokens_are_compared_by_their_secret() {
    let name = "/kubernetes.io~1serviceaccount~1secret.name";
    let other = with(legacy(), &[(name, json!("build-token-x7x7x"))]);
    relate(&stock(&legacy()), &stock(&other), &["same_account", "other_secret", "same_key"]);
    relate(
        &stock(&legacy()),
        &with_kid(OTHER_KID, &legacy()),
        &["same_account", "same_secret", "key_rotated"],
    );
}

#[test]
fn different_audiences_of_one_account() {
    let vault = with(unbound(), &[("/aud", json!(["vault"])), ("/jti", json!(OTHER_UID))]);
    relate(&stock(&unbound()), &stock(&vault), &["same_account", "same_key", "other_audiences"]);
    let both = with(vault.clone(), &[("/aud", json!(["vault", ISSUER]))]);
    titles(
        &stock(&unbound()),
        &stock(&both),
        &[
            "The same ServiceAccount",
            "The same signing key, most likely the same cluster",
            "Different audiences, some in common",
        ],
    );
    let turned = with(both.clone(), &[("/aud", json!([ISSUER, "vault"])), ("/jti", json!(UID))]);
    relate(&stock(&both), &stock(&turned), &["same_account", "same_key"]);
}

#[test]
fn what_kubernetes_never_repeats_is_a_contradiction() {
    let altered = with(unbound(), &[("/exp", json!(IAT + 7200))]);
    let expected = ["same_token_id", "same_account", "same_key"];
    relate(&stock(&unbound()), &stock(&altered), &expected);
    let name = json!({"name": "other", "uid": UID});
    let renamed =
        with(unbound(), &[("/kubernetes.io/serviceaccount", name), ("/jti", Value::Null)]);
    relate(&stock(&unbound()), &stock(&renamed), &["same_uid_other_names", "same_key"]);
}

#[test]
fn damaged_token_proves_no_difference() {
    let whole = stock(&injected());
    let cut = &whole[..whole.len() / 2];
    let comparison = compared(&whole, cut);
    assert!(codes(&comparison).contains(&"damaged"), "{:?}", codes(&comparison));
    for code in codes(&comparison) {
        assert!(!code.starts_with("other_") && !code.starts_with("different_"), "{code}");
        assert!(!["extended_only", "another_cluster", "key_rotated"].contains(&code), "{code}");
    }
}

#[test]
fn tokens_of_other_systems_are_compared_by_issuer_and_subject() {
    let login = json!({"iss": "https://dex.example.test", "sub": "nobody", "aud": "a", "iat": IAT, "exp": IAT + 60});
    let again = later(login.clone(), 60);
    relate(&stock(&login), &stock(&again), &["not_service_account", "same_subject", "issued"]);
    relate(&stock(&login), &stock(&unbound()), &["not_service_account"]);
    assert_eq!(
        compared(&stock(&unbound()), &stock(&login)).relations[0].title,
        "The second is not a service account token"
    );
}
