//! The claims that every token of a kind has, in the order in which the API server misses them, and
//! the types that claims must have.

use super::super::extent::{is_cut, is_cut_in};
use super::super::times::api_server_may_accept;
use super::is_kubernetes;
use super::path::path;
use crate::Reading;
use crate::claims::LEGACY_ISSUER;
use crate::finding::claims::{self, Lack};
use crate::finding::{Draft, api_server};
use crate::jose::json::{Json, NodeId};
use crate::report::{JsonType, Kind, Variant};

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

/// Registered claims of a bound token. Times that are missing are not checked, a missing audience
/// passes for the API server's, and `sub` is not read (pkg/serviceaccount/claims.go Validate).
const BOUND: [(&str, Option<&str>); 6] = [
    ("iss", Some(api_server::NOT_MINE)),
    ("aud", None),
    ("exp", None),
    ("iat", None),
    ("nbf", None),
    ("sub", None),
];

pub(super) fn missing(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    found: &mut Vec<Draft>,
) {
    let payload = &reading.jose.payload;
    let Some(root) = payload.object() else { return };
    let cut = is_cut(payload);
    // The audience and the types come first.
    let mut reached = api_server_may_accept(reading, variant);
    if kind == Kind::Legacy {
        for (name, answer) in LEGACY {
            let Some(lack) = lack(payload, root, name, cut) else { continue };
            let answer = std::mem::take(&mut reached).then_some(answer);
            found.push(claims::claim_missing(name, lack, "legacy", answer));
        }
        let issuer = reading.claims.iss.as_ref();
        if let Some(iss) = issuer.filter(|iss| !iss.value.is_empty() && iss.value != LEGACY_ISSUER)
        {
            found.push(claims::issuer_unexpected(iss.node, &iss.value));
        }
        return;
    }
    for (name, answer) in BOUND {
        if let Some(lack) = lack(payload, root, name, cut) {
            found.push(claims::claim_missing(name, lack, "bound", answer.filter(|_| reached)));
        }
    }
    let Some(kubernetes) = &reading.claims.kubernetes else { return };
    if let Some(lack) = lack(payload, kubernetes.node, "namespace", true) {
        found.push(claims::claim_missing("kubernetes.io.namespace", lack, "bound", None));
    }
    let Some(account) = &kubernetes.service_account else { return };
    let cut = is_cut_in(payload, account.node);
    for (name, path, answer) in [
        ("name", "kubernetes.io.serviceaccount.name", None),
        (
            "uid",
            "kubernetes.io.serviceaccount.uid",
            Some("`service account UID (…) does not match claim ()` (up to 1.22 with capitals)."),
        ),
    ] {
        if let Some(lack) = lack(payload, account.node, name, cut) {
            let answer = answer.filter(|_| reached);
            found.push(claims::claim_missing(path, lack, "bound", answer));
        }
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
    for &(node, expected) in &reading.claims.ill_typed {
        let name = path(payload, node);
        let json_type = payload[node].json_type;
        if json_type == JsonType::Null && is_required(kind, &name) {
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

/// Null there is reported as missing.
fn is_required(kind: Kind, path: &str) -> bool {
    match kind {
        Kind::Legacy => LEGACY.iter().any(|&(name, _)| name == path),
        Kind::Bound => {
            BOUND.iter().any(|&(name, _)| name == path)
                || matches!(
                    path,
                    "kubernetes.io.namespace"
                        | "kubernetes.io.serviceaccount.name"
                        | "kubernetes.io.serviceaccount.uid"
                )
        }
        Kind::Other | Kind::Unreadable => false,
    }
}
