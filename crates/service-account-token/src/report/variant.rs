//! What kind of token it is in detail, and the evidence for it.

use serde::{Deserialize, Serialize};

use crate::facts::{AudienceClass, BoundTo, EvidenceCode, Origin, OtherTokenCode, Signer};
use crate::jose::PartName;
use crate::kubernetes::{Certainty, Party as PartyCode, Platform as PlatformCode};
use crate::text::Text;
use crate::text::code::Open;

/// The details of a service account token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Variant {
    /// The object it is bound to; null for legacy.
    pub bound_to: Option<BoundTo>,
    /// The 3607 s request was extended: `warnafter` is there. Whether the other claims fit that, the
    /// findings and the sentences tell.
    pub extended: bool,
    /// How a legacy token was created; null for bound.
    pub origin: Option<Origin>,
    /// Its recipients.
    pub audience: AudienceClass,
    /// The recipients that the audience names, one code per known party.
    pub parties: Vec<Party>,
    /// Every platform whose issuer fits.
    pub platforms: Vec<Platform>,
    /// Who signed it.
    pub signer: Signer,
    /// The releases that could have issued it.
    pub kubernetes: VersionWindow,
}

/// A known recipient that an audience names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// A stable code, such as `aws-irsa`.
    pub code: Open<PartyCode>,
    /// Its name.
    pub name: Text,
    /// The audience value that names it.
    pub audience: String,
    /// How certain it is.
    pub certainty: Certainty,
}

/// A platform whose issuer fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Platform {
    /// A stable name, such as `kubeadm`.
    pub name: Open<PlatformCode>,
    /// What people call it, such as `Amazon EKS`.
    pub title: Text,
    /// How certain it is.
    pub certainty: Certainty,
}

/// Kubernetes releases, such as `1.29`: certain bounds and usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VersionWindow {
    /// The first release that could have issued it, for certain.
    pub min: Option<Text>,
    /// The last release that could have issued it, for certain.
    pub max: Option<Text>,
    /// The first release that usually issues such tokens.
    pub usual_min: Option<Text>,
    /// The last release that usually issues such tokens.
    pub usual_max: Option<Text>,
}

/// What a token of kind `other` is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentifiedAs {
    /// A stable code, such as `github-actions`.
    pub code: Open<OtherTokenCode>,
    /// Its name, with its article: "a GitHub Actions OIDC token".
    pub name: Text,
    /// How certain it is.
    pub certainty: Certainty,
}

/// A reason for a conclusion, pointing at the claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// A stable code.
    pub code: Open<EvidenceCode>,
    /// One sentence.
    pub text: Text,
    /// How certain it is.
    pub certainty: Certainty,
    /// The part that it refers to.
    pub part: Option<PartName>,
    /// The member that it refers to.
    pub pointer: Option<String>,
}
