//! The sentences about the private claims of Kubernetes.

use super::phrases::object;
use crate::facts::Origin;
use crate::facts::members::{
    ApiGroup, Description, KubernetesMeaning, LegacyMeaning, ObjectKind, UnknownMember,
};
use crate::text::Text;
use crate::text::quote::quoted;

const UID_OF_ACCOUNT: &str = "The API server rejects the token once the account is recreated, \
                              because the new one has another uid.";

/// Returns the meaning of a member of `kubernetes.io`.
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
            "Wherever the token is accepted, its bearer acts as this account. The API server takes the \
             identity from here, not from `sub`."
                .into()
        }
        KubernetesMeaning::AccountName { name, default } => format!(
            "ServiceAccount {}. Its permissions are not in the token.{}",
            quoted(name),
            if default {
                " Every Pod in the namespace that names no ServiceAccount uses it."
            } else {
                ""
            }
        )
        .into(),
        KubernetesMeaning::AccountUid => {
            format!("The ServiceAccount's uid when the token was issued. {UID_OF_ACCOUNT}").into()
        }
        KubernetesMeaning::BoundObject { kind, name } => bound_object(kind, name).into(),
        KubernetesMeaning::BoundObjectName { kind, name } => bound_object_name(kind, name).into(),
        KubernetesMeaning::BoundObjectUid(kind) => bound_object_uid(kind).into(),
        KubernetesMeaning::PodNode(name) => format!(
            "The Pod was scheduled to {} when the token was issued. The API server does not check \
             this.",
            object("Node", name)
        )
        .into(),
        KubernetesMeaning::PodNodeName(name) => format!("Node {}.", quoted(name)).into(),
        KubernetesMeaning::PodNodeUid => {
            "The Node's uid when the token was issued. The API server omits it if it finds no such \
             Node."
                .into()
        }
        KubernetesMeaning::Attestations => {
            "What the API server confirmed about the account when it issued this webhook token \
             (1.37, alpha)."
                .into()
        }
        KubernetesMeaning::ApiGroups => {
            "The API groups whose admission reviews the account may send to the webhook. The API \
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
            "Kubernetes' own claims: the ServiceAccount, and {}, to which the token is bound.",
            object(&binding.kind, binding.name.as_deref())
        )
        .into(),
        Description::Unbound => {
            "Kubernetes' own claims: the ServiceAccount. The token is tied to nothing else, so it \
             cannot be revoked alone."
                .into()
        }
        Description::CutAfterAccount => {
            "Kubernetes' own claims: the ServiceAccount. The payload is cut off here.".into()
        }
        Description::CutBeforeAccount => {
            "Kubernetes' own claims. The payload is cut off here, before it names the \
             ServiceAccount."
                .into()
        }
        Description::NoAccount => {
            "Kubernetes' own claims, but not all of them: without `namespace` and `serviceaccount` \
             they name no ServiceAccount."
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
    if privileged { " Controllers there have near-admin rights." } else { "" }
}

fn bound_object(kind: ObjectKind, name: Option<&str>) -> String {
    let object = object(kind_name(kind), name);
    match kind {
        ObjectKind::Pod => format!(
            "Bound to {object}: the API server rejects the token once that Pod is gone, at the \
             latest 70 s after its `deletionTimestamp`. A completed Pod still exists."
        ),
        ObjectKind::Secret => format!(
            "Bound to {object}: the API server rejects the token once that Secret is deleted. The \
             token need not be stored in it."
        ),
        ObjectKind::Node => format!(
            "Bound to {object}: the API server rejects the token once that Node object is deleted."
        ),
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => format!(
            "Bound to {object}, and issued for calling one of its webhooks (1.37, alpha). A \
             TokenReview rejects the token once that configuration is deleted."
        ),
    }
}

fn bound_object_name(kind: ObjectKind, name: &str) -> String {
    let object = object(kind_name(kind), Some(name));
    match kind {
        ObjectKind::Pod => {
            format!("{object}, which used this ServiceAccount when the token was issued.")
        }
        ObjectKind::Secret => format!("{object}, of any type, in the same namespace."),
        ObjectKind::Node | ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => {
            format!("{object}, a cluster-scoped object.")
        }
    }
}

fn bound_object_uid(kind: ObjectKind) -> String {
    let who = match kind {
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => "A TokenReview",
        ObjectKind::Pod | ObjectKind::Secret | ObjectKind::Node => "The API server",
    };
    let kind = kind_name(kind);
    format!(
        "The {kind}'s uid. {who} rejects the token if a {kind} of the same name has another uid."
    )
}

fn api_group(group: ApiGroup<'_>) -> Text {
    match group {
        ApiGroup::Every => "Every API group.".into(),
        ApiGroup::Core => {
            "The core API group, whose name is empty: Pods, Services, Secrets and others.".into()
        }
        ApiGroup::Named(name) => format!("The API group {}.", quoted(name)).into(),
    }
}

fn unknown(unknown: UnknownMember) -> Text {
    match unknown {
        UnknownMember::DraftSpelling => {
            "A spelling from the draft of webhook tokens (KEP-6060). No released API server writes \
             it."
            .into()
        }
        UnknownMember::OtherCapitals(known) => {
            format!("Not `{known}`: names are case-sensitive, and the API server ignores this one.")
                .into()
        }
        UnknownMember::Member => {
            "Unknown to this tool: newer than Kubernetes 1.37, or not from Kubernetes.".into()
        }
        UnknownMember::Part => {
            "Unknown to this tool: part of a member that is newer than Kubernetes 1.37, or not \
             from Kubernetes."
                .into()
        }
    }
}

/// Returns the meaning of a flat claim of a legacy token.
pub(super) fn legacy(meaning: LegacyMeaning<'_>) -> Text {
    match meaning {
        LegacyMeaning::Namespace { namespace, privileged } => format!(
            "The ServiceAccount and the Secret of this token are in namespace {}.{}",
            quoted(namespace),
            self::privileged(privileged)
        )
        .into(),
        LegacyMeaning::Secret { name, origin } => format!(
            "Secret {} stores this token. The API server rejects the token once the Secret is \
             deleted, unless `--service-account-lookup` is off.{}",
            quoted(name),
            self::origin(origin)
        )
        .into(),
        LegacyMeaning::AccountName(name) => format!(
            "Wherever the token is accepted, its bearer acts as ServiceAccount {}. Its permissions are \
             not in the token.",
            quoted(name)
        )
        .into(),
        LegacyMeaning::AccountUid => {
            "The ServiceAccount's uid when the token was issued. The API server rejects the token \
             once the account is recreated, because the new one has another uid, unless \
             `--service-account-lookup` is off."
                .into()
        }
        LegacyMeaning::BesideBound => {
            "A legacy claim beside the `kubernetes.io` object of a bound token. Kubernetes never \
             writes both, so it did not issue the token in this form."
                .into()
        }
        LegacyMeaning::Unknown => {
            "Unknown to this tool: it starts like a claim of a legacy token, but no released \
             Kubernetes writes it."
                .into()
        }
    }
}

fn origin(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::AutoGenerated) => {
            " Its ServiceAccount lists it in `secrets`, so Kubernetes treats it as created \
             automatically."
        }
        Some(Origin::Manual) => {
            " Its ServiceAccount does not list it in `secrets`, so Kubernetes treats it as \
             created by hand."
        }
        Some(Origin::AutoGeneratedLikely) => {
            " Its name resembles those of the Secrets that Kubernetes (up to 1.23) and OpenShift (up to 4.15) created automatically."
        }
        Some(Origin::ManualLikely) => {
            " Its name differs from those of the Secrets that Kubernetes created automatically up \
             to 1.23, so a person or a tool probably created it."
        }
        None => "",
    }
}
