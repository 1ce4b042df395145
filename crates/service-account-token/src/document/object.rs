//! Kubernetes objects in a document.

use crate::kubernetes::names::{all, is_label, is_subdomain, is_uuid};
use crate::kubernetes::objects::{ANNOTATIONS, LABELS};
use crate::text::rfc3339;

use super::tree::{Kind, NodeId, Tree};

/// The longest kind that is read.
const MAX_KIND_BYTES: usize = 63;

/// The Kubernetes object around a token. What no object can be called is left out: it would be shown,
/// and might be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) kind: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) uid: Option<String>,
    /// In RFC 3339.
    pub(crate) created: Option<String>,
    /// Those of [`LABELS`].
    pub(crate) labels: Vec<(&'static str, String)>,
    /// Those of [`ANNOTATIONS`].
    pub(crate) annotations: Vec<(&'static str, String)>,
}

impl Object {
    /// Returns the value of a known annotation.
    pub(crate) fn annotation(&self, name: &str) -> Option<&str> {
        let known = self.annotations.iter().find(|(own, _)| *own == name);
        known.map(|(_, value)| value.as_str())
    }

    /// Returns true if it is of this kind.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kind.as_deref() == Some(kind)
    }

    /// Reads an object. `listed` is the kind that the list around it says.
    fn read(tree: &Tree<'_>, node: NodeId, listed: Option<&str>) -> Self {
        let text = |names: &[&str], fits: fn(&str) -> bool| {
            tree.find_text(node, names).filter(|text| fits(text)).map(str::to_owned)
        };
        let known = |list: &str, names: &'static [&'static str]| {
            let Some(list) = tree.find(node, &["metadata", list]) else { return Vec::new() };
            let value = |&name: &&'static str| {
                let value = tree.find_text(list, &[name]).filter(|value| is_value(value))?;
                Some((name, value.to_owned()))
            };
            names.iter().filter_map(value).collect()
        };
        Self {
            kind: text(&["kind"], is_kind).or_else(|| listed.map(str::to_owned)),
            namespace: text(&["metadata", "namespace"], is_label),
            name: text(&["metadata", "name"], is_subdomain),
            uid: text(&["metadata", "uid"], is_uuid),
            created: text(&["metadata", "creationTimestamp"], |text| {
                rfc3339::parse(text).is_some()
            }),
            labels: known("labels", &LABELS),
            annotations: known("annotations", &ANNOTATIONS),
        }
    }
}

fn is_kind(text: &str) -> bool {
    text.len() <= MAX_KIND_BYTES && all(text, |byte| byte.is_ascii_alphanumeric())
}

/// Returns true for a day, a name, a uid and a word.
fn is_value(text: &str) -> bool {
    is_subdomain(text)
}

/// Returns every object of a tree, in the order of the text, with the value that it is.
pub(super) fn objects(tree: &Tree<'_>) -> Vec<(NodeId, Object)> {
    let mut lists: Vec<(NodeId, String)> = Vec::new();
    let mut objects = Vec::new();
    for (id, node) in tree.nodes() {
        if node.kind != Kind::Mapping {
            continue;
        }
        let listed = || {
            let list = tree.parent(id).filter(|list| tree.name(*list) == Some("items"))?;
            let at = lists.binary_search_by_key(&tree.parent(list)?, |(list, _)| *list).ok()?;
            lists.get(at).map(|(_, kind)| kind.as_str())
        };
        let listed = listed();
        let kind = tree.get(id, "kind").and_then(|kind| tree.scalar(kind));
        let is_object = tree.get(id, "metadata").is_some() || tree.get(id, "apiVersion").is_some();
        if kind.is_none() && listed.is_none() || !is_object {
            continue;
        }
        objects.push((id, Object::read(tree, id, listed)));
        // `kubectl get --raw` prints a `SecretList` whose items do not repeat their kind.
        let of = kind.and_then(|kind| kind.strip_suffix("List")).filter(|of| !of.is_empty());
        if let Some(of) = of.filter(|of| is_kind(of)) {
            lists.push((id, of.to_owned()));
        }
    }
    objects
}
