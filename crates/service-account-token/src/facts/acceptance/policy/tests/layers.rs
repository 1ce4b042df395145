//! The outputs in which a policy is, and the texts that people paste for one.

use super::super::aws::Decision;
use super::super::{FlawKind, OtherDocument, Syntax, read};
use super::aws::{USUAL, decide, with};
use super::{ISSUER, codes};

fn percent(text: &str, keep: fn(char) -> bool) -> String {
    let encode = |character: char| match keep(character) {
        true => character.to_string(),
        false => format!("%{:02X}", u32::from(character)),
    };
    text.chars().map(encode).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[track_caller]
fn allows(text: &str) {
    assert_eq!(codes(text), [""; 0], "{text}");
    assert_eq!(decide(text, ISSUER, r#"["sts.amazonaws.com"]"#), Decision::Allows, "{text}");
}

#[test]
fn policy_is_found_in_what_programs_print_of_a_role() {
    let policy = with(USUAL);
    let role = |policy: &str| {
        format!(
            r#"{{"RoleName":"x","Arn":"arn:aws:iam::111122223333:role/x","AssumeRolePolicyDocument":{policy}}}"#
        )
    };
    let encoded = percent(&policy, |own| own.is_ascii_alphanumeric() || "-._~".contains(own));
    let partly = percent(&policy, |own| own.is_ascii_alphanumeric() || "-._~:/,".contains(own));
    for text in [
        format!(r#"{{"Role":{}}}"#, role(&policy)),
        format!(r#"{{"Roles":[{}]}}"#, role(&policy)),
        role(&policy),
        format!(r#"{{"Role":{}}}"#, role(&quoted(&encoded))),
        format!(r#"{{"Role":{}}}"#, role(&quoted(&partly))),
        format!(r#"{{"Role":{}}}"#, role(&quoted(&policy))),
        format!("\n {policy}\n"),
        encoded.clone(),
        quoted(&encoded),
        quoted(&policy),
        quoted(&quoted(&policy)),
        format!(r#"{{"requestParameters":{{"assumeRolePolicyDocument":{}}}}}"#, quoted(&policy)),
        format!(
            r#"{{"resources":[{{"instances":[{{"attributes":{{"assume_role_policy":{}}}}}]}}]}}"#,
            quoted(&policy)
        ),
        format!(
            r#"{{"AWSTemplateFormatVersion":"2010-09-09","Resources":{{"Role1":{{"Type":"AWS::IAM::Role","Properties":{{"AssumeRolePolicyDocument":{policy},"ManagedPolicyArns":["x"]}}}}}}}}"#
        ),
    ] {
        allows(&text);
    }
}

#[test]
fn account_of_the_role_is_read_beside_an_encoded_policy() {
    let text = format!(
        r#"{{"Role":{{"Arn":"arn:aws:iam::444455556666:role/x","AssumeRolePolicyDocument":{}}}}}"#,
        quoted(&with(USUAL))
    );
    assert_eq!(codes(&text), ["provider-of-other-account"]);
}

#[test]
fn policies_of_several_roles_are_not_compared() {
    let policy = with(USUAL);
    for policy in [policy.clone(), quoted(&policy)] {
        let role = format!(r#"{{"AssumeRolePolicyDocument":{policy}}}"#);
        let text = format!(r#"{{"Roles":[{role},{role},{role}]}}"#);
        let (policy, flaws) = read(&text);
        assert!(policy.is_none());
        assert_eq!(flaws[0].kind, FlawKind::Several { count: 3 });
    }
}

#[test]
fn text_that_is_encoded_too_often_or_wrongly_is_no_policy() {
    let policy = with(USUAL);
    let mut text = policy.clone();
    for _ in 0..5 {
        text = quoted(&text);
    }
    assert_eq!(codes(&text), ["not-a-policy"]);
    assert_eq!(codes("%7B%22Statement%22:%5B"), ["not-json"]);
    assert_eq!(codes("%7B%2"), ["not-json"]);
    assert_eq!(codes("%7b%ff%7d"), ["not-json"]);
    assert_eq!(codes(&quoted("system:serviceaccount:shop:cart")), ["not-a-policy"]);
    assert_eq!(codes(r#"{"AssumeRolePolicyDocument":"{"}"#), ["not-json"]);
}

#[test]
fn other_languages_are_told_apart() {
    for (text, expected) in [
        ("data \"aws_iam_policy_document\" \"assume\" {\n  statement {\n", Syntax::Terraform),
        (
            "resource \"aws_iam_role\" \"cart\" {\n  assume_role_policy = jsonencode({\n",
            Syntax::Terraform,
        ),
        ("# the role\nassume_role_policy = jsonencode({\n", Syntax::Terraform),
        ("jsonencode({\n  Version = \"2012-10-17\"\n})", Syntax::Terraform),
        ("statement {\n  actions = [\"sts:AssumeRoleWithWebIdentity\"]\n}", Syntax::Terraform),
        ("resource \"google_iam_workload_identity_pool_provider\" \"shop\" {\n", Syntax::Terraform),
        ("attribute_condition = \"assertion.sub == 'x'\"", Syntax::Terraform),
        ("resource \"azurerm_federated_identity_credential\" \"cart\" {\n", Syntax::Terraform),
        (
            "resource fic 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {\n",
            Syntax::Bicep,
        ),
        ("@description('x')\nparam issuer string\n", Syntax::Bicep),
        ("attributeMapping:\n  google.subject: assertion.sub\n", Syntax::Yaml),
        ("---\nattributeCondition: x\n", Syntax::Yaml),
        ("Role:\n  Arn: x\n", Syntax::Yaml),
        ("Statement:\n- Effect: Allow\n", Syntax::Yaml),
        ("Version: '2012-10-17'\n", Syntax::Yaml),
        ("- audiences:\n  - api://AzureADTokenExchange\n", Syntax::Yaml),
        ("apiVersion: eksctl.io/v1alpha5\n", Syntax::Yaml),
    ] {
        let (policy, flaws) = read(text);
        assert!(policy.is_none(), "{text}");
        assert_eq!(flaws[0].kind, FlawKind::OtherSyntax(expected), "{text}");
    }
    for text in ["hello", "{ \"Statement\": [ }", "sub: x", "eyJhbGciOiJSUzI1NiJ9.e30.x", "[", "'"]
    {
        assert_eq!(codes(text), ["not-json"], "{text}");
    }
}

#[test]
fn other_documents_are_told_apart() {
    let pool = "projects/1/locations/global/workloadIdentityPools/pool";
    let binding = format!("principalSet://iam.googleapis.com/{pool}/attribute.namespace/shop");
    for (text, expected) in [
        (binding.clone(), OtherDocument::GoogleBinding),
        (quoted(&binding), OtherDocument::GoogleBinding),
        (format!("principal://iam.googleapis.com/{pool}/subject/x"), OtherDocument::GoogleBinding),
        (format!("- {binding}"), OtherDocument::GoogleBinding),
        (format!("[{}]", quoted(&binding)), OtherDocument::GoogleBinding),
        (
            format!(r#"{{"bindings":[{{"members":[{}],"role":"roles/iam.workloadIdentityUser"}}],"etag":"x"}}"#, quoted(&binding)),
            OtherDocument::GoogleBinding,
        ),
        (format!(r#"{{"role":"x","members":[{}]}}"#, quoted(&binding)), OtherDocument::GoogleBinding),
        (format!(r#"{{"name":"{pool}","state":"ACTIVE"}}"#), OtherDocument::GooglePool),
        (format!(r#"[{{"name":"{pool}","state":"ACTIVE"}}]"#), OtherDocument::GooglePool),
        (
            r#"{"type":"external_account","audience":"x","subject_token_type":"urn:ietf:params:oauth:token-type:jwt"}"#.into(),
            OtherDocument::GoogleClient,
        ),
        (
            r#"{"Url":"oidc.eks.eu-central-1.amazonaws.com/id/X","ClientIDList":["sts.amazonaws.com"]}"#.into(),
            OtherDocument::AwsProvider,
        ),
        (
            r#"[{"metadata":{"name":"cart"},"wellKnownPolicies":{},"status":{"roleARN":"arn:aws:iam::1:role/x"}}]"#.into(),
            OtherDocument::AwsServiceAccounts,
        ),
        (r#"{"apiVersion":"v1","kind":"ServiceAccount"}"#.into(), OtherDocument::Kubernetes),
        (r#"{"appId":"x","displayName":"y"}"#.into(), OtherDocument::EntraIdentity),
        (r#"{"value":[{"appId":"x"}]}"#.into(), OtherDocument::EntraIdentity),
        (r#"{"clientId":"x","tenantId":"y"}"#.into(), OtherDocument::EntraIdentity),
        (
            r#"{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}"#.into(),
            OtherDocument::AzureTemplate,
        ),
    ] {
        let (policy, flaws) = read(&text);
        assert!(policy.is_none(), "{text}");
        assert_eq!(flaws[0].kind, FlawKind::OtherDocument(expected), "{text}");
    }
}
