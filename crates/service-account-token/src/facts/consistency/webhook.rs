//! Checks webhook tokens (1.37) against the rules that TokenRequest enforces (kubernetes/kubernetes
//! 1.37 pkg/registry/core/serviceaccount/storage/token.go).

use super::super::cut::is_cut_in;
use crate::facts::conclusions::Facts;
use crate::facts::findings::{ClaimsFinding, Finding, WebhookFault};
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{AudienceClass, BoundTo};
use crate::kubernetes::lifetimes::MIN_REQUEST_SECONDS;
use crate::text::json::NodeId;

pub(super) fn webhook(
    reading: &Reading<'_>,
    class: &Facts,
    variant: &Variant,
    found: &mut Vec<Finding>,
) {
    let claims = reading.claims;
    let Some(kubernetes) = &claims.kubernetes else { return };
    if let Some(attestations) = kubernetes.attestations {
        let groups = class.api_groups.len();
        if groups != 1 && !is_cut_in(&reading.jose.payload, attestations) {
            found.push(shape(attestations, WebhookFault::ApiGroups(groups)));
        }
        if kubernetes.validating_webhook.is_none()
            && kubernetes.mutating_webhook.is_none()
            && !is_cut_in(&reading.jose.payload, kubernetes.node)
        {
            found.push(shape(attestations, WebhookFault::NoConfiguration));
        }
    }
    if variant.bound_to != Some(BoundTo::Webhook) {
        return;
    }
    if let Some(lifetime) = class.times.lifetime_seconds
        && lifetime != MIN_REQUEST_SECONDS
        && let Some(exp) = &claims.exp
    {
        found.push(shape(exp.node, WebhookFault::Lifetime(lifetime)));
    }
    if let Some(aud) = &claims.aud {
        if aud.value.len() > 1 {
            found.push(shape(aud.node, WebhookFault::Audiences(aud.value.len())));
        }
        if matches!(variant.audience, AudienceClass::ApiServer | AudienceClass::Mixed) {
            found.push(shape(aud.node, WebhookFault::ApiServerAudience));
        }
    }
    if kubernetes.attestations.is_none() && !is_cut_in(&reading.jose.payload, kubernetes.node) {
        found.push(shape(kubernetes.node, WebhookFault::NoAttestations));
    }
}

fn shape(node: NodeId, fault: WebhookFault) -> Finding {
    ClaimsFinding::WebhookShape { node, fault }.into()
}
