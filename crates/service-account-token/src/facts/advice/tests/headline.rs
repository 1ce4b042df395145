//! See [`super::super::headline`].

use super::*;
use crate::facts::other_token::OtherToken;
use crate::facts::vocabulary::{AudienceClass, BoundTo};

#[track_caller]
fn check(text: &str, topic: Topic, missing: Option<Part>) {
    assert_eq!(advice(text, DURING).headline, Headline { topic, missing });
}

#[test]
fn extension_is_named_by_its_length() {
    check(&extended(YEAR), Topic::Extended(Extension::Year), None);
    let quarter = 7_776_000;
    check(&extended(quarter), Topic::Extended(Extension::Seconds(quarter)), None);
}

#[test]
fn bound_tokens_are_told_apart_by_object_and_audience() {
    let of = |to, audience| Topic::Bound { to: Some(to), audience };
    check(&bound(API, HOUR, POD), of(BoundTo::Pod, AudienceClass::ApiServer), None);
    check(&bound(API, HOUR, SECRET), of(BoundTo::Secret, AudienceClass::ApiServer), None);
    check(&bound(API, HOUR, NODE), of(BoundTo::Node, AudienceClass::ApiServer), None);
    check(&bound(API, HOUR, ""), of(BoundTo::None, AudienceClass::ApiServer), None);
    check(&bound(r#"["a","b"]"#, HOUR, POD), of(BoundTo::Pod, AudienceClass::Foreign), None);
    let mixed = r#"["https://kubernetes.default.svc","vault"]"#;
    check(&bound(mixed, HOUR, POD), of(BoundTo::Pod, AudienceClass::Mixed), None);
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
