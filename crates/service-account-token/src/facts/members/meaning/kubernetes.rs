//! What the members of `kubernetes.io` say.

use crate::claims::{KubernetesClaims, ObjectRef, Source};
use crate::facts::vocabulary::Binding;
/// An object that `kubernetes.io` can bind a token to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Pod,
    Secret,
    Node,
    ValidatingWebhook,
    MutatingWebhook,
}

impl ObjectKind {
    /// Returns the object that a member of this name refers to. A `node` beside a `pod` binds
    /// nothing.
    pub(crate) fn bound_by(name: &str) -> Option<Self> {
        Some(match name {
            "pod" => Self::Pod,
            "secret" => Self::Secret,
            "node" => Self::Node,
            "validatingwebhookconfiguration" => Self::ValidatingWebhook,
            "mutatingwebhookconfiguration" => Self::MutatingWebhook,
            _ => return None,
        })
    }

    pub(crate) fn reference(self, claims: &KubernetesClaims) -> Option<&ObjectRef> {
        let reference = match self {
            Self::Pod => &claims.pod,
            Self::Secret => &claims.secret,
            Self::Node => &claims.node_ref,
            Self::ValidatingWebhook => &claims.validating_webhook,
            Self::MutatingWebhook => &claims.mutating_webhook,
        };
        reference.as_ref()
    }

    /// Where a reference to it is written.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::Pod | Self::Secret | Self::Node => Source::ClaimsGo,
            Self::ValidatingWebhook | Self::MutatingWebhook => Source::WebhookTokenGo,
        }
    }
}

/// What a member of `kubernetes.io` says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum KubernetesMeaning<'a> {
    /// `kubernetes.io` itself.
    Whole(Description<'a>),
    Namespace {
        namespace: &'a str,
        /// The bound object that is in the namespace too.
        shared_with: Option<ObjectKind>,
        /// Its accounts hold rights near those of an administrator.
        privileged: bool,
    },
    Account,
    AccountName {
        name: &'a str,
        /// It is the account of Pods that name none.
        default: bool,
    },
    AccountUid,
    BoundObject {
        kind: ObjectKind,
        name: Option<&'a str>,
    },
    BoundObjectName {
        kind: ObjectKind,
        name: &'a str,
    },
    BoundObjectUid(ObjectKind),
    /// The node that the bound Pod was scheduled to.
    PodNode(Option<&'a str>),
    PodNodeName(&'a str),
    PodNodeUid,
    Attestations,
    ApiGroups,
    ApiGroup(ApiGroup<'a>),
    Unknown(UnknownMember),
}

/// What is known of a member that no released API server writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownMember {
    /// A spelling of KEP-6060's draft.
    DraftSpelling,
    /// It differs only in capitals from this member.
    OtherCapitals(&'static str),
    /// A member of `kubernetes.io` itself.
    Member,
    /// A part of such a member.
    Part,
}

/// What `kubernetes.io` says as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Description<'a> {
    /// It names the account and the bound object.
    BoundTo(&'a Binding),
    /// It names the account and no other object.
    Unbound,
    /// It names the account, and the payload breaks off in it.
    CutAfterAccount,
    /// The payload breaks off in it before the account.
    CutBeforeAccount,
    /// It lacks the namespace or the account.
    NoAccount,
}

/// An API group whose admission reviews a webhook token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiGroup<'a> {
    Every,
    Core,
    Named(&'a str),
}
