//! Providers of Google.

use super::super::{Policy, read};
use super::{ISSUER, codes, token};
use crate::facts::acceptance::policy::cel::Outcome;
use crate::facts::acceptance::policy::google::Provider;
use crate::facts::acceptance::presented::Presented;

pub(super) const NAME: &str =
    "projects/123/locations/global/workloadIdentityPools/pool/providers/shop";

pub(super) fn with(members: &str) -> String {
    format!(
        r#"{{"name":"{NAME}","attributeMapping":{{"google.subject":"assertion.sub"}},{members}"oidc":{{"issuerUri":"{ISSUER}"}}}}"#
    )
}

pub(super) fn condition(text: &str) -> String {
    let text = text.replace('"', "\\\"");
    with(&format!(r#""attributeCondition":"{text}","#))
}

#[track_caller]
pub(super) fn provider(text: &str) -> Provider {
    match read(text) {
        (Some(Policy::Google(providers)), _) => providers.into_iter().next().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn provider_accepts_its_own_name_unless_it_lists_audiences() {
    let own = format!("//iam.googleapis.com/{NAME}");
    assert_eq!(provider(&with("")).audiences, Some(vec![format!("https:{own}"), own]));
    let listed = r#"{"oidc":{"issuerUri":"https://a","allowedAudiences":["x","y"]}}"#;
    assert_eq!(provider(listed).audiences, Some(vec!["x".into(), "y".into()]));
    assert_eq!(provider(r#"{"oidc":{"issuer_uri":"https://a"}}"#).audiences, None);
}

#[test]
fn conditions_are_compared_with_the_claims() {
    let (jose, claims) = token(ISSUER, r#"["a"]"#);
    let token = Presented::new(&jose, &claims);
    let missing = |claim: &str| Outcome::Missing(claim.to_owned());
    for (text, expected) in [
        ("true", Outcome::Holds),
        ("assertion.sub == 'system:serviceaccount:shop:cart'", Outcome::Holds),
        ("assertion.sub==\"system:serviceaccount:shop:cart\"", Outcome::Holds),
        ("assertion.sub != \"system:serviceaccount:shop:cart\"", Outcome::Fails),
        ("assertion.sub == 'system:serviceaccount:shop:Cart'", Outcome::Fails),
        ("google.subject == 'system:serviceaccount:shop:cart'", Outcome::Holds),
        ("assertion.sub.startsWith('system:serviceaccount:shop:')", Outcome::Holds),
        ("assertion.sub.endsWith(':cart')", Outcome::Holds),
        ("assertion.sub.contains('kube')", Outcome::Fails),
        ("assertion['kubernetes.io']['namespace'] == 'shop'", Outcome::Holds),
        ("assertion['kubernetes.io']['namespace'] in ['a','shop']", Outcome::Holds),
        ("assertion['kubernetes.io'].serviceaccount.name in ['a', 'b']", Outcome::Fails),
        ("!(assertion.sub == 'x') && true", Outcome::Holds),
        ("!assertion.sub.startsWith('x')", Outcome::Holds),
        ("!(assertion['kubernetes.io'].namespace in ['shop'])", Outcome::Fails),
        ("assertion.sub == 'x' || assertion.iss == 'y'", Outcome::Fails),
        ("assertion['kubernetes.io'].namespace + '/x' == 'shop/x'", Outcome::Holds),
        ("'a' in assertion.aud", Outcome::Holds),
        ("\"b\" in assertion.aud", Outcome::Fails),
        ("'x' in assertion.groups", missing("groups")),
        ("'x' in assertion.sub", Outcome::Unknown),
        ("assertion.aud == 'a'", Outcome::Unknown),
        ("has(assertion.sub)", Outcome::Holds),
        ("has(assertion['kubernetes.io'].pod)", Outcome::Fails),
        ("has(assertion.pod) && assertion.pod == 'x'", Outcome::Fails),
        ("!has(assertion.pod) || assertion.pod == 'x'", Outcome::Holds),
        ("attribute.team == 'x'", Outcome::Unknown),
        // In the language, a claim that is missing is an error, unless another part decides.
        ("assertion.absent == 'x'", missing("absent")),
        ("assertion.absent != 'x'", missing("absent")),
        ("!(assertion.absent == 'x')", missing("absent")),
        ("assertion.kubernetes.io.namespace == 'shop'", missing("kubernetes.io.namespace")),
        ("assertion.absent == 'x' && false", Outcome::Fails),
        ("assertion.absent == 'x' && true", missing("absent")),
        ("assertion.absent == 'x' || true", Outcome::Holds),
        ("assertion.absent == 'x' || attribute.team == 'x'", Outcome::Unknown),
        ("assertion.sub in [assertion.absent, assertion.sub]", missing("absent")),
    ] {
        let provider = provider(&condition(text));
        let expression = provider.expression.expect(text);
        assert_eq!(expression.outcome(&token, &provider.mapping), expected, "{text}");
    }
}

#[test]
fn provider_that_is_broken_or_too_wide_is_pointed_out() {
    let narrow = condition("assertion.sub == 'system:serviceaccount:shop:cart'");
    assert_eq!(codes(&narrow), [""; 0]);
    for (text, expected) in [
        (with(""), &["no-condition"][..]),
        (condition("true"), &["no-condition"]),
        (condition("assertion.sub.matches('x')"), &["not-read"]),
        (narrow.replace("https://", "http://"), &["issuer-not-https"]),
        (narrow.replace("\"assertion.sub\"", "\"'shop'\""), &["constant-subject"]),
        (narrow.replace("google.subject", "attribute.subject"), &["missing-member"]),
        (narrow.replace("issuerUri", "issuer"), &["missing-member"]),
        (narrow.replace("{\"name\"", "{\"disabled\":true,\"name\""), &["disabled"]),
        (narrow.replace("{\"name\"", "{\"state\":\"DELETED\",\"name\""), &["deleted"]),
        (
            r#"{"name":"x","attributeMapping":{"google.subject":"assertion.arn"},"aws":{"accountId":"1"}}"#.into(),
            &["other-mechanism"],
        ),
    ] {
        assert_eq!(codes(&text), expected, "{text}");
    }
}
