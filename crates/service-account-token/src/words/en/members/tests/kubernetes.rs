//! The private claims of Kubernetes.

use super::*;

/// As the API server of 1.37 issues it.
const WEBHOOK: &str = r#"{"aud":["https://hook.shop.svc:443/"],"kubernetes.io":{"attestations":{"admissionReviewAPIGroups":["apps"]},"namespace":"shop","serviceaccount":{"name":"cart","uid":"1"},"validatingwebhookconfiguration":{"name":"hook","uid":"5"}}}"#;

#[test]
fn the_kubernetes_object() {
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and Pod \
         `cart-0`, the object that it is bound to.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for. It is \
         bound to no other object, so it cannot be revoked alone.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop"}}"#,
        "/kubernetes.io",
        "What Kubernetes writes into a bound token stands here, but not all of it: without \
         `namespace` and `serviceaccount` it names no account.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop""#,
        "/kubernetes.io",
        "What Kubernetes says of the token. The payload breaks off in it, before it names \
         the account.",
    );
    check(
        r#"{"kubernetes.io":"x"}"#,
        "/kubernetes.io",
        "A string stands here, where an object belongs.",
    );
}

#[test]
fn the_account() {
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount: `shop`.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"kube-system","serviceaccount":{}}}"#,
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount: `kube-system`. Controllers there hold \
         near-admin rights, so a token from there is worth much to a thief.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount",
        "Whoever presents the token acts as this account: the API server takes the identity \
         from here, and not from `sub`.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount/name",
        "ServiceAccount `cart`. Its permissions do not stand in the token.",
    );
    check(
        &bound(r#""a":1"#),
        "/kubernetes.io/serviceaccount/uid",
        "The uid that the ServiceAccount had when the token was issued. The API server \
         compares it at each use, so deleting the account and making it again under its \
         name ends the token.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":7,"serviceaccount":[]}}"#,
        "/kubernetes.io/namespace",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":7,"serviceaccount":[]}}"#,
        "/kubernetes.io/serviceaccount",
        "A list stands here, where an object belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}

#[test]
fn bound_to_a_pod() {
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod",
        "The token is bound to Pod `cart-0`: once that Pod is deleted the API server \
         refuses the token, at the latest 60 s after its `deletionTimestamp`. A Pod that \
         has only completed still exists.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod/name",
        "Pod `cart-0`, whose ServiceAccount this was when the token was issued.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/pod/uid",
        "The uid of that Pod. The API server compares it at each use, so another Pod of the \
         same name does not keep the token alive.",
    );
    check(
        &bound_with(r#""pod":{"uid":"2"}"#),
        "/kubernetes.io/pod",
        "The token is bound to a Pod without a name: once that Pod is deleted the API \
         server refuses the token, at the latest 60 s after its `deletionTimestamp`. A Pod \
         that has only completed still exists.",
    );
    check(
        &bound_with(r#""pod":{"name":""}"#),
        "/kubernetes.io/pod/name",
        "Pod (empty), whose ServiceAccount this was when the token was issued.",
    );
    check(
        &bound_with(r#""pod":"cart-0""#),
        "/kubernetes.io/pod",
        "A string stands here, where an object belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}

#[test]
fn bound_to_a_secret_or_a_node() {
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and \
         Secret `anchor`, the object that it is bound to.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/namespace",
        "The namespace of the ServiceAccount, and of the Secret: `shop`.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret",
        "The token is bound to Secret `anchor`: once that Secret is deleted the API server \
         refuses the token. The Secret must exist, but this does not say that it holds the \
         token.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret/name",
        "Secret `anchor`, of whatever type, in the token's namespace.",
    );
    check(
        &bound_with(r#""secret":{"name":"anchor","uid":"3"}"#),
        "/kubernetes.io/secret/uid",
        "The uid of that Secret. The API server compares it at each use, so another Secret \
         of the same name does not keep the token alive.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and Node \
         `n1`, the object that it is bound to.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node",
        "The token is bound to Node `n1`: once that Node object is deleted the API server \
         refuses the token.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node/name",
        "Node `n1`, which belongs to no namespace.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"}"#),
        "/kubernetes.io/node/uid",
        "The uid of that Node. The API server compares it at each use, so a Node registered \
         again under its name does not keep the token alive.",
    );
}

#[test]
fn beside_a_pod_the_node_is_only_information() {
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and Pod \
         `cart-0`, the object that it is bound to.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node",
        "The Pod was scheduled to Node `n1` when the token was issued. The API server \
         passes that on as information and does not check it.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node/name",
        "Node `n1`, where the Pod was to run when the token was issued.",
    );
    check(
        &bound_with(r#""node":{"name":"n1","uid":"4"},"pod":{"name":"cart-0","uid":"2"}"#),
        "/kubernetes.io/node/uid",
        "The uid of that Node when the token was issued: information, not checked. It is \
         left out if the Node object could not be found.",
    );
}

#[test]
fn webhook_tokens() {
    check(
        WEBHOOK,
        "/aud",
        "Made for `https://hook.shop.svc:443/`, the address of an admission webhook. The \
         API server refuses a token unless it names one of the server's own audiences \
         (`--api-audiences`), so this one most likely does not open it.",
    );
    check(
        WEBHOOK,
        "/aud/0",
        "The address of the webhook that the token is made for; the API server allows only \
         one.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io",
        "What Kubernetes says of the token: the ServiceAccount that it stands for, and \
         ValidatingWebhookConfiguration `hook`, the object that it is bound to.",
    );
    let every_group = WEBHOOK.replace("apps", "*");
    check(
        &every_group,
        "/aud",
        "Made for `https://hook.shop.svc:443/`, which most likely means an admission webhook. The \
         API server refuses a token unless it names one of the server's own audiences \
         (`--api-audiences`), so this one most likely does not open it.",
    );
    check(
        &every_group,
        "/aud/0",
        "Most likely made for an admission webhook, which goes by this name.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/attestations",
        "What the API server confirmed of the account when it issued this webhook token \
         (1.37, alpha).",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/attestations/admissionReviewAPIGroups",
        "The API groups whose admission reviews the account may send to the webhook; the \
         API server writes exactly one.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/attestations/admissionReviewAPIGroups/0",
        "The API group `apps`.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration",
        "The token is bound to ValidatingWebhookConfiguration `hook` and made for calling a \
         webhook of it (1.37, alpha). It ends when that configuration is deleted.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration/name",
        "ValidatingWebhookConfiguration `hook`, which belongs to no namespace.",
    );
    check(
        WEBHOOK,
        "/kubernetes.io/validatingwebhookconfiguration/uid",
        "The uid of that ValidatingWebhookConfiguration. The API server compares it at each \
         use, so another ValidatingWebhookConfiguration of the same name does not keep the \
         token alive.",
    );
}

#[test]
fn webhook_tokens_in_other_spellings() {
    check(
        &bound_with(r#""mutatingwebhookconfiguration":{"name":"hook","uid":"5"}"#),
        "/kubernetes.io/mutatingwebhookconfiguration",
        "The token is bound to MutatingWebhookConfiguration `hook` and made for calling a \
         webhook of it (1.37, alpha). It ends when that configuration is deleted.",
    );
    check(
        &bound_with(r#""attestations":{"admissionReviewAPIGroups":["*",""]}"#),
        "/kubernetes.io/attestations/admissionReviewAPIGroups/0",
        "Every API group.",
    );
    check(
        &bound_with(r#""attestations":{"admissionReviewAPIGroups":["*",""]}"#),
        "/kubernetes.io/attestations/admissionReviewAPIGroups/1",
        "The core API group, whose name is empty: Pods, Services, Secrets and the like.",
    );
    check(
        &bound_with(r#""validatingWebhookConfiguration":{}"#),
        "/kubernetes.io/validatingWebhookConfiguration",
        "A spelling from the draft of webhook tokens (KEP-6060), which no released API \
         server writes.",
    );
    check(
        &bound_with(
            r#""attestationClaims":{"webhook-authentication.k8s.io/allowedAPIGroup":"apps"}"#,
        ),
        "/kubernetes.io/attestationClaims/webhook-authentication.k8s.io~1allowedAPIGroup",
        "A spelling from the draft of webhook tokens (KEP-6060), which no released API \
         server writes.",
    );
}

#[test]
fn members_that_this_tool_does_not_know() {
    check(
        &bound_with(r#""cluster":{"name":"x"}"#),
        "/kubernetes.io/cluster",
        "Not known to this tool: newer than the tool (it knows Kubernetes up to 1.37), or \
         not from Kubernetes.",
    );
    check(
        &bound_with(r#""cluster":{"name":"x"}"#),
        "/kubernetes.io/cluster/name",
        "Not known to this tool: part of a member that is newer than the tool, or not from \
         Kubernetes.",
    );
    check(
        &bound_with(r#""Pod":{}"#),
        "/kubernetes.io/Pod",
        "Not the same as `pod`: capitals count in names, and the API server passes over \
         this one.",
    );
    check(
        &legacy(r#""kubernetes.io/serviceaccount/pod.name":"x""#),
        "/kubernetes.io~1serviceaccount~1pod.name",
        "Not known to this tool: it begins like the claims of a legacy token, but no \
         released Kubernetes writes it.",
    );
    check(
        &bound(r#""new":1"#),
        "/new",
        "Not known to this tool: no claim that Kubernetes up to 1.37 writes, so newer than \
         the tool, or not from Kubernetes.",
    );
    check(
        &legacy(r#""new":1"#),
        "/new",
        "Not known to this tool: no claim that Kubernetes up to 1.37 writes, so newer than \
         the tool, or not from Kubernetes.",
    );
    check(
        &legacy(r#""email":"a@b""#),
        "/email",
        "The person's e-mail address, which need not be unique; `email_verified` says \
         whether it was checked. Kubernetes never writes it into a service account token.",
    );
}

#[test]
fn legacy_claims() {
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1namespace",
        "ServiceAccount and Secret of this token are in namespace `shop`.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1secret.name",
        "Secret `cart-token` holds this very token: once it is deleted the API server \
         refuses the token (unless `--service-account-lookup` is off). Made again under the \
         same name, it can bring the same token back. Its name has another form than those \
         that Kubernetes up to 1.23 made by itself, so most likely somebody, or a tool, \
         made it on purpose.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1service-account.name",
        "Whoever presents the token acts as ServiceAccount `cart`. Its permissions do not \
         stand in the token.",
    );
    check(
        &legacy(r#""a":1"#),
        "/kubernetes.io~1serviceaccount~1service-account.uid",
        "The uid that the ServiceAccount had when the token was made. The API server \
         compares it at each use, so deleting the account and making it again under its \
         name ends the token.",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/namespace":"kube-system"}"#,
        "/kubernetes.io~1serviceaccount~1namespace",
        "ServiceAccount and Secret of this token are in namespace `kube-system`. \
         Controllers there hold near-admin rights, so a token from there is worth much to a \
         thief.",
    );
    check(
        &bound(r#""kubernetes.io/serviceaccount/secret.name":"a""#),
        "/kubernetes.io~1serviceaccount~1secret.name",
        "A claim of legacy tokens beside the `kubernetes.io` object of bound ones: \
         Kubernetes never writes both, so this is not its own output.",
    );
    check(
        r#"{"kubernetes.io/serviceaccount/secret.name":["a"]}"#,
        "/kubernetes.io~1serviceaccount~1secret.name",
        "A list stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}
