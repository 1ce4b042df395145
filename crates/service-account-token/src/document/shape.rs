//! What a document is, by the names in it.

use crate::kubernetes::objects::CSI_TOKENS;
use crate::paste::Form;

use super::tree::{Kind, NodeId, Tree};

/// Returns the form of a document; none for one that this tool does not know.
pub(super) fn form(tree: &Tree<'_>, root: NodeId) -> Option<Form> {
    if tree[root].kind != Kind::Mapping {
        return None;
    }
    let has = |name| tree.get(root, name).is_some();
    if let Some(kind) = tree.find_text(root, &["kind"]) {
        return of_kind(kind);
    }
    if has("users") && (has("contexts") || has("clusters")) {
        return Some(Form::Kubeconfig);
    }
    if has("items") && has("metadata") {
        return Some(Form::List);
    }
    if has(CSI_TOKENS) || every(tree, root, &["token", "expirationTimestamp"]) {
        return Some(Form::CsiTokens);
    }
    if has("auths") || every(tree, root, &["auth"]) {
        return Some(Form::Dockercfg);
    }
    if has("jwt") && has("role") {
        return Some(Form::VaultLogin);
    }
    if tree.get(root, "keys").is_some_and(|keys| tree[tree.resolve(keys)].kind == Kind::Sequence) {
        return Some(Form::Jwks);
    }
    (has("terraform_version") && (has("resources") || has("planned_values")))
        .then_some(Form::TerraformState)
}

/// Returns the form of an object of this kind.
fn of_kind(kind: &str) -> Option<Form> {
    Some(match kind {
        "Secret" => Form::Secret,
        "Config" => Form::Kubeconfig,
        "TokenRequest" => Form::TokenRequest,
        "TokenReview" => Form::TokenReview,
        "ExecCredential" => Form::ExecCredential,
        "CredentialProviderRequest" => Form::CredentialProviderRequest,
        _ if kind.ends_with("List") => Form::List,
        _ => return None,
    })
}

/// Returns true if a mapping has entries, and each is a mapping with all these names.
fn every(tree: &Tree<'_>, mapping: NodeId, names: &[&str]) -> bool {
    let mut entries = tree.children(mapping).peekable();
    entries.peek().is_some()
        && entries.all(|entry| names.iter().all(|name| tree.get(entry, name).is_some()))
}
