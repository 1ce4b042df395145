//! The claims that every token of a kind has, in the order in which the API server misses them, and
//! the types that claims must have.

use super::super::extent::{is_cut, is_cut_in};
use super::super::times::reaches_validator;
use super::is_kubernetes;
use super::path::path;
use crate::Reading;
use crate::claims::LEGACY_ISSUER;
use crate::finding::claims::{self, Lack};
use crate::finding::{Draft, api_server};
use crate::jose::json::{Json, NodeId};
use crate::report::{JsonType, Kind, Text, Variant};

/// A claim of a legacy token and what its absence is answered with (kubernetes/kubernetes
/// pkg/serviceaccount/legacy.go Validate).
const LEGACY: [(&str, &str); 6] = [
    ("iss", api_server::NOT_MINE),
    ("sub", "`sub claim is missing`."),
    ("kubernetes.io/serviceaccount/namespace", "`namespace claim is missing`."),
    ("kubernetes.io/serviceaccount/secret.name", "`secretName claim is missing`."),
    ("kubernetes.io/serviceaccount/service-account.name", "`serviceAccountName claim is missing`."),
    ("kubernetes.io/serviceaccount/service-account.uid", "`serviceAccountUID claim is missing`."),
];

/// Registered claims of a bound token; only `iss` is missed before the validator. Times that are missing are not checked, a missing audience
/// passes for the API server's, and `sub` is not read (pkg/serviceaccount/claims.go Validate).
const BOUND: [(&str, Option<&str>); 6] = [
    ("iss", Some(api_server::NOT_MINE)),
    ("aud", None),
    ("exp", None),
    ("iat", None),
    ("nbf", None),
    ("sub", None),
];

const ACCOUNT_UID: &str =
    "`service account UID (…) does not match claim ()` (up to 1.22 with capitals).";

/// What the objects that a bound token is tied to must have, in the order in which the API server
/// looks them up, and what it answers where the name or the uid is missing.
const INVALIDATED: &str =
    "`service account token has been invalidated` (up to 1.22 `Token has been invalidated`).";
const TIED: [(&str, &str, &str); 5] = [
    (
        "secret",
        "Secret-bound",
        "`secret UID (…) does not match service account secret ref claim ()` (up to 1.22 `Secret UID (…) does not match claim ()`).",
    ),
    (
        "pod",
        "Pod-bound",
        "`pod UID (…) does not match service account pod ref claim ()` (up to 1.22 `Pod UID (…) does not match claim ()`).",
    ),
    ("node", "Node-bound", "`node UID (…) does not match service account node ref claim ()`."),
    ("validatingwebhookconfiguration", "webhook", ""),
    ("mutatingwebhookconfiguration", "webhook", ""),
];

/// A required claim that is missing.
struct Missing {
    path: Text,
    lack: Lack,
    /// What tokens have it.
    kind: &'static str,
    /// What the API server answers, if it comes so far.
    answer: Option<&'static str>,
    /// It refuses the token for it.
    refused: bool,
}

/// The required claims that are missing, in the order in which the API server misses them.
fn lacking(reading: &Reading<'_>, kind: Kind) -> Vec<Missing> {
    let mut missing = Vec::new();
    let payload = &reading.jose.payload;
    let Some(root) = payload.object() else { return missing };
    let cut = is_cut(payload);
    if kind == Kind::Legacy {
        for (name, answer) in LEGACY {
            if let Some(lack) = lack(payload, root, name, cut) {
                missing.push(Missing {
                    path: name.into(),
                    lack,
                    kind: "legacy",
                    answer: Some(answer),
                    refused: true,
                });
            }
        }
        return missing;
    }
    for (name, answer) in BOUND {
        if let Some(lack) = lack(payload, root, name, cut) {
            let refused = answer.is_some();
            missing.push(Missing { path: name.into(), lack, kind: "bound", answer, refused });
        }
    }
    let Some(kubernetes) = &reading.claims.kubernetes else { return missing };
    let mut inside = |parent, path: &str, name, kind, answer: &'static str, cut| {
        if let Some(lack) = lack(payload, parent, name, cut) {
            let path = format!("kubernetes.io.{path}{name}").into();
            let answer = Some(answer).filter(|answer| !answer.is_empty());
            missing.push(Missing { path, lack, kind, answer, refused: true });
        }
    };
    inside(kubernetes.node, "", "namespace", "bound", "", true);
    if let Some(account) = &kubernetes.service_account {
        let cut = is_cut_in(payload, account.node);
        inside(account.node, "serviceaccount.", "name", "bound", "", cut);
        inside(account.node, "serviceaccount.", "uid", "bound", ACCOUNT_UID, cut);
    }
    for (object, kind, answer) in TIED {
        let Some(node) = payload.member(kubernetes.node, object) else { continue };
        // Beside a Pod the Node is not looked up, and may have no uid.
        let beside_pod = object == "node" && kubernetes.pod.is_some();
        if beside_pod || payload[node].json_type != JsonType::Object {
            continue;
        }
        let cut = is_cut_in(payload, node);
        let path = format!("{object}.");
        let invalidated = if answer.is_empty() { "" } else { INVALIDATED };
        inside(node, &path, "name", kind, invalidated, cut);
        inside(node, &path, "uid", kind, answer, cut);
    }
    missing
}

/// The API server refuses the token for a claim that is missing.
pub(in super::super) fn is_refused(reading: &Reading<'_>, kind: Kind) -> bool {
    is_kubernetes(kind) && lacking(reading, kind).iter().any(|missing| missing.refused)
}

pub(super) fn missing(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    found: &mut Vec<Draft>,
) {
    // The issuer comes before everything, and the audience and the types before the rest.
    let mut reached = reaches_validator(reading, kind, variant);
    for missing in lacking(reading, kind) {
        let answers = missing.path == "iss" || reached;
        let answer = missing.answer.filter(|_| answers);
        reached &= answer.is_none();
        found.push(claims::claim_missing(&missing.path, missing.lack, missing.kind, answer));
    }
    let issuer =
        reading.claims.iss.as_ref().filter(|iss| {
            kind == Kind::Legacy && !iss.value.is_empty() && iss.value != LEGACY_ISSUER
        });
    if let Some(iss) = issuer {
        found.push(claims::issuer_unexpected(iss.node, &iss.value));
    }
}

/// In what way a member is missing, if it is; where the object was cut, its absence says nothing.
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

pub(super) fn types(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Draft>) {
    let payload = &reading.jose.payload;
    let missing = if is_kubernetes(kind) { lacking(reading, kind) } else { Vec::new() };
    for &(node, expected) in &reading.claims.ill_typed {
        let name = path(payload, node);
        let json_type = payload[node].json_type;
        // Null there is reported as missing.
        if missing.iter().any(|missing| missing.lack == Lack::Null(node)) {
            continue;
        }
        let refused = is_kubernetes(kind) && json_type != JsonType::Null;
        let answer = refused.then_some(match expected {
            "a number of seconds" => api_server::NUMERIC_DATE,
            _ => "Once the signature fits, an error of decoding: `cannot unmarshal` …",
        });
        found.push(claims::claim_type(node, &name, json_type, expected, answer));
    }
}
