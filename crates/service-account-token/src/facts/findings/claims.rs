//! What is found in the claims: what is missing, ill-typed, or contradicts the rest.

use crate::claims::Expected;
use crate::facts::api_server::Answer;
use crate::facts::binding::ObjectKind;
use crate::jose::PartName;
use crate::jose::Place;
use crate::text::json::JsonType;
use crate::text::json::NodeId;

use super::code::FindingCode;

/// Something found in the claims. A `claim` is a path, such as `kubernetes.io.serviceaccount.uid`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimsFinding {
    /// A claim that every token of this family has is missing.
    Missing { claim: String, lack: Lack, of: TokenClass, answer: Option<Answer> },
    /// A claim of another JSON type than it must have.
    IllTyped {
        node: NodeId,
        claim: String,
        found: JsonType,
        expected: Expected,
        answer: Option<Answer>,
    },
    /// A time with a fraction or an exponent.
    Fraction { node: NodeId, claim: TimeClaim, text: String },
    /// A time written as a string. `read`: the report shows it all the same.
    NumberInString { node: NodeId, claim: TimeClaim, kubernetes: bool, read: bool },
    /// A time in milliseconds; `seconds` is the number divided by 1000. `ignored`: the API server
    /// ignores the claim, because the token is a legacy one.
    Milliseconds {
        node: NodeId,
        claim: TimeClaim,
        text: String,
        seconds: i64,
        read: bool,
        ignored: bool,
    },
    /// A time that no calendar shows.
    OutOfRange { node: NodeId, claim: TimeClaim, text: String, answer: Option<Answer> },
    /// `sub` names another account than the other claims, which name this user.
    SubjectMismatch { node: NodeId, sub: String, named: String, answer: Option<Answer> },
    /// `nbf` and `iat` differ.
    NotBeforeDiffers { node: NodeId, not_before: i64, issued_at: i64 },
    /// `exp` does not come after `iat`.
    ExpiresBeforeIssued { node: NodeId, expires_at: i64, issued_at: i64 },
    /// `iat` lies in the future.
    IssuedInFuture { node: NodeId, issued_at: i64, now: i64, answer: Option<Answer> },
    /// A lifetime below the API's minimum.
    LifetimeBelowMinimum { node: NodeId, lifetime: i64 },
    /// A lifetime above the API's maximum.
    LifetimeAboveMaximum { node: NodeId, lifetime: i64 },
    /// A `warnafter` that the API server never writes.
    WarnAfterUnexpected { node: NodeId, fault: WarnAfterFault },
    /// A time in a legacy token.
    TimeIgnoredInLegacy { node: NodeId, claim: TimeClaim },
    /// The issuer of legacy tokens, and no other claim of Kubernetes.
    LegacyIssuerOnly { node: NodeId },
    /// Legacy and bound claims in one token.
    BothShapes { node: NodeId },
    /// A token bound to these objects, by their kinds.
    TwoBindings { node: NodeId, kinds: Vec<ObjectKind> },
    /// A webhook token that breaks the rules of webhook tokens.
    WebhookShape { node: NodeId, fault: WebhookFault },
    /// A name in the spelling of the draft.
    WebhookDraftSpelling { node: NodeId, name: String },
    /// A name that Kubernetes does not allow.
    NameNotDns { node: NodeId, of: NameOf, name: String, rule: NameRule },
    /// A uid that is not a UUID.
    UidNotUuid { node: NodeId, claim: String, uid: String },
    /// A claim that Kubernetes does not write into a legacy token.
    UnexpectedInLegacy { node: NodeId, claim: LegacyStranger },
    /// `aud` of a bound token as a bare string.
    AudienceNotAList { node: NodeId },
    /// A member that this tool does not know. `inside`: of `kubernetes.io`.
    UnknownMember { node: NodeId, claim: String, inside: bool },
    /// Another issuer in a legacy token than theirs.
    IssuerUnexpected { node: NodeId, issuer: String },
}

/// How a required claim is missing: Go's decoder does not tell the three apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// It is absent.
    Absent,
    /// It is null.
    Null(NodeId),
    /// It is empty.
    Empty(NodeId),
}

/// The tokens that have a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClass {
    /// Legacy tokens.
    Legacy,
    /// Bound tokens.
    Bound,
    /// Tokens bound to a Secret.
    SecretBound,
    /// Tokens bound to a Pod.
    PodBound,
    /// Tokens bound to a Node.
    NodeBound,
    /// Webhook tokens.
    Webhook,
}

/// A claim that holds a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeClaim {
    /// `exp`.
    ExpiresAt,
    /// `nbf`.
    NotBefore,
    /// `iat`.
    IssuedAt,
    /// `kubernetes.io.warnafter`.
    WarnAfter,
}

impl TimeClaim {
    /// Returns its name as a path.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::ExpiresAt => "exp",
            Self::NotBefore => "nbf",
            Self::IssuedAt => "iat",
            Self::WarnAfter => "kubernetes.io.warnafter",
        }
    }
}

/// What is wrong with `warnafter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarnAfterFault {
    /// The token is not bound to a Pod.
    WithoutPod,
    /// It comes so many seconds after `iat`.
    After(i64),
    /// The token lives longer than the extension, so many seconds.
    Lifetime(i64),
}

/// A rule of webhook tokens that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebhookFault {
    /// So many seconds from `iat` to `exp`.
    Lifetime(i64),
    /// So many audiences.
    Audiences(usize),
    /// The audience is the API server's.
    ApiServerAudience,
    /// A webhook configuration without attestations.
    NoAttestations,
    /// Attestations without a webhook configuration.
    NoConfiguration,
    /// So many API groups.
    ApiGroups(usize),
}

/// What a name must be (kubernetes/apimachinery pkg/util/validation).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameRule {
    /// A DNS label of at most 63 characters.
    Label,
    /// A DNS subdomain of at most 253 characters.
    Subdomain,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameOf {
    /// A namespace's.
    Namespace,
    /// A Secret's.
    Secret,
    /// A ServiceAccount's.
    ServiceAccount,
    /// A Pod's.
    Pod,
    /// A Node's.
    Node,
    /// A webhook configuration's.
    WebhookConfiguration,
}

/// A claim that Kubernetes does not write into a legacy token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LegacyStranger {
    /// `aud`.
    Audience,
    /// `jti`.
    TokenId,
    /// `kubernetes.io`.
    KubernetesObject,
}

impl LegacyStranger {
    /// Returns the claim's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Audience => "aud",
            Self::TokenId => "jti",
            Self::KubernetesObject => "kubernetes.io",
        }
    }
}

impl ClaimsFinding {
    pub(super) fn code(&self) -> FindingCode {
        match self {
            Self::Missing { .. } => FindingCode::ClaimMissing,
            Self::IllTyped { .. } => FindingCode::ClaimType,
            Self::Fraction { .. } => FindingCode::NumericDateFraction,
            Self::NumberInString { .. } => FindingCode::NumericDateString,
            Self::Milliseconds { .. } => FindingCode::NumericDateMilliseconds,
            Self::OutOfRange { .. } => FindingCode::NumericDateRange,
            Self::SubjectMismatch { .. } => FindingCode::SubjectMismatch,
            Self::NotBeforeDiffers { .. } => FindingCode::NbfNotIat,
            Self::ExpiresBeforeIssued { .. } => FindingCode::ExpBeforeIat,
            Self::IssuedInFuture { .. } => FindingCode::IssuedInFuture,
            Self::LifetimeBelowMinimum { .. } => FindingCode::LifetimeBelowMinimum,
            Self::LifetimeAboveMaximum { .. } => FindingCode::LifetimeAboveMaximum,
            Self::WarnAfterUnexpected { .. } => FindingCode::WarnafterUnexpected,
            Self::TimeIgnoredInLegacy { .. } => FindingCode::ExpIgnoredInLegacy,
            Self::LegacyIssuerOnly { .. } => FindingCode::LegacyIssuerOnly,
            Self::BothShapes { .. } => FindingCode::BothShapes,
            Self::TwoBindings { .. } => FindingCode::TwoBindings,
            Self::WebhookShape { .. } => FindingCode::WebhookShape,
            Self::WebhookDraftSpelling { .. } => FindingCode::WebhookDraftSpelling,
            Self::NameNotDns { .. } => FindingCode::NameNotDns,
            Self::UidNotUuid { .. } => FindingCode::UidShape,
            Self::UnexpectedInLegacy { .. } | Self::AudienceNotAList { .. } => {
                FindingCode::ClaimUnexpected
            }
            Self::UnknownMember { .. } => FindingCode::UnknownMember,
            Self::IssuerUnexpected { .. } => FindingCode::IssuerUnexpected,
        }
    }

    pub(super) fn place(&self) -> Place {
        let node = match *self {
            Self::Missing { lack: Lack::Absent, .. } => return Place::Part(PartName::Payload),
            Self::Missing { lack: Lack::Null(node) | Lack::Empty(node), .. }
            | Self::IllTyped { node, .. }
            | Self::Fraction { node, .. }
            | Self::NumberInString { node, .. }
            | Self::Milliseconds { node, .. }
            | Self::OutOfRange { node, .. }
            | Self::SubjectMismatch { node, .. }
            | Self::NotBeforeDiffers { node, .. }
            | Self::ExpiresBeforeIssued { node, .. }
            | Self::IssuedInFuture { node, .. }
            | Self::LifetimeBelowMinimum { node, .. }
            | Self::LifetimeAboveMaximum { node, .. }
            | Self::WarnAfterUnexpected { node, .. }
            | Self::TimeIgnoredInLegacy { node, .. }
            | Self::LegacyIssuerOnly { node }
            | Self::BothShapes { node }
            | Self::TwoBindings { node, .. }
            | Self::WebhookShape { node, .. }
            | Self::WebhookDraftSpelling { node, .. }
            | Self::NameNotDns { node, .. }
            | Self::UidNotUuid { node, .. }
            | Self::UnexpectedInLegacy { node, .. }
            | Self::AudienceNotAList { node }
            | Self::UnknownMember { node, .. }
            | Self::IssuerUnexpected { node, .. } => node,
        };
        Place::Member(PartName::Payload, node)
    }
}
