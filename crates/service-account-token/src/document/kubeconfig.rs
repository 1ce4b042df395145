//! What a kubeconfig says about its users: the context and the cluster of each (client-go
//! tools/clientcmd/api/v1/types.go).

use std::collections::BTreeMap;
use std::ops::Range;

use super::layer::Layer;
use super::shown::shown;
use super::tree::NodeId;

/// How a kubeconfig uses the user that a token belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Login {
    /// The name of the user.
    pub(crate) user: Option<String>,
    /// The current context if that names the user; else the first one that does.
    pub(crate) context: Option<Context>,
    /// The bytes of the user's name in the paste.
    pub(crate) range: Range<usize>,
}

/// A context of a kubeconfig.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) name: String,
    /// It is the current context.
    pub(crate) is_current: bool,
    /// The name of its cluster.
    pub(crate) cluster: Option<String>,
    /// The URL of that cluster's API server.
    pub(crate) server: Option<String>,
}

/// The contexts of a kubeconfig.
pub(super) struct Kubeconfig {
    root: NodeId,
    /// The context of each user.
    contexts: BTreeMap<String, Context>,
}

impl Kubeconfig {
    pub(super) fn read(layer: &Layer<'_>, root: NodeId) -> Self {
        let tree = &layer.tree;
        let entries = |list| {
            let list = tree.get(root, list);
            list.into_iter().flat_map(|list| tree.children(list))
        };
        let text = |from, names: &[&str]| tree.find_text(from, names).and_then(shown);
        let mut servers = BTreeMap::new();
        for entry in entries("clusters") {
            if let Some(name) = text(entry, &["name"])
                && let Some(server) = text(entry, &["cluster", "server"])
            {
                servers.entry(name).or_insert(server);
            }
        }
        let current = text(root, &["current-context"]);
        let mut contexts = BTreeMap::new();
        for entry in entries("contexts") {
            let (Some(name), Some(user)) =
                (text(entry, &["name"]), text(entry, &["context", "user"]))
            else {
                continue;
            };
            let cluster = text(entry, &["context", "cluster"]);
            let server = cluster.as_ref().and_then(|cluster| servers.get(cluster)).cloned();
            let is_current = current.as_ref() == Some(&name);
            let context = Context { name, is_current, cluster, server };
            if is_current {
                contexts.insert(user, context);
            } else {
                contexts.entry(user).or_insert(context);
            }
        }
        Self { root, contexts }
    }

    /// Returns the user that a value belongs to.
    pub(super) fn login(&self, layer: &Layer<'_>, value: NodeId) -> Option<Login> {
        let tree = &layer.tree;
        let around: Vec<_> = tree.ancestors(value).collect();
        let [.., entry, users, root] = around.as_slice() else { return None };
        if *root != self.root || tree.name(*users) != Some("users") {
            return None;
        }
        let name = tree.get(*entry, "name")?;
        let user = tree.scalar(name).and_then(shown);
        let context = user.as_ref().and_then(|user| self.contexts.get(user)).cloned();
        Some(Login { user, context, range: layer.hull(tree[name].span.clone()) })
    }
}
