//! What people paste in place of a trust policy.

use super::document::Document;
use super::flaw::{FlawKind, OtherDocument, Syntax};
use crate::text::json::{JsonType, NodeId};

/// The first names in the YAML of a policy, a provider, a credential or an object of Kubernetes.
const YAML_NAMES: [&str; 14] = [
    "apiVersion",
    "AssumeRolePolicyDocument",
    "attributeCondition",
    "attributeMapping",
    "audiences",
    "displayName",
    "issuer",
    "kind",
    "name",
    "oidc",
    "Role",
    "state",
    "Statement",
    "Version",
];

/// Returns what a text is that is not JSON, if people paste such texts.
pub(super) fn not_json(text: &str) -> Option<FlawKind> {
    let lines = || text.lines().map(str::trim).filter(|line| !is_comment(line));
    let first = lines().next()?;
    let word = first.trim_start_matches(['-', ' ', '"', '\'']);
    if word.starts_with("principal://") || word.starts_with("principalSet://") {
        return Some(FlawKind::OtherDocument(OtherDocument::GoogleBinding));
    }
    if lines().any(is_bicep) {
        return Some(FlawKind::OtherSyntax(Syntax::Bicep));
    }
    if lines().any(is_terraform) {
        return Some(FlawKind::OtherSyntax(Syntax::Terraform));
    }
    let item = first.strip_prefix('-').unwrap_or(first).trim_start();
    let name = item.split_once(':').map(|(name, _)| name);
    let is_yaml = |name: &str| name == "---" || YAML_NAMES.contains(&name);
    (is_yaml(first) || name.is_some_and(is_yaml)).then_some(FlawKind::OtherSyntax(Syntax::Yaml))
}

fn is_comment(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

/// `resource NAME 'TYPE@VERSION' = {`, also of a module, or `param NAME string`.
fn is_bicep(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, third) = (words.next(), words.nth(1));
    match first {
        Some("resource" | "module") => third.is_some_and(|word| word.starts_with('\'')),
        Some("param") => third == Some("string"),
        _ => false,
    }
}

fn is_terraform(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    matches!(first, "resource" | "data" | "module" | "variable") && second.starts_with('"')
        || matches!(first, "locals" | "statement" | "condition" | "principals" | "oidc")
            && second == "{"
        || matches!(first, "assume_role_policy" | "attribute_mapping" | "attribute_condition")
            && second.starts_with('=')
        || line.contains("jsonencode(")
}

/// Returns what a document is that is no trust policy.
pub(super) fn document(document: &Document) -> Option<OtherDocument> {
    let root = document.root()?;
    let first = document.elements(root).first().copied()?;
    if let Some(text) = document.string(first) {
        let is_principal = text.starts_with("principal://") || text.starts_with("principalSet://");
        return is_principal.then_some(OtherDocument::GoogleBinding);
    }
    // `eksctl get iamserviceaccount --output json` has its own form of a ServiceAccount.
    let status = document.member(first, &["status"]);
    if status.is_some_and(|status| document.has(status, &["roleARN"])) {
        return Some(OtherDocument::AwsServiceAccounts);
    }
    amazon(document, first).or_else(|| google(document, first)).or_else(|| other(document, first))
}

fn amazon(document: &Document, node: NodeId) -> Option<OtherDocument> {
    let is_provider = document.has(node, &["ClientIDList", "OpenIDConnectProviderList"]);
    is_provider.then_some(OtherDocument::AwsProvider)
}

fn google(document: &Document, node: NodeId) -> Option<OtherDocument> {
    let is_binding = document.has(node, &["bindings"])
        || document.has(node, &["members", "member"]) && document.has(node, &["role"]);
    if is_binding {
        return Some(OtherDocument::GoogleBinding);
    }
    if document.has(node, &["subject_token_type", "credential_source"]) {
        return Some(OtherDocument::GoogleClient);
    }
    let (_, name) = document.text(node, &["name"])?;
    let is_pool = name.contains("/workloadIdentityPools/") && !name.contains("/providers/");
    is_pool.then_some(OtherDocument::GooglePool)
}

fn other(document: &Document, node: NodeId) -> Option<OtherDocument> {
    if document.has(node, &["kind"]) && document.has(node, &["apiVersion"]) {
        return Some(OtherDocument::Kubernetes);
    }
    let schema = document.text(node, &["$schema"]);
    if schema.is_some_and(|(_, schema)| schema.contains("schema.management.azure.com")) {
        return Some(OtherDocument::AzureTemplate);
    }
    let list = document.member(node, &["value"]);
    let list = list.filter(|&list| document.is(list, JsonType::Array));
    let first = list.and_then(|list| document.children(list).first().copied()).unwrap_or(node);
    let is_identity = document.has(first, &["appId", "clientId", "principalId"]);
    is_identity.then_some(OtherDocument::EntraIdentity)
}
