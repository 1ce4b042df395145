//! What the API server checks in every token (kubernetes/kubernetes pkg/serviceaccount/jwt.go).

use crate::made::{KID, base64url, token_signed};
use crate::{
    Decision, IAT, ISSUER, StepResult, VerdictOptions, VerificationReason, api_server, injected,
    json, legacy, passes, rejects, settings, step, stock, token, unbound, with,
};

pub(crate) const CRYPTO: &str = "go-jose/go-jose: error in cryptographic primitive";
pub(crate) const OLD_CRYPTO: &str = "square/go-jose: error in cryptographic primitive";
const NO_KEYS: &str = "invalid signature, no keys found";
pub(crate) const NOT_MINE: &str = "invalid bearer token";

#[track_caller]
pub(crate) fn answers(text: &str, options: &VerdictOptions, check: &str, message: &str) {
    let verdict = api_server(text, options);
    assert_eq!(crate::answer(&verdict), Some((check, message)), "{text}");
    assert_eq!(verdict.verdict, Decision::Rejects);
}

#[test]
fn form_that_it_cannot_read_is_nobodys_token() {
    let good = stock(&unbound());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    for text in [
        format!("{good}.e30"),
        format!("{signed}=.{signature}"),
        token(r#"{"alg":"RS256","alg":"RS256"}"#, &unbound().to_string()),
        format!(
            "{}.{}.{}.{}.{}",
            base64url(r#"{"alg":"dir","enc":"A256GCM"}"#),
            "",
            "AA",
            "AA",
            "AA"
        ),
    ] {
        answers(&text, &settings(37), "form", NOT_MINE);
    }
}

#[test]
fn copy_that_is_not_whole_is_not_judged_by_its_form() {
    let good = stock(&unbound());
    for text in [good[..good.len() - 60].to_owned(), unbound().to_string()] {
        let mut options = settings(37);
        options.signature = None;
        let verdict = api_server(&text, &options);
        assert_eq!(step(&verdict, "form").result, StepResult::Unknown, "{text}");
        assert_eq!(verdict.verdict, Decision::Undecided, "{text}");
    }
}

#[test]
fn unused_bits_pass_here_and_not_at_strict_verifiers() {
    let good = stock(&unbound());
    let (signed, _) = good.rsplit_once('.').unwrap();
    let odd = format!("{signed}.{}", "B".repeat(342));
    let verdict = api_server(&odd, &settings(37));
    let form = step(&verdict, "form");
    assert_eq!(form.result, StepResult::Passed);
    assert!(form.text.contains("strict verifiers reject it"), "{}", form.text);
    // The Secret contains the canonical form.
    let good = stock(&legacy());
    let (signed, _) = good.rsplit_once('.').unwrap();
    let odd = format!("{signed}.{}", "B".repeat(342));
    answers(&odd, &settings(37), "secret-token", "Token does not match server's copy");
}

#[test]
fn issuer_that_the_server_does_not_list_is_nobodys_token() {
    let mut options = settings(37);
    options.issuers = vec!["https://other.example.test".to_owned()];
    rejects(&unbound(), &options, "issuer", NOT_MINE);
    rejects(&with(unbound(), &[("/iss", json!(null))]), &settings(37), "issuer", NOT_MINE);
    rejects(&with(legacy(), &[("/iss", json!(ISSUER))]), &options, "issuer", NOT_MINE);
    options.issuers.push(ISSUER.to_owned());
    passes(&unbound(), &options);
}

#[test]
fn unknown_key_is_told_apart_from_a_bad_signature_since_1_31() {
    for (release, reason, check, message) in [
        (37, VerificationReason::DoesNotMatch, "signature", CRYPTO),
        (33, VerificationReason::DoesNotMatch, "signature", CRYPTO),
        (32, VerificationReason::DoesNotMatch, "signature", OLD_CRYPTO),
        (30, VerificationReason::DoesNotMatch, "signature", OLD_CRYPTO),
    ] {
        let mut options = settings(release);
        options.signature = Some(reason);
        rejects(&unbound(), &options, check, message);
        rejects(&legacy(), &options, check, message);
    }
    let mut options = settings(30);
    options.signature = Some(VerificationReason::SignedOtherKid);
    passes(&unbound(), &options);
    // An external signer may list the key under the token's `kid`.
    options.release = Some(37);
    let key = api_server(&stock(&unbound()), &options);
    assert_eq!(step(&key, "key").result, StepResult::Unknown);
    assert_eq!(step(&key, "key").message.as_deref(), Some(NO_KEYS));
}

/// Its validator looks for claims that only a bound token has.
#[test]
fn legacy_token_with_the_issuer_of_the_cluster_is_read_as_a_bound_one() {
    let payload = with(legacy(), &[("/iss", json!(ISSUER))]);
    for (release, message) in [
        (37, "resource name may not be empty"),
        (27, "resource name may not be empty"),
        (26, "service account token has expired"),
        (22, "Token has expired."),
    ] {
        rejects(&payload, &settings(release), "issuer", message);
    }
}

#[test]
fn every_release_has_its_messages_about_keys_and_types() {
    for release in 21..=37 {
        let library = if release < 33 { "square/go-jose" } else { "go-jose/go-jose" };
        let mut options = settings(release);
        let date = format!("{library}/jwt: expected number value to unmarshal NumericDate");
        let audience =
            format!("{library}/jwt: expected string or array value to unmarshal to Audience");
        for payload in [unbound(), legacy()] {
            let wrong = with(payload.clone(), &[("/exp", json!("x"))]);
            rejects(&wrong, &options, "claim-types", &date);
            let wrong = with(payload, &[("/aud", json!(7))]);
            rejects(&wrong, &options, "claim-types", &audience);
        }
        options.signature = Some(VerificationReason::DoesNotMatch);
        let crypto = format!("{library}: error in cryptographic primitive");
        rejects(&unbound(), &options, "signature", &crypto);
        let key = api_server(&stock(&unbound()), &settings(release));
        let chosen = if release < 31 { StepResult::NotChecked } else { StepResult::Passed };
        assert_eq!(step(&key, "key").result, chosen, "{release}");
    }
}

/// An external signer may leave keys out of those that it publishes, and the API server may have others.
#[test]
fn keys_that_may_not_be_all_prove_nothing() {
    for (release, reason, check, message) in [
        (37, VerificationReason::UnknownKid, "key", NO_KEYS),
        (31, VerificationReason::UnknownKid, "key", NO_KEYS),
        (30, VerificationReason::UnknownKid, "signature", OLD_CRYPTO),
        (37, VerificationReason::NoneMatches, "signature", CRYPTO),
        (30, VerificationReason::NoneMatches, "signature", OLD_CRYPTO),
    ] {
        let mut options = settings(release);
        options.signature = Some(reason);
        for payload in [unbound(), legacy()] {
            let verdict = api_server(&stock(&payload), &options);
            assert_eq!(verdict.verdict, Decision::Undecided, "{reason} {release}");
            assert!(verdict.title.starts_with("No check fails"), "{}", verdict.title);
            let step = step(&verdict, check);
            assert_eq!(step.result, StepResult::Unknown, "{reason} {release}");
            assert_eq!(step.message.as_deref(), Some(message), "{reason} {release}");
        }
    }
}

#[test]
fn check_of_the_signature_that_proves_nothing_leaves_it_unknown() {
    for reason in [
        VerificationReason::NoKeys,
        VerificationReason::NoKeyForAlgorithm,
        VerificationReason::BrowserLacksAlgorithm,
        VerificationReason::RsaKeyTooShort,
        VerificationReason::PrivateKey,
    ] {
        let mut options = settings(37);
        options.signature = Some(reason);
        let verdict = api_server(&stock(&unbound()), &options);
        assert_eq!(step(&verdict, "signature").result, StepResult::Unknown, "{reason}");
        assert_eq!(step(&verdict, "key").result, StepResult::Unknown, "{reason}");
    }
}

#[test]
fn algorithms_that_no_key_verifies_fail_whatever_the_keys() {
    let payload = unbound().to_string();
    for text in [
        token(&json!({"alg": "HS256", "kid": KID}).to_string(), &payload),
        token(&json!({"alg": "none", "kid": KID}).to_string(), &payload),
        token(&json!({"kid": KID}).to_string(), &payload),
        token(&json!({"alg": "RS256", "kid": KID, "crit": ["x"]}).to_string(), &payload),
        token_signed(&json!({"alg": "ES256", "kid": KID}).to_string(), &payload, 72),
    ] {
        answers(&text, &settings(37), "signature", CRYPTO);
        answers(&text, &settings(32), "signature", OLD_CRYPTO);
    }
    for alg in ["RS512", "PS256"] {
        let text = token(&json!({"alg": alg, "kid": KID}).to_string(), &payload);
        assert_eq!(api_server(&text, &settings(37)).verdict, Decision::Passes, "{alg}");
    }
}

#[test]
fn audience_comes_before_the_times() {
    let expired = with(unbound(), &[("/aud", json!(["vault"])), ("/exp", json!(IAT - 3600))]);
    let message =
        format!("token audiences [\"vault\"] is invalid for the target audiences [\"{ISSUER}\"]");
    let mut options = settings(37);
    options.api_audiences = vec![ISSUER.to_owned()];
    rejects(&expired, &options, "audience", &message);
    let verdict = api_server(&stock(&expired), &options);
    assert_eq!(step(&verdict, "expiry").result, StepResult::Failed);
}

#[test]
fn audiences_are_those_asked_for_or_those_of_the_server() {
    let aud = |audiences: &[&str]| with(unbound(), &[("/aud", json!(audiences))]);
    let mut given = settings(37);
    given.api_audiences = vec!["api".to_owned(), "k3s".to_owned()];
    passes(&aud(&["k3s", "vault"]), &given);
    rejects(
        &aud(&["vault", "istio-ca"]),
        &given,
        "audience",
        "token audiences [\"vault\" \"istio-ca\"] is invalid for the target audiences [\"api\" \"k3s\"]",
    );
    let mut review = settings(37);
    review.requested_audiences = vec!["vault".to_owned()];
    passes(&aud(&["vault"]), &review);
    rejects(
        &unbound(),
        &review,
        "audience",
        &format!("token audiences [\"{ISSUER}\"] is invalid for the target audiences [\"vault\"]"),
    );
}

#[test]
fn audience_that_the_cluster_may_have_chosen_is_unknown() {
    let chosen = with(unbound(), &[("/aud", json!(["my-cluster"]))]);
    let verdict = api_server(&stock(&chosen), &settings(37));
    assert_eq!(step(&verdict, "audience").result, StepResult::Unknown);
    assert_eq!(verdict.verdict, Decision::Undecided);
    let aws = with(unbound(), &[("/aud", json!(["sts.amazonaws.com"]))]);
    let verdict = api_server(&stock(&aws), &settings(37));
    assert_eq!(step(&verdict, "audience").result, StepResult::Failed);
    assert!(!verdict.addressed);
}

#[test]
fn missing_audience_stands_for_that_of_the_server() {
    let without = with(unbound(), &[("/aud", json!(null))]);
    for payload in [without, legacy()] {
        passes(&payload, &settings(37));
        let mut review = settings(37);
        review.api_audiences = vec!["api".to_owned()];
        review.requested_audiences = vec!["api".to_owned(), "vault".to_owned()];
        passes(&payload, &review);
        review.requested_audiences = vec!["vault".to_owned()];
        rejects(
            &payload,
            &review,
            "audience",
            "token audiences [\"api\"] is invalid for the target audiences [\"vault\"]",
        );
    }
}

#[test]
fn start_of_a_token_is_not_called_another_kind() {
    let whole = stock(&injected());
    let cut = &whole[..whole.len() / 3];
    let verdict = api_server(cut, &settings(37));
    assert_eq!(verdict.verdict, Decision::Undecided);
    assert_eq!(verdict.title, "No check fails, and 1 is unknown");
}
