//! A policy as JSON, and its members by name.

use super::flaw::{Flaw, FlawKind};
use crate::text::json::{JsonText, JsonType, NodeId};

/// The JSON of a policy.
#[derive(Clone, Debug)]
pub(super) struct Document {
    json: JsonText,
    /// The members or elements of each value, in the order of [`NodeId::index`].
    children: Vec<Vec<NodeId>>,
}

impl Document {
    pub(super) fn new(json: JsonText) -> Self {
        let mut children: Vec<Vec<NodeId>> = json.notes();
        for (id, node) in json.members() {
            let list = node.parent.and_then(|parent| children.get_mut(parent.index()));
            if let Some(list) = list {
                list.push(id);
            }
        }
        Self { json, children }
    }

    pub(super) fn root(&self) -> Option<NodeId> {
        self.json.root()
    }

    /// Returns the member of the first of these names that an object has; of duplicates the last.
    pub(super) fn member(&self, parent: NodeId, names: &[&str]) -> Option<NodeId> {
        let named = |name: &str| {
            let mut members = self.children(parent).iter().rev();
            members.find(|&&node| self.json[node].name.as_deref() == Some(name)).copied()
        };
        names.iter().find_map(|name| named(name))
    }

    /// Returns true if an object has one of these members.
    pub(super) fn has(&self, parent: NodeId, names: &[&str]) -> bool {
        self.member(parent, names).is_some()
    }

    /// Returns every member of one of these names, wherever it is.
    pub(super) fn all(&self, names: &[&str]) -> Vec<NodeId> {
        let members = self.json.members();
        let named = members
            .filter(|(_, node)| node.name.as_deref().is_some_and(|name| names.contains(&name)));
        named.map(|(id, _)| id).collect()
    }

    /// Returns the object or array that holds a value.
    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.json[node].parent
    }

    /// Returns the members of an object, or the elements of an array.
    pub(super) fn children(&self, parent: NodeId) -> &[NodeId] {
        self.children.get(parent.index()).map_or(&[], Vec::as_slice)
    }

    /// Returns the elements of an array, and any other value as the only one: IAM takes both.
    pub(super) fn elements(&self, node: NodeId) -> Vec<NodeId> {
        if self.is(node, JsonType::Array) { self.children(node).to_vec() } else { vec![node] }
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

    /// Returns a string without escapes; none if it has half of a surrogate pair, which no claim equals.
    pub(super) fn string(&self, node: NodeId) -> Option<&str> {
        let node = &self.json[node];
        node.value.as_deref().filter(|_| !node.lone_surrogate)
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

    /// Returns the scalars of a list, or a single one, without any other values.
    pub(super) fn scalars(&self, node: NodeId) -> Vec<String> {
        self.elements(node).into_iter().filter_map(|node| self.scalar(node)).collect()
    }

    /// Returns true if a list has nothing but scalars.
    pub(super) fn is_scalars(&self, node: NodeId) -> bool {
        self.elements(node).into_iter().all(|node| self.scalar(node).is_some())
    }

    /// Returns every member that repeats the name of an earlier one in its object.
    pub(super) fn repeated(&self) -> Vec<Flaw> {
        let repeated = self.json.members().filter(|(_, node)| node.duplicate_of.is_some());
        let flaws = repeated.map(|(id, _)| {
            let name = self.name(id).to_owned();
            Flaw::new(self.pointer(id), FlawKind::Repeated { name })
        });
        flaws.collect()
    }

    /// Returns the first flaw that leaves open what a part of the document decides: one in it, or a repeated
    /// member around it.
    pub(super) fn doubt(&self, part: NodeId, flaws: &[Flaw]) -> Option<Flaw> {
        let own = &self.json[part].pointer;
        let is_inside = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let concerns = |flaw: &&Flaw| {
            let is_around =
                matches!(flaw.kind, FlawKind::Repeated { .. }) && is_inside(own, &flaw.pointer);
            flaw.kind.leaves_open() && (is_inside(&flaw.pointer, own) || is_around)
        };
        flaws.iter().find(concerns).cloned()
    }
}
