//! Conditions of AWS as people write them: what each decides and what is wrong with it.

use super::super::aws::Decision;
use super::aws::{PROVIDER, decide, with};
use super::{ISSUER, codes};

const SUB: &str = r#""P:sub":"system:serviceaccount:shop:cart""#;
const AUD: &str = r#""P:aud":"a""#;

/// What a policy with this condition decides about a token for `a`, in a word.
#[track_caller]
fn word(policy: &str) -> &'static str {
    match decide(policy, ISSUER, r#"["a"]"#) {
        Decision::Allows => "allows",
        Decision::Denies { .. } => "denies",
        Decision::AllowsNone { .. } => "blocks",
        Decision::Doubtful(_) | Decision::Unknown { .. } => "unknown",
    }
}

/// `S` stands for the right `sub`, `A` for the right `aud`.
#[track_caller]
fn are(cases: &[(&str, &str, &[&str])]) {
    for (condition, decision, flaws) in cases {
        let filled = condition.replace("@S", SUB).replace("@A", AUD);
        let policy = with(&filled);
        assert_eq!(codes(&policy), *flaws, "{condition}");
        assert_eq!(word(&policy), *decision, "{condition}");
    }
}

#[test]
fn pattern_that_fits_everything_is_too_wide_however_it_is_written() {
    for pattern in ["*", "**", "?*", "*?", "*?*", "????*", "*:*", "system:*", "*serviceaccount*"] {
        let policy = with(&format!(r#"{{"StringLike":{{"P:sub":"{pattern}",{AUD}}}}}"#));
        assert_eq!(codes(&policy), ["every-account"], "{pattern}");
        assert_eq!(word(&policy), "allows", "{pattern}");
    }
    for pattern in ["*", "**", "?*", "*?"] {
        let policy = with(&format!(r#"{{"StringLike":{{"P:aud":"{pattern}",{SUB}}}}}"#));
        assert_eq!(codes(&policy), ["no-audience"], "{pattern}");
    }
    for pattern in ["a*", "a", "?", "*.amazonaws.com"] {
        let policy = with(&format!(r#"{{"StringLike":{{"P:aud":"{pattern}",{SUB}}}}}"#));
        assert_eq!(codes(&policy), [""; 0], "{pattern}");
    }
}

#[test]
fn several_patterns_are_as_wide_as_the_widest() {
    are(&[
        (
            r#"{"StringLike":{"P:sub":["system:serviceaccount:shop:cart","*"],@A}}"#,
            "allows",
            &["every-account"],
        ),
        (
            r#"{"StringLike":{"P:sub":["system:serviceaccount:shop:*","system:serviceaccount:bank:*"],@A}}"#,
            "allows",
            &["whole-namespace", "whole-namespace"],
        ),
        (r#"{"StringLike":{"P:aud":["a","*"],@S}}"#, "allows", &["no-audience"]),
        // All conditions have to hold, so the narrow one decides.
        (
            r#"{"StringLike":{"P:sub":"system:serviceaccount:*",@A},"StringEquals":{@S}}"#,
            "allows",
            &[],
        ),
        (r#"{"StringLike":{"P:aud":"*",@S},"StringEquals":{@A}}"#, "allows", &[]),
    ]);
}

#[test]
fn condition_that_holds_without_its_claim_is_pointed_out() {
    are(&[
        (
            r#"{"ForAllValues:StringEquals":{@A},"StringEquals":{@S}}"#,
            "allows",
            &["holds-without-claim"],
        ),
        (
            r#"{"ForAllValues:StringLike":{"P:aud":"a*"},"StringEquals":{@S}}"#,
            "allows",
            &["holds-without-claim"],
        ),
        (r#"{"StringLikeIfExists":{@S},"StringEquals":{@A}}"#, "allows", &["holds-without-claim"]),
        (
            r#"{"ForAllValues:StringEqualsIfExists":{@A},"StringEquals":{@S}}"#,
            "allows",
            &["holds-without-claim"],
        ),
        (
            r#"{"ForAnyValue:StringEqualsIfExists":{@A},"StringEquals":{@S}}"#,
            "allows",
            &["holds-without-claim"],
        ),
        (r#"{"ForAnyValue:StringEquals":{@A},"StringEquals":{@S}}"#, "allows", &[]),
        // `Null` with `false` demands the claim.
        (
            r#"{"ForAllValues:StringEquals":{@A},"Null":{"P:aud":"false"},"StringEquals":{@S}}"#,
            "allows",
            &[],
        ),
        (
            r#"{"ForAllValues:StringEquals":{@A},"Null":{"p:AUD":false},"StringEquals":{@S}}"#
                .replace("p:AUD", "P:AUD")
                .as_str(),
            "allows",
            &[],
        ),
        (
            r#"{"ForAllValues:StringEquals":{@A},"Null":{"P:sub":"false"},"StringEquals":{@S}}"#,
            "allows",
            &["holds-without-claim"],
        ),
        (
            r#"{"ForAllValues:StringEquals":{@A},"Null":{"P:aud":"true"},"StringEquals":{@S}}"#,
            "blocks",
            &["holds-without-claim"],
        ),
    ]);
}

#[test]
fn condition_about_another_provider_holds_only_without_its_claim() {
    are(&[
        (
            r#"{"StringEquals":{"x.example:sub":"system:serviceaccount:shop:cart",@A}}"#,
            "blocks",
            &["key-of-other-provider"],
        ),
        (
            r#"{"StringEqualsIfExists":{"x.example:sub":"system:serviceaccount:shop:cart"},"StringEquals":{@A}}"#,
            "allows",
            &["key-of-other-provider", "holds-without-claim", "no-subject"],
        ),
        (
            r#"{"ForAllValues:StringEquals":{"https://P:aud":"b"},"StringEquals":{@S}}"#,
            "allows",
            &["key-has-scheme", "holds-without-claim", "no-audience"],
        ),
        (
            r#"{"StringNotEquals":{"x.example:sub":"y"},"StringEquals":{@A,@S}}"#,
            "allows",
            &["key-of-other-provider"],
        ),
    ]);
}

#[test]
fn null_tests_whether_the_claim_is_there() {
    are(&[
        (r#"{"Null":{"P:sub":"false"},"StringEquals":{@A}}"#, "allows", &["no-subject"]),
        (r#"{"Null":{"P:sub":false},"StringEquals":{@A}}"#, "allows", &["no-subject"]),
        (r#"{"Null":{"P:sub":"true"},"StringEquals":{@A,@S}}"#, "blocks", &[]),
        (r#"{"Null":{"P:sub":["true","false"]},"StringEquals":{@A,@S}}"#, "allows", &[]),
        (r#"{"Null":{"P:sub":"no"},"StringEquals":{@A,@S}}"#, "unknown", &[]),
        (r#"{"Null":{"aws:SourceIp":"false"},"StringEquals":{@A,@S}}"#, "unknown", &[]),
        (
            r#"{"Null":{"x.example:sub":"true"},"StringEquals":{@A,@S}}"#,
            "allows",
            &["key-of-other-provider"],
        ),
        (
            r#"{"NullIfExists":{"P:sub":"true"},"StringEquals":{@A,@S}}"#,
            "unknown",
            &["no-such-operator"],
        ),
    ]);
}

#[test]
fn names_of_conditions_have_any_case_and_values_have_their_own() {
    are(&[
        (r#"{"STRINGEQUALS":{@S,@A}}"#, "allows", &[]),
        (
            r#"{"StringEquals":{"P:SUB":"system:serviceaccount:shop:cart","P:Aud":"a"}}"#,
            "allows",
            &[],
        ),
        (
            r#"{"StringEquals":{"P:sub":"system:serviceaccount:shop:Cart",@A}}"#,
            "blocks",
            &["no-such-subject"],
        ),
        (r#"{"StringEquals":{"P:aud":"A",@S}}"#, "blocks", &[]),
        (r#"{"StringEqualsIgnoreCase":{"P:aud":"A",@S}}"#, "allows", &[]),
        (
            r#"{"StringEqualsIgnoreCase":{"P:sub":"SYSTEM:ServiceAccount:shop:CART",@A}}"#,
            "allows",
            &[],
        ),
        (
            r#"{"StringLike":{"P:sub":"System:serviceaccount:shop:*",@A}}"#,
            "blocks",
            &["no-such-subject"],
        ),
        (
            r#"{"StringEqualsIgnoreCase":{"P:sub":"system:serviceaccount:shop:*",@A}}"#,
            "blocks",
            &["literal-wildcard"],
        ),
        (r#"{"foranyvalue:stringlike":{"P:aud":"a*"},"StringEquals":{@S}}"#, "allows", &[]),
    ]);
    let lower = with(&format!("{{\"StringEquals\":{{{SUB},{AUD}}}}}"))
        .replace(&format!("{PROVIDER}:sub"), &format!("{}:sub", PROVIDER.to_lowercase()));
    assert_eq!(word(&lower), "allows");
}

#[test]
fn operator_is_one_of_iam() {
    are(&[
        (
            r#"{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{@S,@A}}"#,
            "unknown",
            &["not-read"],
        ),
        (r#"{"BoolIfExists":{"aws:x":"true"},"StringEquals":{@S,@A}}"#, "unknown", &["not-read"]),
        (
            r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringEquals":{@S,@A}}"#,
            "unknown",
            &["not-read"],
        ),
        (
            r#"{"DateLessThan":{"aws:CurrentTime":"2030-01-01"},"StringEquals":{@S,@A}}"#,
            "unknown",
            &["not-read"],
        ),
        (
            r#"{"ForAnyValue:ArnLike":{"aws:x":"y"},"StringEquals":{@S,@A}}"#,
            "unknown",
            &["not-read"],
        ),
        (r#"{"StringEqual":{@S,@A}}"#, "unknown", &["no-such-operator"]),
        (r#"{"StringMatch":{@S},"StringEquals":{@A}}"#, "unknown", &["no-such-operator"]),
        (
            r#"{"ForAnyValues:StringEquals":{@A},"StringEquals":{@S}}"#,
            "unknown",
            &["no-such-operator"],
        ),
        (r#"{"StringEquals ":{@S,@A}}"#, "unknown", &["no-such-operator"]),
        (
            r#"{"sub":{"StringEquals":"x"}}"#,
            "unknown",
            &["no-such-operator", "no-audience", "no-subject"],
        ),
        // Another claim cannot be known, and another condition is in the way.
        (r#"{"Bool":{"aws:x":"true"},"StringEquals":{"P:aud":"b",@S}}"#, "blocks", &["not-read"]),
    ]);
}

#[test]
fn value_that_is_no_text_leaves_the_condition_open() {
    are(&[
        (
            r#"{"StringEquals":{"P:sub":["system:serviceaccount:shop:cart"],"P:aud":["a"]}}"#,
            "allows",
            &[],
        ),
        (r#"{"StringEquals":{"P:sub":null,@A}}"#, "unknown", &["missing-member"]),
        (r#"{"StringEquals":{"P:sub":[],@A}}"#, "unknown", &["missing-member"]),
        (
            r#"{"StringNotEquals":{"P:sub":[]},"StringEquals":{@S,@A}}"#,
            "unknown",
            &["missing-member"],
        ),
        (r#"{"StringEquals":{"P:aud":["a",null],@S}}"#, "unknown", &["not-read"]),
        (r#"{"StringEquals":{"P:aud":{"Ref":"Audience"},@S}}"#, "unknown", &["missing-member"]),
        (r#"{"StringEquals":{"P:aud":[["a"]],@S}}"#, "unknown", &["missing-member"]),
        (r#"{"StringEquals":{"P:aud":["a",1,true],@S}}"#, "allows", &[]),
    ]);
}

#[test]
fn external_id_is_never_there() {
    are(&[
        (r#"{"StringEquals":{"sts:ExternalId":"x",@S,@A}}"#, "blocks", &[]),
        (r#"{"StringLike":{"STS:externalid":"*"},"StringEquals":{@S,@A}}"#, "blocks", &[]),
        (
            r#"{"StringEqualsIfExists":{"sts:ExternalId":"x"},"StringEquals":{@S,@A}}"#,
            "allows",
            &[],
        ),
        (r#"{"StringNotEquals":{"sts:ExternalId":"x"},"StringEquals":{@S,@A}}"#, "allows", &[]),
        (r#"{"Null":{"sts:ExternalId":"true"},"StringEquals":{@S,@A}}"#, "allows", &[]),
        (r#"{"Null":{"sts:ExternalId":"false"},"StringEquals":{@S,@A}}"#, "blocks", &[]),
        (r#"{"StringEquals":{"sts:RoleSessionName":"x",@S,@A}}"#, "unknown", &[]),
        (r#"{"StringEquals":{"aws:ExternalId":"x",@S,@A}}"#, "unknown", &[]),
    ]);
}

#[test]
fn condition_that_a_template_makes_is_not_judged() {
    are(&[
        (r#"{"StringEquals":{"Fn::GetAtt":["Condition","Value"]}}"#, "unknown", &["not-read"]),
        (r#"{"Fn::If":["IsProduction",{},{}]}"#, "unknown", &["not-read", "no-such-operator"]),
        (
            r#"{"Fn::Transform":{"Name":"x"}}"#,
            "unknown",
            &["no-such-operator", "no-audience", "no-subject"],
        ),
    ]);
}

#[test]
fn token_with_another_authorized_party_leaves_its_audience_open() {
    use super::super::{Policy, read};
    use crate::claims::ClaimsSet;
    use crate::facts::acceptance::presented::Presented;
    use crate::jose::Jose;

    let policy = with(&format!("{{\"StringEquals\":{{{SUB},{AUD}}}}}"));
    let (Some(Policy::Aws(policy)), _) = read(&policy) else { panic!() };
    let payload = format!(
        r#"{{"iss":"{ISSUER}","sub":"system:serviceaccount:shop:cart","aud":"a","azp":"b"}}"#
    );
    let jose = Jose::of_json(r#"{"alg":"RS256"}"#, &payload);
    let claims = ClaimsSet::read(&jose.payload);
    let decision = policy.decide(&Presented::new(&jose, &claims));
    assert!(matches!(decision, Decision::Unknown { .. }), "{decision:?}");
}

#[test]
fn statements_are_joined_as_iam_joins_them() {
    let allow = |condition: &str| with(condition);
    let deny = |condition: &str| with(condition).replace("\"Allow\"", "\"Deny\"");
    let both = |first: &str, second: &str| {
        let (first, _) = first.split_once("]}").unwrap();
        let (_, second) = second.split_once('[').unwrap();
        format!("{first},{second}")
    };
    let right = format!("{{\"StringEquals\":{{{SUB},{AUD}}}}}");
    let other =
        format!("{{\"StringEquals\":{{\"P:sub\":\"system:serviceaccount:shop:x\",{AUD}}}}}");
    let ip = r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#;
    for (policy, decision) in [
        (both(&allow(&other), &allow(&right)), "allows"),
        (both(&allow(&right), &allow(&other)), "allows"),
        (both(&allow(&other), &allow(&other)), "blocks"),
        (both(&allow(&right), &deny("{}")), "denies"),
        (both(&deny(&right), &allow(&right)), "denies"),
        (both(&allow(&right), &deny(&other)), "allows"),
        (both(&allow(&right), &deny(ip)), "unknown"),
        (both(&allow(&other), &deny(ip)), "blocks"),
        (both(&allow(ip), &allow(&right)), "allows"),
        (both(&allow(ip), &allow(&other)), "unknown"),
        (both(&allow(ip), &deny(&right)), "denies"),
        (both(&allow(&right), &deny("{}").replace(PROVIDER, "a.example")), "allows"),
        (
            both(&allow(&right), &deny("{}").replace("AssumeRoleWithWebIdentity", "AssumeRole")),
            "allows",
        ),
    ] {
        assert_eq!(word(&policy), decision, "{policy}");
    }
}
