//! Members side by side.

use service_account_token::report::{ComparedMember, ComparedState, PartName};

use super::*;

fn pointer(member: &ComparedMember) -> &str {
    member.first.as_ref().or(member.second.as_ref()).map_or("", |value| &value.pointer)
}

#[track_caller]
fn member<'a>(comparison: &'a Comparison, at: &str) -> &'a ComparedMember {
    comparison.members.iter().find(|member| pointer(member) == at).expect(at)
}

fn order(comparison: &Comparison) -> Vec<&str> {
    comparison.members.iter().map(pointer).collect()
}

#[test]
fn members_have_one_order_whatever_the_order_of_the_tokens() {
    let (legacy, bound) = (stock(&legacy()), stock(&injected()));
    let expected = [
        "/alg",
        "/kid",
        "/iss",
        "/sub",
        "/kubernetes.io~1serviceaccount~1namespace",
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "/kubernetes.io~1serviceaccount~1secret.name",
        "/kubernetes.io/pod/name",
        "/kubernetes.io/pod/uid",
        "/kubernetes.io/node/name",
        "/kubernetes.io/node/uid",
        "/aud",
        "/iat",
        "/nbf",
        "/kubernetes.io/warnafter",
        "/exp",
        "/jti",
    ];
    let comparison = compared(&legacy, &bound);
    assert_eq!(order(&comparison), expected);
    let (one, other) = (&comparison.members, compared(&bound, &legacy).members);
    let turned = |state| match state {
        ComparedState::OnlyFirst => ComparedState::OnlySecond,
        ComparedState::OnlySecond => ComparedState::OnlyFirst,
        state => state,
    };
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!((&one.title, one.state), (&other.title, turned(other.state)));
        assert_eq!((&one.first, &one.second), (&other.second, &other.first));
    }
}

#[test]
fn legacy_and_bound_spelling_of_a_claim_are_beside_each_other() {
    let comparison = compared(&stock(&legacy()), &stock(&injected()));
    let uid = member(&comparison, "/kubernetes.io~1serviceaccount~1service-account.uid");
    assert_eq!((uid.state, &*uid.title), (ComparedState::Equal, "ServiceAccount: uid"));
    let second = uid.second.as_ref().unwrap();
    assert_eq!(second.pointer, "/kubernetes.io/serviceaccount/uid");
    assert_eq!(
        uid.explanation.as_deref(),
        Some("The same value: legacy and bound tokens name this claim differently.")
    );
    let expiry = member(&comparison, "/exp");
    assert_eq!(expiry.state, ComparedState::OnlySecond);
    assert_eq!(
        expiry.explanation.as_deref(),
        Some("A legacy token has no times and no expiry of its own.")
    );
    assert_eq!(expiry.second.as_ref().unwrap().time.as_ref().unwrap().seconds, IAT + 31_536_000);
}

#[test]
fn difference_is_explained_by_facts() {
    let comparison = compared(&stock(&injected()), &stock(&later(injected(), 2880)));
    let explained = |at: &str| member(&comparison, at).explanation.as_deref();
    assert_eq!(explained("/iat"), Some("The second token was issued 48 minutes later."));
    assert_eq!(explained("/exp"), Some("It follows `iat`: both were issued for 365 days."));
    assert_eq!(explained("/nbf"), Some("It always equals `iat`."));
    assert_eq!(explained("/jti"), Some("Each token gets its own random id."));
    assert_eq!(explained("/kubernetes.io/pod/uid"), None);
}

#[test]
fn list_is_one_member_and_layout_is_no_difference() {
    let pretty = serde_json::to_string_pretty(&injected()).unwrap();
    let comparison = compared(&stock(&injected()), &pretty);
    let aud = member(&comparison, "/aud");
    assert_eq!(aud.state, ComparedState::Equal);
    assert_eq!(aud.first.as_ref().unwrap().text, Some(format!("[\"{ISSUER}\"]")));
    for list in [json!(["a"]), json!([ISSUER, "a"]), json!([]), json!([[ISSUER]]), json!(ISSUER)] {
        let other = stock(&with(injected(), &[("/aud", list.clone())]));
        let comparison = compared(&stock(&injected()), &other);
        assert_eq!(member(&comparison, "/aud").state, ComparedState::Different, "{list}");
    }
}

#[test]
fn duplicates_and_unknown_members_are_kept() {
    let first = r#"{"b":{},"a":1,"iss":"x","a":2}"#;
    let second = r#"{"c":3,"iss":"y","a":1,"b":{"d":null}}"#;
    let header = header().to_string();
    let comparison = compared(&token(&header, first), &token(&header, second));
    let states: Vec<_> = comparison
        .members
        .iter()
        .filter(|member| member.part == PartName::Payload)
        .map(|member| (pointer(member), member.state))
        .collect();
    assert_eq!(
        states,
        [
            ("/iss", ComparedState::Different),
            ("/b", ComparedState::OnlyFirst),
            ("/a", ComparedState::Equal),
            ("/a", ComparedState::OnlyFirst),
            ("/c", ComparedState::OnlySecond),
            ("/b/d", ComparedState::OnlySecond),
        ]
    );
}

#[test]
fn withheld_values_are_compared_but_stay_withheld() {
    let with_password = |password: &str| stock(&with(unbound(), &[("/password", json!(password))]));
    for (second, state) in
        [("correct horse 1", ComparedState::Equal), ("correct horse 2", ComparedState::Different)]
    {
        let comparison = compared(&with_password("correct horse 1"), &with_password(second));
        let password = member(&comparison, "/password");
        assert_eq!(password.state, state);
        let value = password.first.as_ref().unwrap();
        assert!(value.withheld.is_some() && value.text.is_none() && value.value.is_none());
        assert!(!serde_json::to_string(&comparison).unwrap().contains("horse"));
    }
}

#[test]
fn what_a_cut_took_away_is_not_called_missing() {
    let whole = stock(&injected());
    let comparison = compared(&whole, &whole[..whole.len() / 2]);
    let missing: Vec<_> = comparison
        .members
        .iter()
        .filter(|member| member.state == ComparedState::OnlyFirst)
        .map(|member| member.explanation.as_deref())
        .collect();
    assert!(!missing.is_empty());
    let sentence = Some("The other token is damaged: it may have this as well.");
    assert!(missing.iter().all(|explanation| *explanation == sentence), "{missing:?}");
}
