//! Checks names and uids of objects: what Kubernetes allows (RFC 1123 §2.1, as in
//! kubernetes/apimachinery pkg/util/validation) and what it generates.

use super::path::path;
use crate::claims::{Claim, ObjectRef};
use crate::facts::findings::{ClaimsFinding, Finding, NameOf, NameRule};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::names::{is_label, is_subdomain, is_uuid};

type Name<'a> = (NameOf, Option<&'a Claim<String>>, NameRule);

/// Returns true if the validator looks up an object by a name that no object can have. It does not
/// look up a Node named along with a Pod.
pub(crate) fn is_impossible(reading: &Reading<'_>, kind: Kind) -> bool {
    let (names, _) = if kind == Kind::Legacy { legacy(reading) } else { bound(reading) };
    let pod = reading.claims.kubernetes.as_ref().is_some_and(|inner| inner.pod.is_some());
    crate::facts::kind::is_kubernetes(kind)
        && names.into_iter().any(|(of, claim, rule)| {
            let beside_pod = pod && of == NameOf::Node;
            !beside_pod && claim.is_some_and(|claim| !fits(rule, &claim.value))
        })
}

pub(super) fn names(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Finding>) {
    let (names, uids) = if kind == Kind::Legacy { legacy(reading) } else { bound(reading) };
    for (of, claim, rule) in names {
        let Some(claim) = claim.filter(|claim| !claim.value.is_empty()) else { continue };
        if !fits(rule, &claim.value) {
            let (node, name) = (claim.node, claim.value.clone());
            found.push(ClaimsFinding::NameNotDns { node, of, name, rule }.into());
        }
    }
    for claim in uids.into_iter().flatten() {
        if !claim.value.is_empty() && !is_uuid(&claim.value) {
            let (node, uid) = (claim.node, claim.value.clone());
            let claim = path(&reading.jose.payload, node);
            found.push(ClaimsFinding::UidNotUuid { node, claim, uid }.into());
        }
    }
}

fn legacy<'a>(reading: &Reading<'a>) -> (Vec<Name<'a>>, Vec<Option<&'a Claim<String>>>) {
    let legacy = &reading.claims.legacy;
    let names = vec![
        (NameOf::Namespace, legacy.namespace.as_ref(), NameRule::Label),
        (NameOf::Secret, legacy.secret_name.as_ref(), NameRule::Subdomain),
        (NameOf::ServiceAccount, legacy.service_account_name.as_ref(), NameRule::Subdomain),
    ];
    (names, vec![legacy.service_account_uid.as_ref()])
}

fn bound<'a>(reading: &Reading<'a>) -> (Vec<Name<'a>>, Vec<Option<&'a Claim<String>>>) {
    let Some(kubernetes) = &reading.claims.kubernetes else { return (Vec::new(), Vec::new()) };
    let objects = [
        (NameOf::ServiceAccount, &kubernetes.service_account),
        (NameOf::Pod, &kubernetes.pod),
        (NameOf::Secret, &kubernetes.secret),
        (NameOf::Node, &kubernetes.node_ref),
        (NameOf::WebhookConfiguration, &kubernetes.validating_webhook),
        (NameOf::WebhookConfiguration, &kubernetes.mutating_webhook),
    ];
    let mut names = vec![(NameOf::Namespace, kubernetes.namespace.as_ref(), NameRule::Label)];
    // Random by construction (kubernetes/kubernetes pkg/serviceaccount/claims.go).
    let mut uids = vec![reading.claims.jti.as_ref()];
    for (of, object) in objects {
        let Some(ObjectRef { name, uid, .. }) = object else { continue };
        names.push((of, name.as_ref(), NameRule::Subdomain));
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
