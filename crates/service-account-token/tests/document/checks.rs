//! What a document says against a token, of it, or in its place.

use serde_json::{Value, json};
use service_account_token::report::Origin;

use crate::emit::{every_style, yaml};
use crate::made::{self, IAT, UID};
use crate::support::*;

fn token_of(payload: &Value) -> String {
    made::token(&made::header().to_string(), &payload.to_string())
}

/// A Secret as kube-controller-manager fills it, with a legacy token in it.
pub(crate) fn legacy_secret() -> Value {
    json!({
        "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
        "data": {"token": base64(token_of(&made::legacy()))},
        "metadata": {
            "name": "build-token-57llx", "namespace": "default",
            "annotations": {"kubernetes.io/service-account.name": "build", "kubernetes.io/service-account.uid": UID},
        },
    })
}

/// Asserts what a finding says, in every style of the document.
#[track_caller]
pub(crate) fn says_in(document: &Value, code: &str, message: &str) {
    for (style, text) in every_style(document) {
        assert_eq!(finding(&text, code).message, message, "{style}");
    }
}

#[track_caller]
pub(crate) fn lacks(document: &Value, code: &str) {
    for (style, text) in every_style(document) {
        assert!(!codes(&text).contains(&code.to_owned().into()), "{code} in {style}:\n{text}");
    }
}

#[test]
fn a_secret_and_its_token_that_agree_are_fine() {
    lacks(&legacy_secret(), "document_mismatch");
    lacks(&legacy_secret(), "marked_invalid");
}

#[test]
fn a_secret_that_names_something_else_than_its_token_is_found() {
    for (pointer, said, message) in [
        (
            "/metadata/name",
            "other",
            "The document and the token disagree on the Secret: `other` in the document, `build-token-57llx` in the token.",
        ),
        (
            "/metadata/namespace",
            "other",
            "The document and the token disagree on the namespace: `other` in the document, `default` in the token.",
        ),
        (
            "/metadata/annotations/kubernetes.io~1service-account.name",
            "deploy",
            "The document and the token disagree on the ServiceAccount: `deploy` in the document, `build` in the token.",
        ),
        (
            "/metadata/annotations/kubernetes.io~1service-account.uid",
            "d822ba5f-4290-4bca-94ce-f3bc0dca2e36",
            "The document and the token disagree on the uid of the ServiceAccount: `d822ba5f-4290-4bca-94ce-f3bc0dca2e36` in the document, `8208ff56-0a67-47bb-8175-a198423dacf8` in the token.",
        ),
    ] {
        let mut document = legacy_secret();
        *document.pointer_mut(pointer).unwrap() = json!(said);
        says_in(&document, "document_mismatch", message);
    }
}

#[test]
fn a_secret_that_is_marked_invalid_is_found() {
    let mut document = legacy_secret();
    document["metadata"]["labels"] =
        json!({"kubernetes.io/legacy-token-invalid-since": "2024-10-20"});
    says_in(
        &document,
        "marked_invalid",
        "The API server rejects this token: its Secret has the label `kubernetes.io/legacy-token-invalid-since` (`2024-10-20`).",
    );
}

#[test]
fn labels_and_age_of_a_secret_are_told_of_its_own_token_only() {
    let mut document = legacy_secret();
    document["metadata"]["labels"] = json!({
        "kubernetes.io/legacy-token-last-used": "2024-10-20",
        "kubernetes.io/legacy-token-invalid-since": "2025-10-21",
    });
    document["metadata"]["creationTimestamp"] = json!("2022-08-19T13:36:42Z");
    says_in(
        &document,
        "legacy_token_last_used",
        "The label of its Secret says: last used on `2024-10-20` (UTC).",
    );
    says_in(&document, "secret_created", "Its Secret was created on 2022-08-19 13:36:42 UTC.");
    let mut other = document.clone();
    other["metadata"]["name"] = json!("other");
    let mut bound = document.clone();
    bound["data"]["token"] = json!(base64(token_of(&made::unbound())));
    for document in [other, bound] {
        for code in ["legacy_token_last_used", "secret_created", "marked_invalid"] {
            lacks(&document, code);
        }
    }
    for day in ["never", "2024-13-01", "2024-10-20T00:00:00Z"] {
        document["metadata"]["labels"]["kubernetes.io/legacy-token-last-used"] = json!(day);
        lacks(&document, "legacy_token_last_used");
    }
}

#[test]
fn namespace_in_the_data_of_a_secret_is_compared() {
    let mut document = legacy_secret();
    document["data"]["namespace"] = json!(base64("default"));
    lacks(&document, "document_mismatch");
    document["data"]["namespace"] = json!(base64("shop"));
    says_in(
        &document,
        "document_mismatch",
        "The document and the token disagree on the namespace: `shop` in the document, `default` in the token.",
    );
}

#[test]
fn a_token_in_the_wrong_field_of_a_secret_is_found() {
    let document = |field: &str, value: String| json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, field: {"token": value}});
    says_in(
        &document("stringData", base64(usual())),
        "string_data_encoded",
        "`stringData` holds the token in base64.",
    );
    says_in(
        &document("data", usual()),
        "data_not_encoded",
        "`data` holds the token as plain text, but Kubernetes expects base64.",
    );
    lacks(&document("stringData", usual()), "string_data_encoded");
    lacks(&document("data", base64(usual())), "data_not_encoded");
}

#[test]
fn a_copy_that_kubectl_apply_keeps_is_found() {
    let mut document = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"token": usual()}});
    let applied = document.to_string();
    document["metadata"]["annotations"] =
        json!({"kubectl.kubernetes.io/last-applied-configuration": format!("{applied}\n")});
    for (style, text) in every_style(&document) {
        let report = report(&text);
        assert_eq!(report.tokens.len(), 2, "{style}");
        let copies = report
            .tokens
            .iter()
            .filter(|token| token.findings.iter().any(|f| f.code == "second_copy"));
        assert_eq!(copies.count(), 1, "{style}");
    }
    says(
        yaml(&document),
        "second_copy",
        "This copy of the token is in an annotation that `kubectl apply` wrote.",
    );
}

fn token_request(payload: &Value, expiration: &str) -> Value {
    json!({
        "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
        "metadata": {"name": "build", "namespace": "default"},
        "spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "web-0", "uid": UID}},
        "status": {"expirationTimestamp": expiration, "token": token_of(payload)},
    })
}

#[test]
fn two_ends_of_a_token_request_are_compared() {
    // 2023-11-14T23:13:20Z is an hour after the tokens were issued.
    let unbound = made::unbound();
    for near in ["2023-11-14T23:13:20Z", "2023-11-14T23:12:25Z", "2023-11-15T00:13:20+01:00"] {
        lacks(&token_request(&unbound, near), "expiration_mismatch");
    }
    says_in(
        &token_request(&unbound, "2023-11-14T22:13:20Z"),
        "expiration_mismatch",
        "The token expires 1 hour later than the document says: 2023-11-14 23:13:20 UTC, not 2023-11-14 22:13:20 UTC.",
    );
    let extended = token_request(&made::injected(), "2023-11-14T23:13:27Z");
    says_in(
        &extended,
        "expiration_extended",
        "The document says 2023-11-14 23:13:27 UTC, as requested. The API server extended the token to 2024-11-13 22:13:20 UTC.",
    );
    lacks(&extended, "expiration_mismatch");
    lacks(&extended, "document_mismatch");
    let credential = |expiration: &str| json!({"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"expirationTimestamp": expiration, "token": token_of(&unbound)}});
    lacks(&credential("2023-11-14T22:33:20Z"), "expiration_mismatch");
    says_in(
        &credential("2023-11-14T23:33:20Z"),
        "expiration_mismatch",
        "The token expires 20 minutes earlier than the document says: 2023-11-14 23:13:20 UTC, not 2023-11-14 23:33:20 UTC.",
    );
}

#[test]
fn audiences_and_object_of_a_token_request_are_compared() {
    let audience = made::unbound()["aud"][0].clone();
    let mut request = token_request(&made::unbound(), "2023-11-14T23:13:20Z");
    request["spec"]["audiences"] = json!([audience]);
    lacks(&request, "document_mismatch");
    request["spec"]["audiences"] = json!(["vault", "a"]);
    let message = format!(
        "The document and the token disagree on the audience: `vault`, `a` in the document, `{}` in the token.",
        audience.as_str().unwrap()
    );
    says_in(&request, "document_mismatch", &message);
    let mut request = token_request(&made::injected(), "2023-11-14T23:13:27Z");
    request["spec"]["boundObjectRef"]["name"] = json!("web-1");
    says_in(
        &request,
        "document_mismatch",
        "The document and the token disagree on the bound object: `web-1` in the document, `web-0` in the token.",
    );
}

#[test]
fn a_token_review_and_its_token_are_compared() {
    let review = |status: &Value| json!({"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": {"token": token_of(&made::unbound())}, "status": status});
    let user = |name: &str| json!({"authenticated": true, "user": {"username": name, "uid": UID}});
    let accepted = review(&user("system:serviceaccount:default:build"));
    says_in(
        &accepted,
        "token_reviewed",
        "When this review was made, the API server confirmed the token.",
    );
    lacks(&accepted, "document_mismatch");
    says_in(
        &review(&json!({"authenticated": false})),
        "token_reviewed",
        "When this review was made, the API server rejected the token.",
    );
    says_in(
        &review(
            &json!({"authenticated": false, "error": "[invalid bearer token, token lookup failed]"}),
        ),
        "token_reviewed",
        "When this review was made, the API server rejected the token: `[invalid bearer token, token lookup failed]`.",
    );
    let audience = made::unbound()["aud"][0].clone();
    let mut audiences = user("system:serviceaccount:default:build");
    audiences["audiences"] = json!([audience]);
    lacks(&review(&audiences), "document_mismatch");
    audiences["audiences"] = json!(["vault"]);
    let message = format!(
        "The document and the token disagree on the audience: `vault` in the document, `{}` in the token.",
        audience.as_str().unwrap()
    );
    says_in(&review(&audiences), "document_mismatch", &message);
    says_in(
        &review(&user("system:serviceaccount:default:other")),
        "document_mismatch",
        "The document and the token disagree on the user: `system:serviceaccount:default:other` in the document, `system:serviceaccount:default:build` in the token.",
    );
}

#[test]
fn a_service_account_in_the_paste_makes_the_origin_certain() {
    let account = |secrets: Value| json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "build", "namespace": "default", "uid": UID}, "secrets": secrets});
    let origin = |account: Value| {
        let list = json!({"apiVersion": "v1", "kind": "List", "items": [account, legacy_secret()]});
        only(yaml(&list)).variant.unwrap().origin
    };
    assert_eq!(
        origin(account(json!([{"name": "build-token-57llx"}]))),
        Some(Origin::AutoGenerated)
    );
    assert_eq!(origin(account(json!([]))), Some(Origin::Manual));
    let mut recreated = account(json!([]));
    recreated["metadata"]["uid"] = json!("d822ba5f-4290-4bca-94ce-f3bc0dca2e36");
    assert_eq!(origin(recreated), Some(Origin::AutoGeneratedLikely));
}

#[test]
fn context_and_cluster_of_a_kubeconfig_are_told_of_its_token() {
    let config = |change: fn(&mut Value)| {
        let mut document = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "dev",
            "clusters": [{"name": "c", "cluster": {"server": "https://192.0.2.1:6443"}}],
            "contexts": [
                {"name": "old", "context": {"cluster": "c", "user": "a"}},
                {"name": "dev", "context": {"cluster": "c", "user": "a"}},
            ],
            "users": [{"name": "a", "user": {"token": usual()}}],
        });
        change(&mut document);
        document
    };
    for (document, message) in [
        (
            config(|_| {}),
            "The current context `dev` uses the token of user `a` for the cluster `c` at `https://192.0.2.1:6443`.",
        ),
        (
            config(|document| document["current-context"] = json!("")),
            "The context `old` uses the token of user `a` for the cluster `c` at `https://192.0.2.1:6443`.",
        ),
        (
            config(|document| document["clusters"] = json!(null)),
            "The current context `dev` uses the token of user `a` for the cluster `c`.",
        ),
        (
            config(|document| document["users"][0]["name"] = json!("b")),
            "No context of this kubeconfig names user `b`.",
        ),
    ] {
        says_in(&document, "kubeconfig_context", message);
    }
    lacks(&legacy_secret(), "kubeconfig_context");
}

/// A credential that is no token is named, and none of it is in the report.
#[test]
fn other_credentials_are_pointed_out_and_never_shown() {
    let key =
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64([7; 96]));
    let secrets = ["hunter2-hunter2", "k8s-aws-v1.aHR0cHM6Ly9zdHMuZXhhbXBsZS8", &base64([7; 96])];
    let document = json!({
        "apiVersion": "v1", "kind": "Config",
        "users": [
            {"name": "a", "user": {"token": usual()}},
            {"name": "b", "user": {"client-certificate-data": base64("x"), "client-key-data": base64(&key)}},
            {"name": "c", "user": {"username": "c", "password": secrets[0]}},
            {"name": "d", "user": {"token": secrets[1]}},
        ],
    });
    for (style, text) in every_style(&document) {
        let report = report(&text);
        let others = report.findings.iter().filter(|finding| finding.code == "other_credential");
        assert!(others.count() >= 2, "{style}: {:?}", codes(&text));
        let shown = serde_json::to_string(&report).unwrap();
        for secret in secrets {
            assert!(!shown.contains(secret), "{style}: {secret}");
        }
    }
}

#[test]
fn a_fault_of_a_document_has_its_place_and_hides_no_token() {
    let text = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n\tname: x\ndata:\n  token: {}\n",
        base64(usual())
    );
    let fault = finding(&text, "document_syntax");
    assert_eq!(
        fault.message,
        "The YAML cannot be parsed here: a tab indents the line, and YAML allows only spaces."
    );
    assert_eq!((fault.line, fault.column), (Some(4), Some(1)));
    assert_eq!(only(&text).location.display.as_deref(), Some(".data.token"));
    let text = format!("{{\"kind\": \"Secret\" \"data\": {{\"token\": \"{}\"}}}}", base64(usual()));
    let fault = finding(&text, "document_syntax");
    assert_eq!(
        fault.message,
        "The JSON cannot be parsed here: a comma or a closing brace is expected."
    );
    assert_eq!((fault.line, fault.column), (Some(1), Some(19)));
    assert_eq!(only(&text).location.display, None);
    let text =
        format!("{{\n  \"kind\": \"Secret\",\n  \"data\": {{\"token\": \"{}\"", base64(usual()));
    says(&text, "document_syntax", "The JSON cannot be parsed here: the text ends too early.");
    assert_eq!(only(&text).location.display.as_deref(), Some(".data.token"));
    assert_eq!(made::read(&token_of(&made::unbound())).times.issued_at, Some(IAT));
}

/// A certificate, of which nothing is parsed.
fn certificate(content: &str) -> String {
    base64(format!("-----BEGIN CERTIFICATE-----\n{content}\n-----END CERTIFICATE-----\n"))
}

#[test]
fn certificate_beside_a_token_is_compared_with_the_clusters_of_a_kubeconfig() {
    let mut secret = legacy_secret();
    lacks(&secret, "cluster_certificate");
    secret["data"]["ca.crt"] = json!(certificate("AAAA"));
    let identifies = "`ca.crt` beside the token helps to find its cluster.";
    says_in(&secret, "cluster_certificate", identifies);
    let config = json!({"apiVersion": "v1", "kind": "Config", "clusters": [
        {"name": "other", "cluster": {"certificate-authority-data": certificate("BBBB")}},
        {"name": "prod", "cluster": {"certificate-authority-data": certificate("AAAA")}},
    ]});
    let together = |secret: &Value| format!("{}---\n{}", yaml(&config), yaml(secret));
    let same = "The Secret and the cluster `prod` of this kubeconfig have the same certificate.";
    says(together(&secret), "cluster_certificate", same);
    secret["data"]["ca.crt"] = json!(certificate("CCCC"));
    says(together(&secret), "cluster_certificate", identifies);
    secret["data"]["ca.crt"] = json!("");
    lacks(&secret, "cluster_certificate");
}
