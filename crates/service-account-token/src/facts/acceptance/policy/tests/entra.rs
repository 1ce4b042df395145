//! Federated credentials of Microsoft Entra.

use super::super::entra::{Credential, Subject};
use super::super::{Policy, read};
use super::codes;

const SUBJECT: &str = "system:serviceaccount:shop:cart";
const AKS: &str = "https://eastus.oic.prod-aks.azure.com/00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000001/";

fn with(issuer: &str, members: &str) -> String {
    format!(
        r#"{{"name":"cart","issuer":"{issuer}","audiences":["api://AzureADTokenExchange"]{members}}}"#
    )
}

fn usual() -> String {
    with(AKS, &format!(r#","subject":"{SUBJECT}""#))
}

pub(super) fn expression(issuer: &str, text: &str) -> String {
    let value = format!(r#","claimsMatchingExpression":{{"value":"{text}","languageVersion":1}}"#);
    with(issuer, &value)
}

#[track_caller]
fn subjects(text: &str) -> Vec<Subject> {
    match read(text) {
        (Some(Policy::Entra(found)), _) => found.into_iter().map(|own| own.subject).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn credential_is_read_alone_in_a_list_and_in_a_resource() {
    for text in [
        usual(),
        format!("[{}]", usual()),
        format!(r#"{{"@odata.context":"x","value":[{}]}}"#, usual()),
        format!(r#"{{"id":"x","properties":{}}}"#, usual()),
    ] {
        assert_eq!(subjects(&text), [Subject::Is(SUBJECT.into())], "{text}");
        assert_eq!(codes(&text), [""; 0], "{text}");
    }
}

#[test]
fn subject_is_exact_and_only_an_expression_has_wildcards() {
    let [own] = &subjects(&usual())[..] else { panic!() };
    assert_eq!(own.takes(SUBJECT), Some(true));
    assert_eq!(own.takes("system:serviceaccount:shop:Cart"), Some(false));
    let github = "https://token.actions.githubusercontent.com";
    let text = expression(github, "claims['sub'] matches 'system:serviceaccount:shop:c*'");
    let [own] = &subjects(&text)[..] else { panic!() };
    assert_eq!((own.takes(SUBJECT), own.takes("x")), (Some(true), Some(false)));
    let text = expression(github, "claims['sub'] eq 'x' and claims['y'] eq 'z'");
    assert_eq!(subjects(&text), [Subject::Unread]);
}

#[test]
fn credential_that_is_broken_or_too_wide_is_pointed_out() {
    let without_slash = AKS.trim_end_matches('/');
    let github = "https://token.actions.githubusercontent.com";
    for (text, expected) in [
        (usual().replace("cart\"}", "*\"}"), &["literal-wildcard"][..]),
        (usual().replace("serviceaccount:", "serviceaccounts:"), &["no-such-subject"]),
        (usual().replace(AKS, without_slash), &["issuer-lacks-slash"]),
        (usual().replace("https:", "http:"), &["issuer-not-https"]),
        (usual().replace("shop:cart", "$ns:cart"), &["placeholder"]),
        (usual().replace(AKS, "https://<issuer>/"), &["placeholder"]),
        (usual().replace("\"api:", "\"x\",\"api:"), &["audience-count"]),
        (usual().replace("\"api://AzureADTokenExchange\"", ""), &["audience-count"]),
        (usual().replace("\"issuer\"", "\"issue\""), &["missing-member"]),
        (with(AKS, ""), &["missing-member"]),
        (with(AKS, r#","subject":null"#), &["missing-member"]),
        (
            with(AKS, &format!(r#","subject":"{}""#, "x".repeat(601))),
            &["value-too-long", "no-such-subject"],
        ),
        (usual().replace("api:", &"x".repeat(600)), &["value-too-long"]),
        (
            expression(AKS, "claims['sub'] matches 'system:serviceaccount:shop:cart-*'"),
            &["expression-not-supported"],
        ),
        (
            expression(AKS, "claims['sub'] matches '*'"),
            &["expression-not-supported", "every-account"],
        ),
        (
            expression(
                "https://gitlab.example",
                "claims['sub'] eq 'system:serviceaccount:shop:cart'",
            ),
            &["expression-not-supported"],
        ),
        (expression(github, "claims['x'] eq 'y'"), &["not-read"]),
        (
            expression(AKS, "claims['sub'] eq 'x'")
                .replace("{\"name\"", "{\"subject\":\"x\",\"name\""),
            &["subject-and-expression"],
        ),
    ] {
        assert_eq!(codes(&text), expected, "{text}");
    }
}

#[track_caller]
fn credential(text: &str) -> Credential {
    match read(text) {
        (Some(Policy::Entra(found)), _) => found.into_iter().next().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn expression_for_a_cluster_takes_no_subject() {
    for (issuer, text) in [
        (AKS, "claims['sub'] eq 'system:serviceaccount:shop:cart'"),
        (AKS, "claims['sub'] matches 'system:serviceaccount:shop:*'"),
        (AKS, "claims['sub'] matches '*' and claims['y'] eq 'z'"),
        ("https://oidc.eks.eu-central-1.amazonaws.com/id/X", "claims['sub'] matches '*'"),
        ("https://gitlab.example", "claims['sub'] matches '*'"),
        ("https://token.actions.githubusercontent.com.example", "claims['sub'] matches '*'"),
        ("http://gitlab.com", "claims['sub'] matches '*'"),
    ] {
        let subject = credential(&expression(issuer, text)).subject;
        assert_eq!(subject, Subject::NotSupported, "{issuer} {text}");
        assert_eq!(subject.takes(SUBJECT), Some(false));
    }
    for issuer in [
        "https://token.actions.githubusercontent.com",
        "https://gitlab.com",
        "https://app.terraform.io",
    ] {
        let subject = credential(&expression(issuer, "claims['sub'] matches '*'")).subject;
        assert_eq!(subject.takes(SUBJECT), Some(true), "{issuer}");
    }
}

#[test]
fn credential_that_entra_does_not_save_is_in_doubt() {
    let twice = usual().replace("\"subject\":", "\"subject\":\"x\",\"subject\":");
    for (text, is_doubtful) in [
        (usual(), false),
        (usual().replace("\"name\":\"cart\"", "\"name\":\"other\",\"description\":\"x\""), false),
        (usual().replace("audiences", "audience"), false),
        (usual().replace("\"api:", "\"x\",\"api:"), true),
        (usual().replace("\"api://AzureADTokenExchange\"", ""), true),
        (usual().replace("audiences", "audienc"), true),
        (twice.clone(), true),
        (format!("[{}]", usual()), false),
        (format!("{{\"value\":[],\"value\":[{}]}}", usual()), true),
    ] {
        assert_eq!(credential(&text).doubt.is_some(), is_doubtful, "{text}");
    }
    // What is wrong with one credential says nothing of another.
    let both = format!("[{},{twice}]", usual());
    let (Some(Policy::Entra(found)), _) = read(&both) else { panic!() };
    let doubts: Vec<bool> = found.iter().map(|own| own.doubt.is_some()).collect();
    assert_eq!(doubts, [false, true]);
}
