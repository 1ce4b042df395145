//! Trust policies of AWS.

use super::super::aws::{Decision, Obstacle};
use super::super::{Policy, read};
use super::{ISSUER, codes, token};
use crate::facts::acceptance::presented::Presented;

pub(super) const PROVIDER: &str =
    "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

/// A policy with these conditions. `P` stands for the provider.
pub(super) fn with(condition: &str) -> String {
    statement(&format!(
        r#""Effect":"Allow","Principal":{{"Federated":"arn:aws:iam::111122223333:oidc-provider/P"}},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{condition}"#
    ))
}

pub(super) fn statement(members: &str) -> String {
    let statement = members.replace("P:", &format!("{PROVIDER}:"));
    let statement = statement.replace("oidc-provider/P\"", &format!("oidc-provider/{PROVIDER}\""));
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
}

#[track_caller]
pub(super) fn decide(policy: &str, issuer: &str, audiences: &str) -> Decision {
    let (Some(Policy::Aws(policy)), _) = read(policy) else { panic!("{policy}") };
    let (jose, claims) = token(issuer, audiences);
    policy.decide(&Presented::new(&jose, &claims))
}

pub(super) const USUAL: &str =
    r#"{"StringEquals":{"P:sub":"system:serviceaccount:shop:cart","P:aud":"sts.amazonaws.com"}}"#;

#[test]
fn policy_of_the_documentation_is_right_and_allows() {
    assert_eq!(codes(&with(USUAL)), [""; 0]);
    let decision = decide(&with(USUAL), ISSUER, r#"["sts.amazonaws.com"]"#);
    assert_eq!(decision, Decision::Allows);
    let role =
        format!(r#"{{"Role":{{"RoleName":"x","AssumeRolePolicyDocument":{}}}}}"#, with(USUAL));
    assert_eq!(codes(&role), [""; 0]);
    assert_eq!(decide(&role, ISSUER, r#"["sts.amazonaws.com"]"#), Decision::Allows);
}

#[test]
fn condition_that_does_not_hold_is_named() {
    for (condition, audiences, key) in [
        (r#"{"StringEquals":{"P:sub":"system:serviceaccount:shop:carts"}}"#, r#"["a"]"#, "sub"),
        (
            r#"{"StringEquals":{"P:sub":["system:serviceaccount:a:b","system:serviceaccount:a:c"]}}"#,
            r#"["a"]"#,
            "sub",
        ),
        (r#"{"StringLike":{"P:sub":"system:serviceaccount:shop:c?"}}"#, r#"["a"]"#, "sub"),
        (r#"{"StringEquals":{"P:aud":"sts.amazonaws.com"}}"#, r#"["a"]"#, "aud"),
        (r#"{"StringEquals":{"P:aud":"sts.amazonaws.com"}}"#, "[]", "aud"),
        (r#"{"StringNotEquals":{"P:sub":"system:serviceaccount:shop:cart"}}"#, r#"["a"]"#, "sub"),
        (r#"{"ForAnyValue:StringEquals":{"P:aud":"b"}}"#, r#"["a","c"]"#, "aud"),
        (r#"{"ForAllValues:StringEquals":{"P:aud":"a"}}"#, r#"["a","c"]"#, "aud"),
        (r#"{"Null":{"P:aud":"true"}}"#, r#"["a"]"#, "aud"),
        (
            r#"{"StringEquals":{"oidc.example.com/id/X:sub":"system:serviceaccount:shop:cart"}}"#,
            r#"["a"]"#,
            "sub",
        ),
        (
            r#"{"StringEquals":{"https://P:sub":"system:serviceaccount:shop:cart"}}"#,
            r#"["a"]"#,
            "sub",
        ),
    ] {
        let decision = decide(&with(condition), ISSUER, audiences);
        let Decision::AllowsNone { nearest: Some((_, obstacles)) } = &decision else {
            panic!("{condition} {decision:?}")
        };
        let [Obstacle::Condition { key: found, .. }] = obstacles.as_slice() else {
            panic!("{condition} {obstacles:?}")
        };
        assert!(found.ends_with(key), "{condition} {found}");
    }
}

#[test]
fn condition_that_holds_lets_the_token_through() {
    for (condition, audiences) in [
        ("{}", "[]"),
        (r#"{"StringEquals":{"P:sub":["x","system:serviceaccount:shop:cart"]}}"#, r#"["a"]"#),
        (r#"{"stringequals":{"P:SUB":"system:serviceaccount:shop:cart"}}"#, r#"["a"]"#),
        (r#"{"StringEqualsIgnoreCase":{"P:sub":"System:ServiceAccount:shop:cart"}}"#, r#"["a"]"#),
        (r#"{"StringLike":{"P:sub":"system:serviceaccount:*:cart"}}"#, r#"["a"]"#),
        (r#"{"StringLike":{"P:sub":"system:serviceaccount:shop:c?rt"}}"#, r#"["a"]"#),
        (r#"{"StringNotLike":{"P:sub":"system:serviceaccount:kube-*:*"}}"#, r#"["a"]"#),
        (r#"{"StringEqualsIfExists":{"P:aud":"x"}}"#, "[]"),
        (r#"{"ForAllValues:StringEquals":{"P:aud":"x"}}"#, "[]"),
        (r#"{"ForAnyValue:StringEquals":{"P:aud":"c"}}"#, r#"["a","c"]"#),
        (r#"{"ForAllValues:StringEquals":{"P:aud":["a","b","c"]}}"#, r#"["a","c"]"#),
        (r#"{"StringNotEquals":{"oidc.example.com/id/X:sub":"y"}}"#, r#"["a"]"#),
        (r#"{"Null":{"P:aud":"false"}}"#, r#"["a"]"#),
    ] {
        assert_eq!(decide(&with(condition), ISSUER, audiences), Decision::Allows, "{condition}");
    }
}

#[test]
fn condition_that_cannot_be_known_from_here_is_said_to_be_unknown() {
    for condition in [
        r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#,
        r#"{"StringEquals":{"aws:RequestTag/team":"x"}}"#,
        r#"{"StringEquals":{"P:amr":"x"}}"#,
        r#"{"StringEquals":{"P:sub":"system:serviceaccount:${aws:PrincipalTag/ns}:cart"}}"#,
        // Which of several audiences STS compares is not public.
        r#"{"StringEquals":{"P:aud":"a"}}"#,
    ] {
        let decision = decide(&with(condition), ISSUER, r#"["a","b"]"#);
        assert!(matches!(decision, Decision::Unknown { .. }), "{condition} {decision:?}");
    }
}

#[test]
fn statement_about_another_issuer_or_action_does_not_allow() {
    let decision = decide(&with(USUAL), "https://oidc.example.com", r#"["sts.amazonaws.com"]"#);
    let Decision::AllowsNone { nearest: Some((pointer, obstacles)) } = decision else { panic!() };
    assert_eq!(pointer, "/Statement/0");
    assert!(matches!(&obstacles[0], Obstacle::Provider { trusted } if trusted == &[PROVIDER]));
    let policy = with(USUAL).replace("AssumeRoleWithWebIdentity", "AssumeRole");
    assert_eq!(codes(&policy), ["action-not-allowed"]);
    let decision = decide(&policy, ISSUER, r#"["sts.amazonaws.com"]"#);
    let Decision::AllowsNone { nearest: Some((_, obstacles)) } = decision else { panic!() };
    assert_eq!(obstacles, [Obstacle::Action]);
}

#[test]
fn statement_that_denies_wins() {
    let denial = with(USUAL).replace("\"Allow\"", "\"Deny\"");
    let (first, _) = denial.split_once("]}").unwrap();
    let second = with("{}");
    let (_, second) = second.split_once('[').unwrap();
    let both = format!("{first},{second}");
    let decision = decide(&both, ISSUER, r#"["sts.amazonaws.com"]"#);
    assert_eq!(decision, Decision::Denies { statement: "/Statement/0".into() });
    assert_eq!(decide(&both, ISSUER, r#"["other"]"#), Decision::Allows);
}

#[test]
fn policy_that_is_too_wide_is_pointed_out() {
    for (condition, expected) in [
        ("{}", &["no-audience", "no-subject"][..]),
        (r#"{"StringEquals":{"P:aud":"sts.amazonaws.com"}}"#, &["no-subject"]),
        (r#"{"StringEquals":{"P:sub":"system:serviceaccount:shop:cart"}}"#, &["no-audience"]),
        (r#"{"StringLike":{"P:sub":"*","P:aud":"sts.amazonaws.com"}}"#, &["every-account"]),
        (r#"{"StringLike":{"P:sub":"system:serviceaccount:*","P:aud":"x"}}"#, &["every-account"]),
        (
            r#"{"StringLike":{"P:sub":"system:serviceaccount:*:cart","P:aud":"x"}}"#,
            &["several-namespaces"],
        ),
        (
            r#"{"StringLike":{"P:sub":"system:serviceaccount:shop:*","P:aud":"x"}}"#,
            &["whole-namespace"],
        ),
        (
            r#"{"StringLike":{"P:sub":"system:serviceaccount:shop:cart","P:aud":"*"}}"#,
            &["no-audience"],
        ),
        (
            r#"{"StringNotEquals":{"P:sub":"system:serviceaccount:shop:cart"},"StringEquals":{"P:aud":"x"}}"#,
            &["no-subject"],
        ),
        (
            r#"{"StringEqualsIfExists":{"P:sub":"system:serviceaccount:shop:cart","P:aud":"x"}}"#,
            &["holds-without-claim", "holds-without-claim"],
        ),
        (
            r#"{"ForAllValues:StringEquals":{"P:aud":"x"},"StringEquals":{"P:sub":"system:serviceaccount:shop:cart"}}"#,
            &["holds-without-claim"],
        ),
    ] {
        assert_eq!(codes(&with(condition)), expected, "{condition}");
    }
}

#[test]
fn policy_that_is_broken_is_pointed_out() {
    let sub = r#""P:sub":"system:serviceaccount:shop:cart""#;
    let aud = r#""P:aud":"sts.amazonaws.com""#;
    for (condition, expected) in [
        (
            format!(r#"{{"StringEquals":{{"P:sub":"system:serviceaccount:shop:*",{aud}}}}}"#),
            "literal-wildcard",
        ),
        (
            format!(r#"{{"StringEquals":{{"P:sub":"system:serviceaccounts:shop:cart",{aud}}}}}"#),
            "no-such-subject",
        ),
        (
            format!(r#"{{"StringEquals":{{"P:sub":"system:serviceaccount:shop:cart ",{aud}}}}}"#),
            "no-such-subject",
        ),
        (
            format!(
                r#"{{"StringEquals":{{"https://P:sub":"system:serviceaccount:shop:cart",{sub},{aud}}}}}"#
            ),
            "key-has-scheme",
        ),
        (
            format!(r#"{{"StringEquals":{{"oidc.example.com/id/X:aud":"a",{sub},{aud}}}}}"#),
            "key-of-other-provider",
        ),
        (
            format!(
                r#"{{"StringEquals":{{"P:sub":"system:serviceaccount:${{NAMESPACE}}:cart",{aud}}}}}"#
            ),
            "placeholder",
        ),
        (
            format!(r#"{{"StringEquals":{{"P:sub":"system:serviceaccount:<ns>:cart",{aud}}}}}"#),
            "placeholder",
        ),
        (
            format!(r#"{{"StringMatches":{{"P:sub":"x"}},"StringEquals":{{{sub},{aud}}}}}"#),
            "no-such-operator",
        ),
        (format!(r#"{{"StringEquals":{{"P:amr":[],{sub},{aud}}}}}"#), "missing-member"),
        (
            format!(r#"{{"StringEquals":{{{sub}}},"StringEquals":{{{sub},{aud}}}}}"#),
            "repeated-name",
        ),
    ] {
        assert_eq!(codes(&with(&condition)), [expected], "{condition}");
    }
}

#[test]
fn policies_of_other_ways_to_sign_in_are_told_apart() {
    let pods = statement(
        r#""Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]"#,
    );
    assert_eq!(codes(&pods), ["other-mechanism", "action-not-allowed"]);
    let no_principal = statement(r#""Effect":"Allow","Action":"s3:GetObject","Resource":"*""#);
    assert_eq!(codes(&no_principal), ["other-document"]);
    let account = statement(
        r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRoleWithWebIdentity""#,
    );
    assert_eq!(codes(&account), ["other-mechanism"]);
    let any = statement(r#""Effect":"Allow","Principal":"*","Action":"sts:*""#);
    assert_eq!(codes(&any), ["any-principal"]);
    let no_effect = with(USUAL).replace("\"Effect\":\"Allow\",", "");
    assert_eq!(codes(&no_effect), ["missing-member"]);
    let not_principal = with(USUAL).replace("Principal", "NotPrincipal");
    assert_eq!(codes(&not_principal), ["not-read"]);
}
