//! Determines which of the claims that every token of a kind has are missing.

use super::api_server::Answer;
use super::cut::{is_cut, is_cut_in};
use super::findings::{Lack, TokenClass};
use super::kind::is_kubernetes;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::jose::json::{Json, NodeId};
use crate::text::json::JsonType;

/// The claims of a legacy token, with the API server's answer to a missing one
/// (kubernetes/kubernetes pkg/serviceaccount/legacy.go Validate).
const LEGACY: [(&str, Answer); 6] = [
    ("iss", Answer::NotMine),
    ("sub", Answer::ClaimMissing("sub")),
    ("kubernetes.io/serviceaccount/namespace", Answer::ClaimMissing("namespace")),
    ("kubernetes.io/serviceaccount/secret.name", Answer::ClaimMissing("secretName")),
    (
        "kubernetes.io/serviceaccount/service-account.name",
        Answer::ClaimMissing("serviceAccountName"),
    ),
    ("kubernetes.io/serviceaccount/service-account.uid", Answer::ClaimMissing("serviceAccountUID")),
];

/// The registered claims of a bound token. Only a missing `iss` is noticed before the validator
/// runs. Missing times are not checked, a missing audience counts as the API server's, and `sub` is
/// not read (pkg/serviceaccount/claims.go Validate).
const BOUND: [(&str, Option<Answer>); 6] = [
    ("iss", Some(Answer::NotMine)),
    ("aud", None),
    ("exp", None),
    ("iat", None),
    ("nbf", None),
    ("sub", None),
];

/// The objects that a bound token can be bound to, in the API server's lookup order, with its
/// answer to a missing uid.
const BOUND_OBJECTS: [(&str, TokenClass, Option<Answer>); 5] = [
    ("secret", TokenClass::SecretBound, Some(Answer::SecretUidMismatch)),
    ("pod", TokenClass::PodBound, Some(Answer::PodUidMismatch)),
    ("node", TokenClass::NodeBound, Some(Answer::NodeUidMismatch)),
    ("validatingwebhookconfiguration", TokenClass::Webhook, None),
    ("mutatingwebhookconfiguration", TokenClass::Webhook, None),
];

/// A required claim that is missing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Missing {
    /// Its path.
    pub(super) claim: String,
    pub(super) lack: Lack,
    /// The tokens that have it.
    pub(super) of: TokenClass,
    /// The API server's answer, if it gets that far.
    pub(super) answer: Option<Answer>,
    /// True if the API server rejects the token because of this claim.
    pub(super) refused: bool,
}

impl Missing {
    /// Returns the API server's answer, if it gets that far.
    pub(super) fn answer(&self) -> Option<Answer> {
        self.answer
    }
}

/// Returns the required claims that a service account token misses, in the order in which the API
/// server notices their absence.
pub(super) fn missing(reading: &Reading<'_>, kind: Kind) -> Vec<Missing> {
    let mut missing = Vec::new();
    let payload = &reading.jose.payload;
    if !is_kubernetes(kind) {
        return missing;
    }
    let Some(root) = payload.object() else { return missing };
    let cut = is_cut(payload);
    if kind == Kind::Legacy {
        for (name, answer) in LEGACY {
            if let Some(lack) = lack(payload, root, name, cut) {
                let (claim, of) = (name.to_owned(), TokenClass::Legacy);
                missing.push(Missing { claim, lack, of, answer: Some(answer), refused: true });
            }
        }
        return missing;
    }
    for (name, answer) in BOUND {
        if let Some(lack) = lack(payload, root, name, cut) {
            let (claim, refused) = (name.to_owned(), answer.is_some());
            missing.push(Missing { claim, lack, of: TokenClass::Bound, answer, refused });
        }
    }
    let Some(kubernetes) = &reading.claims.kubernetes else { return missing };
    let mut inside = |parent, path: &str, name, of, answer, cut| {
        if let Some(lack) = lack(payload, parent, name, cut) {
            let claim = format!("kubernetes.io.{path}{name}");
            missing.push(Missing { claim, lack, of, answer, refused: true });
        }
    };
    inside(kubernetes.node, "", "namespace", TokenClass::Bound, None, true);
    inside(kubernetes.node, "", "serviceaccount", TokenClass::Bound, None, true);
    if let Some(account) = &kubernetes.service_account {
        let cut = is_cut_in(payload, account.node);
        let uid = Some(Answer::AccountUidMismatch);
        inside(account.node, "serviceaccount.", "name", TokenClass::Bound, None, cut);
        inside(account.node, "serviceaccount.", "uid", TokenClass::Bound, uid, cut);
    }
    for (object, of, uid) in BOUND_OBJECTS {
        let Some(node) = payload.member(kubernetes.node, object) else { continue };
        // Next to a Pod, the Node is not looked up and may lack a uid.
        let beside_pod = of == TokenClass::NodeBound && kubernetes.pod.is_some();
        if beside_pod || payload[node].json_type != JsonType::Object {
            continue;
        }
        let cut = is_cut_in(payload, node);
        let path = format!("{object}.");
        inside(node, &path, "name", of, uid.map(|_| Answer::Invalidated), cut);
        inside(node, &path, "uid", of, uid, cut);
    }
    missing
}

/// Returns how a member is missing, if it is. In a truncated object, its absence proves nothing.
fn lack(json: &Json, parent: NodeId, name: &str, cut: bool) -> Option<Lack> {
    let Some(node) = json.member(parent, name) else {
        return (!cut).then_some(Lack::Absent);
    };
    let member = &json[node];
    let empty = match member.json_type {
        JsonType::Null => return Some(Lack::Null(node)),
        JsonType::String => member.value.as_deref() == Some(""),
        JsonType::Array => {
            json.source(node).strip_prefix('[').is_some_and(|rest| rest.trim() == "]")
        }
        _ => false,
    };
    empty.then_some(Lack::Empty(node))
}
