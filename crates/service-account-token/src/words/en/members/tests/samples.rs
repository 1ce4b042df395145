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
fn the_header_of_the_bound_sample() {
    let (header, payload) = (part(BOUND_POD_EXTENDED, 0), part(BOUND_POD_EXTENDED, 1));
    check_header(
        &header,
        &payload,
        "/alg",
        "Names an RSA signature over SHA-256 (RSASSA-PKCS1-v1_5). Kubernetes uses it with \
         every RSA key.",
    );
    check_header(
        &header,
        &payload,
        "/kid",
        "Names the signing key. It has the form that Kubernetes uses since 1.16: the \
         SHA-256 hash of the public key, in base64url. Tokens with the same key id were \
         signed with the same key, if they are genuine.",
    );
}

#[test]
fn the_registered_claims_of_the_bound_sample() {
    let payload = part(BOUND_POD_EXTENDED, 1);
    check(
        &payload,
        "/aud",
        "Made for `https://kubernetes.default.svc.cluster.local`, which most likely is an \
         audience of the API server, since by default its issuer is one. Other recipients \
         must refuse the token.",
    );
    check(
        &payload,
        "/aud/0",
        "The same as the issuer. The API server's own audiences are its issuers unless \
         `--api-audiences` says otherwise, so this most likely names the API server.",
    );
    check(
        &payload,
        "/exp",
        "By its own claims the token ends at 2023-08-19 11:49:01 UTC. Unless something ends \
         it sooner, the API server accepts it until 11:50:01 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. `exp` lies 365 days after the token was \
         issued, not the hour that was asked for: the request was for 3607 s, and the API \
         server extended it to 365 days so that old clients that never read the token file \
         again go on working. The kubelet, which most likely asked for it, replaces it in \
         the Pod about 48 minutes after it was issued.",
    );
    check(
        &payload,
        "/iat",
        "By its own claims the token was issued at 2022-08-19 11:49:01 UTC, by the clock of \
         the API server that issued it.",
    );
    check(
        &payload,
        "/iss",
        "The address of the API server inside its own cluster, which many clusters use \
         alike: it does not tell which cluster the token is from. It is the API server's \
         (first) `--service-account-issuer`.",
    );
    check(
        &payload,
        "/nbf",
        "By its own claims the token is not to be accepted before 2022-08-19 11:49:01 UTC, \
         the moment it was issued. Kubernetes always writes `nbf` and `iat` alike; the API \
         server allows 60 s of clock difference.",
    );
    check(
        &payload,
        "/sub",
        "ServiceAccount `default` in namespace `default`: the user name that the API server \
         gives to whoever presents the token. It agrees with `kubernetes.io`, from which \
         the server takes the identity.",
    );
}

#[test]
fn the_kubernetes_claims_of_the_bound_sample() {
    let payload = part(BOUND_POD_EXTENDED, 1);
    check(
        &payload,
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and Pod \
         `busybox`, the object that it is bound to.",
    );
    check(
        &payload,
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount, and of the Pod: `default`.",
    );
    check(
        &payload,
        "/kubernetes.io/pod",
        "The token is bound to Pod `busybox`: once that Pod is deleted the API server \
         refuses the token, at the latest 60 s after its `deletionTimestamp`. A Pod that \
         has only completed still exists.",
    );
    check(
        &payload,
        "/kubernetes.io/pod/name",
        "Pod `busybox`, whose ServiceAccount this was when the token was issued.",
    );
    check(
        &payload,
        "/kubernetes.io/pod/uid",
        "The uid of that Pod. The API server compares it at each use, so another Pod of the \
         same name does not keep the token alive.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount",
        "Whoever presents the token acts as this account: the API server takes the identity \
         from here, and not from `sub`.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount/name",
        "ServiceAccount `default`. Its permissions do not stand in the token. It is the \
         account of every Pod of the namespace that names no other.",
    );
    check(
        &payload,
        "/kubernetes.io/serviceaccount/uid",
        "The uid that the ServiceAccount had when the token was issued. The API server \
         compares it at each use, so deleting the account and making it again under its \
         name ends the token.",
    );
    check(
        &payload,
        "/kubernetes.io/warnafter",
        "After 2022-08-19 12:49:08 UTC, 3607 s after it was issued, the API server still \
         accepts the token but records it as stale: the audit annotation \
         `authentication.k8s.io/stale-token` then shows a client that does not read the \
         token file again. This claim is the mark of a request for 3607 s that the API \
         server extended.",
    );
}

#[test]
fn the_auto_generated_legacy_sample() {
    let payload = part(LEGACY_AUTO_GENERATED, 1);
    check(
        &payload,
        "/iss",
        "The fixed issuer of every legacy token, the same in all clusters: it is no \
         address, and does not tell which cluster the token is from.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1namespace",
        "ServiceAccount and Secret of this token are in namespace `default`.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `default-token-57llx` holds this very token: once it is deleted the API \
         server refuses the token (unless `--service-account-lookup` is off). Made again \
         under the same name, it can bring the same token back. Its name has the form that \
         Kubernetes up to 1.23 gave to those it made by itself, which most likely it is.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Whoever presents the token acts as ServiceAccount `default`. Its permissions do \
         not stand in the token.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The uid that the ServiceAccount had when the token was made. The API server \
         compares it at each use, so deleting the account and making it again under its \
         name ends the token.",
    );
    check(
        &payload,
        "/sub",
        "ServiceAccount `default` in namespace `default`: the user name that the API server \
         gives to whoever presents the token. It agrees with the other claims, as it must.",
    );
}

#[test]
fn the_explicit_legacy_sample() {
    let payload = part(LEGACY_EXPLICIT_SECRET, 1);
    check(
        &payload,
        "/iss",
        "The fixed issuer of every legacy token, the same in all clusters: it is no \
         address, and does not tell which cluster the token is from.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1namespace",
        "ServiceAccount and Secret of this token are in namespace `default`.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `explicit-sa-token` holds this very token: once it is deleted the API \
         server refuses the token (unless `--service-account-lookup` is off). Made again \
         under the same name, it can bring the same token back. Its name has another form \
         than those that Kubernetes up to 1.23 made by itself, so most likely somebody, or \
         a tool, made it on purpose.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Whoever presents the token acts as ServiceAccount `sa-token-demo`. Its permissions \
         do not stand in the token.",
    );
    check(
        &payload,
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The uid that the ServiceAccount had when the token was made. The API server \
         compares it at each use, so deleting the account and making it again under its \
         name ends the token.",
    );
    check(
        &payload,
        "/sub",
        "ServiceAccount `sa-token-demo` in namespace `default`: the user name that the API \
         server gives to whoever presents the token. It agrees with the other claims, as it \
         must.",
    );
}

#[test]
fn titles_and_sources() {
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
