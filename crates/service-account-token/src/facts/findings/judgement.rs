//! What follows from the claims for the holder of the token and for whoever manages it.

use crate::facts::lifetime::Lifetime;
use crate::jose::PartName;
use crate::jose::Place;
use crate::text::json::NodeId;

use super::code::FindingCode;

/// A consequence of the claims.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Judgement {
    /// `exp` has passed. `bound`: it is a bound token of Kubernetes.
    Expired { node: NodeId, exp: i64, now: i64, server: AtServer, bound: bool },
    /// `nbf` lies ahead.
    NotYetValid { node: NodeId, nbf: i64, now: i64, server: AtServer, bound: bool },
    /// `warnafter` has passed. `extended`: its other claims show the extension as well.
    Stale { node: NodeId, warn_after: i64, now: i64, extended: bool },
    /// There is no expiry.
    NoExpiry { of: NoExpiryOf },
    /// It lives more than a day, so many seconds. What that lifetime suggests, if anything.
    LongLived { node: NodeId, seconds: i64, suggests: Option<Lifetime> },
    /// None of the audiences is the API server's, by those given if there are any.
    /// `may_be_own`: one of them may be the API server's all the same.
    ForeignAudience {
        node: NodeId,
        audiences: Vec<String>,
        given: Vec<String>,
        may_be_own: bool,
        /// The API server rejects the token, whatever its audiences are.
        is_webhook: bool,
    },
    /// The API server's audience beside these others.
    MixedAudience { node: NodeId, others: Vec<String> },
    /// An account of `kube-system`, or by its name of an operator's namespace.
    PrivilegedNamespace { node: NodeId, namespace: String, kube_system: bool },
    /// Only the ServiceAccount can be deleted to revoke it.
    NotIndividuallyRevocable { node: NodeId },
    /// The issuer of legacy tokens in a bound one.
    LegacyIssuerOnBound { node: NodeId },
}

/// What the API server makes of a time, given its leeway of a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtServer {
    /// It does not get as far as checking it.
    NotAsked,
    /// Within the leeway, which ends or begins at this time.
    WithinLeeway(i64),
    /// Beyond the leeway.
    Beyond,
}

/// Whose expiry is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoExpiryOf {
    /// A legacy token's.
    Legacy,
    /// That of a legacy token that no API server accepts, or only for other audiences.
    LegacyRefused,
    /// A bound token's.
    Bound,
    /// That of another kind of token.
    Other,
}

impl Judgement {
    pub(super) fn code(&self) -> FindingCode {
        match self {
            Self::Expired { .. } => FindingCode::Expired,
            Self::NotYetValid { .. } => FindingCode::NotYetValid,
            Self::Stale { .. } => FindingCode::Stale,
            Self::NoExpiry { .. } => FindingCode::NoExpiry,
            Self::LongLived { .. } => FindingCode::LongLived,
            Self::ForeignAudience { .. } => FindingCode::ForeignAudience,
            Self::MixedAudience { .. } => FindingCode::MixedAudience,
            Self::PrivilegedNamespace { .. } => FindingCode::PrivilegedNamespace,
            Self::NotIndividuallyRevocable { .. } => FindingCode::NotIndividuallyRevocable,
            Self::LegacyIssuerOnBound { .. } => FindingCode::LegacyIssuerOnBound,
        }
    }

    pub(super) fn place(&self) -> Place {
        match *self {
            Self::NoExpiry { .. } => Place::Part(PartName::Payload),
            Self::Expired { node, .. }
            | Self::NotYetValid { node, .. }
            | Self::Stale { node, .. }
            | Self::LongLived { node, .. }
            | Self::ForeignAudience { node, .. }
            | Self::MixedAudience { node, .. }
            | Self::PrivilegedNamespace { node, .. }
            | Self::NotIndividuallyRevocable { node }
            | Self::LegacyIssuerOnBound { node } => Place::Member(PartName::Payload, node),
        }
    }
}
