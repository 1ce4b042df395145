//! The sentences about the private claims of Kubernetes.

use super::phrases::object;
use crate::facts::Origin;
use crate::facts::members::{
    ApiGroup, Description, KubernetesMeaning, LegacyMeaning, ObjectKind, UnknownMember,
};
use crate::text::Text;
use crate::text::quote::quoted;

const UID_OF_ACCOUNT: &str = "The API server compares it at each use, so deleting the account and \
                              making it again under its name ends the token.";

/// Says what a member of `kubernetes.io` means.
pub(super) fn bound(meaning: KubernetesMeaning<'_>) -> Text {
    match meaning {
        KubernetesMeaning::Whole(description) => whole(description),
        KubernetesMeaning::Namespace { namespace, shared_with, privileged } => {
            let with = shared_with.map(|kind| format!(", and of the {}", kind_name(kind)));
            format!(
                "The namespace of the ServiceAccount{}: {}.{}",
                with.unwrap_or_default(),
                quoted(namespace),
                self::privileged(privileged)
            )
            .into()
        }
        KubernetesMeaning::Account => {
            "Whoever presents the token acts as this account: the API server takes the identity \
             from here, and not from `sub`."
                .into()
        }
        KubernetesMeaning::AccountName { name, default } => format!(
            "ServiceAccount {}. Its permissions do not stand in the token.{}",
            quoted(name),
            if default {
                " It is the account of every Pod of the namespace that names no other."
            } else {
                ""
            }
        )
        .into(),
        KubernetesMeaning::AccountUid => format!(
            "The uid that the ServiceAccount had when the token was issued. {UID_OF_ACCOUNT}"
        )
        .into(),
        KubernetesMeaning::BoundObject { kind, name } => bound_object(kind, name).into(),
        KubernetesMeaning::BoundObjectName { kind, name } => bound_object_name(kind, name).into(),
        KubernetesMeaning::BoundObjectUid(kind) => bound_object_uid(kind).into(),
        KubernetesMeaning::PodNode(name) => format!(
            "The Pod was scheduled to {} when the token was issued. The API server passes that on \
             as information and does not check it.",
            object("Node", name)
        )
        .into(),
        KubernetesMeaning::PodNodeName(name) => {
            format!("Node {}, where the Pod was to run when the token was issued.", quoted(name))
                .into()
        }
        KubernetesMeaning::PodNodeUid => {
            "The uid of that Node when the token was issued: information, not checked. It is left \
             out if the Node object could not be found."
                .into()
        }
        KubernetesMeaning::Attestations => {
            "What the API server confirmed of the account when it issued this webhook token (1.37, \
             alpha)."
                .into()
        }
        KubernetesMeaning::ApiGroups => {
            "The API groups whose admission reviews the account may send to the webhook; the API \
             server writes exactly one."
                .into()
        }
        KubernetesMeaning::ApiGroup(group) => api_group(group),
        KubernetesMeaning::Unknown(unknown) => self::unknown(unknown),
    }
}

fn whole(description: Description<'_>) -> Text {
    match description {
        Description::BoundTo(binding) => format!(
            "What Kubernetes says of the token: the ServiceAccount that it stands for, and {}, the \
             object that it is bound to.",
            object(&binding.kind, binding.name.as_deref())
        )
        .into(),
        Description::Unbound => {
            "What Kubernetes says of the token: the ServiceAccount that it stands for. It is bound \
             to no other object, so it cannot be revoked alone."
                .into()
        }
        Description::CutAfterAccount => {
            "What Kubernetes says of the token: the ServiceAccount that it stands for. The payload \
             breaks off in it."
                .into()
        }
        Description::CutBeforeAccount => {
            "What Kubernetes says of the token. The payload breaks off in it, before it names the \
             account."
                .into()
        }
        Description::NoAccount => {
            "What Kubernetes writes into a bound token stands here, but not all of it: without \
             `namespace` and `serviceaccount` it names no account."
                .into()
        }
    }
}

fn kind_name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Pod => "Pod",
        ObjectKind::Secret => "Secret",
        ObjectKind::Node => "Node",
        ObjectKind::ValidatingWebhook => "ValidatingWebhookConfiguration",
        ObjectKind::MutatingWebhook => "MutatingWebhookConfiguration",
    }
}

fn privileged(privileged: bool) -> &'static str {
    if privileged {
        " Controllers there hold near-admin rights, so a token from there is worth much to a thief."
    } else {
        ""
    }
}

fn bound_object(kind: ObjectKind, name: Option<&str>) -> String {
    let object = object(kind_name(kind), name);
    match kind {
        ObjectKind::Pod => format!(
            "The token is bound to {object}: once that Pod is deleted the API server refuses the \
             token, at the latest 60 s after its `deletionTimestamp`. A Pod that has only \
             completed still exists."
        ),
        ObjectKind::Secret => format!(
            "The token is bound to {object}: once that Secret is deleted the API server refuses \
             the token. The Secret must exist, but this does not say that it holds the token."
        ),
        ObjectKind::Node => format!(
            "The token is bound to {object}: once that Node object is deleted the API server \
             refuses the token."
        ),
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => format!(
            "The token is bound to {object} and made for calling a webhook of it (1.37, alpha). It \
             ends when that configuration is deleted."
        ),
    }
}

fn bound_object_name(kind: ObjectKind, name: &str) -> String {
    let object = object(kind_name(kind), Some(name));
    match kind {
        ObjectKind::Pod => {
            format!("{object}, whose ServiceAccount this was when the token was issued.")
        }
        ObjectKind::Secret => format!("{object}, of whatever type, in the token's namespace."),
        ObjectKind::Node | ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => {
            format!("{object}, which belongs to no namespace.")
        }
    }
}

fn bound_object_uid(kind: ObjectKind) -> String {
    if kind == ObjectKind::Node {
        return "The uid of that Node. The API server compares it at each use, so a Node \
                registered again under its name does not keep the token alive."
            .to_owned();
    }
    let kind = kind_name(kind);
    format!(
        "The uid of that {kind}. The API server compares it at each use, so another {kind} of the \
         same name does not keep the token alive."
    )
}

fn api_group(group: ApiGroup<'_>) -> Text {
    match group {
        ApiGroup::Every => "Every API group.".into(),
        ApiGroup::Core => {
            "The core API group, whose name is empty: Pods, Services, Secrets and the like.".into()
        }
        ApiGroup::Named(name) => format!("The API group {}.", quoted(name)).into(),
    }
}

fn unknown(unknown: UnknownMember) -> Text {
    match unknown {
        UnknownMember::DraftSpelling => {
            "A spelling from the draft of webhook tokens (KEP-6060), which no released API server \
             writes."
                .into()
        }
        UnknownMember::OtherCapitals(known) => format!(
            "Not the same as `{known}`: capitals count in names, and the API server passes over \
             this one."
        )
        .into(),
        UnknownMember::Member => {
            "Not known to this tool: newer than the tool (it knows Kubernetes up to 1.37), or not \
             from Kubernetes."
                .into()
        }
        UnknownMember::Part => {
            "Not known to this tool: part of a member that is newer than the tool, or not from \
             Kubernetes."
                .into()
        }
    }
}

/// Says what a flat claim of a legacy token means.
pub(super) fn legacy(meaning: LegacyMeaning<'_>) -> Text {
    match meaning {
        LegacyMeaning::Namespace { namespace, privileged } => format!(
            "ServiceAccount and Secret of this token are in namespace {}.{}",
            quoted(namespace),
            self::privileged(privileged)
        )
        .into(),
        LegacyMeaning::Secret { name, origin } => format!(
            "Secret {} holds this very token: once it is deleted the API server refuses the token \
             (unless `--service-account-lookup` is off). Made again under the same name, it can \
             bring the same token back.{}",
            quoted(name),
            self::origin(origin)
        )
        .into(),
        LegacyMeaning::AccountName(name) => format!(
            "Whoever presents the token acts as ServiceAccount {}. Its permissions do not stand in \
             the token.",
            quoted(name)
        )
        .into(),
        LegacyMeaning::AccountUid => {
            format!("The uid that the ServiceAccount had when the token was made. {UID_OF_ACCOUNT}")
                .into()
        }
        LegacyMeaning::BesideBound => {
            "A claim of legacy tokens beside the `kubernetes.io` object of bound ones: Kubernetes \
             never writes both, so this is not its own output."
                .into()
        }
        LegacyMeaning::Unknown => {
            "Not known to this tool: it begins like the claims of a legacy token, but no released \
             Kubernetes writes it."
                .into()
        }
    }
}

fn origin(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::AutoGenerated) => {
            " It is one of those that Kubernetes up to 1.23 made by itself."
        }
        Some(Origin::Manual) => " Somebody, or a tool, made this Secret on purpose.",
        Some(Origin::AutoGeneratedLikely) => {
            " Its name has the form that Kubernetes up to 1.23 gave to those it made by itself, \
             which most likely it is."
        }
        Some(Origin::ManualLikely) => {
            " Its name has another form than those that Kubernetes up to 1.23 made by itself, so \
             most likely somebody, or a tool, made it on purpose."
        }
        None => "",
    }
}
