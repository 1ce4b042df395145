//! Libraries, and programs that use them.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::{StepResult, VerificationReason};

use super::{but, expecting, fails, fits, of_text, public, verdict, with_result};
use crate::made::{IAT, legacy, token, with};
use crate::step;

fn forged() -> VerdictOptions {
    but(expecting("app"), |own| own.signature = Some(VerificationReason::NoneMatches))
}

fn other_issuer() -> Value {
    with(public("app"), &[("/iss", json!("https://x.example"))])
}

#[test]
fn token_that_fits_passes_every_library() {
    for party in ["go-oidc", "knative", "argocd", "jose", "spring-security", "pyjwt"] {
        fits(party, &public("app"), &expecting("app"), &[]);
    }
    let own = "https://kubernetes.default.svc.cluster.local";
    let in_cluster = but(expecting("app"), |options| options.expected_issuers = vec![own.into()]);
    fits("keycloak", &with(public("app"), &[("/iss", json!(own))]), &in_cluster, &[]);
}

#[test]
fn each_check_of_go_oidc_has_its_message() {
    let expired = expecting("app").now(IAT + 3601);
    let early = expecting("app").now(IAT - 301);
    let provider =
        format!("oidc: id token issued by a different provider, expected \"{}\" …", super::ISSUER);
    for party in ["go-oidc", "knative", "argocd"] {
        let passed_on =
            if party == "knative" { "failed to verify JWT: could not verify JWT: " } else { "" };
        let answer = |text: &str| format!("{passed_on}{text}");
        let issuer = answer(&provider);
        fails(party, &other_issuer(), &expecting("app"), "issuer", Some(&issuer));
        fails(
            party,
            &public("x"),
            &expecting("app"),
            "audience",
            Some(&answer("oidc: expected audience …")),
        );
        fails(
            party,
            &public("app"),
            &expired,
            "expiry",
            Some(&answer("oidc: token is expired (Token Expiry: …)")),
        );
        fails(
            party,
            &public("app"),
            &early,
            "not-before",
            Some(&answer("oidc: current time … before the nbf (not before) time: …")),
        );
        let signature = answer("failed to verify signature: …");
        fails(party, &public("app"), &forged(), "signature", Some(&signature));
        fits(party, &public("app"), &expecting("app").now(IAT - 300), &[]);
    }
    let subject = but(expecting("app"), |own| own.expected_subject = Some("x".into()));
    fails(
        "knative",
        &public("app"),
        &subject,
        "subject",
        Some(
            "token is from subject \"system:serviceaccount:default:build\", but only \"…\" is allowed",
        ),
    );
    let none = but(expecting("app"), |own| own.expected_audiences = Vec::new());
    let verdict = verdict("argocd", &public("app"), &none);
    assert_eq!(
        step(&verdict, "audience").message.as_deref(),
        Some("token has an audience claim, but no allowed audiences are configured")
    );
}

#[test]
fn each_check_of_jose_has_its_message() {
    let own = expecting("app");
    fails(
        "jose",
        &other_issuer(),
        &own,
        "issuer",
        Some("ERR_JWT_CLAIM_VALIDATION_FAILED: unexpected \"iss\" claim value"),
    );
    fails(
        "jose",
        &public("x"),
        &own,
        "audience",
        Some("ERR_JWT_CLAIM_VALIDATION_FAILED: unexpected \"aud\" claim value"),
    );
    fails("jose", &public("app"), &own.clone().now(IAT + 3600), "expiry", Some("ERR_JWT_EXPIRED"));
    fits("jose", &public("app"), &own.now(IAT + 3599), &[]);
    let verdict = verdict("jose", &public("app"), &forged());
    assert_eq!(with_result(&verdict, StepResult::Failed), ["signature"]);
    assert_eq!(
        step(&verdict, "signature").message.as_deref(),
        Some("ERR_JWS_SIGNATURE_VERIFICATION_FAILED")
    );
}

#[test]
fn jose_refuses_small_rsa_keys() {
    let of = |alg: &str, bytes: usize| {
        let header = json!({"alg": alg}).to_string();
        let text = crate::made::token_signed(&header, &public("app").to_string(), bytes);
        let verdict = of_text("jose", &text, &expecting("app"));
        let key = step(&verdict, "key");
        (key.result, key.text.to_string(), key.message.is_some())
    };
    let (result, text, has_message) = of("RS256", 128);
    assert_eq!((result, has_message), (StepResult::Failed, false));
    assert_eq!(text, "The signature is that of an RSA key of 1024 bits. jose needs at least 2048.");
    assert_eq!(of("PS512", 255).0, StepResult::Failed);
    for (alg, bytes) in [("RS256", 256), ("PS512", 512), ("ES256", 64), ("EdDSA", 64)] {
        assert_eq!(of(alg, bytes).0, StepResult::Passed, "{alg}");
    }
    let unchecked = but(expecting("app"), |own| own.signature = None);
    let open = verdict("jose", &public("app"), &unchecked);
    let key = step(&open, "key");
    assert_eq!(
        (key.result, key.message.as_deref()),
        (StepResult::Unknown, Some("ERR_JWKS_NO_MATCHING_KEY"))
    );
}

#[test]
fn each_check_of_spring_security_has_its_message() {
    let own = expecting("app");
    fails("spring-security", &other_issuer(), &own, "issuer", Some("The iss claim is not valid"));
    fails(
        "spring-security",
        &public("app"),
        &own.clone().now(IAT + 3661),
        "expiry",
        Some("Jwt expired at …"),
    );
    fits("spring-security", &public("app"), &own.clone().now(IAT + 3660), &[]);
    let decode = Some("An error occurred while attempting to decode the Jwt: …");
    fails("spring-security", &public("app"), &forged(), "signature", decode);
    let header = json!({"alg": "ES256"}).to_string();
    let verdict = of_text("spring-security", &token(&header, &public("app").to_string()), &own);
    assert_eq!(step(&verdict, "algorithm").message.as_deref(), decode);
    let none = but(own, |own| own.expected_audiences = Vec::new());
    let verdict = super::verdict("spring-security", &public("x"), &none);
    assert_eq!(step(&verdict, "audience").result, StepResult::NotChecked);
}

#[test]
fn each_check_of_pyjwt_has_its_message() {
    let own = expecting("app");
    fails("pyjwt", &public("x"), &own, "audience", Some("Audience doesn't match"));
    fails(
        "pyjwt",
        &public("app"),
        &own.clone().now(IAT + 3600),
        "expiry",
        Some("Signature has expired"),
    );
    fails("pyjwt", &public("app"), &forged(), "signature", Some("Signature verification failed"));
    fails("pyjwt", &other_issuer(), &own, "issuer", None);
    let none = but(own, |own| own.expected_audiences = Vec::new());
    let verdict = verdict("pyjwt", &public("app"), &none);
    let audience = step(&verdict, "audience");
    assert_eq!(
        (audience.result, audience.message.as_deref()),
        (StepResult::Unknown, Some("Invalid audience"))
    );
}

#[test]
fn keycloak_counts_from_the_issue_time() {
    let inside =
        with(public("app"), &[("/iss", json!("https://kubernetes.default.svc.cluster.local"))]);
    let own = but(expecting("app"), |own| own.expected_issuers = Vec::new());
    // It accepts the token of a year, in its first hour.
    let year = with(inside.clone(), &[("/exp", json!(IAT + 31_536_000))]);
    fits("keycloak", &year, &own.clone().now(IAT + 3600), &[]);
    let old = Some("Token was issued too far in the past to be used now");
    fails("keycloak", &year, &own.clone().now(IAT + 3601), "age", old);
    let late = with(inside.clone(), &[("/exp", json!(IAT + 60))]);
    fails("keycloak", &late, &own.clone().now(IAT + 61), "expiry", Some("Token is not active"));
    let early = with(inside.clone(), &[("/iat", json!(IAT + 11))]);
    fails("keycloak", &early, &own, "issued-at", Some("Token was issued in the future"));
    // Nothing says which issuer somebody configured.
    assert_eq!(
        step(&verdict("keycloak", &public("app"), &own), "issuer").result,
        StepResult::Unknown
    );
    let open = verdict("keycloak", &inside, &VerdictOptions::new());
    assert_eq!(
        step(&open, "audience").text,
        "The token is for `app`. Keycloak accepts the URL of its realm. Enter that URL as an audience."
    );
}

#[test]
fn keycloak_accepts_a_token_without_an_issue_time_for_an_hour() {
    let inside = "https://kubernetes.default.svc.cluster.local";
    let until = |seconds: i64| {
        let changes =
            [("/iss", json!(inside)), ("/iat", Value::Null), ("/exp", json!(IAT + 10 + seconds))];
        with(public("app"), &changes)
    };
    let own = but(expecting("app"), |own| own.expected_issuers = Vec::new());
    fits("keycloak", &until(3600), &own, &[]);
    let message = "Token expiration is too far in the future and iat claim not present in token";
    fails("keycloak", &until(3601), &own, "required-claims", Some(message));
    let verdict = verdict("keycloak", &until(7200), &own);
    assert_eq!(
        step(&verdict, "required-claims").text,
        "The token has no `iat`, and expires in 2 hours. Without `iat`, Keycloak accepts at most 1 hour until `exp`."
    );
}

#[test]
fn libraries_without_demands_accept_legacy_tokens() {
    let own = but(expecting("x"), |own| {
        own.expected_issuers = vec!["kubernetes/serviceaccount".into()];
        own.expected_audiences = Vec::new();
    });
    for party in ["spring-security", "pyjwt", "jose"] {
        fits(party, &legacy(), &own, &[]);
    }
    fits("istio", &legacy(), &own, &[]);
    let verdict = verdict("go-oidc", &legacy(), &own);
    assert_eq!(with_result(&verdict, StepResult::Failed), ["audience", "expiry"]);
}

#[test]
fn token_without_an_audience_passes_where_none_is_demanded() {
    let none = but(expecting("app"), |own| own.expected_audiences = Vec::new());
    let token = with(public("app"), &[("/aud", Value::Null)]);
    for party in ["istio", "jose", "spring-security", "pyjwt"] {
        let verdict = verdict(party, &token, &none);
        assert_eq!(step(&verdict, "audience").result, StepResult::NotChecked, "{party}");
        let verdict = super::verdict(party, &token, &expecting("app"));
        assert_eq!(step(&verdict, "audience").result, StepResult::Failed, "{party}");
    }
}

#[test]
fn header_that_go_jose_cannot_decode_is_rejected_by_what_uses_it() {
    for header in [
        json!({"alg": "RS256", "kid": 7}),
        json!({"alg": "RS256", "kid": ["k"]}),
        json!({"alg": "RS256", "kid": "k", "x5c": "MII"}),
        json!({"alg": "RS256", "kid": "k", "jwk": "k"}),
    ] {
        for (party, check, message) in [
            ("go-oidc", "algorithm", None),
            ("knative", "algorithm", None),
            ("argocd", "algorithm", None),
            ("vault-jwt", "algorithm", Some("error validating token: …")),
            ("teleport-static-jwks", "signature", None),
            ("sigstore", "signature", Some("There was an error processing the identity token")),
        ] {
            let text = token(&header.to_string(), &public("app").to_string());
            let verdict = of_text(party, &text, &expecting("app"));
            let step = step(&verdict, check);
            assert_eq!(step.result, StepResult::Failed, "{party} {header}");
            assert_eq!(step.message.as_deref(), message, "{party} {header}");
        }
    }
    let text = token(r#"{"alg":"RS256","kid":7}"#, &public("app").to_string());
    assert_eq!(
        step(&of_text("go-oidc", &text, &expecting("app")), "algorithm").text,
        "go-oidc uses the library go-jose, which cannot decode `kid` in the header."
    );
    // A null counts as absent, and others do not use go-jose.
    let null = token(r#"{"alg":"RS256","kid":null}"#, &public("app").to_string());
    assert_ne!(
        step(&of_text("go-oidc", &null, &expecting("app")), "algorithm").result,
        StepResult::Failed
    );
    assert_ne!(
        step(&of_text("pyjwt", &text, &expecting("app")), "algorithm").result,
        StepResult::Failed
    );
}
