//! What a token is tied to: the object whose end ends it
//! (kubernetes/kubernetes pkg/serviceaccount/claims.go Validate).

use super::extent::is_cut_in;
use crate::Reading;
use crate::claims::{Claim, KubernetesClaims, NumericDate, ObjectRef};
use crate::report::{Binding, BoundTo, JsonType, Kind, ObjectName};

/// What a bound token is tied to; none for legacy, and where it cannot be told: the claims break off
/// before they say, or what they say is no object.
pub(super) fn bound_to(reading: &Reading<'_>, kind: Kind) -> Option<BoundTo> {
    let kubernetes = kubernetes(reading, kind)?;
    match target(kubernetes) {
        Some((bound_to, _, _)) => Some(bound_to),
        None if is_cut_in(&reading.jose.payload, kubernetes.node) => None,
        None if has_ill_typed_object(reading, kubernetes) => None,
        None => Some(BoundTo::None),
    }
}

/// The object itself.
pub(super) fn binding(
    reading: &Reading<'_>,
    kind: Kind,
    bound_to: Option<BoundTo>,
) -> Option<Binding> {
    if kind == Kind::Legacy {
        let name = reading.claims.legacy.secret_name.as_ref()?.value.clone();
        return Some(Binding { kind: "Secret", name: Some(name), uid: None, node: None });
    }
    let kubernetes = kubernetes(reading, kind)?;
    let (_, kind, object) = target(kubernetes)?;
    let ObjectName { name, uid } = object_name(object);
    // Beside a Pod the node is only where the Pod was scheduled to; nothing depends on it.
    let node = match bound_to {
        Some(BoundTo::Pod) => kubernetes.node_ref.as_ref().map(object_name),
        _ => None,
    };
    Some(Binding { kind, name, uid, node })
}

/// `warnafter`, whatever it is.
pub(super) fn warn_after<'a>(reading: &Reading<'a>) -> Option<&'a Claim<NumericDate>> {
    reading.claims.kubernetes.as_ref()?.warn_after.as_ref()
}

/// The objects that the claims tie the token to: more than one is a contradiction.
pub(super) fn targets(
    kubernetes: &KubernetesClaims,
) -> impl Iterator<Item = (BoundTo, &'static str, &ObjectRef)> {
    let node = kubernetes.node_ref.as_ref().filter(|_| kubernetes.pod.is_none());
    [
        (BoundTo::Pod, "Pod", kubernetes.pod.as_ref()),
        (BoundTo::Secret, "Secret", kubernetes.secret.as_ref()),
        (BoundTo::Node, "Node", node),
        (
            BoundTo::Webhook,
            "ValidatingWebhookConfiguration",
            kubernetes.validating_webhook.as_ref(),
        ),
        (BoundTo::Webhook, "MutatingWebhookConfiguration", kubernetes.mutating_webhook.as_ref()),
    ]
    .into_iter()
    .filter_map(|(bound_to, kind, object)| Some((bound_to, kind, object?)))
}

fn target(kubernetes: &KubernetesClaims) -> Option<(BoundTo, &'static str, &ObjectRef)> {
    targets(kubernetes).next()
}

fn has_ill_typed_object(reading: &Reading<'_>, kubernetes: &KubernetesClaims) -> bool {
    let payload = &reading.jose.payload;
    reading.claims.ill_typed.iter().any(|&(node, expected)| {
        let member = &payload[node];
        let account = member.name.as_deref() == Some("serviceaccount");
        member.parent == Some(kubernetes.node)
            && member.json_type != JsonType::Null
            && expected == "an object"
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
