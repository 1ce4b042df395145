//! What kind of service account token a token is, on every axis.

use super::audience::NamedParty;
use super::versions::Releases;
use super::vocabulary::{AudienceClass, BoundTo, Origin, Signer};
use crate::kubernetes::{Certainty, Platform};

/// The details of a service account token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    /// The object that it is bound to; none for legacy, and where that cannot be read.
    pub(crate) bound_to: Option<BoundTo>,
    /// It has `warnafter`.
    pub(crate) extended: bool,
    /// How a legacy token was created.
    pub(crate) origin: Option<Origin>,
    /// Whose its audiences are.
    pub(crate) audience: AudienceClass,
    /// The parties that its audiences name.
    pub(crate) parties: Vec<NamedParty>,
    /// Every platform that writes such an issuer, the likeliest first.
    pub(crate) platforms: Vec<(Platform, Certainty)>,
    /// Who signed it.
    pub(crate) signer: Signer,
    /// The releases that could have written it.
    pub(crate) releases: Releases,
}
