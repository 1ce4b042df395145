//! Determines which object a token is bound to: deleting that object revokes the token
//! (kubernetes/kubernetes pkg/serviceaccount/claims.go Validate).

use super::cut::is_cut_in;
use crate::claims::{Expected, KubernetesClaims, ObjectRef};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{Binding, BoundTo, Kind, ObjectName};
use crate::kubernetes::Certainty;
use crate::text::json::JsonType;

/// What a token is bound to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bindings {
    /// None for a legacy token, and if it is unknown because the claims are truncated or a reference
    /// is not an object.
    pub(crate) bound_to: Option<BoundTo>,
    /// The bound object; of a legacy token, the Secret that it is kept in.
    pub(crate) object: Option<Binding>,
    /// The kinds of the objects that the claims bind the token to, that of `object` first. More than
    /// one is a contradiction.
    pub(crate) kinds: Vec<ObjectKind>,
}

/// Returns what a token is bound to.
pub(super) fn bindings(reading: &Reading<'_>, kind: Kind) -> Bindings {
    if kind == Kind::Legacy {
        let object = reading.claims.legacy.secret_name.as_ref().map(|name| Binding {
            kind: "Secret".into(),
            name: Some(name.value.clone()),
            uid: None,
            node: None,
        });
        return Bindings { bound_to: None, object, kinds: vec![ObjectKind::Secret] };
    }
    let kubernetes = reading.claims.kubernetes.as_ref().filter(|_| kind == Kind::Bound);
    let Some(kubernetes) = kubernetes else { return Bindings::default() };
    let targets = targets(kubernetes);
    let first = targets.first();
    Bindings {
        bound_to: match first {
            Some(target) => Some(target.bound_to),
            None if is_cut_in(&reading.jose.payload, kubernetes.node) => None,
            None if has_ill_typed_object(reading, kubernetes) => None,
            None => Some(BoundTo::None),
        },
        object: first.map(|target| binding(kubernetes, target)),
        kinds: targets.iter().map(|target| target.kind).collect(),
    }
}

fn binding(kubernetes: &KubernetesClaims, target: &Target<'_>) -> Binding {
    let ObjectName { name, uid } = object_name(target.object);
    // Next to a Pod, the node only says where the Pod was scheduled; nothing depends on it.
    let node = match target.bound_to {
        BoundTo::Pod => kubernetes.node_ref.as_ref().map(object_name),
        _ => None,
    };
    Binding { kind: target.kind.as_str().into(), name, uid, node }
}

/// Returns how certain it is that the audience of a webhook token is the webhook: nothing compares the
/// two if the only API group is `*`. None for other tokens.
pub(super) fn webhook(
    reading: &Reading<'_>,
    bindings: &Bindings,
    api_groups: &[String],
) -> Option<Certainty> {
    if bindings.bound_to != Some(BoundTo::Webhook) {
        return None;
    }
    Some(match api_groups {
        [group] if group != "*" && !reading.jose.payload.hides(group) => Certainty::Certain,
        _ => Certainty::Likely,
    })
}

/// An object that the claims bind the token to.
struct Target<'a> {
    bound_to: BoundTo,
    kind: ObjectKind,
    object: &'a ObjectRef,
}

fn targets(kubernetes: &KubernetesClaims) -> Vec<Target<'_>> {
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

fn object_name(object: &ObjectRef) -> ObjectName {
    ObjectName {
        name: object.name.as_ref().map(|name| name.value.clone()),
        uid: object.uid.as_ref().map(|uid| uid.value.clone()),
    }
}
