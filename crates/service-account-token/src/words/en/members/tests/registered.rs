//! `iss`, `sub` and `jti`.

use super::*;

#[test]
fn issuer_of_bound_token_is_explained() {
    check(
        &bound(r#""iss":"https://kubernetes.default.svc""#),
        "/iss",
        "The API server's address inside its cluster, and its first `--service-account-issuer`. \
         Many clusters use the same address, so it does not identify the cluster.",
    );
    check(
        &bound(r#""iss":"kubernetes/serviceaccount""#),
        "/iss",
        "The issuer of legacy tokens, in a bound token. The API server accepts it only if \
         `--service-account-issuer` is set to it, as in recipes for Kubernetes 1.12 to 1.19.",
    );
    check(
        &bound(
            r#""iss":"https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF""#,
        ),
        "/iss",
        "`https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF` is the \
         issuing API server's first `--service-account-issuer`, which recipients compare character by character. It has the form used by Amazon EKS. Recipients may fetch the public keys from \
         this address; this tool never does.",
    );
    check(
        &bound(
            r#""iss":"https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c""#,
        ),
        "/iss",
        "`https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c` is the \
         issuing API server's first `--service-account-issuer`, which recipients compare character by character. It has the form used by Google Kubernetes Engine. Recipients may fetch the \
         public keys from this address; this tool never does.",
    );
    check(
        &bound(r#""iss":"api""#),
        "/iss",
        "`api` is the issuing API server's first `--service-account-issuer`, which recipients compare character by character.",
    );
    check(
        &bound(r#""iss":7"#),
        "/iss",
        "This is a number; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
}

#[test]
fn issuer_of_other_token_is_explained() {
    check(
        r#"{"iss":"https://a.example","kubernetes.io/serviceaccount/namespace":"shop"}"#,
        "/iss",
        "`https://a.example` is not the issuer of legacy tokens, which is always \
         `kubernetes/serviceaccount`. The API server does not accept this token as a legacy one.",
    );
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com"}"#,
        "/iss",
        "GitHub Actions: the token was issued for a workflow's job.",
    );
    check(
        r#"{"iss":"https://login.microsoftonline.com/x/v2.0"}"#,
        "/iss",
        "Microsoft Entra ID. The address contains the tenant (the organization).",
    );
    check(
        r#"{"iss":"argocd"}"#,
        "/iss",
        "Argo CD: a session of one of its users, or a token of one of its projects, for its own \
         API only.",
    );
    check(
        r#"{"iss":"https://a.example"}"#,
        "/iss",
        "The token says that `https://a.example` issued it. Recipients compare this character by \
         character with the issuers they trust.",
    );
}

#[test]
fn subject_of_bound_token_is_explained() {
    check(
        &bound(r#""sub":"system:serviceaccount:shop:cart""#),
        "/sub",
        "The API server's user name for ServiceAccount `cart` in namespace `shop`. It matches \
         `kubernetes.io`, as in every token from Kubernetes.",
    );
    check(
        &bound(r#""sub":"system:serviceaccount:shop:till""#),
        "/sub",
        "It names ServiceAccount `till` in namespace `shop`, but `kubernetes.io` names `cart` in \
         `shop`. The API server uses `kubernetes.io` and ignores `sub`. Kubernetes always writes \
         the same account in both, so it did not issue the token in this form.",
    );
    check(
        &bound(r#""sub":"cart""#),
        "/sub",
        "`cart` does not have the form `system:serviceaccount:NAMESPACE:NAME`, which every service \
         account token has. The API server uses `kubernetes.io` and ignores `sub`. Kubernetes \
         always writes the same account in both, so it did not issue the token in this form.",
    );
    check(
        &bound(r#""sub":"system:serviceaccount:shop:cart:x""#),
        "/sub",
        "`system:serviceaccount:shop:cart:x` does not have the form \
         `system:serviceaccount:NAMESPACE:NAME`, which every service account token has. The API \
         server uses `kubernetes.io` and ignores `sub`. Kubernetes always writes the same account \
         in both, so it did not issue the token in this form.",
    );
}

#[test]
fn subject_of_other_token_is_explained() {
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"shop","kubernetes.io/serviceaccount/service-account.name":"till","sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "It names ServiceAccount `cart` in namespace `shop`, but the other claims name `till` in \
         `shop`. The API server rejects such a token (`sub claim is invalid`).",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"shop","sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "The API server's user name for ServiceAccount `cart` in namespace `shop`. The claims that \
         it must match are incomplete.",
    );
    check(
        r#"{"sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "It has the form of a ServiceAccount's user name: ServiceAccount `cart` in namespace \
         `shop`. The claims that Kubernetes adds are missing, so Kubernetes itself did not issue \
         this token.",
    );
    check(
        r#"{"sub":"system:serviceaccount:shop:cart","iat":"#,
        "/sub",
        "It has the form of a ServiceAccount's user name: ServiceAccount `cart` in namespace \
         `shop`.",
    );
    check(
        r#"{"sub":"spiffe://example.org/cart"}"#,
        "/sub",
        "A SPIFFE ID: the trust domain, then the path of the workload.",
    );
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b:ref:refs/heads/main"}"#,
        "/sub",
        "The repository, and what the workflow runs for: a branch, tag, environment or pull \
         request.",
    );
    check(
        r#"{"sub":"alice"}"#,
        "/sub",
        "The issuer's name for the user or program that the token is about. It is unique only \
         together with `iss`.",
    );
    check(r#"{"sub":null}"#, "/sub", "This is `null`; it must be a string.");
}

#[test]
fn token_id_is_explained() {
    check(
        &bound(r#""jti":"12345678-9abc-4def-8123-456789abcdef""#),
        "/jti",
        "A random id of this token. The API server does not store it, but writes it into audit events as `JTI=12345678-9abc-4def-8123-456789abcdef`.",
    );
    check(
        &legacy(r#""jti":"x""#),
        "/jti",
        "An id of this token. Kubernetes writes none into a legacy token, and the API server \
         ignores it there.",
    );
    check(
        r#"{"jti":"x"}"#,
        "/jti",
        "An id of this token. A recipient can use it to detect that the token is used twice.",
    );
    check(
        &bound(r#""jti":7"#),
        "/jti",
        "This is a number; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
}
