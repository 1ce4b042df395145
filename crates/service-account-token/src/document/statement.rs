//! What a document says about a token that the token says too, or does not know.

use std::ops::Range;

use crate::kubernetes::names::{is_label, is_subdomain, is_uuid};
use crate::kubernetes::objects::{
    ACCOUNT_NAME, ACCOUNT_UID, INVALID_SINCE, LAST_USED, REGISTRY_ACCOUNT,
};
use crate::text::base64;
use crate::text::rfc3339;

use super::layer::Layer;
use super::object::Object;
use super::shown::shown;
use super::tree::NodeId;

/// One thing that a document says about a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) about: About,
    /// The texts that say it: several for the audiences, one for all else.
    pub(crate) texts: Vec<String>,
    /// Its bytes in the paste.
    pub(crate) range: Range<usize>,
}

impl Statement {
    /// Returns the text that says it.
    pub(crate) fn text(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// The namespace of the ServiceAccount.
    Namespace,
    /// The name of the ServiceAccount.
    AccountName,
    /// The uid of the ServiceAccount.
    AccountUid,
    /// The name of the Secret that a legacy token is in.
    SecretName,
    /// The name of the object that a bound token is tied to.
    BoundName,
    /// The uid of the object that a bound token is tied to.
    BoundUid,
    /// The audiences.
    Audiences,
    /// The time at which the token expires.
    Expiration,
    /// The user that a TokenReview found.
    Username,
    /// Whether a TokenReview accepted the token: `true` or `false`.
    Authenticated,
    /// The audiences for which a TokenReview accepted the token.
    ReviewedAudiences,
    /// Why a TokenReview rejected the token.
    ReviewError,
    /// The day since which the API server rejects the token of a Secret.
    InvalidSince,
    /// The day on which the token of a Secret was last used.
    LastUsed,
    /// The time at which the Secret of a token was created.
    Created,
}

impl About {
    /// Returns true for a text that can be meant. Any other is left out: it would be shown, and might
    /// be anything.
    fn fits(self, text: &str) -> bool {
        match self {
            Self::Namespace => is_label(text),
            Self::AccountName | Self::SecretName | Self::BoundName | Self::InvalidSince => {
                is_subdomain(text)
            }
            Self::AccountUid | Self::BoundUid => is_uuid(text),
            Self::Audiences | Self::ReviewedAudiences | Self::ReviewError => shown(text).is_some(),
            Self::Expiration | Self::Created => rfc3339::parse(text).is_some(),
            Self::Username => text.len() <= MAX_USERNAME_BYTES && text.split(':').all(is_subdomain),
            Self::Authenticated => matches!(text, "true" | "false"),
            Self::LastUsed => rfc3339::days(text).is_some(),
        }
    }
}

/// `system:serviceaccount:`, a namespace, a colon and a name.
const MAX_USERNAME_BYTES: usize = 22 + 63 + 1 + 253;

/// The longest namespace in base64.
const MAX_ENCODED_NAMESPACE_BYTES: usize = 84;

/// Returns what an object says about each token in it.
pub(super) fn of_object(layer: &Layer<'_>, node: NodeId, object: &Object) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut add = |about, names: &[&str]| statements.extend(statement(layer, about, node, names));
    match object.kind.as_deref() {
        Some("Secret") => {
            add(About::Namespace, &["metadata", "namespace"]);
            if object.annotation(ACCOUNT_NAME).is_some() {
                add(About::SecretName, &["metadata", "name"]);
                add(About::Created, &["metadata", "creationTimestamp"]);
            }
            for (about, name) in [
                (About::AccountName, ACCOUNT_NAME),
                (About::AccountUid, ACCOUNT_UID),
                (About::AccountName, REGISTRY_ACCOUNT),
            ] {
                add(about, &["metadata", "annotations", name]);
            }
            add(About::InvalidSince, &["metadata", "labels", INVALID_SINCE]);
            add(About::LastUsed, &["metadata", "labels", LAST_USED]);
            statements.extend(encoded_namespace(layer, node));
        }
        Some("TokenRequest") => {
            add(About::Namespace, &["metadata", "namespace"]);
            add(About::AccountName, &["metadata", "name"]);
            add(About::AccountUid, &["metadata", "uid"]);
            add(About::BoundName, &["spec", "boundObjectRef", "name"]);
            add(About::BoundUid, &["spec", "boundObjectRef", "uid"]);
            statements.extend(audiences(layer, About::Audiences, node, "spec"));
        }
        Some("TokenReview") => {
            add(About::Username, &["status", "user", "username"]);
            add(About::AccountUid, &["status", "user", "uid"]);
            add(About::ReviewError, &["status", "error"]);
            add(About::Authenticated, &["status", "authenticated"]);
            statements.extend(audiences(layer, About::ReviewedAudiences, node, "status"));
        }
        _ => {}
    }
    statements
}

/// Returns the time at which a token expires, if it is beside the token.
pub(super) fn expiration(layer: &Layer<'_>, parent: NodeId) -> Option<Statement> {
    statement(layer, About::Expiration, parent, &["expirationTimestamp"])
}

fn statement(layer: &Layer<'_>, about: About, from: NodeId, names: &[&str]) -> Option<Statement> {
    let value = layer.tree.find(from, names)?;
    made(layer, about, value, vec![layer.tree.scalar(value)?.to_owned()])
}

fn made(layer: &Layer<'_>, about: About, value: NodeId, texts: Vec<String>) -> Option<Statement> {
    let range = layer.hull(layer.tree[value].span.clone());
    texts.iter().all(|text| about.fits(text)).then_some(Statement { about, texts, range })
}

/// Returns the namespace that kube-controller-manager writes beside a token.
fn encoded_namespace(layer: &Layer<'_>, secret: NodeId) -> Option<Statement> {
    let value = layer.tree.find(secret, &["data", "namespace"])?;
    let encoded = layer.tree.scalar(value)?.trim();
    if encoded.len() > MAX_ENCODED_NAMESPACE_BYTES {
        return None;
    }
    let text = String::from_utf8(base64::decode(encoded).bytes).ok()?;
    made(layer, About::Namespace, value, vec![text])
}

/// Returns the audiences that a TokenRequest asks for, or that a TokenReview answers with.
fn audiences(layer: &Layer<'_>, about: About, object: NodeId, part: &str) -> Option<Statement> {
    let list = layer.tree.find(object, &[part, "audiences"])?;
    let audiences = layer.tree.children(list).take(MAX_AUDIENCES + 1);
    let texts: Vec<_> =
        audiences.filter_map(|audience| layer.tree.scalar(audience).map(str::to_owned)).collect();
    (1..=MAX_AUDIENCES).contains(&texts.len()).then(|| made(layer, about, list, texts))?
}

/// The most audiences that are compared.
const MAX_AUDIENCES: usize = 16;
