//! Where the trust policy is in what the AWS CLI, CloudFormation or another program prints.

use super::super::document::Document;
use super::super::layers::TRUST_POLICY;
use crate::text::json::{JsonType, NodeId};

/// The policies in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    None,
    One(NodeId),
    Several(usize),
}

/// Returns the trust policy: the document itself, one statement or a list of them, or the only one that a
/// program prints of a role.
pub(crate) fn find(document: &Document) -> Found {
    let Some(root) = document.root() else { return Found::None };
    if is_policy(document, root) {
        return Found::One(root);
    }
    let is_object = |node: &NodeId| document.is(*node, JsonType::Object);
    let mut policies = document.all(&TRUST_POLICY);
    if !policies.iter().any(is_object) {
        policies = document.all(&["PolicyDocument", "policyDocument", "Document"]);
    }
    policies.retain(|node| is_object(node) && is_policy(document, *node));
    match policies.as_slice() {
        [] => Found::None,
        [one] => Found::One(*one),
        several => Found::Several(several.len()),
    }
}

fn is_policy(document: &Document, node: NodeId) -> bool {
    let is_statement = |node| {
        document.has(node, &["Effect"])
            && document.has(node, &["Action", "NotAction", "Principal", "NotPrincipal"])
    };
    document.has(node, &["Statement"])
        || document.elements(node).first().is_some_and(|&node| is_statement(node))
}

/// Returns the statements of a policy.
pub(super) fn statements(document: &Document, policy: NodeId) -> Vec<NodeId> {
    let list = document.member(policy, &["Statement"]).unwrap_or(policy);
    document.elements(list)
}
