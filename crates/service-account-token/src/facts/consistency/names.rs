//! Names and uids of objects: what Kubernetes allows (RFC 1123 §2.1, as in kubernetes/apimachinery
//! pkg/util/validation) and what it makes.

use super::path::path;
use crate::Reading;
use crate::claims::{Claim, ObjectRef};
use crate::finding::Draft;
use crate::finding::claims::{self, NameRule};
use crate::report::Kind;
use crate::spelling::{is_label, is_subdomain, is_uuid};

const NODE_NAME: &str = "Node's name";

type Name<'a> = (&'static str, Option<&'a Claim<String>>, NameRule);

/// An object that the validator looks up has a name that no object can have. A Node beside a Pod it
/// does not look up.
pub(in super::super) fn is_impossible(reading: &Reading<'_>, kind: Kind) -> bool {
    let (names, _) = if kind == Kind::Legacy { legacy(reading) } else { bound(reading) };
    let pod = reading.claims.kubernetes.as_ref().is_some_and(|inner| inner.pod.is_some());
    super::is_kubernetes(kind)
        && names.into_iter().any(|(what, claim, rule)| {
            let beside_pod = pod && what == NODE_NAME;
            !beside_pod && claim.is_some_and(|claim| !fits(rule, &claim.value))
        })
}

pub(super) fn names(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Draft>) {
    let (names, uids) = if kind == Kind::Legacy { legacy(reading) } else { bound(reading) };
    for (what, claim, rule) in names {
        let Some(claim) = claim.filter(|claim| !claim.value.is_empty()) else { continue };
        if !fits(rule, &claim.value) {
            found.push(claims::name_not_dns(claim.node, what, &claim.value, rule));
        }
    }
    for claim in uids.into_iter().flatten() {
        if !claim.value.is_empty() && !is_uuid(&claim.value) {
            let name = path(&reading.jose.payload, claim.node);
            found.push(claims::uid_shape(claim.node, &name, &claim.value));
        }
    }
}

fn legacy<'a>(reading: &Reading<'a>) -> (Vec<Name<'a>>, Vec<Option<&'a Claim<String>>>) {
    let legacy = &reading.claims.legacy;
    let names = vec![
        ("namespace", legacy.namespace.as_ref(), NameRule::Label),
        ("Secret's name", legacy.secret_name.as_ref(), NameRule::Subdomain),
        ("ServiceAccount's name", legacy.service_account_name.as_ref(), NameRule::Subdomain),
    ];
    (names, vec![legacy.service_account_uid.as_ref()])
}

fn bound<'a>(reading: &Reading<'a>) -> (Vec<Name<'a>>, Vec<Option<&'a Claim<String>>>) {
    let Some(kubernetes) = &reading.claims.kubernetes else { return (Vec::new(), Vec::new()) };
    let objects = [
        ("ServiceAccount's name", &kubernetes.service_account),
        ("Pod's name", &kubernetes.pod),
        ("Secret's name", &kubernetes.secret),
        (NODE_NAME, &kubernetes.node_ref),
        ("webhook configuration's name", &kubernetes.validating_webhook),
        ("webhook configuration's name", &kubernetes.mutating_webhook),
    ];
    let mut names = vec![("namespace", kubernetes.namespace.as_ref(), NameRule::Label)];
    // Random by construction (kubernetes/kubernetes pkg/serviceaccount/claims.go).
    let mut uids = vec![reading.claims.jti.as_ref()];
    for (what, object) in objects {
        let Some(ObjectRef { name, uid, .. }) = object else { continue };
        names.push((what, name.as_ref(), NameRule::Subdomain));
        uids.push(uid.as_ref());
    }
    (names, uids)
}

fn fits(rule: NameRule, name: &str) -> bool {
    match rule {
        NameRule::Label => is_label(name),
        NameRule::Subdomain => is_subdomain(name),
    }
}
