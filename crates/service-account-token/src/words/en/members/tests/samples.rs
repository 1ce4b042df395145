//! Every member of the three public samples.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::*;

const BOUND_POD_EXTENDED: &str =
    include_str!("../../../../../tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY_AUTO_GENERATED: &str =
    include_str!("../../../../../tests/samples/legacy-auto-generated-v1.20.jwt");
const LEGACY_EXPLICIT_SECRET: &str =
    include_str!("../../../../../tests/samples/legacy-explicit-secret-v1.24.jwt");

fn part(sample: &str, part: usize) -> String {
    let bytes = URL_SAFE_NO_PAD.decode(sample.split('.').nth(part).unwrap()).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn header_of_bound_sample_is_explained() {
    let (header, payload) = (part(BOUND_POD_EXTENDED, 0), part(BOUND_POD_EXTENDED, 1));
    check_header(
        &header,
        &payload,
        "/alg",
        "An RSA signature with SHA-256 (RSASSA-PKCS1-v1_5). Kubernetes uses it with every RSA key.",
    );
    check_header(
        &header,
        &payload,
        "/kid",
        "Names the signing key. It has the form that Kubernetes has used since 1.16: the SHA-256 \
         hash \
         of the public key, in base64url. Genuine tokens with the same key id were signed with the \
         same key.",
    );
}

#[test]
fn registered_claims_of_bound_sample_are_explained() {
    let payload = part(BOUND_POD_EXTENDED, 1);
    check(
        &payload,
        "/aud",
        "Meant for `https://kubernetes.default.svc.cluster.local`, which is probably an audience of the API server. Other recipients must reject the token.",
    );
    check(
        &payload,
        "/aud/0",
        "The same as the issuer, so probably the API server: its audiences are its issuers \
         unless `--api-audiences` is set.",
    );
    check(
        &payload,
        "/exp",
        "The token expires at 2023-08-19 11:49:01 UTC. Unless something revokes it sooner, the API \
         server accepts it until 11:50:01 UTC, because it allows 60 s of clock skew. The request \
         was for 3607 s; the API server extended it to 365 days, so that old clients that never \
         reread the token file keep working. The kubelet, which probably requested it, replaces \
         it in the Pod after about 48 minutes.",
    );
    check(
        &payload,
        "/iat",
        "Issued at 2022-08-19 11:49:01 UTC, by the clock of the issuing API server.",
    );
    check(
        &payload,
        "/iss",
        "The API server's address inside its cluster, and its first `--service-account-issuer`. \
         Many clusters use the same address, so it does not identify the cluster.",
    );
    check(
        &payload,
        "/nbf",
        "The token is not active before 2022-08-19 11:49:01 UTC, when it was issued. The API \
         server allows 60 s of clock skew.",
    );
    check(
        &payload,
        "/sub",
        "The API server's user name for ServiceAccount `default` in namespace `default`. It \
         matches `kubernetes.io`, as in every token from Kubernetes.",
    );
}

#[test]
fn kubernetes_claims_of_bound_sample_are_explained() {
    let payload = part(BOUND_POD_EXTENDED, 1);
    check(
        &payload,
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and Pod `busybox`, to which the token is \
         bound.",
    );
    check(
        &payload,
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount, and of the Pod: `default`.",
    );
    check(
        &payload,
        "/kubernetes.io/pod",
        "Bound to Pod `busybox`: the API server rejects the token once that Pod is gone, at the \
         latest 70 s after its `deletionTimestamp`. A completed Pod still exists.",
    );
    check(
        &payload,
        "/kubernetes.io/pod/name",
        "Pod `busybox`, which used this ServiceAccount when the token was issued.",
    );
    check(
        &payload,
        "/kubernetes.io/pod/uid",
        "The Pod's uid. The API server rejects the token if a Pod of the same name has another uid.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount",
        "Wherever the token is accepted, its bearer acts as this account. The API server takes \
         the identity from here, not from `sub`.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount/name",
        "ServiceAccount `default`. Its permissions are not in the token. Every Pod in the \
         namespace that names no ServiceAccount uses it.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount/uid",
        "The ServiceAccount's uid when the token was issued. The API server rejects the token once \
         the account is recreated, because the new one has another uid.",
    );
    check(
        &payload,
        "/kubernetes.io/warnafter",
        "After 2022-08-19 12:49:08 UTC (`iat` + 3607 s) the API server still accepts the token but \
         records it as stale. The audit annotation `authentication.k8s.io/stale-token` then \
         reveals clients that never reread the token file.",
    );
}

#[test]
fn auto_generated_legacy_sample_is_explained() {
    let payload = part(LEGACY_AUTO_GENERATED, 1);
    check(
        &payload,
        "/iss",
        "Every legacy token has this `iss`, in every cluster. It is not an address and does not \
         identify the cluster.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1namespace",
        "The ServiceAccount and the Secret of this token are in namespace `default`.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `default-token-57llx` stores this token. The API server rejects the token once the \
         Secret is deleted, unless `--service-account-lookup` is off. Its name resembles those of \
         the Secrets that Kubernetes (up to 1.23) and OpenShift (up to 4.15) created automatically.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Wherever the token is accepted, its bearer acts as ServiceAccount `default`. Its \
         permissions are not in the token.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The ServiceAccount's uid when the token was issued. The API server rejects the token once \
         the account is recreated, because the new one has another uid, unless \
         `--service-account-lookup` is off.",
    );
    check(
        &payload,
        "/sub",
        "The API server's user name for ServiceAccount `default` in namespace `default`. It \
         matches the other claims, as it must.",
    );
}

#[test]
fn manual_legacy_sample_is_explained() {
    let payload = part(LEGACY_EXPLICIT_SECRET, 1);
    check(
        &payload,
        "/iss",
        "Every legacy token has this `iss`, in every cluster. It is not an address and does not \
         identify the cluster.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1namespace",
        "The ServiceAccount and the Secret of this token are in namespace `default`.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `explicit-sa-token` stores this token. The API server rejects the token once the \
         Secret is deleted, unless `--service-account-lookup` is off. Its name differs from those of the Secrets that \
         Kubernetes created automatically up to 1.23, so a person or a tool probably created \
         it.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Wherever the token is accepted, its bearer acts as ServiceAccount `sa-token-demo`. Its \
         permissions are not in the token.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The ServiceAccount's uid when the token was issued. The API server rejects the token once \
         the account is recreated, because the new one has another uid, unless \
         `--service-account-lookup` is off.",
    );
    check(
        &payload,
        "/sub",
        "The API server's user name for ServiceAccount `sa-token-demo` in namespace `default`. It \
         matches the other claims, as it must.",
    );
}

#[test]
fn titles_and_sources_match() {
    let payload = part(BOUND_POD_EXTENDED, 1);
    let check = |pointer, title, source| {
        let found = claim(&payload, pointer);
        assert_eq!(found.title, title);
        assert_eq!(found.source.as_deref(), Some(source), "{pointer}");
    };
    let jwt = "kubernetes/kubernetes pkg/serviceaccount/jwt.go";
    let claims = "kubernetes/kubernetes pkg/serviceaccount/claims.go";
    let audiences = "kubernetes/kubernetes pkg/kubeapiserver/options/authentication.go";
    check("/aud", "Audience", jwt);
    check("/aud/0", "Audience 1", audiences);
    check("/exp", "Expires at", claims);
    check("/iat", "Issued at", claims);
    check("/iss", "Issuer", jwt);
    check("/kubernetes.io/pod/uid", "Bound Pod: uid", claims);
    check("/kubernetes.io/warnafter", "Warn after", claims);
    check("/nbf", "Not before", claims);
}
