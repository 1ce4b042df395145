//! The form of trust policies of AWS: what IAM does not save, and what can be read in two ways, is never said
//! to allow.

use super::super::aws::{Decision, Obstacle};
use super::aws::{PROVIDER, USUAL, decide, statement, with};
use super::{ISSUER, codes};

const AUDIENCE: &str = r#"["sts.amazonaws.com"]"#;
const ARN: &str = "arn:aws:iam::111122223333:oidc-provider/";

/// What a policy decides, in a word.
#[track_caller]
fn word(policy: &str) -> &'static str {
    match decide(policy, ISSUER, AUDIENCE) {
        Decision::Allows => "allows",
        Decision::Denies { .. } => "denies",
        Decision::AllowsNone { .. } => "blocks",
        Decision::Doubtful(_) | Decision::Unknown { .. } => "unknown",
    }
}

/// The usual policy with one change.
#[track_caller]
fn but(from: &str, to: &str) -> String {
    let usual = with(USUAL);
    assert!(usual.contains(from), "{from}");
    usual.replacen(from, to, 1)
}

#[track_caller]
fn are(cases: &[(String, &str, &[&str])]) {
    for (policy, decision, flaws) in cases {
        assert_eq!(codes(policy), *flaws, "{policy}");
        assert_eq!(word(policy), *decision, "{policy}");
    }
}

#[test]
fn element_that_a_trust_policy_cannot_have_leaves_it_open() {
    let element = |text: &str| but("\"Effect\"", &format!("{text},\"Effect\""));
    are(&[
        (element(r#""Resource":"*""#), "unknown", &["prohibited"]),
        (element(r#""Resource":[]"#), "unknown", &["prohibited"]),
        (element(r#""NotResource":"*""#), "unknown", &["prohibited"]),
        (element(r#""Conditions":{}"#), "unknown", &["prohibited"]),
        (element(r#""Comment":"x""#), "unknown", &["prohibited"]),
        (element(r#""condition":{}"#), "unknown", &["not-read"]),
        (element(r#""NotAction":"sts:AssumeRole""#), "unknown", &["not-read"]),
        (element(r#""NotPrincipal":{"AWS":"111122223333"}"#), "unknown", &["not-read"]),
        (element(r#""Sid":"One""#), "allows", &[]),
        (element(r#""Sid":"""#), "allows", &[]),
        (but("\"Version\"", "\"Id\":\"x\",\"Version\""), "allows", &[]),
        (but("\"Version\"", "\"Name\":\"x\",\"Version\""), "unknown", &["prohibited"]),
    ]);
}

#[test]
fn member_that_appears_twice_leaves_the_policy_open() {
    let sub = "system:serviceaccount:shop:cart";
    let again = |name: &str, value: &str| {
        but(&format!("\"{name}\":"), &format!("\"{name}\":{value},\"{name}\":"))
    };
    are(&[
        (again("Effect", "\"Deny\""), "unknown", &["repeated-name"]),
        (again("Effect", "\"Allow\""), "unknown", &["repeated-name"]),
        (again("Principal", "{}"), "unknown", &["repeated-name"]),
        (again("Federated", "\"x\""), "unknown", &["repeated-name"]),
        (again("Action", "\"sts:AssumeRole\""), "unknown", &["repeated-name"]),
        (again("Condition", "{}"), "unknown", &["repeated-name"]),
        (again("StringEquals", "{}"), "unknown", &["repeated-name"]),
        (again(&format!("{PROVIDER}:sub"), &format!("\"{sub}\"")), "unknown", &["repeated-name"]),
        (again("Statement", "[]"), "unknown", &["repeated-name"]),
        (again("Version", "\"2008-10-17\""), "unknown", &["repeated-name"]),
        // Operators in other letters, or other operators, are other members.
        (again("StringEquals", "{}").replacen("StringEquals", "StringLike", 1), "allows", &[]),
    ]);
    let role = format!(
        r#"{{"Role":{{"Tags":[{{"Key":"a","Key":"b"}}],"AssumeRolePolicyDocument":{}}}}}"#,
        with(USUAL)
    );
    are(&[(role, "allows", &["repeated-name"])]);
    let twice = format!(r#"{{"Role":{{}},"Role":{{"AssumeRolePolicyDocument":{}}}}}"#, with(USUAL));
    are(&[(twice, "unknown", &["repeated-name"])]);
}

#[test]
fn sid_that_appears_twice_leaves_the_policy_open() {
    let two = |first: &str, second: &str| {
        let (before, own) =
            with(USUAL).split_once("[{").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let own = own.strip_suffix("}]}").unwrap().to_owned();
        format!("{before}[{{\"Sid\":\"{first}\",{own}}},{{\"Sid\":\"{second}\",{own}}}]}}")
    };
    are(&[
        (two("A", "A"), "unknown", &["repeated-sid"]),
        (two("A", "B"), "allows", &[]),
        (two("A", "a"), "allows", &[]),
        (two("", ""), "allows", &[]),
    ]);
}

#[test]
fn version_decides_about_variables() {
    let version = |text: &str| but("\"2012-10-17\"", text);
    let old =
        |value: &str| version("\"2008-10-17\"").replace("system:serviceaccount:shop:cart", value);
    let none = |value: &str| {
        but("\"Version\":\"2012-10-17\",", "").replace("system:serviceaccount:shop:cart", value)
    };
    let new = |value: &str| with(USUAL).replace("system:serviceaccount:shop:cart", value);
    let variable = "system:serviceaccount:${aws:PrincipalTag/ns}:cart";
    let own = "system:serviceaccount:shop:cart";
    are(&[
        (new(own), "allows", &[]),
        (old(own), "allows", &[]),
        (none(own), "allows", &[]),
        (new(variable), "unknown", &[]),
        (old(variable), "blocks", &["no-variables"]),
        (none(variable), "blocks", &["no-variables"]),
        (version("\"2012-10-17 \""), "unknown", &["no-such-version"]),
        (version("\"2012-10-18\""), "unknown", &["no-such-version"]),
        (version("\"2023-01-01\""), "unknown", &["no-such-version"]),
        (version("1"), "unknown", &["no-such-version"]),
        (version("null"), "unknown", &["no-such-version"]),
    ]);
}

#[test]
fn action_is_one_of_sts() {
    let action = |text: &str| but("\"sts:AssumeRoleWithWebIdentity\"", text);
    are(&[
        (action("[\"sts:AssumeRoleWithWebIdentity\"]"), "allows", &[]),
        (action("[\"sts:TagSession\",\"sts:AssumeRoleWithWebIdentity\"]"), "allows", &[]),
        (action("\"STS:assumerolewithwebidentity\""), "allows", &[]),
        (action("\"sts:*\""), "allows", &[]),
        (action("\"sts:AssumeRole*\""), "allows", &[]),
        (action("\"sts:AssumeRole?ithWebIdentity\""), "allows", &[]),
        (action("\"sts:AssumeRole\""), "blocks", &["action-not-allowed"]),
        (action("\"sts:AssumeRoleWithSAML\""), "blocks", &["action-not-allowed"]),
        (action("\"*\""), "unknown", &["foreign-action"]),
        (action("\"s3:GetObject\""), "unknown", &["foreign-action", "action-not-allowed"]),
        (action("[\"sts:AssumeRoleWithWebIdentity\",\"s3:*\"]"), "unknown", &["foreign-action"]),
        (action("[\"sts:AssumeRoleWithWebIdentity\",null]"), "unknown", &["not-read"]),
        (action("{\"Ref\":\"Action\"}"), "unknown", &["missing-member", "action-not-allowed"]),
        (action("[]"), "unknown", &["missing-member", "action-not-allowed"]),
        (
            but("\"Action\":\"sts:AssumeRoleWithWebIdentity\",", ""),
            "unknown",
            &["missing-member", "action-not-allowed"],
        ),
    ]);
}

#[test]
fn principal_is_the_provider_of_the_tokens_issuer() {
    let arn = |text: &str| but(&format!("{ARN}{PROVIDER}"), text);
    let own = format!("{ARN}{PROVIDER}");
    let principal = |text: &str| but(&format!("{{\"Federated\":\"{own}\"}}"), text);
    let keys = &["key-of-other-provider", "key-of-other-provider"][..];
    are(&[
        (principal(&format!("{{\"Federated\":[\"{ARN}a.example\",\"{own}\"]}}")), "allows", &[]),
        (arn(&own.replace("arn:aws:", "arn:aws-cn:")), "allows", &[]),
        (arn(&own.replace("arn:aws:", "arn:aws-us-gov:")), "allows", &[]),
        (arn(&own.replace("111122223333", "11112222333")), "unknown", &["provider-arn"]),
        (arn(&own.replace("111122223333", "1111-2222-3333")), "unknown", &["provider-arn"]),
        (arn(&own.replace("111122223333", "")), "unknown", &["provider-arn"]),
        (arn(&own.replace("111122223333", "ACCOUNT_ID")), "unknown", &["provider-arn"]),
        (arn(&own.replace(":iam:", ":sts:")), "unknown", &["provider-arn"]),
        (arn(&own.replace(":iam::", ":iam:")), "unknown", &["provider-arn"]),
        (arn(&own.replace("arn:", "")), "unknown", &["provider-arn"]),
        (arn(&format!("{ARN}*")), "unknown", &["provider-arn"]),
        (arn(ARN), "unknown", &["provider-arn"]),
        (arn(&own.replace("111122223333", "${AWS::AccountId}")), "unknown", &["provider-arn"]),
        (arn(&own.replace("111122223333", "${ACCOUNT}")), "unknown", &["placeholder"]),
        (arn(&own.replace(PROVIDER, "<issuer>")), "unknown", &["placeholder"]),
        (arn(&format!("{ARN}https://{PROVIDER}")), "blocks", &["provider-has-scheme"]),
        (arn(&format!("{own}/")), "blocks", keys),
        (arn(&own.to_lowercase()), "blocks", &[]),
        (arn(&format!("{ARN}{}", PROVIDER.replace("central", "west"))), "blocks", keys),
        (arn(&format!("{ARN}a.example")), "blocks", keys),
    ]);
}

#[test]
fn template_of_a_policy_is_open() {
    let provider = |text: &str| with(USUAL).replace(PROVIDER, text);
    let sub = |text: &str| with(USUAL).replace("system:serviceaccount:shop:cart", text);
    let three = &["placeholder"; 3][..];
    are(&[
        (provider("$oidc_provider"), "unknown", three),
        (provider("${OIDC_PROVIDER}"), "unknown", three),
        (provider("<OIDC_PROVIDER>"), "unknown", three),
        (sub("system:serviceaccount:$namespace:$service_account"), "unknown", &["placeholder"]),
        (sub("system:serviceaccount:${NAMESPACE}:cart"), "unknown", &["placeholder"]),
        (sub("system:serviceaccount:<ns>:cart"), "unknown", &["placeholder"]),
        (sub("system:serviceaccount:{{ns}}:cart"), "unknown", &["placeholder"]),
        (sub("system:serviceaccount:NAMESPACE:NAME"), "blocks", &["no-such-subject"]),
    ]);
}

#[test]
fn principal_that_is_no_provider_allows_nothing() {
    let principal = |text: &str| but(&format!("{{\"Federated\":\"{ARN}{PROVIDER}\"}}"), text);
    are(&[
        (principal("\"*\""), "unknown", &["any-principal"]),
        (principal("{\"AWS\":\"*\"}"), "unknown", &["any-principal"]),
        (principal("{\"AWS\":[\"*\"]}"), "unknown", &["any-principal"]),
        (principal("{\"Federated\":\"*\"}"), "unknown", &["any-principal"]),
        (principal("{\"AWS\":\"111122223333\"}"), "blocks", &["other-mechanism"]),
        (
            principal("{\"Federated\":\"cognito-identity.amazonaws.com\"}"),
            "blocks",
            &["other-mechanism"],
        ),
        (
            principal("{\"Federated\":\"arn:aws:iam::111122223333:saml-provider/x\"}"),
            "blocks",
            &["other-mechanism"],
        ),
        (principal("{\"Service\":\"ec2.amazonaws.com\"}"), "blocks", &["other-mechanism"]),
        (
            principal(&format!("{{\"AWS\":\"{ARN}{PROVIDER}\"}}")),
            "unknown",
            &["provider-not-federated"],
        ),
        (
            principal(&format!("{{\"federated\":\"{ARN}{PROVIDER}\"}}")),
            "unknown",
            &["not-read", "provider-not-federated"],
        ),
        (principal("{\"Federated\":{\"Fn::Sub\":\"x\"}}"), "unknown", &["not-read"]),
        (principal("{\"Federated\":null}"), "unknown", &["not-read"]),
        (principal("{}"), "blocks", &[]),
        (principal("\"cluster\""), "unknown", &["not-read"]),
        (but("\"Principal\"", "\"Principals\""), "unknown", &["prohibited", "missing-member"]),
    ]);
}

#[test]
fn provider_in_another_account_than_the_role_is_in_the_way() {
    let role = |arn: &str| {
        format!(r#"{{"Role":{{"Arn":"{arn}","AssumeRolePolicyDocument":{}}}}}"#, with(USUAL))
    };
    are(&[
        (role("arn:aws:iam::111122223333:role/cart"), "allows", &[]),
        (role("arn:aws:iam::111122223333:role/path/cart"), "allows", &[]),
        (role("arn:aws:iam::444455556666:role/cart"), "blocks", &["provider-of-other-account"]),
        (role("x"), "allows", &[]),
    ]);
    let Decision::AllowsNone { nearest: Some((_, obstacles)) } =
        decide(&role("arn:aws:iam::444455556666:role/cart"), ISSUER, AUDIENCE)
    else {
        panic!()
    };
    let elsewhere =
        Obstacle::Account { provider: "111122223333".into(), role: "444455556666".into() };
    assert_eq!(obstacles, [elsewhere]);
}

#[test]
fn one_statement_is_read_like_a_list() {
    let one = statement(
        with(USUAL).split_once("[{").and_then(|(_, rest)| rest.strip_suffix("}]}")).unwrap(),
    );
    are(&[(one.replace(['[', ']'], ""), "allows", &[])]);
    let (_, list) = one.split_once("\"Statement\":").unwrap();
    let list = list.strip_suffix('}').unwrap();
    are(&[
        (list.to_owned(), "allows", &[]),
        (list.trim_matches(['[', ']']).to_owned(), "allows", &[]),
        (format!("{{\"Statement\":{list}}}"), "allows", &[]),
        ("{\"Statement\":[]}".to_owned(), "blocks", &["missing-member"]),
    ]);
}
