//! Who would accept a token: the API server's checks, in its order and with its messages.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod bound;
mod common;
mod decoding;
mod legacy;
#[path = "../made/mod.rs"]
mod made;
mod pasted;
mod promises;
mod recipients;

use made::{IAT, ISSUER, header, injected, legacy, token, unbound, with};
use serde_json::{Value, json};
use service_account_token::report::{
    Decision, ObjectState, StepResult, Verdict, VerdictStep, VerificationReason,
};
use service_account_token::{VerdictOptions, verdicts};

/// A token with the stock header.
pub(crate) fn stock(payload: &Value) -> String {
    token(&header().to_string(), &payload.to_string())
}

/// Ten seconds after the token was issued, at a server of this release where all that the cluster knows
/// speaks for the token.
pub(crate) fn settings(release: u8) -> VerdictOptions {
    let mut options = VerdictOptions::new().now(IAT + 10);
    options.release = Some(release);
    options.issuers = vec![ISSUER.to_owned()];
    options.signature = Some(VerificationReason::Signed);
    options.account = ObjectState::Exists;
    options.object = ObjectState::Exists;
    options.secret_has_token = Some(true);
    options.marked_invalid = Some(false);
    options
}

/// What the API server makes of a token.
#[track_caller]
pub(crate) fn api_server(text: &str, options: &VerdictOptions) -> Verdict {
    let mut all = verdicts(text.as_bytes(), options);
    let index = all.iter().position(|verdict| verdict.party == "api-server").unwrap();
    all.remove(index)
}

/// The step of a check.
#[track_caller]
pub(crate) fn step<'v>(verdict: &'v Verdict, check: &str) -> &'v VerdictStep {
    verdict.steps.iter().find(|step| step.check == check).unwrap_or_else(|| panic!("no {check}"))
}

/// The check that fails first, and its message.
pub(crate) fn answer(verdict: &Verdict) -> Option<(&str, &str)> {
    let failed = verdict.steps.iter().find(|step| step.result == StepResult::Failed)?;
    Some((failed.check.as_str(), failed.message.as_deref().unwrap()))
}

/// A token that fails no check before this one and is rejected for it with this message.
#[track_caller]
pub(crate) fn rejects(payload: &Value, options: &VerdictOptions, check: &str, message: &str) {
    let verdict = api_server(&stock(payload), options);
    assert_eq!(answer(&verdict), Some((check, message)));
    assert_eq!(verdict.verdict, Decision::Rejects);
    let at = verdict.steps.iter().position(|step| step.check == check).unwrap();
    assert!(verdict.steps[..=at].iter().all(|step| step.reached), "{check}");
    assert!(verdict.steps[at + 1..].iter().all(|step| !step.reached), "{check}");
}

/// A token that fails no check.
#[track_caller]
pub(crate) fn passes(payload: &Value, options: &VerdictOptions) {
    let verdict = api_server(&stock(payload), options);
    assert_eq!(answer(&verdict), None);
    assert_eq!(verdict.verdict, Decision::Passes, "{:?}", verdict.steps);
}

#[test]
fn stock_tokens_pass_every_check_of_every_release() {
    for release in [21, 22, 23, 26, 27, 28, 29, 30, 31, 32, 33, 37] {
        for payload in [unbound(), injected(), legacy()] {
            passes(&payload, &settings(release));
        }
    }
}

#[test]
fn nothing_is_passed_that_nobody_knows() {
    for (payload, unknown) in [
        (
            unbound(),
            &["issuer", "key", "signature", "account", "account-uid", "account-deletion"][..],
        ),
        (
            legacy(),
            &[
                "key",
                "signature",
                "object",
                "secret-token",
                "account",
                "account-deletion",
                "account-uid",
                "invalid-since",
            ],
        ),
    ] {
        let verdict = api_server(&stock(&payload), &VerdictOptions::new().now(IAT + 10));
        let found = verdict.steps.iter().filter(|step| step.result == StepResult::Unknown);
        assert_eq!(found.map(|step| step.check.as_str()).collect::<Vec<_>>(), unknown);
        assert_eq!(verdict.verdict, Decision::Undecided);
    }
}

#[test]
fn unknown_checks_name_the_command_that_answers_them() {
    let verdict = api_server(&stock(&injected()), &VerdictOptions::new().now(IAT + 10));
    for (check, command) in [
        ("issuer", "kubectl get --raw /.well-known/openid-configuration"),
        ("key", r#"kubectl get --raw /openid/v1/jwks | grep -o '"kid":"[^"]*"'"#),
        ("account", "kubectl -n default get serviceaccount build -o jsonpath='{.metadata.uid}'"),
        ("object", "kubectl -n default get pod web-0 -o jsonpath='{.metadata.uid}'"),
    ] {
        assert_eq!(step(&verdict, check).command.as_ref().unwrap().command, command);
    }
    assert!(verdict.commands[0].command.ends_with("auth whoami"));
    let foreign = with(unbound(), &[("/aud", json!(["vault"]))]);
    let verdict = api_server(&stock(&foreign), &VerdictOptions::new());
    assert!(verdict.commands[0].command.contains("TokenReview"));
    assert!(!verdict.commands[0].command.contains("eyJ"));
}

#[test]
fn other_tokens_may_be_those_of_an_openid_provider() {
    let payload = json!({"iss": "https://accounts.example.test", "aud": "cluster"});
    let verdict = api_server(&stock(&payload), &settings(37));
    assert_eq!(verdict.verdict, Decision::Unknown);
    assert!(!verdict.addressed);
}

#[test]
fn token_that_no_public_key_verifies_is_never_one_of_an_openid_provider() {
    let text = |header: &str, payload: &Value| {
        let verdict = api_server(&token(header, &payload.to_string()), &settings(37));
        assert_eq!(verdict.verdict, Decision::Unknown);
        verdict.text.to_string()
    };
    let elsewhere = "Only another authenticator, such as a webhook, may accept it.";
    let argo_cd = json!({"iss": "argocd", "sub": "admin:login", "iat": IAT, "jti": "a"});
    let spiffe = json!({"aud": ["x"], "exp": IAT + 60, "sub": "spiffe://example.org/a"});
    let open_id = json!({"iss": "https://accounts.example.test", "aud": "cluster", "sub": "a"});
    for payload in [&argo_cd, &spiffe, &open_id] {
        assert_eq!(
            text(r#"{"alg":"HS256"}"#, payload),
            format!(
                "No API server accepts its algorithm `HS256` in an OpenID Connect login. {elsewhere}"
            )
        );
        let unsigned = format!(
            "{}.{}.",
            made::base64url(r#"{"alg":"none"}"#),
            made::base64url(payload.to_string())
        );
        let verdict = api_server(&unsigned, &settings(37));
        assert!(!verdict.text.contains("trust its issuer"), "{}", verdict.text);
    }
    let rsa = r#"{"alg":"RS256"}"#;
    assert_eq!(
        text(rsa, &argo_cd),
        format!(
            "Its issuer `argocd` is not an `https` URL, so no API server accepts it as an OpenID Connect login. {elsewhere}"
        )
    );
    assert_eq!(
        text(rsa, &spiffe),
        format!("It names no issuer that an API server could trust. {elsewhere}")
    );
    assert_eq!(
        text(rsa, &open_id),
        "The API server accepts it only if it is configured to trust its issuer (OpenID Connect), or if another authenticator accepts it. The token does not show that."
    );
}

#[test]
fn text_without_a_token_gets_no_verdict() {
    assert_eq!(verdicts(b"Unauthorized", &VerdictOptions::new()), []);
    assert_eq!(verdicts(b"", &VerdictOptions::new()), []);
}
