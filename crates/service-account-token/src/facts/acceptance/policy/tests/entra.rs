//! Federated credentials of Microsoft Entra.

use super::super::entra::Subject;
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

fn expression(issuer: &str, text: &str) -> String {
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
        (usual().replace("\"api:", "\"x\",\"api:"), &["audience-count"]),
        (usual().replace("\"api://AzureADTokenExchange\"", ""), &["audience-count"]),
        (usual().replace("\"issuer\"", "\"issue\""), &["missing-member"]),
        (with(AKS, ""), &["missing-member"]),
        (with(AKS, r#","subject":null"#), &["missing-member"]),
        (
            expression(AKS, "claims['sub'] matches 'system:serviceaccount:shop:cart-*'"),
            &["expression-not-supported"],
        ),
        (
            expression(AKS, "claims['sub'] matches '*'"),
            &["expression-not-supported", "every-account"],
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
