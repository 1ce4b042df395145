//! Finds what a document says although there is no token in it: a Secret without one, a user of a
//! kubeconfig with another credential, a volume that asks for one. Documents inside documents count.

use std::ops::Range;

use crate::kubernetes::names::is_uuid;
use crate::kubernetes::objects::{
    CREDENTIAL_ID, ISSUED_CREDENTIAL_ID, LAST_APPLIED, REDACTED, TOKEN_SECRET,
};
use crate::paste::Form;

use super::fault::Fault;
use super::finding::{Finding, ProjectedToken, RequestedAudience, UserCredential};
use super::layer::{Layer, MAX_STEPS};
use super::object::Object;
use super::shown::shown;
use super::tree::{Kind, NodeId};

/// What a document says of a ServiceAccount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceAccount {
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) uid: Option<String>,
    /// The Secrets that it lists.
    pub(crate) secrets: Vec<String>,
}

/// What is found in the documents of a text, and in the documents inside them.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// Every ServiceAccount with a name and a namespace.
    pub(super) accounts: Vec<ServiceAccount>,
    pub(super) findings: Vec<Finding>,
}

impl Examined {
    /// Examines a text.
    pub(super) fn read(layer: &Layer<'_>) -> Self {
        let mut examined = Self::default();
        examined.findings.extend(faults(layer));
        examined.layer(layer, 1);
        examined
    }

    /// Examines a text that is inside this many documents.
    fn layer(&mut self, layer: &Layer<'_>, depth: usize) {
        self.accounts.extend(accounts(layer));
        self.findings.extend(findings(layer));
        if depth == MAX_STEPS {
            return;
        }
        for scalar in layer.scalars() {
            // What `kubectl apply` keeps says the same again.
            if layer.tree.name(scalar) == Some(LAST_APPLIED) {
                continue;
            }
            let Some((inside, _)) = layer.inside(scalar) else { continue };
            // Any text with colons may be YAML with a fault.
            if inside.roots.iter().any(|root| root.form.is_some()) {
                self.findings.extend(faults(&inside));
            }
            self.layer(&inside, depth + 1);
        }
    }
}

/// Returns where the documents of a text cannot be read.
fn faults(layer: &Layer<'_>) -> Vec<Finding> {
    let fault = |fault: &Fault| Finding::Syntax {
        notation: fault.notation,
        reason: fault.reason,
        range: layer.hull(fault.range.clone()),
    };
    let mut found: Vec<_> = layer.faults.iter().map(fault).collect();
    if let Some(at) = layer.tree.left_out.filter(|_| !layer.roots.is_empty()) {
        found.push(Finding::LeftOut { range: layer.hull(at..at) });
    }
    found
}

/// Returns what the documents of a text say without a token.
fn findings(layer: &Layer<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, object) in &layer.objects {
        match object.kind.as_deref() {
            Some("Secret") => found.extend(empty_secret(layer, *node, object)),
            Some("Event") => found.extend(audit_event(layer, *node)),
            Some("CSIDriver") => found.extend(driver_tokens(layer, *node)),
            Some("ExecCredential") => found.extend(certificate_only(layer, *node)),
            _ => {}
        }
    }
    for root in &layer.roots {
        if root.form == Some(Form::Kubeconfig) {
            kubeconfig(layer, root.node, &mut found);
        }
    }
    found.extend(volumes(layer));
    found
}

fn accounts(layer: &Layer<'_>) -> Vec<ServiceAccount> {
    let mut accounts = Vec::new();
    for (node, object) in layer.objects.iter().filter(|(_, object)| object.is("ServiceAccount")) {
        let (Some(namespace), Some(name)) = (&object.namespace, &object.name) else { continue };
        let list = layer.tree.get(*node, "secrets");
        let secrets = list.into_iter().flat_map(|list| layer.tree.children(list));
        let secret = |secret| layer.tree.find_text(secret, &["name"]).map(str::to_owned);
        accounts.push(ServiceAccount {
            namespace: namespace.clone(),
            name: name.clone(),
            uid: object.uid.clone(),
            secrets: secrets.filter_map(secret).collect(),
        });
    }
    accounts
}

fn range(layer: &Layer<'_>, node: NodeId) -> Range<usize> {
    layer.hull(layer.tree[node].span.clone())
}

fn empty_secret(layer: &Layer<'_>, node: NodeId, object: &Object) -> Option<Finding> {
    let tree = &layer.tree;
    let kind = tree.get(node, "type").filter(|kind| tree.scalar(*kind) == Some(TOKEN_SECRET))?;
    // `kubectl describe` heads the values with `Data`, and shows what is stored.
    let tokens = ["data", "stringData", "Data"].map(|field| tree.find(node, &[field, "token"]));
    let text = |token: &Option<NodeId>| token.and_then(|token| tree.scalar(token));
    if tokens.iter().any(|token| text(token).is_some_and(|text| !text.trim().is_empty())) {
        return None;
    }
    let at = tokens.into_iter().flatten().next().unwrap_or(kind);
    let is_described = tree.get(node, "Data").is_some();
    let stored = is_described || object.uid.is_some() || object.created.is_some();
    Some(Finding::EmptySecretToken { name: object.name.clone(), stored, range: range(layer, at) })
}

/// Returns that a credential plugin gave out a certificate and no token.
fn certificate_only(layer: &Layer<'_>, credential: NodeId) -> Option<Finding> {
    let tree = &layer.tree;
    let status = tree.get(credential, "status")?;
    let at = tree.get(status, "clientCertificateData")?;
    tree.get(status, "token")
        .is_none()
        .then(|| Finding::PluginCertificate { range: range(layer, at) })
}

/// Returns the id of the token that an audit event names.
fn audit_event(layer: &Layer<'_>, event: NodeId) -> Option<Finding> {
    let tree = &layer.tree;
    tree.find_text(event, &["apiVersion"])?.strip_prefix("audit.k8s.io/")?;
    let used = tree.find(event, &["user", "extra", CREDENTIAL_ID]);
    let used = used.and_then(|ids| tree.children(ids).next());
    let (at, was_issued) = match tree.find(event, &["annotations", ISSUED_CREDENTIAL_ID]) {
        Some(issued) => (issued, true),
        None => (used?, false),
    };
    let id = tree.scalar(at)?.strip_prefix("JTI=").filter(|id| is_uuid(id))?.to_owned();
    Some(Finding::AuditEvent { id, was_issued, range: range(layer, at) })
}

fn kubeconfig(layer: &Layer<'_>, root: NodeId, found: &mut Vec<Finding>) {
    let tree = &layer.tree;
    let users = tree.get(root, "users");
    for entry in users.into_iter().flat_map(|users| tree.children(users)) {
        let Some(user) = tree.get(entry, "user") else { continue };
        let name = tree.find_text(entry, &["name"]).and_then(shown);
        if let Some(token) = tree.get(user, "token") {
            if tree.scalar(token) == Some(REDACTED) {
                found.push(Finding::KubeconfigRedacted { user: name, range: range(layer, token) });
            } else if let Some(at) = tree.get(user, "tokenFile") {
                let credential = UserCredential::TokenFileFirst;
                let range = range(layer, at);
                found.push(Finding::KubeconfigUser { user: name, credential, range });
            }
            continue;
        }
        let has = |field| tree.get(user, field);
        let command = || tree.find_text(user, &["exec", "command"]).and_then(shown);
        let (at, credential) = if let Some(at) = has("tokenFile") {
            (at, UserCredential::TokenFile)
        } else if let Some(at) = has("exec") {
            (at, UserCredential::Exec { command: command() })
        } else if let Some(at) = has("auth-provider") {
            (at, UserCredential::AuthProvider)
        } else if let Some(at) =
            has("client-certificate-data").or_else(|| has("client-certificate"))
        {
            (at, UserCredential::Certificate)
        } else if let Some(at) = has("password") {
            (at, UserCredential::Password)
        } else {
            continue;
        };
        found.push(Finding::KubeconfigUser { user: name, credential, range: range(layer, at) });
    }
}

/// Returns each source of a projected volume that asks for a token.
fn volumes(layer: &Layer<'_>) -> Vec<Finding> {
    let tree = &layer.tree;
    let is_token = |node: NodeId| {
        let mut around = tree.ancestors(node).skip(1);
        tree.name(node) == Some("serviceAccountToken")
            && around.nth(1).is_some_and(|sources| tree.name(sources) == Some("sources"))
            && around.next().is_some_and(|volume| tree.name(volume) == Some("projected"))
    };
    let mut found = Vec::new();
    for (node, kind) in tree.nodes().map(|(node, value)| (node, value.kind)) {
        if kind != Kind::Mapping || !is_token(node) {
            continue;
        }
        found.push(Finding::ProjectedVolume(requested(layer, node)));
    }
    found
}

/// Returns the tokens that the kubelet requests for a CSI driver.
fn driver_tokens(layer: &Layer<'_>, driver: NodeId) -> Vec<Finding> {
    let requests = layer.tree.find(driver, &["spec", "tokenRequests"]);
    let requests = requests.into_iter().flat_map(|list| layer.tree.children(list));
    requests.map(|request| Finding::CsiTokenRequest(requested(layer, request))).collect()
}

/// Returns the token that a part of an object asks for.
fn requested(layer: &Layer<'_>, node: NodeId) -> ProjectedToken {
    let text = |name| layer.tree.find_text(node, &[name]);
    ProjectedToken {
        audience: match text("audience") {
            None | Some("") => RequestedAudience::ApiServer,
            Some(audience) => {
                shown(audience).map_or(RequestedAudience::NotRepeated, RequestedAudience::Named)
            }
        },
        expiration_seconds: text("expirationSeconds").and_then(|seconds| seconds.parse().ok()),
        path: text("path").and_then(shown),
        range: range(layer, node),
    }
}
