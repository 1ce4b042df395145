//! `iss`, `sub` and `jti`.

use super::*;

#[test]
fn who_issued_a_bound_token() {
    check(
        &bound(r#""iss":"https://kubernetes.default.svc""#),
        "/iss",
        "The address of the API server inside its own cluster, which many clusters use \
         alike: it does not tell which cluster the token is from. It is the API server's \
         (first) `--service-account-issuer`.",
    );
    check(
        &bound(r#""iss":"kubernetes/serviceaccount""#),
        "/iss",
        "The issuer of legacy tokens, on a bound one: the API server accepts that only if \
         its `--service-account-issuer` is set so, as in recipes for Kubernetes 1.12 to \
         1.19.",
    );
    check(
        &bound(
            r#""iss":"https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF""#,
        ),
        "/iss",
        "`https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF` is \
         what the API server that issued the token calls itself (its first \
         `--service-account-issuer`); recipients compare it to the letter. Its form is that \
         of Amazon EKS. Services outside the cluster may look for its public keys under \
         this address; this tool never does.",
    );
    check(
        &bound(
            r#""iss":"https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c""#,
        ),
        "/iss",
        "`https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c` \
         is what the API server that issued the token calls itself (its first \
         `--service-account-issuer`); recipients compare it to the letter. Its form is that \
         of Google Kubernetes Engine. Services outside the cluster may look for its public \
         keys under this address; this tool never does.",
    );
    check(
        &bound(r#""iss":"api""#),
        "/iss",
        "`api` is what the API server that issued the token calls itself (its first \
         `--service-account-issuer`); recipients compare it to the letter.",
    );
    check(
        &bound(r#""iss":7"#),
        "/iss",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}

#[test]
fn who_issued_another_token() {
    check(
        r#"{"iss":"https://a.example","kubernetes.io/serviceaccount/namespace":"shop"}"#,
        "/iss",
        "`https://a.example` is not the issuer of legacy tokens, which is always \
         `kubernetes/serviceaccount`: the API server does not read this token as a legacy \
         one.",
    );
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com"}"#,
        "/iss",
        "GitHub Actions: the token was made for a job of a workflow.",
    );
    check(
        r#"{"iss":"https://login.microsoftonline.com/x/v2.0"}"#,
        "/iss",
        "Microsoft Entra ID, with the tenant (the organisation) in the address.",
    );
    check(
        r#"{"iss":"argocd"}"#,
        "/iss",
        "Argo CD: a session of its own users or a token of one of its projects, for its own \
         API only.",
    );
    check(
        r#"{"iss":"https://a.example"}"#,
        "/iss",
        "The token says that `https://a.example` issued it. A recipient compares this to \
         the letter with the issuers that it trusts.",
    );
}

#[test]
fn the_account_of_a_bound_token() {
    check(
        &bound(r#""sub":"system:serviceaccount:shop:cart""#),
        "/sub",
        "ServiceAccount `cart` in namespace `shop`: the user name that the API server gives \
         to whoever presents the token. It agrees with `kubernetes.io`, from which the \
         server takes the identity.",
    );
    check(
        &bound(r#""sub":"system:serviceaccount:shop:till""#),
        "/sub",
        "It names ServiceAccount `till` in namespace `shop`, but `kubernetes.io` names \
         `cart` in namespace `shop`. The API server goes by `kubernetes.io` and does not \
         look at `sub`; Kubernetes always writes the same account into both, so this is not \
         its own output.",
    );
    check(
        &bound(r#""sub":"cart""#),
        "/sub",
        "`cart` is not of the form `system:serviceaccount:NAMESPACE:NAME` that every \
         service account token has. The API server goes by `kubernetes.io` and does not \
         look at `sub`; Kubernetes always writes the same account into both, so this is not \
         its own output.",
    );
    check(
        &bound(r#""sub":"system:serviceaccount:shop:cart:x""#),
        "/sub",
        "`system:serviceaccount:shop:cart:x` is not of the form \
         `system:serviceaccount:NAMESPACE:NAME` that every service account token has. The \
         API server goes by `kubernetes.io` and does not look at `sub`; Kubernetes always \
         writes the same account into both, so this is not its own output.",
    );
}

#[test]
fn the_subject_of_other_tokens() {
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"shop","kubernetes.io/serviceaccount/service-account.name":"till","sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "It names ServiceAccount `cart` in namespace `shop`, but the other claims name \
         `till` in namespace `shop`. The API server refuses such a token (`sub claim is \
         invalid`).",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"shop","sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "ServiceAccount `cart` in namespace `shop`: the user name that the API server gives \
         to whoever presents the token. The claims that it must agree with are not \
         complete.",
    );
    check(
        r#"{"sub":"system:serviceaccount:shop:cart"}"#,
        "/sub",
        "It has the form of the user name of ServiceAccount `cart` in namespace `shop`. The \
         claims that Kubernetes writes beside it are missing, so Kubernetes itself did not \
         issue this token.",
    );
    check(
        r#"{"sub":"system:serviceaccount:shop:cart","iat":"#,
        "/sub",
        "It has the form of the user name of ServiceAccount `cart` in namespace `shop`.",
    );
    check(
        r#"{"sub":"spiffe://example.org/cart"}"#,
        "/sub",
        "A SPIFFE ID: the trust domain, then the path of the workload that the token stands \
         for.",
    );
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b:ref:refs/heads/main"}"#,
        "/sub",
        "The repository, and what the workflow runs for: a branch, a tag, an environment or \
         a pull request.",
    );
    check(
        r#"{"sub":"alice"}"#,
        "/sub",
        "Whom the token is about, by the name that its issuer has for it. It is unique only \
         together with the issuer.",
    );
    check(r#"{"sub":null}"#, "/sub", "`null` stands here, where a string belongs.");
}

#[test]
fn the_id_of_a_token() {
    check(
        &bound(r#""jti":"12345678-9abc-4def-8123-456789abcdef""#),
        "/jti",
        "A random id of this one token. The API server does not keep it, but its audit log, \
         where there is one, shows each use of the token as \
         `JTI=12345678-9abc-4def-8123-456789abcdef`: so one can find out what it was used \
         for.",
    );
    check(
        &legacy(r#""jti":"x""#),
        "/jti",
        "An id of this one token. Kubernetes writes none into a legacy token, and the API \
         server does not look at it there.",
    );
    check(
        r#"{"jti":"x"}"#,
        "/jti",
        "An id of this one token, by which a recipient can notice that it is used a second \
         time.",
    );
    check(
        &bound(r#""jti":7"#),
        "/jti",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}
