//! The certificate that kube-controller-manager puts beside a token, and the clusters of a kubeconfig
//! that have the same one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::layer::Layer;
use super::shown::shown;
use super::tree::NodeId;

/// The certificate of the cluster beside a token (kubernetes/kubernetes
/// pkg/controller/serviceaccount/tokens_controller.go).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Certificate {
    /// A cluster of a kubeconfig in the same text with this certificate.
    pub(crate) cluster: Option<String>,
    pub(crate) range: Range<usize>,
}

/// The certificates of the clusters of a text, in base64, each with the name of its cluster.
pub(super) struct Clusters(BTreeMap<String, String>);

impl Clusters {
    pub(super) fn read(layer: &Layer<'_>) -> Self {
        let tree = &layer.tree;
        let lists = layer.roots.iter().filter_map(|root| tree.get(root.node, "clusters"));
        let entries = lists.flat_map(|list| tree.children(list));
        let cluster = |entry| {
            let encoded = tree.find_text(entry, &["cluster", "certificate-authority-data"])?;
            Some((plain(encoded), tree.find_text(entry, &["name"]).and_then(shown)?))
        };
        Self(entries.filter_map(cluster).collect())
    }

    /// Returns the certificate in a Secret.
    pub(super) fn beside(&self, layer: &Layer<'_>, secret: NodeId) -> Option<Certificate> {
        let at = layer.tree.find(secret, &["data", "ca.crt"])?;
        let encoded = plain(layer.tree.scalar(at)?);
        let range = layer.hull(layer.tree[at].span.clone());
        let cluster = self.0.get(&encoded).cloned();
        encoded.starts_with(BEGIN).then_some(Certificate { cluster, range })
    }
}

/// `-----BEGIN CERTIFICATE` in base64, as far as no character depends on what follows.
const BEGIN: &str = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR";

/// Returns base64 without line breaks and padding.
fn plain(encoded: &str) -> String {
    encoded.chars().filter(|c| !c.is_whitespace() && *c != '=').collect()
}
