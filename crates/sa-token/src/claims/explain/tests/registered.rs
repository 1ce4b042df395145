//! `aud`, `iss`, `sub`, `jti`, and names that stand twice.

use super::*;

#[test]
fn for_the_api_server() {
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://a.example`, which most likely is an audience of the API server, \
         since by default its issuer is one. Other recipients must refuse the token.",
    );
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud/0",
        "The same as the issuer. The API server's own audiences are its issuers unless \
         `--api-audiences` says otherwise, so this most likely names the API server.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://kubernetes.default.svc`, which most likely is an audience of the \
         API server. Other recipients must refuse the token.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud/0",
        "Most likely one of the API server's own audiences (`--api-audiences`).",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud",
        "Made for `https://kubernetes.default.svc.cluster.local` and `k3s`, which most \
         likely are audiences of the API server, since by default its issuer is one. Other \
         recipients must refuse the token.",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud/1",
        "Most likely one of the API server's own audiences (`--api-audiences`).",
    );
}

#[test]
fn for_somebody_else() {
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud",
        "Made for `sts.amazonaws.com`, which most likely means AWS STS (IAM roles for \
         service accounts). The API server refuses a token unless it names one of the \
         server's own audiences (`--api-audiences`), so this one most likely does not open \
         it.",
    );
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud/0",
        "Most likely made for AWS STS (IAM roles for service accounts), which goes by this \
         name.",
    );
    check(
        &bound(r#""aud":["vault","conjur"]"#),
        "/aud",
        "Made for `vault` and `conjur`. The API server refuses a token unless it names one \
         of the server's own audiences (`--api-audiences`), so this one most likely does \
         not open it. Each of its recipients can present the token to the others.",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud",
        "Made for `something`. The API server refuses a token unless it names one of the \
         server's own audiences (`--api-audiences`), so this one most likely does not open \
         it.",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud/0",
        "A recipient that this tool does not know: whoever accepts the token must call \
         itself exactly `something`.",
    );
}

#[test]
fn for_several_or_in_another_form() {
    check(
        &bound(r#""aud":["https://a.example","vault"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://a.example` and `vault`: most likely for the API server and for \
         others at once. Each recipient can present the token to the rest, the API server \
         included, and act as this account there.",
    );
    check(
        &bound(r#""aud":"vault""#),
        "/aud",
        "Made for `vault`, which most likely means HashiCorp Vault. The API server refuses \
         a token unless it names one of the server's own audiences (`--api-audiences`), so \
         this one most likely does not open it. It is written as a plain string; Kubernetes \
         writes a list even of one.",
    );
    check(
        &bound(r#""aud":[]"#),
        "/aud",
        "It names nobody: there is no string in it. The API server treats the token as if \
         it named the server's own audiences.",
    );
    check(
        &bound(r#""aud":["vault",7]"#),
        "/aud/1",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
    check(
        &bound(r#""aud":7"#),
        "/aud",
        "A number stands here, where a list of strings belongs: the API server cannot \
         decode such a token and refuses it.",
    );
    check(
        &bound(r#""aud":["a","b","c","d","e"]"#),
        "/aud",
        "Made for `a`, `b` and 3 more. The API server refuses a token unless it names one \
         of the server's own audiences (`--api-audiences`), so this one most likely does \
         not open it. Each of its recipients can present the token to the others.",
    );
}

#[test]
fn the_audience_of_other_tokens() {
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud",
        "Made for `vault`. Kubernetes writes no `aud` into a legacy token, but the API \
         server honours one that is there: it refuses the token unless one of these is its \
         own audience.",
    );
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud/0",
        "Most likely made for HashiCorp Vault, which goes by this name.",
    );
    check(
        r#"{"aud":"client"}"#,
        "/aud",
        "Made for `client`. A recipient that does not call itself exactly so must refuse \
         the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud",
        "Made for `client` and `other`. A recipient that does not call itself exactly so \
         must refuse the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud/1",
        "Whoever calls itself exactly so may accept the token, if it trusts the issuer.",
    );
    check(r#"{"aud":{"a":1}}"#, "/aud", "An object stands here, where a list of strings belongs.");
}

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

#[test]
fn names_that_stand_more_than_once() {
    check(
        &bound(r#""jti":"a","jti":"b""#),
        "/jti",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value. The API server refuses a token with a name that stands twice.",
    );
    check(
        r#"{"x":{"kubernetes.io":{"a":1,"a":2}}}"#,
        "/x/kubernetes.io/a",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value.",
    );
}
