//! A message of a recipient that is pasted with a token leads to the recipient's check.

use std::collections::BTreeMap;

use service_account_token::{VerdictOptions, verdicts};

use super::{but, expecting, public};
use crate::made::{IAT, injected, legacy};
use crate::{Value, stock};

/// The check of each party that a message leads to.
fn leads_to(payload: &Value, message: &str, options: &VerdictOptions) -> BTreeMap<String, String> {
    let text = format!("$ deploy\n{message}\n$ cat token\n{}\n", stock(payload));
    let all = verdicts(text.as_bytes(), options);
    let pasted = |verdict: &service_account_token::report::Verdict| {
        Some((verdict.party.to_string(), verdict.pasted.as_ref()?.to_string()))
    };
    all.iter().filter_map(pasted).collect()
}

/// The message leads to this check of this party, and to nothing else.
#[track_caller]
fn leads(payload: &Value, message: &str, party: &str, check: &str) {
    let found = leads_to(payload, message, &VerdictOptions::new().now(IAT + 10));
    assert_eq!(found, BTreeMap::from([(party.into(), check.into())]), "{message}");
}

#[test]
fn message_of_aws_leads_to_its_check() {
    let failed = |code: &str, text: &str| {
        format!(
            "An error occurred ({code}) when calling the AssumeRoleWithWebIdentity operation: {text}"
        )
    };
    for (code, text, check) in [
        ("InvalidIdentityToken", "Incorrect token audience", "audience"),
        ("InvalidIdentityToken", "Missing a required claim: aud", "required-claims"),
        (
            "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://x.example",
            "issuer",
        ),
        (
            "InvalidIdentityToken",
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
            "public-keys",
        ),
        (
            "InvalidIdentityToken",
            "The web identity token provided could not be validated",
            "signature",
        ),
        ("InvalidIdentityToken", "Token too old: 1700000000", "age"),
        ("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", "trust-policy"),
    ] {
        leads(&public("sts.amazonaws.com"), &failed(code, text), "aws-sts", check);
    }
    leads(
        &public("x"),
        "AccessDenied: User: arn:aws:sts::1:assumed-role/a is not authorized to perform: sts:AssumeRoleWithWebIdentity on resource: b",
        "aws-sts",
        "trust-policy",
    );
}

#[test]
fn expired_token_is_one_of_two_services_of_aws() {
    let message = "ExpiredTokenException: Token expired: current date/time 1700004000 must be before the expiration date/time1700003600";
    for (audience, first) in
        [("sts.amazonaws.com", "aws-sts"), ("pods.eks.amazonaws.com", "eks-pod-identity")]
    {
        let text = format!("{message}\n{}", stock(&public(audience)));
        let all = verdicts(text.as_bytes(), &VerdictOptions::new());
        let shown = all.iter().find(|verdict| verdict.pasted.is_some()).unwrap();
        assert_eq!(shown.party, first);
        assert_eq!(shown.pasted.as_ref().unwrap().to_string(), "expiry");
    }
}

#[test]
fn message_of_google_leads_to_its_check() {
    for (message, check) in [
        (
            r#"{"error":"invalid_request","error_description":"Invalid value for \"audience\". This value should be the full resource name of the Identity Provider."}"#,
            "request",
        ),
        (
            r#"{"error":"invalid_target","error_description":"The target service indicated by the \"audience\" parameters is invalid."}"#,
            "request",
        ),
        (
            "Specified identity issuer https://x.example not found in the configured identity providers.",
            "issuer",
        ),
        ("Error connecting to the given credential's issuer.", "public-keys"),
        ("Input JWK is not in a valid json format", "public-keys"),
        ("The audience in ID Token [a] does not match the expected audience b.", "audience"),
        ("ID Token issued at 1700000000 is stale to sign-in.", "age"),
        ("The size of mapped attribute exceeds the 127 bytes limit.", "trust-policy"),
        (
            r#"{"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}"#,
            "trust-policy",
        ),
    ] {
        leads(&public("x"), message, "google-sts", check);
    }
}

#[test]
fn code_of_alibaba_leads_to_its_check() {
    for (code, message, check) in [
        ("AuthenticationFail.NoPermission", "No such OIDC Provider registered.", "issuer"),
        ("AuthenticationFail.OIDCToken.AudienceNotMatch", "Invalid audience.", "audience"),
        ("AuthenticationFail.OIDCToken.Expired", "This JsonWebToken is expired.", "expiry"),
        (
            "AuthenticationFail.OIDCToken.InvalidSignature",
            "OIDC token validate failed: invalid signature.",
            "signature",
        ),
        (
            "AuthenticationFail.OIDCToken.Invalid",
            "The number of Jwt field should be divided into 3 parts with '.' .",
            "form",
        ),
        // It does not say which check it means, so the first one that may be.
        ("AuthenticationFail.OIDCToken.Invalid", "The Jwt content is invalid.", "issuer"),
        ("AuthenticationFail.NoPermission", "There is no permission", "issuer"),
    ] {
        let text = format!("{{ \"Code\": \"{code}\", \"Message\": \"{message}\" }}");
        leads(&public("x"), &text, "alibaba-rrsa", check);
    }
}

#[test]
fn number_of_entra_leads_to_its_check() {
    for (number, check) in [
        ("70021", "trust-policy"),
        ("700211", "issuer"),
        ("700212", "audience"),
        ("700213", "subject"),
        ("7002131", "subject"),
        ("7002138", "subject"),
        ("7000272", "signature"),
        ("90061", "public-keys"),
        ("700024", "expiry"),
    ] {
        let message =
            format!("{{\"error\":\"invalid_client\",\"error_description\":\"AADSTS{number}: …\"}}");
        leads(&public("x"), &message, "entra", check);
        leads(&public("x"), &format!("failed with AADSTS{number}"), "entra", check);
    }
    let options = VerdictOptions::new();
    assert_eq!(leads_to(&public("x"), "AADSTS7002119: …", &options), BTreeMap::new());
}

#[test]
fn reason_of_vault_leads_to_its_check() {
    for (message, party, check) in [
        (
            "* invalid audience (aud) claim: audience claim does not match any expected audience",
            "vault-kubernetes",
            "audience",
        ),
        ("invalid expiration time (exp) claim: token is expired", "vault-kubernetes", "expiry"),
        ("* invalid role name \"web\"", "vault-kubernetes", "request"),
        ("service account name not authorized", "vault-kubernetes", "subject"),
        ("namespace not authorized", "vault-kubernetes", "subject"),
        (
            "lookup failed: service account unauthorized; this could mean it has been deleted or recreated with a new token",
            "vault-kubernetes",
            "token-review",
        ),
        (
            "service account jwt is for audience(s) [a], but wanted [b]",
            "vault-kubernetes",
            "token-review",
        ),
        (
            "* error validating token: no known key successfully validated the token signature",
            "vault-jwt",
            "signature",
        ),
        ("error validating token: invalid audience (aud) claim", "vault-jwt", "audience"),
        ("audience claim found in JWT but no audiences bound to the role", "vault-jwt", "audience"),
        (
            "claim \"/kubernetes.io/namespace\" does not match any associated bound claim values",
            "vault-jwt",
            "bound-claims",
        ),
    ] {
        leads(&public("vault"), message, party, check);
    }
}

#[test]
fn answer_of_vault_without_a_reason_leads_to_the_first_check_that_fails() {
    let denied = [
        "Code: 403. Errors:\n\n* permission denied",
        r#"{"errors":["permission denied"]}"#,
        r"Code: 403. Errors:\n\n* permission denied",
    ];
    for message in denied {
        let found = |payload: &Value, options: &VerdictOptions| {
            leads_to(payload, message, options).get("vault-kubernetes").cloned()
        };
        let own = expecting("vault");
        assert_eq!(found(&public("x"), &own).as_deref(), Some("audience"));
        let late = own.clone().now(IAT + 4000);
        assert_eq!(found(&public("vault"), &late).as_deref(), Some("expiry"));
        assert_eq!(found(&public("vault"), &own).as_deref(), Some("token-review"));
        let named = but(own, |own| own.expected_subject = None);
        assert_eq!(found(&public("vault"), &named).as_deref(), Some("subject"));
    }
    for other in ["cat: token: Permission denied", "Error 403: Permission denied on resource"] {
        assert_eq!(leads_to(&public("vault"), other, &expecting("vault")), BTreeMap::new());
    }
}

#[test]
fn message_of_a_mesh_or_a_library_leads_to_its_check() {
    for (message, party, check) in [
        ("Jwt is expired", "istio", "expiry"),
        ("Audiences in Jwt are not allowed", "istio", "audience"),
        ("Jwks doesn't have key to match kid or alg from Jwt", "istio", "key"),
        ("Jwt verification fails", "istio", "signature"),
        (
            "requested identity did not match provided token: requested=a.b.serviceaccount.identity.linkerd.cluster.local; found=c.b.serviceaccount.identity.linkerd.cluster.local",
            "linkerd",
            "subject",
        ),
        ("Not a label: a.b", "linkerd", "subject"),
        ("fail to get pod name from token review status: no pod name", "spire", "pod-binding"),
        (
            "static_jwks joining requires the use of a service account token with a TTL of less than 30m0s",
            "teleport-static-jwks",
            "lifetime",
        ),
        (
            "static_jwks joining requires the use of a service account token with `exp`",
            "teleport-static-jwks",
            "required-claims",
        ),
        (
            "legacy SA tokens are not accepted as kubernetes version v1.31.2 supports bound tokens",
            "teleport-in-cluster",
            "pod-binding",
        ),
        ("pod UID mismatch: expected a, got b", "spire", "object-uid"),
        ("app-id mismatch. expected: a, received: b", "dapr", "request"),
        ("Token was issued too far in the past to be used now", "keycloak", "age"),
        ("Service account token cannot be parsed: no", "eks-pod-identity", "form"),
        ("kubernetes.io/pod/name claim is missing from Kubernetes token", "dapr", "pod-binding"),
        (
            "failed to verify JWT: could not verify JWT: oidc: expected audience \"a\" got [\"b\"]",
            "knative",
            "audience",
        ),
        (
            "oidc: id token issued by a different provider, expected \"a\" got \"b\"",
            "go-oidc",
            "issuer",
        ),
        ("JWTClaimValidationFailed: unexpected \"aud\" claim value", "jose", "audience"),
        ("Jwt expired at 2023-11-14T22:13:20Z", "spring-security", "expiry"),
        ("jwt.exceptions.ExpiredSignatureError: Signature has expired", "pyjwt", "expiry"),
        ("{\"type\":\"jti_reused\"}", "claude", "reuse"),
        ("There was an error processing the identity token", "sigstore", "audience"),
    ] {
        leads(&public("x"), message, party, check);
    }
}

#[test]
fn message_in_a_string_of_json_leads_to_its_check() {
    for (message, party, check) in [
        ("invalid role name \"web\"", "vault-kubernetes", "request"),
        ("{\"errors\":[\"permission denied\"]}", "vault-kubernetes", "audience"),
        ("unexpected \"aud\" claim value", "jose", "audience"),
        ("unexpected \"iss\" claim value", "jose", "issuer"),
    ] {
        leads(&public("x"), &Value::from(message).to_string(), party, check);
        let log = Value::from(Value::from(message).to_string());
        leads(&public("x"), &log.to_string(), party, check);
    }
}

#[test]
fn message_about_a_check_that_is_not_made_leads_nowhere() {
    let options = VerdictOptions::new();
    let message = "no issued at (iat), not before (nbf), or expiration time (exp) claims in token";
    assert_eq!(leads_to(&public("x"), message, &options), BTreeMap::new());
    leads(&legacy(), message, "vault-jwt", "required-claims");
}

#[test]
fn reason_of_the_cluster_leads_to_the_cluster_as_well() {
    let message =
        "lookup failed: [invalid bearer token, service account token has been invalidated]";
    let found = leads_to(&injected(), message, &VerdictOptions::new());
    let expected = [("api-server", "object"), ("vault-kubernetes", "token-review")];
    assert_eq!(found, expected.map(|(party, check)| (party.into(), check.into())).into());
}
