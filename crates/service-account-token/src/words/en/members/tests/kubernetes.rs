//! The private claims of Kubernetes.

use super::*;

/// As the API server of 1.37 issues it.
const WEBHOOK: &str = r#"{"aud":["https://hook.shop.svc:443/"],"kubernetes.io":{"attestations":{"admissionReviewAPIGroups":["apps"]},"namespace":"shop","serviceaccount":{"name":"cart","uid":"1"},"validatingwebhookconfiguration":{"name":"hook","uid":"5"}}}"#;

#[test]
fn kubernetes_object_is_explained() {
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and Pod `cart-0`, to which the token is bound.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount. The token is tied to nothing else, so it \
         cannot be revoked alone.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop"}}"#,
        "/kubernetes.io",
        "Kubernetes' own claims, but not all of them: without `namespace` and `serviceaccount` \
         they name no ServiceAccount.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop""#,
        "/kubernetes.io",
        "Kubernetes' own claims. The payload is cut off here, before it names the ServiceAccount.",
    );
    check(r#"{"kubernetes.io":"x"}"#, "/kubernetes.io", "This is a string; it must be an object.");
}

#[test]
fn account_is_explained() {
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount: `shop`.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"kube-system","serviceaccount":{}}}"#,
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount: `kube-system`. Controllers there have near-admin rights.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount",
        "Wherever the token is accepted, its bearer acts as this account. The API server takes \
         the identity from here, not from `sub`.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount/name",
        "ServiceAccount `cart`. Its permissions are not in the token.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount/uid",
        "The ServiceAccount's uid when the token was issued. The API server rejects the token once \
         the account is recreated, because the new one has another uid.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":7,"serviceaccount":[]}}"#,
        "/kubernetes.io/namespace",
        "This is a number; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":7,"serviceaccount":[]}}"#,
        "/kubernetes.io/serviceaccount",
        "This is a list; it must be an object. The API server cannot decode such a token and \
         rejects it.",
    );
}

#[test]
fn pod_binding_is_explained() {
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod",
        "Bound to Pod `cart-0`: the API server rejects the token once that Pod is gone, at the \
         latest 70 s after its `deletionTimestamp`. A completed Pod still exists.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod/name",
        "Pod `cart-0`, which used this ServiceAccount when the token was issued.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod/uid",
        "The Pod's uid. The API server rejects the token if a Pod of the same name has another uid.",
    );
    check(
        &bound_with(r#""pod":{"uid":"2"}"#),
        "/kubernetes.io/pod",
        "Bound to a Pod without a name: the API server rejects the token once that Pod is gone, at \
         the latest 70 s after its `deletionTimestamp`. A completed Pod still exists.",
    );
    check(
        &bound_with(r#""pod":{"name":""}"#),
        "/kubernetes.io/pod/name",
        "Pod (empty), which used this ServiceAccount when the token was issued.",
    );
    check(
        &bound_with(r#""pod":"cart-0""#),
        "/kubernetes.io/pod",
        "This is a string; it must be an object. The API server cannot decode such a token and \
         rejects it.",
    );
}

#[test]
fn secret_and_node_bindings_are_explained() {
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and Secret `anchor`, to which the token is \
         bound.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount, and of the Secret: `shop`.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret",
        "Bound to Secret `anchor`: the API server rejects the token once that Secret is deleted. \
         The token need not be stored in it.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret/name",
        "Secret `anchor`, of any type, in the same namespace.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret/uid",
        "The Secret's uid. The API server rejects the token if a Secret of the same name has \
         another uid.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and Node `n1`, to which the token is bound.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node",
        "Bound to Node `n1`: the API server rejects the token once that Node object is deleted.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node/name",
        "Node `n1`, a cluster-scoped object.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node/uid",
        "The Node's uid. The API server rejects the token if a Node of the same name has another \
         uid.",
    );
}

#[test]
fn node_of_a_pod_is_only_information() {
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and Pod `cart-0`, to which the token is bound.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node",
        "The Pod was scheduled to Node `n1` when the token was issued. The API server does not check this.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node/name",
        "Node `n1`.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node/uid",
        "The Node's uid when the token was issued. The API server omits it if it finds no such Node.",
    );
}

#[test]
fn webhook_token_is_explained() {
    check(
        WEBHOOK,
        "/aud",
        "Meant for `https://hook.shop.svc:443/`, the address of an admission webhook. The API \
         server issues no webhook token for its own audiences, so it rejects this one.",
    );
    check(
        WEBHOOK,
        "/aud/0",
        "The address of the webhook. The API server allows only one audience here.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io",
        "Kubernetes' own claims: the ServiceAccount, and ValidatingWebhookConfiguration `hook`, to \
         which the token is bound.",
    );
    let every_group = WEBHOOK.replace("apps", "*");
    check(
        &every_group,
        "/aud",
        "Meant for `https://hook.shop.svc:443/`, probably an admission webhook. The \
         API server accepts only tokens for its own audiences (`--api-audiences`), so it probably \
          rejects this one.",
    );
    check(&every_group, "/aud/0", "Probably an admission webhook, which uses this name.");
    check(
        WEBHOOK,
        "/kubernetes.io/attestations",
        "What the API server confirmed about the account when it issued this webhook token (1.37, \
         alpha).",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/attestations/admissionReviewAPIGroups",
        "The API groups whose admission reviews the account may send to the webhook. The API \
         server writes exactly one.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/attestations/admissionReviewAPIGroups/0",
        "The API group `apps`.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration",
        "Bound to ValidatingWebhookConfiguration `hook`, and issued for calling one of its \
         webhooks (1.37, alpha). A TokenReview rejects the token once that configuration is deleted.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration/name",
        "ValidatingWebhookConfiguration `hook`, a cluster-scoped object.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration/uid",
        "The ValidatingWebhookConfiguration's uid. A TokenReview rejects the token if a \
         ValidatingWebhookConfiguration of the same name has another uid.",
    );
}

#[test]
fn webhook_token_in_draft_spelling_is_explained() {
    check(
        &bound_with(r#""mutatingwebhookconfiguration":{"name":"hook","uid":"5"}"#),
        "/kubernetes.io/mutatingwebhookconfiguration",
        "Bound to MutatingWebhookConfiguration `hook`, and issued for calling one of its webhooks \
         (1.37, alpha). A TokenReview rejects the token once that configuration is deleted.",
    );
    check(
        &bound_with(r#""attestations":{"admissionReviewAPIGroups":["*",""]}"#),
        "/kubernetes.io/attestations/admissionReviewAPIGroups/0",
        "Every API group.",
    );
    check(
        &bound_with(r#""attestations":{"admissionReviewAPIGroups":["*",""]}"#),
        "/kubernetes.io/attestations/admissionReviewAPIGroups/1",
        "The core API group, whose name is empty: Pods, Services, Secrets and others.",
    );
    check(
        &bound_with(r#""validatingWebhookConfiguration":{}"#),
        "/kubernetes.io/validatingWebhookConfiguration",
        "A spelling from the draft of webhook tokens (KEP-6060). No released API server writes it.",
    );
    check(
        &bound_with(
            r#""attestationClaims":{"webhook-authentication.k8s.io/allowedAPIGroup":"apps"}"#,
        ),
        "/kubernetes.io/attestationClaims/webhook-authentication.k8s.io~1allowedAPIGroup",
        "A spelling from the draft of webhook tokens (KEP-6060). No released API server writes it.",
    );
}

#[test]
fn unknown_members_are_explained() {
    check(
        &bound_with(r#""cluster":{"name":"x"}"#),
        "/kubernetes.io/cluster",
        "Unknown to this tool: newer than Kubernetes 1.37, or not from Kubernetes.",
    );
    check(
        &bound_with(r#""cluster":{"name":"x"}"#),
        "/kubernetes.io/cluster/name",
        "Unknown to this tool: part of a member that is newer than Kubernetes 1.37, or not from \
         Kubernetes.",
    );
    check(
        &bound_with(r#""Pod":{}"#),
        "/kubernetes.io/Pod",
        "Not `pod`: names are case-sensitive, and the API server ignores this one.",
    );
    check(
        &legacy(r#""kubernetes.io/serviceaccount/pod.name":"x""#),
        "/kubernetes.io~1serviceaccount~1pod.name",
        "Unknown to this tool: it starts like a claim of a legacy token, but no released \
         Kubernetes writes it.",
    );
    check(
        &bound(r#""new":1"#),
        "/new",
        "Unknown to this tool: newer than Kubernetes 1.37, or not from Kubernetes.",
    );
    check(
        &legacy(r#""new":1"#),
        "/new",
        "Unknown to this tool: newer than Kubernetes 1.37, or not from Kubernetes.",
    );
    check(
        &legacy(r#""email":"a@b""#),
        "/email",
        "The person's e-mail address, which need not be unique. `email_verified` says whether it \
         was checked. Kubernetes never writes it into a service account token.",
    );
}

#[test]
fn legacy_claims_are_explained() {
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1namespace",
        "The ServiceAccount and the Secret of this token are in namespace `shop`.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `cart-token` stores this token. The API server rejects the token once the Secret \
         is deleted, unless `--service-account-lookup` is off. Its name differs from those of the Secrets that \
         Kubernetes created automatically up to 1.23, so a person or a tool probably created \
         it.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Wherever the token is accepted, its bearer acts as ServiceAccount `cart`. Its \
         permissions are not in the token.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The ServiceAccount's uid when the token was issued. The API server rejects the token once \
         the account is recreated, because the new one has another uid, unless \
         `--service-account-lookup` is off.",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"kube-system"}"#,
        "/kubernetes.io~1serviceaccount~1namespace",
        "The ServiceAccount and the Secret of this token are in namespace `kube-system`. \
         Controllers there have near-admin rights.",
    );
    check(
        &bound(r#""kubernetes.io/serviceaccount/secret.name":"a""#),
        "/kubernetes.io~1serviceaccount~1secret.name",
        "A legacy claim beside the `kubernetes.io` object of a bound token. Kubernetes never \
         writes both, so it did not issue the token in this form.",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/secret.name":["a"]}"#,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "This is a list; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
}
