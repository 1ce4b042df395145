//! The checks of the recipients that no token fails here.

/// A check that no token fails here, why, and the message that it has all the same.
pub(super) const OPEN: &[(&str, &str, &str, Option<&str>)] = &[
    ("aws-sts", "age", "AWS does not publish the limit", Some("Token too old: 1700000000")),
    ("aws-sts", "policy-review", "no recipient judges a policy", None),
    ("eks-pod-identity", "signature", "the agent does not verify it", None),
    (
        "google-sts",
        "age",
        "Google does not publish the limit",
        Some("ID Token issued at 1700000000 is stale to sign-in."),
    ),
    ("google-sts", "policy-review", "no recipient judges a policy", None),
    (
        "entra",
        "trust-policy",
        "the checks of the policy replace it",
        Some("AADSTS70021: No matching federated identity record found for presented assertion. …"),
    ),
    ("entra", "policy-review", "no recipient judges a policy", None),
    (
        "vault-kubernetes",
        "request",
        "the request is not in the token",
        Some("invalid role name \"…\""),
    ),
    ("vault-kubernetes", "signature", "the TokenReview verifies it", None),
    (
        "vault-jwt",
        "bound-claims",
        "the role is only known there",
        Some("claim \"…\" does not match any associated bound claim values"),
    ),
    (
        "claude",
        "reuse",
        "whether it was exchanged before is only known there",
        Some("Authentication failed (Console: jti_reused)"),
    ),
    ("ibm-cloud-iam", "request", "the request is not in the token", None),
    (
        "dapr",
        "request",
        "the request is not in the token",
        Some("app-id mismatch. expected: …, received: …"),
    ),
    ("linkerd", "audience", "Linkerd tries the token again without an audience", None),
    (
        "teleport-in-cluster",
        "audience",
        "Teleport also accepts the audiences of the API server",
        Some("kubernetes failed to validate token: …"),
    ),
    ("istio", "issued-at", "Envoy does not read `iat`", None),
    (
        "istio",
        "public-keys",
        "which keys it has is only known there",
        Some("Jwks remote fetch is failed"),
    ),
    (
        "istio",
        "key",
        "which keys it has is only known there",
        Some("Jwks doesn't have key to match kid or alg from Jwt"),
    ),
    ("knative", "issued-at", "go-oidc does not read `iat`", None),
    ("argocd", "issued-at", "go-oidc does not read `iat`", None),
    ("go-oidc", "issued-at", "go-oidc does not read `iat`", None),
];
