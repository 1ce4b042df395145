//! Marks the values of a document whose place or name says that they are secret.
//!
//! Each value is marked at most once, so this costs no more than there are values.

use std::collections::{BTreeMap, BTreeSet};

use crate::paste::{Form, withhold};
use crate::text::base64;

use super::super::fault::Notation;
use super::super::layer::Layer;
use super::super::tree::{Kind, NodeId, Tree};
use super::content::{is_nothing, is_public_entry};
use super::kind::CoveredKind;
use super::names;

/// Why a value is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its place says so: all of it is.
    Always(CoveredKind),
    /// Its name says so. A document in it is looked at instead.
    Named(CoveredKind),
    /// It is part of a public key, and may look random.
    Public,
}

/// The marks of the values of a text.
pub(super) struct Marks(BTreeMap<NodeId, Mark>);

impl Marks {
    pub(super) fn of(&self, node: NodeId) -> Option<Mark> {
        self.0.get(&node).copied()
    }
}

/// Marks the values of a text.
pub(super) fn marks(layer: &Layer<'_>) -> Marks {
    let mut marker = Marker { tree: &layer.tree, marks: BTreeMap::new() };
    for (id, node) in layer.tree.nodes() {
        match node.kind {
            Kind::Mapping => marker.mapping(layer, id),
            Kind::Sequence => marker.arguments(id),
            Kind::Scalar | Kind::Alias(_) => {}
        }
        marker.named(id);
    }
    for root in layer.roots.iter().filter(|root| root.notation == Notation::Json) {
        marker.encoded_entries(root.node);
    }
    if layer.roots.iter().any(|root| root.form == Some(Form::TerraformState)) {
        marker.terraform();
    }
    Marks(marker.marks)
}

struct Marker<'t> {
    tree: &'t Tree<'t>,
    marks: BTreeMap<NodeId, Mark>,
}

impl<'t> Marker<'t> {
    /// Marks a value and everything in it.
    fn mark_all(&mut self, node: NodeId, what: CoveredKind) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            let node = self.tree.resolve(node);
            if let Some(Mark::Always(_)) = self.marks.insert(node, Mark::Always(what)) {
                continue;
            }
            open.extend(self.tree.children(node));
        }
    }

    /// Marks the entries of a Secret, the value of an environment variable, and a sensitive output.
    fn mapping(&mut self, layer: &Layer<'_>, mapping: NodeId) {
        let tree = self.tree;
        let (mut kind, mut name, mut values, mut data) = (None, None, Vec::new(), Vec::new());
        let (mut sensitive, mut is_key) = (false, false);
        for child in tree.children(mapping) {
            match tree.name(child) {
                Some("kind") => kind = tree.scalar(child),
                Some("name") => name = tree.scalar(child),
                Some("value") => values.push(child),
                Some("kty") => is_key = true,
                Some("sensitive") => sensitive |= tree.scalar(child) == Some("true"),
                Some("data" | "stringData") => data.push(child),
                _ => {}
            }
        }
        if is_key {
            self.key(mapping);
        }
        let named = name.and_then(names::secret_of);
        let what = if sensitive { Some(CoveredKind::SecretValue) } else { named };
        for value in values {
            if let Some(what) = what.filter(|_| self.may_be_secret(value)) {
                self.mark_all(value, what);
            }
        }
        // `kubectl` prints the kind behind the data, and the text may be cut off before it or in it.
        let is_described =
            || layer.root_of(mapping).is_some_and(|root| root.notation == Notation::Description);
        if kind.is_none_or(|kind| "Secret".starts_with(kind)) && !is_described() {
            for data in data {
                self.entries(data);
            }
        }
    }

    /// Marks the members of a JSON Web Key.
    fn key(&mut self, key: NodeId) {
        for member in self.tree.children(key) {
            let name = self.tree.name(member).unwrap_or_default();
            if withhold::is_private_key_member(name) {
                self.mark_all(member, CoveredKind::PrivateKey);
            } else if withhold::is_public_key_member(name) {
                self.marks.insert(member, Mark::Public);
            }
        }
    }

    fn entries(&mut self, data: NodeId) {
        if self.tree.scalar(data).is_some_and(is_nothing) {
            return;
        }
        let data = self.tree.resolve(data);
        if self.tree[data].kind != Kind::Mapping {
            return self.mark_all(data, CoveredKind::SecretValue);
        }
        for entry in self.tree.children(data) {
            let (name, text) = (self.tree.name(entry), self.tree.scalar(entry));
            let is_public = text
                .is_some_and(|text| is_nothing(text) || is_public_entry(name.unwrap_or(""), text));
            if !is_public {
                let named = name.and_then(names::secret_of);
                self.mark_all(entry, named.unwrap_or(CoveredKind::SecretValue));
            }
        }
    }

    /// Marks a value whose name says that it is secret.
    fn named(&mut self, node: NodeId) {
        let Some(name) = self.tree.name(node) else { return };
        let Some(what) = names::secret_of(name) else { return };
        let target = self.tree.resolve(node);
        match self.tree[target].kind {
            Kind::Mapping if names::covers_all(name) && !names::is_reference(name) => {
                self.mark_all(target, what);
            }
            Kind::Sequence if !names::is_reference(name) => {
                for child in self.tree.children(target) {
                    self.named_scalar(child, name, what);
                }
            }
            _ => self.named_scalar(target, name, what),
        }
    }

    /// Marks the argument behind an option such as `--password`.
    fn arguments(&mut self, list: NodeId) {
        let mut option = None;
        for argument in self.tree.children(list) {
            if let Some((name, what)) = option.take() {
                self.named_scalar(argument, name, what);
            }
            let tree = self.tree;
            let name = tree.scalar(argument).and_then(|text| text.strip_prefix("--"));
            option = name.and_then(|name| Some((name, names::secret_of(name)?)));
        }
    }

    fn named_scalar(&mut self, node: NodeId, name: &str, what: CoveredKind) {
        let node = self.tree.resolve(node);
        let Some(text) = self.tree.scalar(node) else { return };
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_nothing(text) && (!is_number || names::covers_all(name)) {
            self.marks.entry(node).or_insert(Mark::Named(what));
        }
    }

    fn may_be_secret(&self, value: NodeId) -> bool {
        !self.tree.scalar(value).is_some_and(is_nothing)
    }

    /// Marks the data of a Secret that `kubectl get -o jsonpath='{.data}'` printed.
    fn encoded_entries(&mut self, root: NodeId) {
        let is_encoded = |entry: NodeId| {
            self.tree.scalar(entry).is_some_and(|text| {
                let characters = text.trim_end_matches('=');
                text.len().is_multiple_of(4)
                    && !characters.is_empty()
                    && text.len() - characters.len() <= 2
                    && characters.bytes().all(base64::is_character)
            })
        };
        let is_mapping = self.tree[root].kind == Kind::Mapping;
        if is_mapping && self.tree.children(root).all(is_encoded) {
            self.entries(root);
        }
    }

    /// Marks what Terraform calls sensitive: `sensitive_values` beside `values`, `after_sensitive`
    /// beside `after`, and the attributes that `sensitive_attributes` lists.
    fn terraform(&mut self) {
        const BESIDE: [(&str, &str); 3] = [
            ("sensitive_values", "values"),
            ("after_sensitive", "after"),
            ("before_sensitive", "before"),
        ];
        let tree = self.tree;
        for (id, _) in tree.nodes().filter(|(_, node)| node.kind == Kind::Mapping) {
            let entries = self.entries_by_name(id);
            for (sensitive, values) in BESIDE {
                if let (Some(sensitive), Some(values)) =
                    (entries.get(sensitive), entries.get(values))
                {
                    self.sensitive(*sensitive, *values);
                }
            }
            if let (Some(paths), Some(attributes)) =
                (entries.get("sensitive_attributes"), entries.get("attributes"))
            {
                self.listed(*paths, *attributes);
            }
        }
    }

    fn entries_by_name(&self, mapping: NodeId) -> BTreeMap<&'t str, NodeId> {
        let tree = self.tree;
        let entry = |child| Some((tree.name(child)?, child));
        tree.children(mapping).filter_map(entry).collect()
    }

    /// Marks each value at whose place in `sensitive` it says `true`.
    fn sensitive(&mut self, sensitive: NodeId, values: NodeId) {
        let mut open = vec![(sensitive, values)];
        while let Some((sensitive, values)) = open.pop() {
            if self.tree.scalar(sensitive) == Some("true") {
                self.mark_all(values, CoveredKind::SecretValue);
            } else if self.tree[values].kind == Kind::Mapping {
                let entries = self.entries_by_name(values);
                let inner = self.entries_by_name(sensitive);
                open.extend(inner.iter().filter_map(|(name, at)| Some((*at, *entries.get(name)?))));
            } else {
                open.extend(self.tree.children(sensitive).zip(self.tree.children(values)));
            }
        }
    }

    /// Marks the attributes with which one of the paths begins.
    fn listed(&mut self, paths: NodeId, attributes: NodeId) {
        let first = |path| {
            let step = self.tree.children(path).next().unwrap_or(path);
            self.tree.find_text(step, &["value"]).or_else(|| self.tree.scalar(step))
        };
        let names: BTreeSet<_> = self.tree.children(paths).filter_map(first).collect();
        for attribute in self.tree.children(attributes) {
            if self.tree.name(attribute).is_some_and(|name| names.contains(name)) {
                self.mark_all(attribute, CoveredKind::SecretValue);
            }
        }
    }
}
