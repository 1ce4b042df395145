//! See [`super::super::ends`].

use super::*;
use crate::facts::binding::ObjectKind;
use crate::kubernetes::Certainty;

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
    assert_eq!(ends(&bound(r#"["https://a.test"]"#, 600, WEBHOOK))[1], webhook);
}

#[test]
fn expiry_is_certain_only_at_the_api_server() {
    let first = |text: &str| ends(text).swap_remove(0);
    let at = ISSUED + HOUR;
    let foreign = first(&bound(r#"["vault"]"#, HOUR, POD));
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
