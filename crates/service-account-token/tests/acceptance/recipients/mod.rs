//! The recipients beside the API server: for each, a token that fits and one for each check that fails.

mod alibaba;
mod aws;
mod clouds;
mod every;
mod federation;
mod legacy;
mod libraries;
mod named;
mod open;
mod pasted;
mod policies;
mod services;
mod table;
mod teleport;

use serde_json::{Value, json};
use service_account_token::report::{
    Decision, StepResult, Verdict, VerdictOrder, VerificationReason,
};
use service_account_token::{VerdictOptions, verdicts};

use crate::made::{IAT, unbound, with};
use crate::{step, stock};

const ISSUER: &str =
    "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const SUBJECT: &str = "system:serviceaccount:default:build";

/// A token of a cluster with a public issuer, for this audience.
fn public(audience: &str) -> Value {
    with(unbound(), &[("/iss", json!(ISSUER)), ("/aud", json!([audience]))])
}

/// Ten seconds after it was issued, with a verified signature, at a recipient that expects this audience and
/// the subject of the token.
fn expecting(audience: &str) -> VerdictOptions {
    let mut options = VerdictOptions::new().now(IAT + 10);
    options.signature = Some(VerificationReason::Signed);
    options.expected_issuers = vec![ISSUER.to_owned()];
    options.expected_audiences = vec![audience.to_owned()];
    options.expected_subject = Some(SUBJECT.to_owned());
    options
}

/// What a recipient makes of a token.
#[track_caller]
fn verdict(party: &str, payload: &Value, options: &VerdictOptions) -> Verdict {
    of_text(party, &stock(payload), options)
}

#[track_caller]
fn of_text(party: &str, text: &str, options: &VerdictOptions) -> Verdict {
    let all = verdicts(text.as_bytes(), options);
    all.into_iter().find(|verdict| verdict.party == party).unwrap()
}

/// The checks with a result.
fn with_result(verdict: &Verdict, result: StepResult) -> Vec<&str> {
    let steps = verdict.steps.iter().filter(|step| step.result == result);
    steps.map(|step| step.check.as_str()).collect()
}

/// A token that fails no check; these cannot be known from here.
#[track_caller]
fn fits(party: &str, payload: &Value, options: &VerdictOptions, unknown: &[&str]) {
    let verdict = verdict(party, payload, options);
    assert_eq!(with_result(&verdict, StepResult::Failed), [""; 0], "{party}");
    assert_eq!(with_result(&verdict, StepResult::Unknown), unknown, "{party}");
    let expected = if unknown.is_empty() { Decision::Passes } else { Decision::Undecided };
    assert_eq!(verdict.verdict, expected, "{party}");
}

/// A token that fails exactly one check, with this message.
#[track_caller]
fn fails(
    party: &str,
    payload: &Value,
    options: &VerdictOptions,
    check: &str,
    message: Option<&str>,
) {
    let verdict = verdict(party, payload, options);
    assert_eq!(with_result(&verdict, StepResult::Failed), [check], "{party}");
    assert_eq!(verdict.verdict, Decision::Rejects, "{party}");
    let step = step(&verdict, check);
    assert_eq!(step.message.as_deref(), message, "{party} {check}");
    assert!(step.fix.as_deref().is_some_and(|fix| !fix.is_empty()), "{party} {check}");
}

/// Options with one change.
fn but(mut options: VerdictOptions, change: impl FnOnce(&mut VerdictOptions)) -> VerdictOptions {
    change(&mut options);
    options
}

#[test]
fn order_is_known_only_where_the_code_is_public() {
    let all = verdicts(stock(&unbound()).as_bytes(), &VerdictOptions::new());
    let known = all.iter().filter(|verdict| verdict.order == VerdictOrder::Known);
    let mut known: Vec<&str> = known.map(|verdict| verdict.party.as_str()).collect();
    known.sort_unstable();
    assert_eq!(
        known,
        [
            "api-server",
            "argocd",
            "go-oidc",
            "istio",
            "jose",
            "knative",
            "pyjwt",
            "sigstore",
            "spring-security",
            "teleport-in-cluster",
            "teleport-static-jwks",
            "vault-jwt",
            "vault-kubernetes",
        ]
    );
}

#[test]
fn without_an_order_every_check_is_reached_and_no_message_is_the_one() {
    let options = expecting("sts.amazonaws.com").now(IAT + 90_000);
    let verdict = verdict("aws-sts", &public("other"), &options);
    assert_eq!(with_result(&verdict, StepResult::Failed), ["audience", "expiry"]);
    assert!(verdict.steps.iter().all(|step| step.reached));
    assert_eq!(
        verdict.text,
        "One failed check is enough to reject it. This tool does not know the order of its checks: it may answer with any of these messages."
    );
}

#[test]
fn recipient_that_the_audience_names_comes_first() {
    for (audience, party) in [
        ("sts.amazonaws.com", "aws-sts"),
        ("pods.eks.amazonaws.com", "eks-pod-identity"),
        (
            "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/providers/b",
            "google-sts",
        ),
        ("api://AzureADTokenExchange", "entra"),
        ("vault", "vault-kubernetes"),
        ("https://api.openai.com/v1", "openai"),
        ("https://api.anthropic.com", "claude"),
        ("sts.aliyuncs.com", "alibaba-rrsa"),
        ("snowflakecomputing.com", "snowflake"),
        ("iam", "ibm-cloud-iam"),
        ("sigstore", "sigstore"),
        ("istio-ca", "istio-ca"),
        ("identity.l5d.io", "linkerd"),
        ("spire-server", "spire"),
    ] {
        let all = verdicts(stock(&public(audience)).as_bytes(), &VerdictOptions::new());
        assert_eq!(all[0].party, party, "{audience}");
        assert!(all[0].addressed, "{audience}");
    }
}

#[test]
fn nothing_is_passed_that_was_not_said() {
    let all = verdicts(stock(&public("x")).as_bytes(), &VerdictOptions::new());
    for verdict in all {
        for check in ["issuer", "audience", "subject", "signature", "expiry", "trust-policy"] {
            for step in verdict.steps.iter().filter(|step| step.check == check) {
                let is_fixed = matches!(verdict.party.as_str(), "sigstore" | "keycloak");
                assert!(step.result != StepResult::Passed || is_fixed, "{} {check}", verdict.party);
            }
        }
    }
}

#[test]
fn unknown_check_says_what_to_enter() {
    let verdict = verdict("aws-sts", &public("sts.amazonaws.com"), &VerdictOptions::new());
    let text = |check| step(&verdict, check).text.to_string();
    assert_eq!(
        text("audience"),
        "The token is for `sts.amazonaws.com`, the usual audience. Enter the audiences that AWS STS accepts."
    );
    assert_eq!(
        text("trust-policy"),
        "The role's trust policy decides. To compare it with the token, paste the output of `aws iam get-role --role-name ROLE`."
    );
    assert_eq!(text("expiry"), "No time is set here to compare it with.");
}

#[test]
fn audience_of_an_example_is_no_usual_one() {
    for (party, who, example) in [
        ("openai", "OpenAI", "https://api.openai.com/v1"),
        ("claude", "Claude", "https://api.anthropic.com"),
    ] {
        let audience = |token: &str| {
            let all = verdict(party, &public(token), &VerdictOptions::new());
            let step = step(&all, "audience");
            (step.text.to_string(), step.fix.as_deref().unwrap().to_owned())
        };
        let (text, fix) = audience(example);
        assert_eq!(
            text,
            format!(
                "The token is for `{example}`, as in the example of {who}. Enter the audiences that {who} accepts."
            )
        );
        // Which one to request depends on how the recipient is configured.
        assert!(!fix.contains(example), "{fix}");
        assert_eq!(
            audience("x").0,
            format!(
                "The token is for `x`. The example of {who} has `{example}`, and yours may differ. Enter the audiences that {who} accepts."
            )
        );
        let failed = verdict(party, &public("x"), &expecting("mine"));
        assert!(step(&failed, "audience").fix.as_deref().unwrap().contains("`mine`"));
    }
}

#[test]
fn audience_to_request_is_the_one_that_was_entered() {
    for party in ["aws-sts", "entra", "istio-ca", "spire", "eks-pod-identity"] {
        let failed = verdict(party, &public("x"), &expecting("mine"));
        let fix = step(&failed, "audience").fix.as_deref().unwrap();
        assert!(fix.contains("the audience `mine`"), "{party}: {fix}");
    }
}

#[test]
fn pattern_of_the_subject_is_only_asked_for_where_it_counts() {
    let nothing = VerdictOptions::new();
    for (party, has_pattern) in [
        ("vault-kubernetes", true),
        ("claude", true),
        ("alibaba-rrsa", true),
        ("vault-jwt", false),
        ("openai", false),
        ("databricks", false),
        ("snowflake", false),
        ("entra", false),
        ("knative", false),
        ("spire", false),
        ("teleport-static-jwks", false),
    ] {
        let verdict = verdict(party, &public("x"), &nothing);
        let text = &step(&verdict, "subject").text;
        assert_eq!(text.ends_with(" expects, or its pattern."), has_pattern, "{party}: {text}");
        assert_eq!(text.ends_with(" expects."), !has_pattern, "{party}: {text}");
    }
}

#[test]
fn time_that_has_come_is_shown() {
    let verdict = verdict("pyjwt", &public("app"), &expecting("app"));
    assert_eq!(
        step(&verdict, "not-before").text,
        "`nbf` is 2023-11-14 22:13:20 UTC, which PyJWT accepts."
    );
    let without = with(public("app"), &[("/nbf", Value::Null)]);
    let open = of_text("pyjwt", &stock(&without), &expecting("app"));
    assert_eq!(step(&open, "not-before").text, "The token has no `nbf`, and PyJWT accepts that.");
}

#[test]
fn claims_alone_leave_the_header_open() {
    let text = public("app").to_string();
    let verdict = of_text("jose", &text, &expecting("app"));
    assert_eq!(with_result(&verdict, StepResult::Failed), [""; 0]);
    assert_eq!(step(&verdict, "algorithm").text, "`alg` cannot be read in this copy.");
}

#[test]
fn time_of_thirteen_digits_is_far_in_the_future() {
    let milliseconds = with(public("app"), &[("/nbf", json!(IAT * 1000))]);
    let verdict = verdict("go-oidc", &milliseconds, &expecting("app"));
    assert_eq!(with_result(&verdict, StepResult::Failed), ["not-before"]);
}

#[test]
fn time_that_cannot_be_read_leaves_its_check_open() {
    for time in [json!("1700003600"), json!(true), json!([1_700_003_600]), json!(1e300)] {
        for party in ["istio", "go-oidc", "knative", "argocd", "jose", "spring-security", "pyjwt"] {
            for (claim, check) in [("/exp", "expiry"), ("/nbf", "not-before")] {
                let payload = with(public("app"), &[(claim, time.clone())]);
                let verdict = verdict(party, &payload, &expecting("app"));
                assert_eq!(with_result(&verdict, StepResult::Unknown), [check], "{party} {time}");
                assert_eq!(verdict.verdict, Decision::Undecided, "{party} {time}");
            }
        }
        let payload = with(public("app"), &[("/exp", time)]);
        let claude = verdict("claude", &payload, &expecting("app"));
        assert_eq!(with_result(&claude, StepResult::Failed), [""; 0]);
    }
    let payload = with(public("app"), &[("/exp", json!("soon"))]);
    assert_eq!(
        step(&verdict("pyjwt", &payload, &expecting("app")), "expiry").text,
        "This tool cannot read `exp` as a time. Whether PyJWT accepts it is not known."
    );
}

#[test]
fn many_audiences_and_long_claims_are_compared_in_time() {
    let many: Vec<String> = (0..20_000).map(|count| format!("a{count}")).collect();
    let long = "a".repeat(200_000);
    let token = with(public("x"), &[("/aud", json!(many)), ("/sub", json!(long))]);
    let pattern = format!("*{}?*", "a".repeat(10_000));
    let policy = json!({"Statement": [{
        "Effect": "Allow", "Action": "sts:*", "Principal": "*",
        "Condition": {"StringLike": {"a.example:sub": [pattern]}},
    }]});
    for policy in [policy, json!([{"issuer": "x", "subject": "y", "audiences": vec!["b"; 4000]}])] {
        let options = but(expecting("app"), |own| {
            own.expected_audiences = (0..20_000).map(|count| format!("b{count}")).collect();
            own.policy = Some(policy.to_string());
        });
        let all = verdicts(stock(&token).as_bytes(), &options);
        assert!(all.iter().all(|verdict| !verdict.steps.is_empty()));
    }
}
