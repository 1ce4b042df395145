//! Google STS, Microsoft Entra and EKS Pod Identity.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::StepResult;

use super::{ISSUER, SUBJECT, but, expecting, fails, fits, public, verdict, with_result};
use crate::made::{IAT, legacy, with};
use crate::step;

const POOL: &str = "projects/123/locations/global/workloadIdentityPools/pool/providers/shop";
const ENTRA: &str = "api://AzureADTokenExchange";

fn provider(change: impl FnOnce(&mut Value)) -> String {
    let mut provider = json!({
        "name": POOL,
        "attributeMapping": {"google.subject": "assertion.sub"},
        "attributeCondition": "assertion['kubernetes.io']['namespace'] == 'default'",
        "oidc": {"issuerUri": ISSUER},
    });
    change(&mut provider);
    provider.to_string()
}

fn google(change: impl FnOnce(&mut Value)) -> VerdictOptions {
    but(expecting("unused"), |own| own.policy = Some(provider(change)))
}

const OPEN_AT_GOOGLE: &[&str] = &["age", "request", "public-keys"];

#[test]
fn token_fits_a_provider_of_google() {
    for audience in
        [format!("//iam.googleapis.com/{POOL}"), format!("https://iam.googleapis.com/{POOL}")]
    {
        fits("google-sts", &public(&audience), &google(|_| {}), OPEN_AT_GOOGLE);
    }
    let listed = google(|own| own["oidc"]["allowedAudiences"] = json!(["a", "b"]));
    fits("google-sts", &public("b"), &listed, OPEN_AT_GOOGLE);
}

#[test]
fn each_check_of_google_that_fails_has_its_message() {
    let token = public(&format!("//iam.googleapis.com/{POOL}"));
    let no_issuer = format!(
        "Specified identity issuer {ISSUER} not found in the configured identity providers."
    );
    let slash = google(|own| own["oidc"]["issuerUri"] = json!(format!("{ISSUER}/")));
    fails("google-sts", &token, &slash, "issuer", Some(&no_issuer));
    fails(
        "google-sts",
        &public("other"),
        &google(|_| {}),
        "audience",
        Some("The audience in ID Token … does not match the expected audience"),
    );
    fails("google-sts", &token, &google(|_| {}).now(IAT + 4000), "expiry", None);
    let long = with(token.clone(), &[("/sub", json!(format!("{SUBJECT}{}", "x".repeat(100))))]);
    fails(
        "google-sts",
        &long,
        &google(|_| {}),
        "mapping",
        Some("The size of mapped attribute exceeds the 127 bytes limit."),
    );
    let other = google(|own| own["attributeCondition"] = json!("assertion.sub == 'x'"));
    let rejected = "The given credential is rejected by the attribute condition.";
    fails("google-sts", &token, &other, "condition", Some(rejected));
}

#[test]
fn google_documents_the_types_of_keys_and_no_algorithms() {
    let token = public(&format!("//iam.googleapis.com/{POOL}"));
    let with_algorithm = |alg: &str| {
        let header = json!({"alg": alg, "kid": "k"}).to_string();
        let text = crate::made::token(&header, &token.to_string());
        let verdict = super::of_text("google-sts", &text, &google(|_| {}));
        let step = step(&verdict, "algorithm");
        (step.result, step.text.to_string())
    };
    for alg in ["RS256", "RS384", "PS512", "ES384", "ES512"] {
        let documented = format!(
            "Google STS verifies with RSA and EC keys, and `{alg}` uses such a key. Its algorithms are not documented."
        );
        assert_eq!(with_algorithm(alg), (StepResult::Passed, documented));
    }
    for alg in ["EdDSA", "Ed25519"] {
        let other = format!("Google STS verifies only with RSA and EC keys. `{alg}` uses neither.");
        assert_eq!(with_algorithm(alg), (StepResult::Failed, other));
    }
    let shared = "`HS256` needs a shared secret. Google STS has only the cluster's public keys.";
    assert_eq!(with_algorithm("HS256"), (StepResult::Failed, shared.to_owned()));
    let unsigned = "The token is not signed: its `alg` is `none`.";
    assert_eq!(with_algorithm("none"), (StepResult::Failed, unsigned.to_owned()));
    let unknown = "The token is signed with `ES256K`. This tool does not know whether Google STS verifies that.";
    assert_eq!(with_algorithm("ES256K"), (StepResult::Unknown, unknown.to_owned()));
}

#[test]
fn algorithm_that_is_not_documented_is_open_unless_no_public_key_verifies_it() {
    for party in ["entra", "go-oidc", "knative", "argocd", "jose", "pyjwt"] {
        for (alg, result) in [
            ("RS256", StepResult::Passed),
            ("ES256K", StepResult::Unknown),
            ("HS512", StepResult::Failed),
            ("none", StepResult::Failed),
        ] {
            let header = json!({"alg": alg, "kid": "k"}).to_string();
            let text = crate::made::token(&header, &public("app").to_string());
            let verdict = super::of_text(party, &text, &expecting("app"));
            assert_eq!(step(&verdict, "algorithm").result, result, "{party} {alg}");
        }
    }
}

#[test]
fn condition_that_is_not_read_is_unknown() {
    let own = google(|own| own["attributeCondition"] = json!("assertion.sub.matches('x')"));
    let token = public(&format!("//iam.googleapis.com/{POOL}"));
    fits("google-sts", &token, &own, &["age", "request", "public-keys", "condition"]);
    let verdict = verdict("google-sts", &token, &own);
    assert_eq!(
        step(&verdict, "condition").text,
        "This tool cannot tell whether the condition holds: `assertion.sub.matches('x')`."
    );
}

fn credential(subject: &str) -> String {
    json!([
        {"issuer": "https://elsewhere.example", "subject": SUBJECT, "audiences": [ENTRA]},
        {"issuer": ISSUER, "subject": subject, "audiences": [ENTRA]},
    ])
    .to_string()
}

fn entra(subject: &str) -> VerdictOptions {
    but(expecting("unused"), |own| own.policy = Some(credential(subject)))
}

#[test]
fn token_fits_a_credential_of_entra() {
    fits("entra", &public(ENTRA), &entra(SUBJECT), &["public-keys"]);
    fits("entra", &public(ENTRA), &expecting(ENTRA), &["public-keys", "trust-policy"]);
}

#[test]
fn each_check_of_entra_that_fails_has_its_message() {
    let token = public(ENTRA);
    let beginning = "No matching federated identity record found for presented assertion";
    let says = |number: &str, what: &str| format!("AADSTS{number}: {beginning} {what} …");
    let other = with(token.clone(), &[("/iss", json!(format!("{ISSUER}/")))]);
    fails("entra", &other, &entra(SUBJECT), "issuer", Some(&says("700211", "issuer")));
    fails("entra", &public("x"), &entra(SUBJECT), "audience", Some(&says("700212", "audience")));
    let carts = entra("system:serviceaccount:default:cart");
    fails("entra", &token, &carts, "subject", Some(&says("700213", "subject")));
    fails(
        "entra",
        &token,
        &entra("system:serviceaccount:default:Build"),
        "subject",
        Some(
            "AADSTS7002138: …The subject matches with case-insensitive comparison, but not with case-sensitive comparison.",
        ),
    );
    fails(
        "entra",
        &token,
        &entra(SUBJECT).now(IAT + 4000),
        "expiry",
        Some("AADSTS700024: Client assertion is not within its valid time range. …"),
    );
}

#[test]
fn expression_of_entra_has_a_number_of_its_own() {
    // Entra takes expressions for three issuers, and no cluster is one of them.
    const GITLAB: &str = "https://gitlab.com";
    let flexible = |value: &str| {
        but(expecting("unused"), |own| {
            own.policy = Some(
                json!({
                    "issuer": GITLAB, "audiences": [ENTRA],
                    "claimsMatchingExpression": {"value": value, "languageVersion": 1},
                })
                .to_string(),
            );
        })
    };
    let token = with(public(ENTRA), &[("/iss", json!(GITLAB))]);
    let other = flexible("claims['sub'] matches 'system:serviceaccount:shop:*'");
    fails("entra", &token, &other, "subject", Some("AADSTS7002131: …"));
    let own = flexible("claims['sub'] matches 'system:serviceaccount:default:*'");
    fits("entra", &token, &own, &["public-keys"]);
}

#[test]
fn credential_of_entra_has_room_for_600_characters() {
    for (characters, fitting) in [(600, true), (601, false)] {
        let long = "é".repeat(characters);
        for (value, claim) in [(json!(long), "sub"), (json!([long]), "aud")] {
            let token = with(public(ENTRA), &[(&format!("/{claim}"), value)]);
            let verdict = verdict("entra", &token, &expecting(&long));
            let size = step(&verdict, "size");
            assert_eq!(size.result == StepResult::Passed, fitting, "{claim} {characters}");
            if !fitting {
                let text =
                    format!("`{claim}` has 601 characters. Microsoft Entra accepts at most 600.");
                assert_eq!(size.text, text);
            }
        }
    }
    // One short audience is enough.
    let both = with(public(ENTRA), &[("/aud", json!(["x".repeat(700), ENTRA]))]);
    fits("entra", &both, &expecting(ENTRA), &["public-keys", "trust-policy"]);
}

#[test]
fn new_credential_of_entra_takes_minutes() {
    let verdict = verdict("entra", &public(ENTRA), &expecting(ENTRA));
    assert_eq!(
        step(&verdict, "trust-policy").fix.as_deref(),
        Some(
            "Paste the federated credential, to see what it requires. A new one takes some minutes to work."
        )
    );
}

#[test]
fn expiry_a_moment_ago_is_open_where_the_leeway_is_not_published() {
    for (seconds, result) in [
        (3599, StepResult::Passed),
        (3600, StepResult::Unknown),
        (3900, StepResult::Unknown),
        (3901, StepResult::Failed),
    ] {
        let verdict = verdict("entra", &public(ENTRA), &expecting(ENTRA).now(IAT + seconds));
        assert_eq!(step(&verdict, "expiry").result, result, "{seconds}");
    }
}

#[test]
fn clouds_reject_legacy_tokens_for_their_issuer() {
    for party in ["google-sts", "entra"] {
        let verdict = verdict(party, &legacy(), &expecting("x"));
        assert!(with_result(&verdict, StepResult::Failed).contains(&"issuer"), "{party}");
    }
}

#[test]
fn agent_of_eks_checks_the_times() {
    let audience = "pods.eks.amazonaws.com";
    fits("eks-pod-identity", &public(audience), &expecting(audience), &["signature"]);
    let late = expecting(audience).now(IAT + 3601);
    let message = Some("…failed basic claim validations: …");
    fails("eks-pod-identity", &public(audience), &late, "expiry", message);
    let early = expecting(audience).now(IAT - 1);
    fails("eks-pod-identity", &public(audience), &early, "not-before", message);
    fails("eks-pod-identity", &public("x"), &expecting(audience), "audience", None);
}
