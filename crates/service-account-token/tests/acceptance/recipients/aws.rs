//! AWS STS.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::StepResult;

use super::{ISSUER, SUBJECT, but, expecting, fails, fits, public, verdict, with_result};
use crate::made::{IAT, legacy, with};
use crate::step;

const AUDIENCE: &str = "sts.amazonaws.com";

fn policy(subject: &str) -> String {
    let provider = ISSUER.trim_start_matches("https://");
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": format!("arn:aws:iam::111122223333:oidc-provider/{provider}")},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
            format!("{provider}:sub"): subject, format!("{provider}:aud"): AUDIENCE,
        }},
    }]})
    .to_string()
}

fn options(subject: &str) -> VerdictOptions {
    but(expecting(AUDIENCE), |own| own.policy = Some(policy(subject)))
}

#[test]
fn token_that_fits_leaves_only_the_keys_and_its_age_open() {
    fits("aws-sts", &public(AUDIENCE), &options(SUBJECT), &["public-keys", "age"]);
}

#[test]
fn each_check_that_fails_has_its_message() {
    let own = |changes: &[(&str, Value)]| with(public(AUDIENCE), changes);
    let options = options(SUBJECT);
    let no_provider = format!("No OpenIDConnect provider found in your account for {ISSUER}");
    let elsewhere = but(options.clone(), |own| own.expected_issuers = vec!["https://a.b".into()]);
    fails("aws-sts", &own(&[]), &elsewhere, "issuer", Some(&no_provider));
    fails(
        "aws-sts",
        &own(&[("/iat", Value::Null)]),
        &options,
        "required-claims",
        Some("Missing a required claim: iat"),
    );
    fails(
        "aws-sts",
        &own(&[]),
        &options.clone().now(IAT + 4000),
        "expiry",
        Some(
            "Token expired: current date/time 1700004000 must be before the expiration date/time1700003600",
        ),
    );
    let forged = but(options.clone(), |own| {
        own.signature = Some(service_account_token::report::VerificationReason::DoesNotMatch);
    });
    fails(
        "aws-sts",
        &own(&[]),
        &forged,
        "signature",
        Some("The web identity token provided could not be validated"),
    );
    let other = but(options.clone(), |own| own.policy = Some(policy("system:serviceaccount:a:b")));
    fails(
        "aws-sts",
        &own(&[]),
        &other,
        "trust-policy",
        Some("Not authorized to perform sts:AssumeRoleWithWebIdentity"),
    );
}

#[test]
fn wrong_audience_has_its_message() {
    let verdict = verdict("aws-sts", &public("other"), &options(SUBJECT));
    assert_eq!(with_result(&verdict, StepResult::Failed), ["audience", "trust-policy"]);
    let audience = step(&verdict, "audience");
    assert_eq!(audience.message.as_deref(), Some("Incorrect token audience"));
    assert_eq!(audience.text, "The token is for `other`. AWS STS accepts `sts.amazonaws.com`.");
    assert_eq!(
        audience.fix.as_deref(),
        Some(
            "Request a token for the audience `sts.amazonaws.com`: with `audience` in the Pod's projected volume, or with `kubectl create token --audience`."
        )
    );
}

#[test]
fn issuer_inside_the_cluster_cannot_be_reached() {
    let inside = "https://kubernetes.default.svc.cluster.local";
    let options = but(expecting(AUDIENCE), |own| own.expected_issuers = vec![inside.into()]);
    let token = with(public(AUDIENCE), &[("/iss", json!(inside))]);
    let verdict = verdict("aws-sts", &token, &options);
    let keys = step(&verdict, "public-keys");
    assert_eq!(keys.result, StepResult::Failed);
    assert_eq!(
        keys.message.as_deref(),
        Some(
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements"
        )
    );
    for (issuer, result) in [
        ("https://10.0.0.1:6443", StepResult::Failed),
        ("https://localhost", StepResult::Failed),
        ("https://cluster", StepResult::Failed),
        ("https://example.com/10.0.0.1", StepResult::Unknown),
    ] {
        let token = with(public(AUDIENCE), &[("/iss", json!(issuer))]);
        let verdict = super::verdict("aws-sts", &token, &options);
        assert_eq!(step(&verdict, "public-keys").result, result, "{issuer}");
    }
}

#[test]
fn issuer_must_be_a_plain_https_url() {
    for issuer in ["http://a.example", "https://a.example:8443/x", "https://a.example/?x=1"] {
        let token = with(public(AUDIENCE), &[("/iss", json!(issuer))]);
        let options = but(expecting(AUDIENCE), |own| own.expected_issuers = vec![issuer.into()]);
        let verdict = verdict("aws-sts", &token, &options);
        assert_eq!(step(&verdict, "issuer").result, StepResult::Failed, "{issuer}");
    }
}

#[test]
fn legacy_token_fails_the_claims() {
    let verdict = verdict("aws-sts", &legacy(), &expecting(AUDIENCE));
    let failed = with_result(&verdict, StepResult::Failed);
    assert_eq!(failed, ["issuer", "required-claims", "audience", "public-keys", "expiry"]);
}

#[test]
fn policy_tells_the_condition_that_is_in_the_way() {
    let options = options("system:serviceaccount:default:builder");
    let verdict = verdict("aws-sts", &public(AUDIENCE), &options);
    assert_eq!(
        step(&verdict, "trust-policy").text,
        "No statement allows the exchange. The nearest one is at `/Statement/0`: `StringEquals` compares `oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub` with `system:serviceaccount:default:builder`, and the token has `system:serviceaccount:default:build`."
    );
}

#[test]
fn policy_that_is_too_wide_is_told_though_it_allows() {
    let wide = policy(SUBJECT).replace("StringEquals", "StringLike");
    let wide = wide.replace(SUBJECT, "system:serviceaccount:*");
    let options = but(expecting(AUDIENCE), |own| own.policy = Some(wide));
    let verdict = verdict("aws-sts", &public(AUDIENCE), &options);
    assert_eq!(step(&verdict, "trust-policy").result, StepResult::Passed);
    let review = step(&verdict, "policy-review");
    assert_eq!(review.result, StepResult::NotChecked);
    assert_eq!(
        review.text,
        "At `/Statement/0/Condition/StringLike`: `system:serviceaccount:*` fits every service account of the cluster. Name the service accounts that need it."
    );
}

#[test]
fn text_that_is_no_policy_says_where_it_breaks() {
    for (text, expected) in [
        ("{\n\"Statement\": [,", "The policy is not JSON: at line 2, column 15, expected a value."),
        ("{", "The policy is not JSON: it ends too early, at line 1, column 2."),
        (
            "{}",
            "This is JSON, but not an AWS trust policy, a Google workload identity pool provider or an Entra federated credential.",
        ),
        (
            r#"{"issuer":"https://a","subject":"b","audiences":["c"]}"#,
            "You pasted an Entra federated credential instead.",
        ),
        (
            format!("{}{}", "[".repeat(500), "]".repeat(500)).as_str(),
            "This is JSON, but not an AWS trust policy, a Google workload identity pool provider or an Entra federated credential.",
        ),
    ] {
        let options = but(expecting(AUDIENCE), |own| own.policy = Some(text.into()));
        let verdict = verdict("aws-sts", &public(AUDIENCE), &options);
        let trust = step(&verdict, "trust-policy");
        assert_eq!((trust.result, trust.text.as_ref()), (StepResult::Unknown, expected));
    }
}

/// What a policy decides, with this text in place of another.
fn decides(from: &str, to: &str) -> StepResult {
    let changed = policy(SUBJECT).replacen(from, to, 1);
    assert_ne!(changed, policy(SUBJECT));
    let options = but(expecting(AUDIENCE), |own| own.policy = Some(changed));
    step(&verdict("aws-sts", &public(AUDIENCE), &options), "trust-policy").result
}

#[test]
fn statement_with_no_known_effect_allows_nothing_for_sure() {
    for effect in ["\"allow\"", "\"deny\"", "1"] {
        assert_eq!(decides("\"Allow\"", effect), StepResult::Unknown, "{effect}");
    }
    assert_eq!(decides("\"Allow\"", "\"Deny\""), StepResult::Failed);
}

#[test]
fn condition_of_another_type_is_not_taken_for_none() {
    for condition in ["[]", "\"x\"", "null", "{\"StringEquals\":\"x\"}"] {
        let to = format!("\"Condition\":{condition},\"x\":{{");
        assert_eq!(decides("\"Condition\":{", &to), StepResult::Unknown, "{condition}");
    }
}
