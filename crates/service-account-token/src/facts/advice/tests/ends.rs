//! See [`super::super::ends`].

use super::*;
use crate::facts::binding::ObjectKind;
use crate::kubernetes::{Certainty, Party};

fn ends(text: &str) -> Vec<End> {
    advice(text, DURING).ends
}

fn key() -> End {
    End::KeyWithdrawn { kid: Some("JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU".to_owned()) }
}

#[test]
fn bound_token_ends_with_its_objects() {
    let at = ISSUED + HOUR;
    let account = named(ObjectKind::ServiceAccount, "robot");
    assert_eq!(
        ends(&bound(API, HOUR, POD)),
        [
            End::Expiry { at, is_extended: false },
            End::PodDeleted(named(ObjectKind::Pod, "web")),
            End::AccountDeleted(account),
            key(),
            End::IssuerRemoved,
            End::UnnoticedElsewhere,
        ]
    );
    assert_eq!(ends(&bound(API, HOUR, "")).len(), 5);
    let secret = End::SecretDeleted(named(ObjectKind::Secret, "anchor"));
    assert_eq!(ends(&bound(API, HOUR, SECRET))[1], secret);
    let node = End::NodeDeleted(named(ObjectKind::Node, "worker-1"));
    assert_eq!(ends(&bound(API, HOUR, NODE))[1], node);
    let kind = ObjectKind::ValidatingWebhookConfiguration;
    let webhook = End::WebhookDeleted(named(kind, "policy"));
    assert_eq!(ends(&bound(r#"["https://a.test"]"#, 600, WEBHOOK))[2], webhook);
}

#[test]
fn deletion_ends_nothing_where_only_keys_are_checked() {
    let at = ISSUED + HOUR;
    let by = vec![Party::AwsIrsa];
    assert_eq!(
        ends(&bound(r#"["sts.amazonaws.com"]"#, HOUR, POD)),
        [
            End::DeletionIgnored { by: by.clone() },
            End::ExpiryAtRecipient { at },
            End::TrustRemoved { by: by.clone() },
            key(),
        ]
    );
    // The API server looks the objects up.
    let both = ends(&bound(r#"["https://kubernetes.default.svc","sts.amazonaws.com"]"#, HOUR, POD));
    assert_eq!(
        both[..3],
        [
            End::DeletionIgnored { by: by.clone() },
            End::Expiry { at, is_extended: false },
            End::TrustRemoved { by },
        ]
    );
    assert!(both.contains(&End::PodDeleted(named(ObjectKind::Pod, "web"))));
}

#[test]
fn deletion_is_enough_where_the_cluster_is_asked() {
    for (audience, party) in [
        ("identity.l5d.io", Party::Linkerd),
        ("istio-ca", Party::Istio),
        ("spire-server", Party::Spire),
        ("spiffe://td/ns/dapr-system/dapr-sentry", Party::Dapr),
        ("system:konnectivity-server", Party::Konnectivity),
    ] {
        assert_eq!(
            ends(&bound(&format!(r#"["{audience}"]"#), HOUR, POD)),
            [
                End::ExpiryAtRecipient { at: ISSUED + HOUR },
                End::PodDeleted(named(ObjectKind::Pod, "web")),
                End::AccountDeleted(named(ObjectKind::ServiceAccount, "robot")),
                End::ExchangedLivesOn { by: vec![party] },
                key(),
                End::IssuerRemoved,
            ],
            "{audience}"
        );
    }
}

#[test]
fn recipient_that_is_not_known_may_ignore_a_deletion() {
    for audience in ["vault", "pods.eks.amazonaws.com", "https://a.test"] {
        let found = ends(&bound(&format!(r#"["{audience}"]"#), HOUR, POD));
        assert_eq!(found[0], End::DeletionMaybeIgnored, "{audience}");
        assert!(found.contains(&End::PodDeleted(named(ObjectKind::Pod, "web"))), "{audience}");
    }
}

#[test]
fn expiry_is_certain_only_at_the_api_server() {
    let first = |text: &str| ends(text).swap_remove(0);
    let at = ISSUED + HOUR;
    let foreign = first(&bound(r#"["istio-ca"]"#, HOUR, POD));
    assert_eq!(foreign, End::ExpiryAtRecipient { at });
    assert_eq!(foreign.certainty(), Certainty::Unknown);
    let other = first(&token(HEADER, &format!(r#"{{"iss":"https://a.test","exp":{at}}}"#)));
    assert_eq!(other, End::ExpiryAtAnybody { at });
    assert_eq!(other.certainty(), Certainty::Documented);
    assert_eq!(first(&extended(YEAR)), End::Expiry { at: ISSUED + YEAR, is_extended: true });
}

#[test]
fn legacy_token_comes_back_only_with_an_rsa_key() {
    let text = legacy();
    let found = ends(&text);
    assert_eq!(found[1], End::SameTokenAgain);
    assert_eq!(found[1].certainty(), Certainty::Likely);
    assert_eq!(found[3], End::SecretMarkedInvalid { by_hand: true });
    let (_, rest) = text.split_once('.').unwrap();
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"PS256","kid":"x"}"#);
    // Kubernetes does not sign so, but a part of a token is judged by what it is a part of.
    let cut = format!("{header}.{}", &rest[..rest.len() - 20]);
    assert_eq!(ends(&cut)[1], End::TokenReplaced);
}

#[test]
fn what_was_never_accepted_has_no_end() {
    assert_eq!(ends(&unsigned(&legacy())), []);
    assert_eq!(ends(&token(r#"{"alg":"HS256"}"#, &claims(API, HOUR, POD))), []);
    assert_eq!(ends("x.y.z"), []);
}
