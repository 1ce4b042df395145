//! What is found in a document although no token is there.

use serde_json::{Value, json};
use service_account_token::report::Origin;

use crate::checks::{lacks, legacy_secret, says_in};
use crate::emit::yaml;
use crate::made::UID;
use crate::support::*;
use crate::wrappers::kubeconfig;

#[test]
fn users_of_a_kubeconfig_without_a_token_are_explained() {
    let user = |user: Value| json!({"apiVersion": "v1", "kind": "Config", "users": [{"name": "dev", "user": user}]});
    says_in(
        &user(json!({"token": "REDACTED"})),
        "kubeconfig_redacted",
        "kubectl redacted the token of user `dev`.",
    );
    for (credential, message) in [
        (
            json!({"tokenFile": "/t"}),
            "The token of user `dev` is in the file that `tokenFile` names.",
        ),
        (
            json!({"exec": {"command": "aws", "args": ["eks", "get-token"]}}),
            "For user `dev`, kubectl runs `aws` to get a credential.",
        ),
        (
            json!({"token": usual(), "tokenFile": "/t"}),
            "For user `dev`, kubectl uses the token in `tokenFile`, not the one in `token`.",
        ),
        (json!({"exec": {}}), "For user `dev`, kubectl runs a plugin to get a credential."),
        (
            json!({"auth-provider": {"name": "oidc"}}),
            "For user `dev`, kubectl gets the token from an auth provider.",
        ),
        (
            json!({"client-certificate": "/c.crt"}),
            "A client certificate authenticates user `dev`, not a token.",
        ),
        (
            json!({"username": "dev", "password": "hunter2"}),
            "A password authenticates user `dev`, not a token.",
        ),
    ] {
        says_in(&user(credential), "kubeconfig_user", message);
    }
    lacks(&user(json!({"token": "REDACTED"})), "no_token_found");
    lacks(&user(json!({"token": "REDACTED"})), "placeholder");
    lacks(&kubeconfig(), "kubeconfig_redacted");
}

#[test]
fn an_audit_event_names_its_token() {
    let id = "0b6bb8a4-2f0c-4f0a-8f54-0c5a3f2d9f11";
    let used = json!({
        "apiVersion": "audit.k8s.io/v1", "kind": "Event", "level": "Metadata",
        "user": {"extra": {"authentication.kubernetes.io/credential-id": [format!("JTI={id}")]}},
    });
    let used_says = "This audit event records a request with the token whose id is `0b6bb8a4-2f0c-4f0a-8f54-0c5a3f2d9f11`.";
    says_in(&used, "audit_event", used_says);
    lacks(&used, "no_token_found");
    let mut issued = used.clone();
    issued["annotations"] =
        json!({"authentication.kubernetes.io/issued-credential-id": format!("JTI={id}")});
    says_in(
        &issued,
        "audit_event",
        "This audit event records that a token with the id `0b6bb8a4-2f0c-4f0a-8f54-0c5a3f2d9f11` was issued.",
    );
    let mut other = used;
    other["apiVersion"] = json!("v1");
    lacks(&other, "audit_event");
}

#[test]
fn a_volume_that_asks_for_a_token_is_explained() {
    let pod = |source: Value| {
        json!({
            "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
            "spec": {"containers": [], "volumes": [{"name": "t", "projected": {"sources": [{"serviceAccountToken": source}]}}]},
        })
    };
    for (source, message) in [
        (
            json!({"audience": "vault", "expirationSeconds": 7200, "path": "token"}),
            "This volume holds no token. The kubelet requests one for the audience `vault` and writes it to the file `token`. Its lifetime is 2 hours.",
        ),
        (
            json!({"audience": format!("https://{}.example.test", "a".repeat(253)), "path": "token"}),
            "This volume holds no token. The kubelet requests one for another audience and writes it to the file `token`. Its lifetime is 1 hour (the default).",
        ),
        (
            json!({"path": "token"}),
            "This volume holds no token. The kubelet requests one for the API server and writes it to the file `token`. Its lifetime is 1 hour (the default).",
        ),
    ] {
        says_in(&pod(source.clone()), "projected_volume", message);
        lacks(&pod(source), "no_token_found");
    }
    for (seconds, audience, help) in [
        (599, None, "The API server rejects this Pod: a token lives at least 10 minutes."),
        (
            4_294_967_297_i64,
            None,
            "The API server rejects this Pod: a token lives at most 2^32 seconds.",
        ),
        (
            3607,
            None,
            "The kubelet replaces the token after 80% of that lifetime, or after 24 hours if that is sooner. By default the API server makes this token last a year. To read it: `kubectl exec POD -- cat MOUNT/FILE`.",
        ),
        (
            3607,
            Some("vault"),
            "The kubelet replaces the token after 80% of that lifetime, or after 24 hours if that is sooner. If the API server has this audience too, it makes the token last a year by default. To read it: `kubectl exec POD -- cat MOUNT/FILE`.",
        ),
    ] {
        let source = json!({"audience": audience.unwrap_or(""), "expirationSeconds": seconds, "path": "token"});
        let found = finding(yaml(&pod(source)), "projected_volume");
        assert_eq!(found.help.as_deref(), Some(help));
    }
}

#[test]
fn certificate_of_a_credential_plugin_is_explained() {
    let credential = |status: Value| json!({"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": status});
    let only = credential(json!({"clientCertificateData": "-----BEGIN CERTIFICATE-----\n"}));
    let message = "The credential plugin returned a client certificate, not a token.";
    says_in(&only, "exec_credential_certificate", message);
    lacks(&only, "no_token_found");
    let both = credential(json!({"clientCertificateData": "x", "token": usual()}));
    lacks(&both, "exec_credential_certificate");
}

/// What is found in a document is found in one inside another, too.
#[test]
fn documents_inside_documents_are_examined() {
    let within = |inside: String| json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": {"any": base64(inside)}});
    let redacted = json!({"apiVersion": "v1", "kind": "Config", "users": [{"name": "dev", "user": {"token": "REDACTED"}}]});
    let hidden = "kubectl redacted the token of user `dev`.";
    says_in(&within(yaml(&redacted)), "kubeconfig_redacted", hidden);
    says_in(&within(redacted.to_string()), "kubeconfig_redacted", hidden);
    lacks(&within(yaml(&redacted)), "no_token_found");
    says_in(
        &within(format!("kind: Config\nusers: [\n  name: a\n  user: b\n{}", "- ]")),
        "document_syntax",
        "The YAML cannot be parsed here: the line does not fit the lines above.",
    );
    let account = json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "build", "namespace": "default", "uid": UID}, "secrets": [{"name": "build-token-57llx"}]});
    let list = json!({"apiVersion": "v1", "kind": "List", "items": [account, legacy_secret()]});
    for text in [yaml(&list), list.to_string()] {
        let token = only(yaml(&within(text)));
        assert_eq!(token.variant.unwrap().origin, Some(Origin::AutoGenerated));
    }
}

#[test]
fn text_that_only_looks_like_a_document_inside_another_has_no_fault() {
    for inside in ["note: this\n  is: not\n\tYAML\n", "{not json}", "[info] a\n[warn] b\n"] {
        let map = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": inside, "token": usual()}});
        lacks(&map, "document_syntax");
    }
}

#[test]
fn what_kubectl_apply_keeps_is_not_examined_again() {
    let mut secret = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "type": "kubernetes.io/service-account-token"});
    let applied = secret.to_string();
    secret["metadata"]["annotations"] =
        json!({"kubectl.kubernetes.io/last-applied-configuration": applied});
    let report = report(yaml(&secret));
    let empty = report.findings.iter().filter(|finding| finding.code == "empty_secret_token");
    assert_eq!(empty.count(), 1);
}

#[test]
fn described_secret_holds_the_token_below_data() {
    let described = |data: &str| {
        let head =
            "Name:  web-token\nNamespace:  ci\n\nType:  kubernetes.io/service-account-token\n";
        let report = report(format!("{head}\nData\n====\n{data}"));
        let found = report.findings.into_iter().find(|found| found.code == "empty_secret_token");
        found.map(|found| found.message.into_owned())
    };
    assert_eq!(described(&format!("token:  {}\n", usual())), None);
    assert_eq!(
        described("namespace:  2 bytes\n").as_deref(),
        Some("Secret `web-token` has no token yet.")
    );
}

#[test]
fn a_secret_without_a_token_is_explained() {
    let mut document = legacy_secret();
    document["data"]["token"] = json!("");
    document["metadata"]["uid"] = json!(UID);
    says_in(&document, "empty_secret_token", "Secret `build-token-57llx` has no token yet.");
    lacks(&document, "no_token_found");
    let manifest = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "type": "kubernetes.io/service-account-token"});
    says_in(&manifest, "empty_secret_token", "Secret `x` requests a token and holds none.");
}

#[test]
fn tokens_for_a_csi_driver_are_explained() {
    let driver = |requests: Value| json!({"apiVersion": "storage.k8s.io/v1", "kind": "CSIDriver", "metadata": {"name": "secrets-store.csi.k8s.io"}, "spec": {"tokenRequests": requests}});
    let vault = driver(json!([{"audience": "vault", "expirationSeconds": 3600}]));
    let message = "This object holds no token. The kubelet requests one for the audience `vault` and passes it to the CSI driver. It asks for a lifetime of 1 hour.";
    says_in(&vault, "csi_token_request", message);
    lacks(&vault, "no_token_found");
    says_in(
        &driver(json!([{"audience": ""}])),
        "csi_token_request",
        "This object holds no token. The kubelet requests one for the API server and passes it to the CSI driver. It asks for a lifetime of 1 hour (the default).",
    );
    lacks(&driver(json!([])), "csi_token_request");
    let receives = "The driver receives the token in the volume attribute \
                    `csi.storage.k8s.io/serviceAccount.tokens`, or from 1.35 on in the secrets if it \
                    asks for that. Drivers that log their volume attributes log the token too.";
    for (seconds, audience, issued) in [
        (7200, "vault", "The API server may issue a shorter one."),
        (3607, "", "By default the API server makes this token last a year."),
        (
            3607,
            "vault",
            "If the API server has this audience too, it makes the token last a year by default.",
        ),
    ] {
        let requests = json!([{"audience": audience, "expirationSeconds": seconds}]);
        let found = finding(yaml(&driver(requests)), "csi_token_request");
        assert_eq!(found.help, Some(format!("{issued} {receives}").into()));
    }
    for (seconds, rejected) in [
        (599, "The API server rejects this request: a token lives at least 10 minutes."),
        (
            4_294_967_297_i64,
            "The API server rejects this request: a token lives at most 2^32 seconds.",
        ),
    ] {
        let requests = json!([{"audience": "vault", "expirationSeconds": seconds}]);
        let found = finding(yaml(&driver(requests)), "csi_token_request");
        assert_eq!(found.help, Some(rejected.into()));
    }
}
