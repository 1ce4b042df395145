//! Providers of Google.

use super::super::{Policy, read};
use super::{ISSUER, codes, token};
use crate::facts::acceptance::policy::google::Provider;
use crate::facts::acceptance::presented::Presented;

const NAME: &str = "projects/123/locations/global/workloadIdentityPools/pool/providers/shop";

fn with(members: &str) -> String {
    format!(
        r#"{{"name":"{NAME}","attributeMapping":{{"google.subject":"assertion.sub"}},{members}"oidc":{{"issuerUri":"{ISSUER}"}}}}"#
    )
}

fn condition(text: &str) -> String {
    let text = text.replace('"', "\\\"");
    with(&format!(r#""attributeCondition":"{text}","#))
}

#[track_caller]
fn provider(text: &str) -> Provider {
    match read(text) {
        (Some(Policy::Google(provider)), _) => provider,
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
    for (text, expected) in [
        ("true", Some(true)),
        ("assertion.sub == 'system:serviceaccount:shop:cart'", Some(true)),
        ("assertion.sub != \"system:serviceaccount:shop:cart\"", Some(false)),
        ("google.subject == 'system:serviceaccount:shop:cart'", Some(true)),
        ("assertion.sub.startsWith('system:serviceaccount:shop:')", Some(true)),
        ("assertion.sub.endsWith(':cart')", Some(true)),
        ("assertion.sub.contains('kube')", Some(false)),
        ("assertion['kubernetes.io']['namespace'] == 'shop'", Some(true)),
        ("assertion['kubernetes.io']['namespace'] in ['a','shop']", Some(true)),
        ("assertion['kubernetes.io'].serviceaccount.name in ['a', 'b']", Some(false)),
        ("!(assertion.sub == 'x') && true", Some(true)),
        ("assertion.sub == 'x' || assertion.iss == 'y'", Some(false)),
        ("assertion['kubernetes.io'].namespace + '/x' == 'shop/x'", Some(true)),
        ("attribute.team == 'x'", None),
        ("assertion.absent == 'x'", None),
        ("assertion.absent == 'x' && false", Some(false)),
        ("assertion.absent == 'x' || true", Some(true)),
    ] {
        let provider = provider(&condition(text));
        let expression = provider.expression.expect(text);
        assert_eq!(expression.holds(&token, &provider.mapping), expected, "{text}");
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
        (narrow.replace("{\"name\"", "{\"state\":\"DELETED\",\"name\""), &["disabled"]),
        (
            r#"{"name":"x","attributeMapping":{"google.subject":"assertion.arn"},"aws":{"accountId":"1"}}"#.into(),
            &["other-mechanism"],
        ),
    ] {
        assert_eq!(codes(&text), expected, "{text}");
    }
}
