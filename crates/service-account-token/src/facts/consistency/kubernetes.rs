//! Checks the Kubernetes claims against each other.

use super::path::path;
use crate::claims::{KubernetesClaims, Shape};
use crate::facts::api_server::Answer;
use crate::facts::conclusions::Facts;
use crate::facts::findings::{ClaimsFinding, Finding, LegacyStranger};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::claim_names::{KUBERNETES_OBJECTS, KUBERNETES_VALUES, LEGACY_PREFIX};
use crate::text::json::JsonType;

/// Spellings from the draft of KEP-6060.
const DRAFT_SPELLINGS: [&str; 4] = [
    "attestationClaims",
    "mutatingWebhookConfiguration",
    "validatingWebhookConfiguration",
    "webhook-authentication.k8s.io/allowedAPIGroup",
];

pub(super) fn kubernetes(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    found.extend(subject(reading, class));
    beside(reading, class.kind, found);
    let Some(kubernetes) = &reading.claims.kubernetes else { return };
    if reading.claims.shape == Shape::Both {
        found.push(ClaimsFinding::BothShapes { node: kubernetes.node }.into());
    }
    if class.kind != Kind::Bound {
        return;
    }
    if class.object_kinds.len() > 1 {
        let kinds = class.object_kinds.clone();
        found.push(ClaimsFinding::TwoBindings { node: kubernetes.node, kinds }.into());
    }
    members(reading, kubernetes, found);
}

/// Returns the finding if `sub` disagrees with the other claims. A legacy token's `sub` must agree;
/// the API server does not read that of a bound token.
fn subject(reading: &Reading<'_>, class: &Facts) -> Option<Finding> {
    let sub = reading.claims.sub.as_ref().filter(|sub| !sub.value.is_empty())?;
    let (namespace, name) = class.account.named()?;
    let named = (namespace.value.as_str(), name.value.as_str());
    let hides = |name| reading.jose.payload.hides(name);
    if reading.claims.subject() == Some(named) || hides(named.0) || hides(named.1) {
        return None;
    }
    let legacy = &reading.claims.legacy;
    // The API server reports missing claims before this mismatch.
    let complete = [
        &legacy.namespace,
        &legacy.secret_name,
        &legacy.service_account_name,
        &legacy.service_account_uid,
    ]
    .into_iter()
    .all(|claim| claim.as_ref().is_some_and(|claim| !claim.value.is_empty()));
    let reached = class.verdict.reaches_validator;
    let answer =
        (class.kind == Kind::Legacy && complete && reached).then_some(Answer::SubjectInvalid);
    let named = format!("system:serviceaccount:{}:{}", named.0, named.1);
    let (node, sub) = (sub.node, sub.value.clone());
    Some(ClaimsFinding::SubjectMismatch { node, sub, named, answer }.into())
}

/// Finds top-level claims that Kubernetes does not write into such a token, and claims that this
/// tool does not know. The times of a legacy token have their own finding.
fn beside(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Finding>) {
    let payload = &reading.jose.payload;
    let Some(root) = payload.object() else { return };
    let legacy = kind == Kind::Legacy;
    for (node, member) in payload.children(root) {
        let null = member.json_type == JsonType::Null;
        let stranger = |claim| ClaimsFinding::UnexpectedInLegacy { node, claim };
        let finding = match member.name.as_deref().unwrap_or_default() {
            "aud" if legacy && !null => stranger(LegacyStranger::Audience),
            "jti" if legacy && !null => stranger(LegacyStranger::TokenId),
            "kubernetes.io" if legacy && !null => stranger(LegacyStranger::KubernetesObject),
            "aud" if !legacy && member.json_type == JsonType::String => {
                ClaimsFinding::AudienceNotAList { node }
            }
            "aud" | "exp" | "iat" | "iss" | "jti" | "kubernetes.io" | "nbf" | "sub" => continue,
            name if is_legacy_claim(name) => continue,
            name => {
                let claim = name.to_owned();
                ClaimsFinding::UnknownMember { node, claim, inside: false }
            }
        };
        found.push(finding.into());
    }
}

fn is_legacy_claim(name: &str) -> bool {
    name.strip_prefix(LEGACY_PREFIX).is_some_and(|name| {
        matches!(name, "namespace" | "secret.name" | "service-account.name" | "service-account.uid")
    })
}

/// Finds members of `kubernetes.io`, and of the objects in it, that this tool does not know.
fn members(reading: &Reading<'_>, kubernetes: &KubernetesClaims, found: &mut Vec<Finding>) {
    let payload = &reading.jose.payload;
    let references = [
        &kubernetes.service_account,
        &kubernetes.pod,
        &kubernetes.secret,
        &kubernetes.node_ref,
        &kubernetes.validating_webhook,
        &kubernetes.mutating_webhook,
    ];
    let is_reference =
        |id| references.iter().any(|object| object.as_ref().is_some_and(|it| it.node == id));
    for (node, member) in payload.members() {
        let (Some(parent), Some(name)) = (member.parent, member.name.as_deref()) else { continue };
        let known = if parent == kubernetes.node {
            KUBERNETES_OBJECTS.contains(&name) || KUBERNETES_VALUES.contains(&name)
        } else if is_reference(parent) {
            matches!(name, "name" | "uid")
        } else if kubernetes.attestations == Some(parent) {
            name == "admissionReviewAPIGroups"
        } else {
            // Inside unknown objects, only the draft's spellings count.
            !(member.pointer.starts_with("/kubernetes.io/") && DRAFT_SPELLINGS.contains(&name))
        };
        if known {
            continue;
        }
        if DRAFT_SPELLINGS.contains(&name) {
            let name = name.to_owned();
            found.push(ClaimsFinding::WebhookDraftSpelling { node, name }.into());
        } else {
            let claim = path(payload, node);
            found.push(ClaimsFinding::UnknownMember { node, claim, inside: true }.into());
        }
    }
}
