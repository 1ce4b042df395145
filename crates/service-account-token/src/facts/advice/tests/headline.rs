//! See [`super::super::headline`].

use super::*;
use crate::facts::other_token::OtherToken;
use crate::facts::vocabulary::BoundTo;

#[track_caller]
fn check(text: &str, topic: Topic, missing: Option<Part>) {
    assert_eq!(advice(text, DURING).headline, Headline { topic, missing, is_damaged: false });
}

#[test]
fn extension_is_named_by_its_length() {
    check(&extended(YEAR), Topic::Extended(Extension::Year), None);
    let quarter = 7_776_000;
    check(&extended(quarter), Topic::Extended(Extension::Seconds(quarter)), None);
}

#[test]
fn bound_tokens_are_told_apart_by_object_and_audience() {
    let of = |to, addressee| Topic::Bound { to: Some(to), addressee };
    check(&bound(API, HOUR, POD), of(BoundTo::Pod, Addressee::ApiServer), None);
    check(&bound(API, HOUR, SECRET), of(BoundTo::Secret, Addressee::ApiServer), None);
    check(&bound(API, HOUR, NODE), of(BoundTo::Node, Addressee::ApiServer), None);
    check(&bound(API, HOUR, ""), of(BoundTo::None, Addressee::ApiServer), None);
    check(&bound(r#"["a","b"]"#, HOUR, POD), of(BoundTo::Pod, Addressee::Unrecognized), None);
    let clouds = r#"["sts.amazonaws.com","openshift"]"#;
    check(&bound(clouds, HOUR, POD), of(BoundTo::Pod, Addressee::Others), None);
    let mixed = r#"["https://kubernetes.default.svc","vault"]"#;
    check(&bound(mixed, HOUR, POD), of(BoundTo::Pod, Addressee::Several), None);
    check(&bound(r#"["https://a.test"]"#, 600, WEBHOOK), Topic::Webhook, None);
}

#[test]
fn missing_part_is_named_unless_the_topic_implies_it() {
    let text = legacy();
    check(&text, Topic::Legacy, None);
    check(&text[..text.len() - 20], Topic::Legacy, Some(Part::Text));
    check(&unsigned(&text), Topic::Legacy, Some(Part::Signature));
    check(&text[..120], Topic::Other(OtherToken::Cut), None);
    check("x.y.z", Topic::Unreadable, None);
}

#[test]
fn copy_with_a_wrong_character_is_damaged() {
    let is_damaged = |text: &str| {
        let Headline { topic, is_damaged, .. } = advice(text, DURING).headline;
        is_damaged || topic == Topic::Other(OtherToken::Damaged)
    };
    let text = bound(API, HOUR, POD);
    assert!(!is_damaged(&text));
    let at = text.rfind('.').unwrap();
    for damaged in [
        // In the signature, in the header, and in the claims, where another one is lost.
        format!("{}*{}", &text[..at + 5], &text[at + 6..]),
        format!("{}*{}", &text[..30], &text[31..]),
        format!("{}*{}", &text[..200], &text[201..]),
        format!("{}{}", &text[..200], &text[201..]),
    ] {
        assert!(is_damaged(&damaged), "{damaged}");
    }
    // A signature that is too short belongs to another algorithm, and nobody lost a character.
    let forged = token(r#"{"alg":"HS256"}"#, &claims(API, HOUR, POD));
    assert!(!is_damaged(&forged));
    assert!(!is_damaged(&unsigned(&text)));
    assert!(!is_damaged(&text[..text.len() - 20]));
}
