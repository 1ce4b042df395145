//! What was seen in a token, and how certain the conclusion from it is.

use super::audience::{ApiServerReason, AudienceOwner};
use super::evidence_code::EvidenceCode;
use super::lifetime::Lifetime;
use super::origin::SecretName;
use super::other_token::{Because, OtherToken};
use super::signer::KidShape;
use super::versions::Sign;
use crate::facts::vocabulary::{BoundTo, Signer};
use crate::jose::PartName;
use crate::kubernetes::{Certainty, LookAlike, Party, Platform};
use crate::text::json::NodeId;

/// A reason for a conclusion.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    /// What was seen.
    pub(crate) seen: Seen,
    /// How certain the conclusion is.
    pub(crate) certainty: Certainty,
    /// The part and the member in which it was seen.
    pub(crate) place: Option<(PartName, Option<NodeId>)>,
}

/// What was seen in a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    /// The flat claims of a legacy token.
    LegacyClaims,
    /// The object `kubernetes.io` of a bound token.
    NestedKubernetesClaim,
    /// The issuer of legacy tokens, in a legacy token.
    LegacyIssuer,
    /// Another issuer in a legacy token.
    OtherIssuerInLegacy { issuer: String },
    /// The issuer of legacy tokens, in a bound one.
    LegacyIssuerInBound,
    /// A `sub` that is the user name of a service account.
    Subject,
    /// The name of the Secret.
    SecretName { name: String, shape: SecretName },
    /// The object that the token is bound to; none if that cannot be read.
    Binding { bound_to: Option<BoundTo> },
    /// The marks of the extension.
    Extended,
    /// The lifetime that Kubernetes requests for the token of every Pod.
    KubeApiAccess,
    /// A lifetime that tells who requested it.
    Lifetime(Lifetime),
    /// An audience.
    Audience { audience: String, owner: AudienceOwner },
    /// The header that a signer writes. The shape of its `kid` where that is a string.
    Signer { signer: Signer, kid: Option<KidShape> },
    /// An issuer of the form that these platforms use.
    IssuerPattern { platforms: Vec<Platform> },
    /// An issuer that only looks like that of a platform.
    IssuerResembles(LookAlike),
    /// Signs of different releases.
    ReleasesContradict,
    /// A sign of a release.
    Release(Sign),
    /// What another kind of token is.
    OtherToken { token: OtherToken, because: Because },
}

impl Seen {
    /// Returns its stable code.
    pub(crate) fn code(&self) -> EvidenceCode {
        match self {
            Self::LegacyClaims => EvidenceCode::LegacyClaims,
            Self::NestedKubernetesClaim => EvidenceCode::NestedKubernetesClaim,
            Self::LegacyIssuer => EvidenceCode::LegacyIssuer,
            Self::OtherIssuerInLegacy { .. } | Self::LegacyIssuerInBound => {
                EvidenceCode::IssuerDisagrees
            }
            Self::Subject => EvidenceCode::Subject,
            Self::SecretName { shape, .. } => shape.code(),
            Self::Binding { bound_to } => match bound_to {
                Some(BoundTo::Pod) => EvidenceCode::BoundToPod,
                Some(BoundTo::Secret) => EvidenceCode::BoundToSecret,
                Some(BoundTo::Node) => EvidenceCode::BoundToNode,
                Some(BoundTo::Webhook) => EvidenceCode::BoundToWebhook,
                Some(BoundTo::None) => EvidenceCode::BoundToNothing,
                None => EvidenceCode::BindingUnknown,
            },
            Self::Extended => EvidenceCode::Extended,
            Self::KubeApiAccess => EvidenceCode::KubeApiAccess,
            Self::Lifetime(lifetime) => lifetime.code(),
            Self::Audience { owner, .. } => audience_code(*owner),
            Self::Signer { signer, kid } => match (signer, kid) {
                (Signer::Kubernetes, Some(KidShape::Sha256)) => EvidenceCode::SignerKeyFile,
                (Signer::Kubernetes, _) => EvidenceCode::SignerKeyFileOld,
                (Signer::External, _) => EvidenceCode::SignerExternal,
                (Signer::Provider, Some(KidShape::Hex40)) => EvidenceCode::SignerEks,
                (Signer::Provider | Signer::Unknown, _) => EvidenceCode::SignerProvider,
            },
            Self::IssuerPattern { .. } => EvidenceCode::IssuerPattern,
            Self::IssuerResembles(_) => EvidenceCode::IssuerResembles,
            Self::ReleasesContradict => EvidenceCode::ReleasesContradict,
            Self::Release(sign) => sign.code(),
            Self::OtherToken { token, .. } => EvidenceCode::OtherToken(token.code()),
        }
    }
}

const fn audience_code(owner: AudienceOwner) -> EvidenceCode {
    match owner {
        AudienceOwner::ApiServer(ApiServerReason::Given) => EvidenceCode::AudienceGiven,
        AudienceOwner::ApiServer(ApiServerReason::Issuer) => EvidenceCode::AudienceIsIssuer,
        AudienceOwner::ApiServer(ApiServerReason::Default) => EvidenceCode::AudienceDefault,
        AudienceOwner::ApiServer(ApiServerReason::OtherIssuer) => EvidenceCode::AudienceOtherIssuer,
        AudienceOwner::ApiServer(ApiServerReason::Extended) => EvidenceCode::AudienceExtended,
        AudienceOwner::Party(Party::Webhook) => EvidenceCode::AudienceWebhook,
        AudienceOwner::Party(_) => EvidenceCode::AudienceKnown,
        AudienceOwner::Unknown => EvidenceCode::AudienceUnknown,
    }
}
