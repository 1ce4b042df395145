//! Vault, OpenAI, Claude, Sigstore, meshes and others.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::{Decision, ObjectState, StepResult, VerificationReason};

use super::{ISSUER, but, expecting, fails, fits, of_text, public, verdict, with_result};
use crate::made::{IAT, header, injected, legacy, token, with};
use crate::step;

fn forged(options: VerdictOptions) -> VerdictOptions {
    but(options, |own| own.signature = Some(VerificationReason::DoesNotMatch))
}

fn subject(options: VerdictOptions, pattern: &str) -> VerdictOptions {
    but(options, |own| own.expected_subject = Some(pattern.into()))
}

const OPEN_AT_VAULT: &[&str] = &["request", "token-review"];

#[test]
fn vault_that_asks_the_cluster_says_what_that_takes() {
    let own = verdict("vault-kubernetes", &public("vault"), &expecting("vault"));
    assert_eq!(
        step(&own, "token-review").text,
        "Vault asks the cluster in a TokenReview, for the role's audience or else the token's own. Only the cluster knows whether the token's objects still exist. Outside the cluster and without `token_reviewer_jwt`, Vault asks with this very token. The token then also needs an audience of the API server, and its account the ClusterRole `system:auth-delegator`."
    );
    let signature = step(&own, "signature");
    assert_eq!(
        (signature.result, signature.text.as_ref()),
        (
            StepResult::NotChecked,
            "Vault verifies the signature itself only if `pem_keys` is set. The TokenReview verifies it in any case."
        )
    );
}

#[test]
fn vault_that_asks_the_cluster_gives_its_reason_only_in_the_log() {
    let party = "vault-kubernetes";
    let own = expecting("vault");
    fits(party, &public("vault"), &own, OPEN_AT_VAULT);
    let denied = |reason: &str| format!("permission denied (debug log: {reason})");
    let says = |reason: &str| Some(denied(reason));
    for (token, options, check, message) in [
        (public("x"), own.clone(), "audience", says("invalid audience (aud) claim: …")),
        (
            with(public("vault"), &[("/iss", json!("https://x.example"))]),
            own.clone(),
            "issuer",
            says("invalid issuer (iss) claim"),
        ),
        (
            public("vault"),
            own.clone().now(IAT + 3661),
            "expiry",
            says("invalid expiration time (exp) claim: token is expired"),
        ),
        (
            public("vault"),
            subject(own.clone(), "system:serviceaccount:default:b"),
            "subject",
            says("service account name not authorized"),
        ),
        (
            public("vault"),
            subject(own.clone(), "system:serviceaccount:prod-*:bui*"),
            "subject",
            says("namespace not authorized"),
        ),
        (
            public("vault"),
            but(own.clone(), |own| own.object = ObjectState::Deleted),
            "token-review",
            says("lookup failed: …"),
        ),
    ] {
        fails(party, &token, &options, check, message.as_deref());
    }
    for pattern in [
        "system:serviceaccount:def*:build",
        "system:serviceaccount:*:*",
        "system:serviceaccount:default:*",
    ] {
        fits(party, &public("vault"), &subject(own.clone(), pattern), OPEN_AT_VAULT);
    }
    fits(party, &public("vault"), &own.now(IAT + 3660), OPEN_AT_VAULT);
}

#[test]
fn token_that_cert_manager_requests_is_for_vault() {
    for audience in ["vault://shop/vault-issuer", "vault://vault-issuer"] {
        let audiences = json!(["https://own.example", audience, "https://vault.example:8200"]);
        let token = with(public("x"), &[("/aud", audiences), ("/exp", json!(IAT + 600))]);
        for (party, open) in
            [("vault-kubernetes", OPEN_AT_VAULT), ("vault-jwt", &["bound-claims"][..])]
        {
            fits(party, &token, &expecting(audience), open);
            assert!(verdict(party, &token, &expecting(audience)).addressed, "{party}");
        }
    }
}

#[test]
fn vault_does_not_compare_the_issuer_unless_told_to() {
    let own = but(expecting("vault"), |own| own.expected_issuers = Vec::new());
    let verdict = verdict("vault-kubernetes", &public("vault"), &own);
    assert_eq!(step(&verdict, "issuer").result, StepResult::NotChecked);
}

#[test]
fn vault_that_asks_the_cluster_accepts_legacy_tokens_and_the_other_does_not() {
    let own = but(expecting("x"), |own| {
        own.expected_issuers = Vec::new();
        own.expected_audiences = Vec::new();
    });
    fits("vault-kubernetes", &legacy(), &own, OPEN_AT_VAULT);
    // A recreated Secret may contain the same token again.
    let recreated = but(own.clone(), |own| own.object = ObjectState::Recreated);
    fits("vault-kubernetes", &legacy(), &recreated, OPEN_AT_VAULT);
    let rejected = verdict("vault-jwt", &legacy(), &own);
    let times = step(&rejected, "required-claims");
    assert_eq!(
        times.message.as_deref(),
        Some("no issued at (iat), not before (nbf), or expiration time (exp) claims in token")
    );
}

#[test]
fn vault_that_verifies_itself_checks_the_signature_first() {
    let party = "vault-jwt";
    let own = expecting("vault");
    fits(party, &public("vault"), &own, &["bound-claims"]);
    fails(
        party,
        &public("vault"),
        &forged(own.clone()),
        "signature",
        Some("error validating token: …no known key successfully validated the token signature"),
    );
    for (token, options, check) in [
        (with(public("vault"), &[("/iss", json!("https://x.example"))]), own.clone(), "issuer"),
        (public("vault"), subject(own.clone(), "x"), "subject"),
        (public("x"), own.clone(), "audience"),
        (public("vault"), own.clone().now(IAT + 3661), "expiry"),
        (public("vault"), own.clone().now(IAT - 61), "not-before"),
    ] {
        let all = verdict(party, &token, &options);
        let failed = with_result(&all, StepResult::Failed);
        assert_eq!(failed.first(), Some(&check));
        assert_eq!(step(&all, check).message.as_deref(), Some("error validating token: …"));
    }
    let unbound = but(own, |own| own.expected_audiences = Vec::new());
    let verdict = verdict(party, &public("vault"), &unbound);
    assert_eq!(
        step(&verdict, "audience").message.as_deref(),
        Some("audience claim found in JWT but no audiences bound to the role")
    );
}

#[test]
fn openai_compares_exactly_and_documents_no_answer() {
    let audience = "https://api.openai.com/v1";
    let own = expecting(audience);
    fits("openai", &public(audience), &own, &["public-keys"]);
    fails("openai", &public("x"), &own, "audience", None);
    fails("openai", &public(audience), &subject(own.clone(), "x"), "subject", None);
    fails("openai", &public(audience), &own.clone().now(IAT + 4000), "expiry", None);
    fails("openai", &public(audience), &forged(own.clone()), "signature", None);
    let no_iat = with(public(audience), &[("/iat", Value::Null)]);
    fails("openai", &no_iat, &own, "required-claims", None);
    let header = json!({"alg": "RS256"}).to_string();
    let without_kid = token(&header, &public(audience).to_string());
    let verdict = of_text("openai", &without_kid, &own);
    assert_eq!(with_result(&verdict, StepResult::Failed), ["key-id"]);
}

#[test]
fn claude_limits_the_lifetime_and_answers_alike() {
    let audience = "https://api.anthropic.com";
    let own = expecting(audience);
    let open = &["reuse", "public-keys"];
    fits("claude", &public(audience), &own, open);
    fits(
        "claude",
        &public(audience),
        &subject(own.clone(), "system:serviceaccount:default:*"),
        open,
    );
    let message = Some("Authentication failed");
    let year = with(injected(), &[("/iss", json!(ISSUER)), ("/aud", json!([audience]))]);
    fails("claude", &year, &own, "lifetime", message);
    let verdict = verdict("claude", &year, &own);
    assert_eq!(
        step(&verdict, "lifetime").text,
        "The token lives 365 days from `iat` to `exp`. Claude allows 1 hour by default."
    );
    fails("claude", &public("x"), &own, "audience", message);
    fails("claude", &public(audience), &subject(own.clone(), "a*"), "subject", message);
    fails("claude", &public(audience), &own.clone().now(IAT + 3631), "expiry", message);
    fits("claude", &public(audience), &own.clone().now(IAT + 3630), open);
    fails("claude", &public(audience), &own.clone().now(IAT - 31), "issued-at", message);
    let big = with(public(audience), &[("/x", json!("x".repeat(12_500)))]);
    fails("claude", &big, &own, "size", message);
    let no_id = with(public(audience), &[("/jti", Value::Null)]);
    fits("claude", &no_id, &own, &["public-keys"]);
}

#[test]
fn claude_allows_the_lifetime_of_its_rule() {
    let audience = "https://api.anthropic.com";
    let own = |most: u32| but(expecting(audience), |own| own.max_lifetime = Some(most));
    let hours = with(public(audience), &[("/exp", json!(IAT + 7200))]);
    fits("claude", &hours, &own(7200), &["reuse", "public-keys"]);
    fails("claude", &hours, &own(7199), "lifetime", Some("Authentication failed"));
    let verdict = verdict("claude", &hours, &own(7140));
    let lifetime = step(&verdict, "lifetime");
    assert_eq!(
        lifetime.text,
        "The token lives 2 hours from `iat` to `exp`. Claude allows 1 hour 59 minutes."
    );
    assert_eq!(
        lifetime.fix.as_deref(),
        Some(
            "Raise `max_jwt_lifetime_seconds` in the federation rule, or request a token for 1 hour 59 minutes or less: with `expirationSeconds` in a projected volume of your own, or with `kubectl create token --duration`."
        )
    );
}

#[test]
fn fulcio_trusts_the_three_clouds() {
    let own = expecting("sigstore");
    fits("sigstore", &public("sigstore"), &own, &["public-keys"]);
    let message = Some("There was an error processing the identity token");
    let elsewhere = with(public("sigstore"), &[("/iss", json!("https://oidc.example.com"))]);
    fails("sigstore", &elsewhere, &own, "issuer", message);
    fails("sigstore", &public("x"), &own, "audience", message);
    fails("sigstore", &public("sigstore"), &own.now(IAT + 3601), "expiry", message);
}

#[test]
fn envoy_ignores_the_scheme_and_one_slash_of_an_audience() {
    let own = expecting("shop.example");
    for audience in ["shop.example", "https://shop.example/", "http://shop.example"] {
        fits("istio", &public(audience), &own, &[]);
    }
    for (token, options, check, message) in [
        (public("shop.example//"), own.clone(), "audience", "Audiences in Jwt are not allowed"),
        (
            with(public("shop.example"), &[("/iss", json!("https://x.example"))]),
            own.clone(),
            "issuer",
            "Jwt issuer is not configured",
        ),
        (public("shop.example"), own.clone().now(IAT + 3661), "expiry", "Jwt is expired"),
        (public("shop.example"), own.clone().now(IAT - 61), "not-before", "Jwt not yet valid"),
        (public("shop.example"), forged(own.clone()), "signature", "Jwt verification fails"),
    ] {
        fails("istio", &token, &options, check, Some(message));
    }
    fits("istio", &public("shop.example"), &own.now(IAT + 3660), &[]);
    let none = token(&json!({"alg": "none"}).to_string(), &public("a").to_string());
    let verdict = of_text("istio", &none, &VerdictOptions::new());
    assert_eq!(
        step(&verdict, "algorithm").message.as_deref(),
        Some("Jwt header [alg] is not supported")
    );
}

#[test]
fn envoy_fetches_keys_only_every_ten_minutes() {
    let own = but(expecting("a"), |own| own.signature = None);
    let verdict = verdict("istio", &public("a"), &own);
    assert_eq!(
        step(&verdict, "key").fix.as_deref(),
        Some(
            "Wait ten minutes, until Envoy fetches the keys again, or give it the cluster's keys (`kubectl get --raw /openid/v1/jwks`)."
        )
    );
}

#[test]
fn in_a_known_order_later_checks_are_not_reached() {
    let own = expecting("a").now(IAT + 9999);
    let verdict = verdict("istio", &public("b"), &own);
    assert_eq!(with_result(&verdict, StepResult::Failed), ["expiry", "audience"]);
    assert!(step(&verdict, "expiry").reached && !step(&verdict, "audience").reached);
}

#[test]
fn meshes_ask_the_cluster() {
    let pod = |audience: &str| with(injected(), &[("/aud", json!([audience]))]);
    for (party, audience) in [
        ("linkerd", "identity.l5d.io"),
        ("istio-ca", "istio-ca"),
        ("spire", "spire-server"),
        ("dapr", "dapr.io/sentry"),
    ] {
        let own = expecting(audience);
        let open: &[&str] = match party {
            "spire" => &["token-review", "object-uid"],
            "dapr" => &["token-review", "request"],
            _ => &["token-review"],
        };
        fits(party, &pod(audience), &own, open);
        let gone = but(own.clone(), |own| own.object = ObjectState::Deleted);
        let verdict = verdict(party, &pod(audience), &gone);
        assert_eq!(with_result(&verdict, StepResult::Failed), ["token-review"], "{party}");
        // Linkerd tries it as a token for the API server too.
        let result = if party == "linkerd" { StepResult::Unknown } else { StepResult::Failed };
        let verdict = super::verdict(party, &pod("other"), &own);
        assert_eq!(step(&verdict, "audience").result, result, "{party}");
    }
    let dotted = with(pod("identity.l5d.io"), &[("/sub", json!("system:serviceaccount:a:b.c"))]);
    let own = but(expecting("identity.l5d.io"), |own| own.expected_subject = None);
    fails("linkerd", &dotted, &own, "subject", Some("Not a label: …"));
    let asked = but(expecting("identity.l5d.io"), |own| own.expected_subject = None);
    let verdict = verdict("linkerd", &pod("identity.l5d.io"), &asked);
    assert_eq!(
        step(&verdict, "subject").text,
        "The token's subject is `system:serviceaccount:default:build`. The proxy must ask Linkerd for the identity of that account."
    );
    // Sentry's own audience is its SPIFFE id; the earlier one still counts.
    let sentry = "spiffe://cluster.local/ns/dapr-system/dapr-sentry";
    let open = &["token-review", "request"];
    fits("dapr", &pod("dapr.io/sentry"), &expecting(sentry), open);
    fits("dapr", &pod(sentry), &expecting(sentry), open);
    let unbound = public("dapr.io/sentry");
    fails(
        "dapr",
        &unbound,
        &expecting("dapr.io/sentry"),
        "pod-binding",
        Some("kubernetes.io/pod/name claim is missing from Kubernetes token"),
    );
    let message = Some("fail to get pod name from token review status…");
    fails("spire", &public("spire-server"), &expecting("spire-server"), "pod-binding", message);
}

#[test]
fn cut_token_is_unknown_and_not_rejected() {
    let whole = token(&header().to_string(), &public("vault").to_string());
    let (cut, _) = whole.split_at(whole.len() * 2 / 5);
    let verdict = of_text("vault-jwt", cut, &expecting("vault"));
    assert_ne!(verdict.verdict, Decision::Passes);
    assert_eq!(step(&verdict, "subject").result, StepResult::Unknown);
}
