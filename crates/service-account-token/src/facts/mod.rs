//! What a token is: its kind by the shape of its claims, every axis of its variant, and the
//! evidence for each conclusion; then what its claims contradict.
//!
//! Everything here reads unverified text: a conclusion holds only if the token is genuine, and is
//! worded so. The API server itself tells a legacy token from a bound one by `iss` alone
//! (kubernetes/kubernetes pkg/serviceaccount/jwt.go hasCorrectIssuer), but a bound token can carry
//! the legacy issuer, so the shape of the claims decides here and `iss` only corroborates.

pub(crate) mod api_server;
mod audience;
mod binding;
mod consistency;
mod evidence;
mod extent;
pub(crate) mod findings;
mod identify;
mod identity;
mod kind;
mod lifetime;
mod origin;
mod parties;
mod platforms;
mod refused;
mod signer;
mod times;
mod versions;

pub(crate) use evidence::{AUDIENCE_EXTENDED, RELEASES_CONTRADICT};
pub(crate) use signer::KidShape;

use crate::Reading;
use crate::report::{Binding, Evidence, IdentifiedAs, Identity, Kind, Times, Variant};
use findings::Finding;

/// The conclusions about one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    /// Null unless legacy or bound.
    pub(crate) variant: Option<Variant>,
    /// What an "other" is.
    pub(crate) identified_as: Option<IdentifiedAs>,
    pub(crate) evidence: Vec<Evidence>,
    /// Null unless legacy or bound.
    pub(crate) identity: Option<Identity>,
    pub(crate) binding: Option<Binding>,
    pub(crate) times: Times,
    /// No API server accepts it as it stands, whatever its key, its clock and its cluster: by its
    /// form, its header, the types of its claims, or what its validator misses. A foreign audience,
    /// the end of its time and a cut are no such refusal.
    pub(crate) refused: bool,
}

/// Draws the conclusions.
pub(crate) fn conclude(reading: &Reading<'_>) -> Facts {
    let kind = kind::kind(reading);
    let mut class = Facts {
        kind,
        variant: None,
        identified_as: None,
        evidence: Vec::new(),
        identity: None,
        binding: None,
        times: Times::default(),
        refused: refused::refused(reading, kind),
    };
    match kind {
        Kind::Legacy | Kind::Bound => service_account(reading, &mut class),
        Kind::Other => {
            class.times = times::times(reading, kind, None);
            let (identified_as, evidence) = identify::identify(reading);
            class.identified_as = Some(identified_as);
            class.evidence = evidence;
        }
        Kind::Unreadable => {}
    }
    class
}

fn service_account(reading: &Reading<'_>, class: &mut Facts) {
    let recipients = audience::recipients(reading);
    let signer = signer::signer(reading, class.kind);
    let bound_to = binding::bound_to(reading, class.kind);
    let observations = versions::observations(reading, class.kind, bound_to, signer);
    let issuer = reading.claims.iss.as_ref().map(|iss| iss.value.as_str());
    let variant = Variant {
        bound_to,
        extended: class.kind == Kind::Bound && binding::warn_after(reading).is_some(),
        origin: origin::origin(reading, class.kind),
        audience: audience::class(&recipients),
        parties: parties::parties(&recipients, binding::webhook(reading, bound_to)),
        platforms: match (class.kind, issuer) {
            (Kind::Bound, Some(issuer)) => platforms::platforms(issuer, &recipients),
            _ => Vec::new(),
        },
        signer,
        kubernetes: versions::window(&observations),
    };
    class.times = times::times(reading, class.kind, Some(&variant));
    class.identity = identity::identity(reading, class.kind);
    class.binding = binding::binding(reading, class.kind, bound_to);
    class.evidence = evidence::evidence(reading, class.kind, &variant, &class.times, observations);
    class.variant = Some(variant);
}

/// Finds what the header and the claims contradict, leave out, or should make a reader think.
pub(crate) fn findings(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    consistency::findings(reading, class, found);
}
