//! Providers of Google as programs print them: alone, in a list, switched off, of another kind, with keys of
//! their own.

use super::super::{Policy, read};
use super::google::{NAME, condition, provider, with};
use super::{ISSUER, codes};
use crate::facts::acceptance::policy::google::Status;

const NARROW: &str = "assertion.sub == 'system:serviceaccount:shop:cart'";

/// A provider with a narrow condition and further members.
fn narrow(members: &str) -> String {
    condition(NARROW).replacen('{', &format!("{{{members}"), 1)
}

/// A provider with a narrow condition and further members of `oidc`.
fn oidc(members: &str) -> String {
    condition(NARROW).replace("\"issuerUri\"", &format!("{members}\"issuerUri\""))
}

#[test]
fn provider_is_on_unless_it_is_disabled_or_deleted() {
    for (members, status, flaws) in [
        ("", Status::Active, &[][..]),
        (r#""disabled":false,"#, Status::Active, &[]),
        (r#""disabled":null,"#, Status::Active, &[]),
        (r#""state":"ACTIVE","#, Status::Active, &[]),
        (r#""disabled":true,"#, Status::Disabled, &["disabled"]),
        (r#""disabled":true,"state":"ACTIVE","#, Status::Disabled, &["disabled"]),
        (r#""disabled":"true","#, Status::Disabled, &["disabled"]),
        (
            r#""state":"DELETED","expireTime":"2026-01-01T00:00:00Z","#,
            Status::Deleted,
            &["deleted"],
        ),
        (r#""state":"DELETED","disabled":true,"#, Status::Deleted, &["deleted"]),
    ] {
        assert_eq!(provider(&narrow(members)).status, status, "{members}");
        assert_eq!(codes(&narrow(members)), flaws, "{members}");
    }
}

#[test]
fn list_of_providers_is_read() {
    let one = narrow("");
    let other = one.replace("providers/shop", "providers/bank");
    for text in [
        format!("[{one},{other}]"),
        format!(r#"{{"workloadIdentityPoolProviders":[{one},{other}]}}"#),
    ] {
        let (Some(Policy::Google(found)), flaws) = read(&text) else { panic!("{text}") };
        assert_eq!(found.len(), 2);
        assert_eq!(flaws, [], "{text}");
    }
    assert_eq!(codes("[]"), ["not-a-policy"]);
}

#[test]
fn provider_of_another_kind_accepts_no_token() {
    for kind in [
        r#""aws":{"accountId":"111122223333"}"#,
        r#""saml":{"idpMetadataXml":"x"}"#,
        r#""x509":{"trustStore":{}}"#,
    ] {
        let text = format!(
            r#"{{"name":"{NAME}","attributeMapping":{{"google.subject":"assertion.arn"}},{kind}}}"#
        );
        assert!(!provider(&text).is_oidc, "{kind}");
        assert_eq!(codes(&text), ["other-mechanism"], "{kind}");
    }
    assert!(provider(&narrow("")).is_oidc);
}

#[test]
fn audiences_are_at_most_ten() {
    let listed = |count: usize| {
        let audiences: Vec<String> = (0..count).map(|own| format!("\"a{own}\"")).collect();
        oidc(&format!("\"allowedAudiences\":[{}],", audiences.join(",")))
    };
    for (text, flaws, doubtful) in [
        (listed(1), &[][..], false),
        (listed(10), &[], false),
        (listed(11), &["too-many-audiences"], true),
        (oidc(r#""allowedAudiences":["a",null],"#), &["not-read"], false),
    ] {
        assert_eq!(codes(&text), flaws, "{text}");
        assert_eq!(provider(&text).doubt.is_some(), doubtful, "{text}");
    }
    let own = provider(&narrow("")).audiences;
    assert_eq!(provider(&oidc(r#""allowedAudiences":[],"#)).audiences, own);
    assert_eq!(provider(&oidc(r#""allowedAudiences":null,"#)).audiences, own);
    assert_eq!(provider(&oidc(r#""allowedAudiences":["a",null],"#)).audiences, None);
    // The audience has the number of the project, and this name has its id.
    assert_eq!(provider(&narrow("").replace("projects/123", "projects/my-shop")).audiences, None);
    assert_eq!(provider(&narrow("").replace("/providers/shop", "")).audiences, None);
}

#[test]
fn issuer_is_an_https_url_to_the_character() {
    for (issuer, flaws) in [
        (ISSUER.to_owned(), &[][..]),
        (format!("{ISSUER}/"), &[]),
        (ISSUER.replace("https", "http"), &["issuer-not-https"]),
        (ISSUER.replace("https://", ""), &["issuer-not-https"]),
        (String::new(), &["issuer-not-https"]),
        ("https://$issuer".to_owned(), &["placeholder"]),
    ] {
        let text = narrow("").replace(ISSUER, &issuer);
        assert_eq!(provider(&text).issuer.as_deref(), Some(issuer.as_str()));
        assert_eq!(codes(&text), flaws, "{issuer}");
    }
}

#[test]
fn keys_that_were_uploaded_are_read() {
    let with_keys = |jwks: &str| oidc(&format!("\"jwksJson\":{},", serde_json::Value::from(jwks)));
    let key = r#"{"kty":"RSA","alg":"RS256","use":"sig","kid":"one","n":"x","e":"AQAB"}"#;
    let two = format!(r#"{{"keys":[{key},{}]}}"#, key.replace("one", "two"));
    let keys = provider(&with_keys(&two)).keys.unwrap();
    assert!(keys.has("one") && keys.has("two") && !keys.has("three") && keys.has_only_ids());
    let without = format!(r#"{{"keys":[{}]}}"#, key.replace("\"kid\":\"one\",", ""));
    assert!(!provider(&with_keys(&without)).keys.unwrap().has_only_ids());
    assert_eq!(provider(&narrow("")).keys, None);
    assert_eq!(provider(&oidc(r#""jwksJson":"","#)).keys, None);
    for (jwks, flaws) in [
        (two.clone(), &[][..]),
        (without, &[]),
        (two.replacen("\"n\"", "\"x5c\":[],\"n\"", 1), &["key-member"]),
        (two.replacen("\"n\"", "\"key_ops\":[],\"n\"", 1), &["key-member"]),
        ("{\"keys\":[]}".into(), &["keys-not-read"]),
        ("{}".into(), &["keys-not-read"]),
        (key.into(), &["keys-not-read"]),
        (format!("[{key}]"), &["keys-not-read"]),
        ("-----BEGIN PUBLIC KEY-----".into(), &["keys-not-read"]),
    ] {
        assert_eq!(codes(&with_keys(&jwks)), flaws, "{jwks}");
        assert_eq!(provider(&with_keys(&jwks)).doubt.is_some(), !flaws.is_empty(), "{jwks}");
    }
}

#[test]
fn condition_that_holds_for_every_account_is_too_wide() {
    let own_issuer = format!("assertion.iss == '{ISSUER}'");
    for text in [
        "(true)",
        "true || assertion.sub == 'x'",
        own_issuer.as_str(),
        "assertion.sub != ''",
        "assertion.sub.startsWith('system:serviceaccount:')",
        "assertion.sub.contains(':')",
        "has(assertion.sub)",
        "google.subject.startsWith('system:')",
        "!(assertion['kubernetes.io']['namespace'] in ['kube-system'])",
    ] {
        assert_eq!(codes(&condition(text)), ["every-account"], "{text}");
    }
    for text in [
        NARROW,
        "assertion['kubernetes.io']['namespace'] in ['shop']",
        "assertion.sub.startsWith('system:serviceaccount:shop:')",
        "has(assertion.sub) && assertion['kubernetes.io']['namespace'] == 'shop'",
        "'a' in assertion.aud",
        "has(assertion['kubernetes.io'].pod)",
        "false",
    ] {
        assert_eq!(codes(&condition(text)), [""; 0], "{text}");
    }
    assert_eq!(codes(&condition("true")), ["no-condition"]);
    assert_eq!(codes(&condition(" ")), ["no-condition"]);
    assert_eq!(codes(&with("")), ["no-condition"]);
}

#[test]
fn member_that_appears_twice_leaves_the_provider_open() {
    for text in [
        narrow(r#""attributeCondition":"true","#),
        narrow(r#""disabled":true,"disabled":false,"#),
        oidc(r#""issuerUri":"https://a.example","#),
        oidc(r#""allowedAudiences":["a"],"allowedAudiences":["b"],"#),
        narrow("").replace("\"google.subject\"", "\"google.subject\":\"'x'\",\"google.subject\""),
    ] {
        assert!(provider(&text).doubt.is_some(), "{text}");
    }
}
