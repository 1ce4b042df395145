//! A policy as JSON, and its members by name.

use crate::text::json::{JsonText, JsonType, NodeId};

/// The JSON of a policy. [`JsonText::member`] looks at every value, which the limit on a policy's length
/// makes cheap.
#[derive(Clone, Debug)]
pub(super) struct Document {
    json: JsonText,
}

impl Document {
    pub(super) fn new(json: JsonText) -> Self {
        Self { json }
    }

    pub(super) fn root(&self) -> Option<NodeId> {
        self.json.root()
    }

    /// Returns the member of the first of these names that an object has.
    pub(super) fn member(&self, parent: NodeId, names: &[&str]) -> Option<NodeId> {
        names.iter().find_map(|name| self.json.member(parent, name))
    }

    /// Returns the members of an object, or the elements of an array.
    pub(super) fn children(&self, parent: NodeId) -> Vec<NodeId> {
        self.json.children(parent).map(|(id, _)| id).collect()
    }

    /// Returns the elements of an array, and any other value as the only one: IAM takes both.
    pub(super) fn elements(&self, node: NodeId) -> Vec<NodeId> {
        if self.is(node, JsonType::Array) { self.children(node) } else { vec![node] }
    }

    pub(super) fn is(&self, node: NodeId, json_type: JsonType) -> bool {
        self.json[node].json_type == json_type
    }

    pub(super) fn name(&self, node: NodeId) -> &str {
        self.json[node].name.as_deref().unwrap_or_default()
    }

    pub(super) fn pointer(&self, node: NodeId) -> String {
        self.json[node].pointer.clone()
    }

    /// Returns a string without escapes.
    pub(super) fn string(&self, node: NodeId) -> Option<&str> {
        self.json[node].value.as_deref()
    }

    /// Returns a member that is a string.
    pub(super) fn text(&self, parent: NodeId, names: &[&str]) -> Option<(NodeId, String)> {
        let node = self.member(parent, names)?;
        Some((node, self.string(node)?.to_owned()))
    }

    /// Returns a string, number, true or false as text: IAM reads them alike.
    pub(super) fn scalar(&self, node: NodeId) -> Option<String> {
        match self.json[node].json_type {
            JsonType::String => self.string(node).map(str::to_owned),
            JsonType::Number | JsonType::Boolean => Some(self.json.source(node).to_owned()),
            JsonType::Null | JsonType::Object | JsonType::Array => None,
        }
    }

    /// Returns the strings of a list, or a single one.
    pub(super) fn scalars(&self, node: NodeId) -> Vec<String> {
        self.elements(node).into_iter().filter_map(|node| self.scalar(node)).collect()
    }

    /// Returns every member that repeats the name of an earlier one in its object.
    pub(super) fn repeated(&self) -> Vec<NodeId> {
        let repeated = self.json.members().filter(|(_, node)| node.duplicate_of.is_some());
        repeated.map(|(id, _)| id).collect()
    }
}
