//! The object `kubernetes.io` of a bound token (kubernetes/kubernetes
//! pkg/serviceaccount/claims.go): the account, and the object that the token is bound to.
//!
//! A member that this tool does not know is newer than the tool, never an error. The spellings of
//! KEP-6060's draft are recognised, and said to be such.

use super::{CLAIMS_GO, Explanation, Member, WEBHOOK_GO, words};
use crate::claims::{KubernetesClaims, ObjectRef};
use crate::report::{Binding, JsonType, Text};

/// The members that a released API server writes and that are objects.
pub(super) const OBJECTS: [&str; 7] = [
    "attestations",
    "mutatingwebhookconfiguration",
    "node",
    "pod",
    "secret",
    "serviceaccount",
    "validatingwebhookconfiguration",
];

/// `kubernetes.io` and what is in it; `rest` are the steps below it.
pub(super) fn explain(member: &Member<'_>, rest: &[&str]) -> Explanation {
    match *rest {
        [] => whole(member),
        ["namespace"] => namespace(member),
        ["serviceaccount"] => account(member),
        ["serviceaccount", field @ ("name" | "uid")] => account_field(member, field),
        ["node"] => node(member),
        ["node", field @ ("name" | "uid")] => node_field(member, field),
        [kind] if Anchor::of(kind).is_some() => anchor(member, kind),
        [kind, field @ ("name" | "uid")] if Anchor::of(kind).is_some() => {
            anchor_field(member, kind, field)
        }
        ["attestations"] => attestations(member),
        ["attestations", "admissionReviewAPIGroups"] => api_groups(member),
        ["attestations", "admissionReviewAPIGroups", _] if member.is_element() => api_group(member),
        _ => unknown(member, rest),
    }
}

/// A word of warning about a namespace whose accounts hold near-admin rights.
pub(super) fn privileged(namespace: &str) -> &'static str {
    if namespace == "kube-system" {
        " Controllers there hold near-admin rights, so a token from there is worth much to a thief."
    } else {
        ""
    }
}

fn whole(member: &Member<'_>) -> Explanation {
    let title = "Kubernetes";
    if claims(member).is_none() {
        return words::ill_typed(member, title, "an object", CLAIMS_GO);
    }
    if !member.is_bound() && member.is_cut() {
        return Explanation::new(
            title,
            "What Kubernetes says of the token. The payload breaks off in it, before it names the \
             account.",
        )
        .certain(CLAIMS_GO);
    }
    if !member.is_bound() {
        return Explanation::new(
            title,
            "What Kubernetes writes into a bound token stands here, but not all of it: without \
             `namespace` and `serviceaccount` it names no account.",
        )
        .certain(CLAIMS_GO);
    }
    let meaning = match &member.class.binding {
        Some(Binding { kind, name, .. }) => format!(
            "What Kubernetes says of the token: the ServiceAccount that it stands for, and {}, the \
             object that it is bound to.",
            named(kind, name.as_deref())
        ),
        None if member.is_cut() => {
            "What Kubernetes says of the token: the ServiceAccount that it stands for. The payload \
             breaks off in it."
                .to_owned()
        }
        None => "What Kubernetes says of the token: the ServiceAccount that it stands for. It is \
                 bound to no other object, so it cannot be revoked alone."
            .to_owned(),
    };
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

/// The object `kubernetes.io`, if it is one.
fn claims<'a>(member: &Member<'a>) -> Option<&'a KubernetesClaims> {
    member.reading.claims.kubernetes.as_ref()
}

/// Kind and name: Pod `busybox`.
fn named(kind: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{kind} {}", words::shown(name)),
        None => format!("a {kind} without a name"),
    }
}

fn name_of(reference: &ObjectRef) -> Option<&str> {
    reference.name.as_ref().map(|name| name.value.as_str())
}

fn namespace(member: &Member<'_>) -> Explanation {
    let title = "Namespace";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", CLAIMS_GO);
    };
    let with = match claims(member) {
        Some(claims) if claims.pod.is_some() => ", and of the Pod",
        Some(claims) if claims.secret.is_some() => ", and of the Secret",
        _ => "",
    };
    let meaning = format!(
        "The namespace of the ServiceAccount{with}: {}.{}",
        words::shown(value),
        privileged(value)
    );
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

fn account(member: &Member<'_>) -> Explanation {
    let title = "ServiceAccount";
    if member.node.json_type != JsonType::Object {
        return words::ill_typed(member, title, "an object", CLAIMS_GO);
    }
    Explanation::new(
        title,
        "Whoever presents the token acts as this account: the API server takes the identity from \
         here, and not from `sub`.",
    )
    .certain(CLAIMS_GO)
}

fn account_field(member: &Member<'_>, field: &str) -> Explanation {
    let title = if field == "name" { "ServiceAccount: name" } else { "ServiceAccount: uid" };
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", CLAIMS_GO);
    };
    if field == "uid" {
        return Explanation::new(
            title,
            "The uid that the ServiceAccount had when the token was issued. The API server \
             compares it at each use, so deleting the account and making it again under its name \
             ends the token.",
        )
        .certain(CLAIMS_GO);
    }
    let default = if value == "default" {
        " It is the account of every Pod of the namespace that names no other."
    } else {
        ""
    };
    let meaning = format!(
        "ServiceAccount {}. Its permissions do not stand in the token.{default}",
        words::shown(value)
    );
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

/// An object that a token can be bound to and that `kubernetes.io` names.
struct Anchor {
    kind: &'static str,
    title: &'static str,
    name_title: &'static str,
    uid_title: &'static str,
}

impl Anchor {
    fn of(member: &str) -> Option<&'static Self> {
        const POD: Anchor = Anchor {
            kind: "Pod",
            title: "Bound Pod",
            name_title: "Bound Pod: name",
            uid_title: "Bound Pod: uid",
        };
        const SECRET: Anchor = Anchor {
            kind: "Secret",
            title: "Bound Secret",
            name_title: "Bound Secret: name",
            uid_title: "Bound Secret: uid",
        };
        const VALIDATING: Anchor = Anchor {
            kind: "ValidatingWebhookConfiguration",
            title: "Bound webhook configuration",
            name_title: "Bound webhook configuration: name",
            uid_title: "Bound webhook configuration: uid",
        };
        const MUTATING: Anchor = Anchor { kind: "MutatingWebhookConfiguration", ..VALIDATING };
        match member {
            "pod" => Some(&POD),
            "secret" => Some(&SECRET),
            "validatingwebhookconfiguration" => Some(&VALIDATING),
            "mutatingwebhookconfiguration" => Some(&MUTATING),
            _ => None,
        }
    }
}

fn anchor(member: &Member<'_>, name: &str) -> Explanation {
    let Some(anchor) = Anchor::of(name) else { return unknown(member, &[name]) };
    let reference = claims(member).and_then(|claims| match name {
        "pod" => claims.pod.as_ref(),
        "secret" => claims.secret.as_ref(),
        "validatingwebhookconfiguration" => claims.validating_webhook.as_ref(),
        _ => claims.mutating_webhook.as_ref(),
    });
    let Some(reference) = reference else {
        return words::ill_typed(member, anchor.title, "an object", CLAIMS_GO);
    };
    let object = named(anchor.kind, name_of(reference));
    let meaning: Text = match name {
        "pod" => format!(
            "The token is bound to {object}: once that Pod is deleted the API server refuses the \
             token, at the latest 60 s after its `deletionTimestamp`. A Pod that has only \
             completed still exists."
        ),
        "secret" => format!(
            "The token is bound to {object}: once that Secret is deleted the API server refuses \
             the token. The Secret must exist, but this does not say that it holds the token."
        ),
        _ => format!(
            "The token is bound to {object} and made for calling a webhook of it (1.37, alpha). It \
             ends when that configuration is deleted."
        ),
    }
    .into();
    let source = if matches!(name, "pod" | "secret") { CLAIMS_GO } else { WEBHOOK_GO };
    Explanation::new(anchor.title, meaning).certain(source)
}

fn anchor_field(member: &Member<'_>, name: &str, field: &str) -> Explanation {
    let Some(anchor) = Anchor::of(name) else { return unknown(member, &[name, field]) };
    let title = if field == "name" { anchor.name_title } else { anchor.uid_title };
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", CLAIMS_GO);
    };
    let kind = anchor.kind;
    if field == "uid" {
        let meaning = format!(
            "The uid of that {kind}. The API server compares it at each use, so another {kind} of \
             the same name does not keep the token alive."
        );
        return Explanation::new(title, meaning).certain(CLAIMS_GO);
    }
    let meaning = match name {
        "pod" => format!(
            "Pod {}, whose ServiceAccount this was when the token was issued.",
            words::shown(value)
        ),
        "secret" => {
            format!("Secret {}, of whatever type, in the token's namespace.", words::shown(value))
        }
        _ => format!("{kind} {}, which belongs to no namespace.", words::shown(value)),
    };
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

/// With a Pod `node` is information; without one it is what the token is bound to.
fn node(member: &Member<'_>) -> Explanation {
    let beside_pod = claims(member).is_some_and(|claims| claims.pod.is_some());
    let title = if beside_pod { "Node of the Pod" } else { "Bound Node" };
    let Some(reference) = claims(member).and_then(|claims| claims.node_ref.as_ref()) else {
        return words::ill_typed(member, title, "an object", CLAIMS_GO);
    };
    let object = named("Node", name_of(reference));
    let meaning = if beside_pod {
        format!(
            "The Pod was scheduled to {object} when the token was issued. The API server passes \
             that on as information and does not check it."
        )
    } else {
        format!(
            "The token is bound to {object}: once that Node object is deleted the API server \
             refuses the token."
        )
    };
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

fn node_field(member: &Member<'_>, field: &str) -> Explanation {
    let beside_pod = claims(member).is_some_and(|claims| claims.pod.is_some());
    let title = match (beside_pod, field) {
        (true, "name") => "Node of the Pod: name",
        (true, _) => "Node of the Pod: uid",
        (false, "name") => "Bound Node: name",
        (false, _) => "Bound Node: uid",
    };
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", CLAIMS_GO);
    };
    let meaning = match (beside_pod, field) {
        (true, "name") => {
            format!(
                "Node {}, where the Pod was to run when the token was issued.",
                words::shown(value)
            )
        }
        (true, _) => {
            "The uid of that Node when the token was issued: information, not checked. It is left \
             out if the Node object could not be found."
                .to_owned()
        }
        (false, "name") => format!("Node {}, which belongs to no namespace.", words::shown(value)),
        (false, _) => "The uid of that Node. The API server compares it at each use, so a Node \
                       registered again under its name does not keep the token alive."
            .to_owned(),
    };
    Explanation::new(title, meaning).certain(CLAIMS_GO)
}

fn attestations(member: &Member<'_>) -> Explanation {
    if member.node.json_type != JsonType::Object {
        return words::ill_typed(member, "Attestations", "an object", CLAIMS_GO);
    }
    Explanation::new(
        "Attestations",
        "What the API server confirmed of the account when it issued this webhook token (1.37, \
         alpha).",
    )
    .certain(WEBHOOK_GO)
}

fn api_groups(member: &Member<'_>) -> Explanation {
    let title = "Admission review API groups";
    if member.node.json_type != JsonType::Array {
        return words::ill_typed(member, title, "a list of strings", WEBHOOK_GO);
    }
    Explanation::new(
        title,
        "The API groups whose admission reviews the account may send to the webhook; the API \
         server writes exactly one.",
    )
    .certain(WEBHOOK_GO)
}

fn api_group(member: &Member<'_>) -> Explanation {
    let title = format!("API group {}", words::element_number(member));
    let meaning = match member.string() {
        None => return words::ill_typed(member, title, "a string", WEBHOOK_GO),
        Some("*") => "Every API group.".to_owned(),
        Some("") => "The core API group, whose name is empty: Pods, Services, Secrets and the \
                     like."
            .to_owned(),
        Some(value) => format!("The API group {}.", words::shown(value)),
    };
    Explanation::new(title, meaning).certain(WEBHOOK_GO)
}

fn unknown(member: &Member<'_>, rest: &[&str]) -> Explanation {
    let name = member.name();
    let title = if member.is_element() {
        words::element_title(member).into()
    } else {
        words::name_as_title(name)
    };
    let draft = [
        "attestationClaims",
        "validatingWebhookConfiguration",
        "mutatingWebhookConfiguration",
        "webhook-authentication.k8s.io/allowedAPIGroup",
    ];
    if draft.contains(&name) {
        return Explanation::new(
            title,
            "A spelling from the draft of webhook tokens (KEP-6060), which no released API server \
             writes.",
        )
        .certain("kubernetes/enhancements KEP-6060");
    }
    if let [_] = rest
        && let Some(known) = OBJECTS
            .iter()
            .chain(&["namespace", "warnafter"])
            .find(|known| known.eq_ignore_ascii_case(name))
    {
        let meaning = format!(
            "Not the same as `{known}`: capitals count in names, and the API server passes over \
             this one."
        );
        return Explanation::new(title, meaning).certain("RFC 7519 §7.3");
    }
    let meaning = if rest.len() == 1 {
        "Not known to this tool: newer than the tool (it knows Kubernetes up to 1.37), or not from \
         Kubernetes."
    } else {
        "Not known to this tool: part of a member that is newer than the tool, or not from \
         Kubernetes."
    };
    Explanation::new(title, meaning)
}
