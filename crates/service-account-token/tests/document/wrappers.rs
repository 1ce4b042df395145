//! Every wrapper of tokens that Kubernetes and its tools write.

use serde_json::{Value, json};
use service_account_token::report::Form;

use crate::support::{LEGACY_EXPLICIT, base64, usual};

/// A document with tokens in it.
pub(crate) struct Wrapper {
    pub(crate) name: &'static str,
    pub(crate) document: Value,
    pub(crate) form: Form,
    /// The path of each token, in words.
    pub(crate) paths: &'static [&'static str],
    /// The kind and the name of the object around each token.
    pub(crate) object: Option<(&'static str, Option<&'static str>)>,
}

pub(crate) fn kubeconfig() -> Value {
    json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "dev",
        "clusters": [{"name": "c", "cluster": {"server": "https://192.0.2.1:6443"}}],
        "contexts": [{"name": "dev", "context": {"cluster": "c", "user": "a", "namespace": "shop"}}],
        "users": [
            {"name": "a", "user": {"token": usual()}},
            {"name": "b", "user": {"tokenFile": "/var/run/token"}},
            {"name": "c", "user": {"token": LEGACY_EXPLICIT.trim()}},
        ],
    })
}

pub(crate) fn secret(name: &str) -> Value {
    json!({
        "apiVersion": "v1",
        "data": {"ca.crt": base64("-----BEGIN CERTIFICATE-----\n"), "namespace": base64("shop"), "token": base64(usual())},
        "kind": "Secret",
        "metadata": {
            "annotations": {
                "kubernetes.io/service-account.name": "cart",
                "kubernetes.io/service-account.uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e",
            },
            "creationTimestamp": "2022-08-19T13:36:42Z",
            "labels": {"kubernetes.io/legacy-token-last-used": "2023-11-01"},
            "name": name, "namespace": "shop",
            "uid": "72c2a4f0-636d-4a70-9f1c-55a75f15e520",
        },
        "type": "kubernetes.io/service-account-token",
    })
}

fn opaque(data: &Value) -> Value {
    json!({"apiVersion": "v1", "data": data, "kind": "Secret", "metadata": {"name": "x", "namespace": "shop"}, "type": "Opaque"})
}

fn cluster_of_argo_cd(data: &Value) -> Value {
    let mut secret = opaque(data);
    secret["metadata"]["labels"] = json!({"argocd.argoproj.io/secret-type": "cluster"});
    secret
}

fn registry_of_openshift(token: &str) -> Value {
    let auth = json!({"image-registry.svc:5000": {"auth": base64(format!("<token>:{token}"))}});
    let mut secret = opaque(&json!({".dockercfg": base64(auth.to_string())}));
    secret["type"] = json!("kubernetes.io/dockercfg");
    secret["metadata"]["annotations"] = json!({
        "openshift.io/internal-registry-auth-token.binding": "bound",
        "openshift.io/internal-registry-auth-token.service-account": "cart",
    });
    secret
}

fn request(kind: &str, spec: &Value, status: &Value) -> Value {
    let group = if kind == "ExecCredential" { "client." } else { "" };
    json!({
        "apiVersion": format!("{group}authentication.k8s.io/v1"), "kind": kind,
        "metadata": {"creationTimestamp": null}, "spec": spec, "status": status,
    })
}

fn wrapper(
    name: &'static str,
    document: Value,
    form: Form,
    paths: &'static [&'static str],
    object: Option<(&'static str, Option<&'static str>)>,
) -> Wrapper {
    Wrapper { name, document, form, paths, object }
}

fn secret_of(name: &'static str) -> Option<(&'static str, Option<&'static str>)> {
    Some(("Secret", Some(name)))
}

/// Returns every wrapper.
pub(crate) fn all() -> Vec<Wrapper> {
    [secrets(), requests(), csi(), registries(), inside(), other_tools()]
        .into_iter()
        .flatten()
        .collect()
}

/// Secrets, alone and in lists.
fn secrets() -> Vec<Wrapper> {
    let token = usual();
    vec![
        wrapper("Secret", secret("s"), Form::Secret, &[".data.token"], secret_of("s")),
        wrapper(
            "Secret with stringData",
            json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"any.key": token}}),
            Form::Secret,
            &[".stringData[\"any.key\"]"],
            secret_of("x"),
        ),
        wrapper(
            "Secret wrapped at 76 columns",
            opaque(
                &json!({"value": base64(&token).as_bytes().chunks(76).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n")}),
            ),
            Form::Secret,
            &[".data.value"],
            secret_of("x"),
        ),
        wrapper(
            "List",
            json!({"apiVersion": "v1", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}}, secret("s")], "kind": "List", "metadata": {"resourceVersion": ""}}),
            Form::List,
            &[".items[1].data.token"],
            secret_of("s"),
        ),
        wrapper(
            "List of kinds",
            json!({"apiVersion": "v1", "kind": "List", "items": [
                {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "cart", "namespace": "shop"}, "secrets": [{"name": "s"}]},
                secret("s"),
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": []}},
            ]}),
            Form::List,
            &[".items[1].data.token"],
            secret_of("s"),
        ),
        wrapper(
            "SecretList",
            json!({"apiVersion": "v1", "kind": "SecretList", "metadata": {}, "items": [
                {"metadata": {"name": "s"}, "data": {"token": base64(&token)}},
            ]}),
            Form::List,
            &[".items[0].data.token"],
            secret_of("s"),
        ),
    ]
}

/// What kubectl, the API server and the kubelet write.
fn requests() -> Vec<Wrapper> {
    let token = usual();
    vec![
        wrapper(
            "kubeconfig",
            kubeconfig(),
            Form::Kubeconfig,
            &[".users[0].user.token", ".users[2].user.token"],
            Some(("Config", None)),
        ),
        wrapper(
            "TokenRequest",
            request(
                "TokenRequest",
                &json!({"audiences": ["a"]}),
                &json!({"expirationTimestamp": "2023-11-14T23:13:20Z", "token": token}),
            ),
            Form::TokenRequest,
            &[".status.token"],
            Some(("TokenRequest", None)),
        ),
        wrapper(
            "TokenReview",
            request("TokenReview", &json!({"token": token}), &json!({"authenticated": true})),
            Form::TokenReview,
            &[".spec.token"],
            Some(("TokenReview", None)),
        ),
        wrapper(
            "ExecCredential",
            request("ExecCredential", &json!({"interactive": false}), &json!({"token": token})),
            Form::ExecCredential,
            &[".status.token"],
            Some(("ExecCredential", None)),
        ),
        wrapper(
            "ExecCredential of older clients",
            json!({"apiVersion": "client.authentication.k8s.io/v1beta1", "kind": "ExecCredential", "spec": {}, "status": {"expirationTimestamp": "2023-11-14T23:13:20Z", "token": token}}),
            Form::ExecCredential,
            &[".status.token"],
            Some(("ExecCredential", None)),
        ),
        wrapper(
            "auth provider of a kubeconfig",
            json!({"apiVersion": "v1", "kind": "Config", "users": [{"name": "a", "user": {"auth-provider": {"name": "oidc", "config": {"client-id": "kubernetes", "id-token": token}}}}]}),
            Form::Kubeconfig,
            &[".users[0].user[\"auth-provider\"].config[\"id-token\"]"],
            Some(("Config", None)),
        ),
        wrapper(
            "CredentialProviderRequest",
            json!({"apiVersion": "credentialprovider.kubelet.k8s.io/v1", "kind": "CredentialProviderRequest", "image": "registry.example/a", "serviceAccountToken": token}),
            Form::CredentialProviderRequest,
            &[".serviceAccountToken"],
            Some(("CredentialProviderRequest", None)),
        ),
    ]
}

/// Tokens for a CSI driver.
fn csi() -> Vec<Wrapper> {
    let token = usual();
    let csi = json!({"": {"expirationTimestamp": "2023-11-14T23:13:20Z", "token": token}, "vault": {"expirationTimestamp": "2023-11-14T23:13:20Z", "token": token}});
    vec![
        wrapper(
            "tokens of a CSI volume",
            csi.clone(),
            Form::CsiTokens,
            &[".[\"\"].token", ".vault.token"],
            None,
        ),
        wrapper(
            "attribute of a CSI volume",
            json!({"csi.storage.k8s.io/pod.name": "p", "csi.storage.k8s.io/serviceAccount.tokens": csi.to_string()}),
            Form::CsiTokens,
            &[
                ".[\"csi.storage.k8s.io/serviceAccount.tokens\"] → .[\"\"].token",
                ".[\"csi.storage.k8s.io/serviceAccount.tokens\"] → .vault.token",
            ],
            None,
        ),
    ]
}

/// Configurations of Docker.
fn registries() -> Vec<Wrapper> {
    let token = usual();
    let docker = json!({"auths": {"registry.example:5000": {"auth": base64(format!("serviceaccount:{token}"))}}});
    vec![
        wrapper(
            "dockerconfigjson",
            docker.clone(),
            Form::Dockercfg,
            &[".auths[\"registry.example:5000\"].auth"],
            None,
        ),
        wrapper(
            "Secret with dockerconfigjson",
            opaque(&json!({".dockerconfigjson": base64(docker.to_string())})),
            Form::Secret,
            &[".data[\".dockerconfigjson\"] → .auths[\"registry.example:5000\"].auth"],
            secret_of("x"),
        ),
        wrapper(
            "dockercfg with a password",
            json!({"registry.example": {"auth": base64("user:x"), "password": token, "username": "serviceaccount"}}),
            Form::Dockercfg,
            &[".[\"registry.example\"].password"],
            None,
        ),
        wrapper(
            "Secret with dockercfg of OpenShift",
            registry_of_openshift(&token),
            Form::Secret,
            &[".data[\".dockercfg\"] → .[\"image-registry.svc:5000\"].auth"],
            secret_of("x"),
        ),
    ]
}

/// Documents inside documents.
fn inside() -> Vec<Wrapper> {
    let token = usual();
    let applied = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"annotations": {}, "name": "x"}, "stringData": {"token": token}});
    vec![
        wrapper(
            "cluster of Argo CD",
            cluster_of_argo_cd(
                &json!({"config": base64(json!({"bearerToken": token, "tlsClientConfig": {"insecure": false}}).to_string()), "server": base64("https://192.0.2.1")}),
            ),
            Form::Secret,
            &[".data.config → .bearerToken"],
            secret_of("x"),
        ),
        wrapper(
            "List inside a Secret",
            opaque(
                &json!({"backup": base64(json!({"apiVersion": "v1", "kind": "List", "items": [secret("s")]}).to_string())}),
            ),
            Form::Secret,
            &[".data.backup → .items[0].data.token"],
            secret_of("s"),
        ),
        wrapper(
            "Secret with a kubeconfig",
            opaque(&json!({"kubeconfig": base64(crate::emit::yaml(&kubeconfig()))})),
            Form::Secret,
            &[".data.kubeconfig → .users[0].user.token", ".data.kubeconfig → .users[2].user.token"],
            secret_of("x"),
        ),
        wrapper(
            "ConfigMap with a kubeconfig",
            json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"config": crate::emit::yaml(&kubeconfig())}}),
            Form::Yaml,
            &[".data.config → .users[0].user.token", ".data.config → .users[2].user.token"],
            Some(("ConfigMap", Some("m"))),
        ),
        wrapper(
            "what kubectl apply keeps",
            json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": format!("{applied}\n")}, "name": "x"}}),
            Form::Secret,
            &[
                ".metadata.annotations[\"kubectl.kubernetes.io/last-applied-configuration\"] → .stringData.token",
            ],
            secret_of("x"),
        ),
    ]
}

/// What other tools write.
fn other_tools() -> Vec<Wrapper> {
    let token = usual();
    vec![
        wrapper(
            "login to Vault",
            json!({"jwt": token, "role": "r"}),
            Form::VaultLogin,
            &[".jwt"],
            None,
        ),
        wrapper(
            "state of Terraform",
            json!({"version": 4, "terraform_version": "1.9.0", "resources": [{"instances": [{"attributes": {"data": {"token": token}}}]}]}),
            Form::TerraformState,
            &[".resources[0].instances[0].attributes.data.token"],
            None,
        ),
        wrapper(
            "plan of Terraform",
            json!({"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [{"values": {"token": token}}]}}}),
            Form::TerraformState,
            &[".planned_values.root_module.resources[0].values.token"],
            None,
        ),
        wrapper(
            "volume of a CSI driver in a log",
            json!({"volume_context": {"csi.storage.k8s.io/serviceAccount.tokens": json!({"vault": {"expirationTimestamp": "2023-11-14T23:13:20Z", "token": token}}).to_string()}, "volume_id": "v"}),
            Form::Yaml,
            &[".volume_context[\"csi.storage.k8s.io/serviceAccount.tokens\"] → .vault.token"],
            None,
        ),
        wrapper(
            "values of Helm",
            json!({"cluster": {"auth": {"token": token}}, "replicas": 1}),
            Form::Yaml,
            &[".cluster.auth.token"],
            None,
        ),
    ]
}
