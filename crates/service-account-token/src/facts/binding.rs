//! Determines which object a token is bound to: deleting that object revokes the token
//! (kubernetes/kubernetes pkg/serviceaccount/claims.go Validate).

use super::cut::is_cut_in;
use super::identity::api_groups;
use crate::claims::{Claim, Expected, KubernetesClaims, NumericDate, ObjectRef};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{Binding, BoundTo, Kind, ObjectName};
use crate::kubernetes::Certainty;
use crate::text::json::JsonType;

/// Returns what a bound token is bound to. None for a legacy token, and if it is unknown because
/// the claims are truncated or a reference is not an object.
pub(super) fn bound_to(reading: &Reading<'_>, kind: Kind) -> Option<BoundTo> {
    let kubernetes = kubernetes(reading, kind)?;
    match target(kubernetes) {
        Some(target) => Some(target.bound_to),
        None if is_cut_in(&reading.jose.payload, kubernetes.node) => None,
        None if has_ill_typed_object(reading, kubernetes) => None,
        None => Some(BoundTo::None),
    }
}

/// Returns the bound object.
pub(super) fn binding(
    reading: &Reading<'_>,
    kind: Kind,
    bound_to: Option<BoundTo>,
) -> Option<Binding> {
    if kind == Kind::Legacy {
        let name = reading.claims.legacy.secret_name.as_ref()?.value.clone();
        return Some(Binding { kind: "Secret".into(), name: Some(name), uid: None, node: None });
    }
    let kubernetes = kubernetes(reading, kind)?;
    let Target { kind, object, .. } = target(kubernetes)?;
    let ObjectName { name, uid } = object_name(object);
    // Next to a Pod, the node only says where the Pod was scheduled; nothing depends on it.
    let node = match bound_to {
        Some(BoundTo::Pod) => kubernetes.node_ref.as_ref().map(object_name),
        _ => None,
    };
    Some(Binding { kind: kind.as_str().into(), name, uid, node })
}

/// Returns how certain it is that a webhook token's audience is the webhook: nothing compares the
/// two if the only API group is `*`. None for other tokens.
pub(super) fn webhook(reading: &Reading<'_>, bound_to: Option<BoundTo>) -> Option<Certainty> {
    let kubernetes = reading.claims.kubernetes.as_ref();
    let kubernetes = kubernetes.filter(|_| bound_to == Some(BoundTo::Webhook))?;
    Some(match api_groups(reading, kubernetes).as_slice() {
        [group] if group != "*" && !reading.jose.payload.hides(group) => Certainty::Certain,
        _ => Certainty::Likely,
    })
}

/// Returns `warnafter`, whatever its value.
pub(super) fn warn_after<'a>(reading: &Reading<'a>) -> Option<&'a Claim<NumericDate>> {
    reading.claims.kubernetes.as_ref()?.warn_after.as_ref()
}

/// Returns true if `warnafter` may have been lost, so it is unknown whether the token was extended.
pub(super) fn may_be_extended(reading: &Reading<'_>) -> bool {
    warn_after(reading).is_none()
        && reading.claims.kubernetes.as_ref().is_some_and(|kubernetes| {
            let payload = &reading.jose.payload;
            is_cut_in(payload, kubernetes.node)
                || payload.member(kubernetes.node, "warnafter").is_some()
        })
}

/// Returns the objects that the claims bind the token to. More than one is a contradiction.
pub(super) fn targets(kubernetes: &KubernetesClaims) -> Vec<Target<'_>> {
    let mut targets = Vec::new();
    for (bound_to, kind, object) in [
        (BoundTo::Pod, ObjectKind::Pod, &kubernetes.pod),
        (BoundTo::Secret, ObjectKind::Secret, &kubernetes.secret),
        (BoundTo::Node, ObjectKind::Node, &kubernetes.node_ref),
        (
            BoundTo::Webhook,
            ObjectKind::ValidatingWebhookConfiguration,
            &kubernetes.validating_webhook,
        ),
        (BoundTo::Webhook, ObjectKind::MutatingWebhookConfiguration, &kubernetes.mutating_webhook),
    ] {
        if let Some(object) = object
            && (bound_to != BoundTo::Node || kubernetes.pod.is_none())
        {
            targets.push(Target { bound_to, kind, object });
        }
    }
    targets
}

/// Returns the kind of the object that a token is bound to; for a legacy token, a Secret.
pub(super) fn object_kind(reading: &Reading<'_>, kind: Kind) -> Option<ObjectKind> {
    match kind {
        Kind::Legacy => Some(ObjectKind::Secret),
        _ => Some(target(kubernetes(reading, kind)?)?.kind),
    }
}

/// The kind of an object that a token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Pod,
    Secret,
    Node,
    ServiceAccount,
    ValidatingWebhookConfiguration,
    MutatingWebhookConfiguration,
}

impl ObjectKind {
    /// Returns the name of the kind in the Kubernetes API.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Secret => "Secret",
            Self::Node => "Node",
            Self::ServiceAccount => "ServiceAccount",
            Self::ValidatingWebhookConfiguration => "ValidatingWebhookConfiguration",
            Self::MutatingWebhookConfiguration => "MutatingWebhookConfiguration",
        }
    }
}

/// An object that the claims bind the token to.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    bound_to: BoundTo,
    pub(super) kind: ObjectKind,
    object: &'a ObjectRef,
}

fn target(kubernetes: &KubernetesClaims) -> Option<Target<'_>> {
    targets(kubernetes).first().copied()
}

fn has_ill_typed_object(reading: &Reading<'_>, kubernetes: &KubernetesClaims) -> bool {
    let payload = &reading.jose.payload;
    reading.claims.ill_typed.iter().any(|&(node, expected)| {
        let member = &payload[node];
        let account = member.name.as_deref() == Some("serviceaccount");
        member.parent == Some(kubernetes.node)
            && member.json_type != JsonType::Null
            && expected == Expected::Object
            && !account
    })
}

fn kubernetes<'a>(reading: &Reading<'a>, kind: Kind) -> Option<&'a KubernetesClaims> {
    reading.claims.kubernetes.as_ref().filter(|_| kind == Kind::Bound)
}

fn object_name(object: &ObjectRef) -> ObjectName {
    ObjectName {
        name: object.name.as_ref().map(|name| name.value.clone()),
        uid: object.uid.as_ref().map(|uid| uid.value.clone()),
    }
}
