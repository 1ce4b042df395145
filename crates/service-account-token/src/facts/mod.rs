//! What a token is: its kind by the shape of its claims, every axis of its variant, and the
//! evidence for each conclusion; then what its claims contradict.
//!
//! Everything here reads unverified text: a conclusion holds only if the token is genuine, and is
//! worded so. The API server itself tells a legacy token from a bound one by `iss` alone
//! (kubernetes/kubernetes pkg/serviceaccount/jwt.go hasCorrectIssuer), but a bound token can carry
//! the legacy issuer, so the shape of the claims decides here and `iss` only corroborates.

pub(crate) mod acceptance;
pub(crate) mod advice;
pub(crate) mod api_server;
mod audience;
mod binding;
pub(crate) mod compare;
mod conclusions;
mod consistency;
mod cut;
mod evidence;
mod evidence_code;
mod extension;
pub(crate) mod findings;
mod go_jose;
mod identify;
mod identity;
mod kind;
mod lifetime;
mod listing;
mod login;
pub(crate) mod members;
mod missing;
mod options;
mod origin;
mod other_token;
mod reading;
mod seen;
mod signer;
mod times;
mod typed_claims;
mod variant;
mod verdict;
mod versions;
mod vocabulary;

pub(crate) use api_server::Verdict;
pub(crate) use audience::{ApiServerReason, AudienceOwner, NamedParty};
pub(crate) use binding::ObjectKind;
pub(crate) use conclusions::Facts;

pub use evidence_code::EvidenceCode;
pub(crate) use lifetime::Lifetime;
pub use options::Options;
pub(crate) use origin::{SecretName, SecretTool};
pub use other_token::OtherTokenCode;
pub(crate) use other_token::{Because, Identified, LoginSign, OtherToken};
pub(crate) use reading::Reading;
pub(crate) use seen::{Evidence, Seen};
pub(crate) use signer::KidShape;
pub(crate) use variant::Variant;
pub(crate) use versions::Sign;
pub use vocabulary::{
    AudienceClass, Binding, BoundTo, Identity, Kind, ObjectName, Occasion, Origin, RowName,
    RowState, Severity, Signer, TimeStatus, Times,
};

use crate::kubernetes;
use findings::Finding;

/// Draws the conclusions.
pub(crate) fn conclude(reading: &Reading<'_>) -> Facts {
    let kind = kind::kind(reading);
    let mut facts = Facts {
        kind,
        variant: None,
        identified_as: None,
        evidence: Vec::new(),
        account: identity::account(reading, kind),
        identity: None,
        secret_name: origin::secret_name(reading, kind),
        binding: None,
        object_kinds: Vec::new(),
        recipients: Vec::new(),
        may_be_own_audience: false,
        api_groups: identity::api_groups(reading),
        warn_after: extension::warn_after(reading),
        missing: missing::missing(reading, kind),
        times: Times::default(),
        lifetime: None,
        verdict: Verdict::default(),
    };
    match kind {
        Kind::Legacy | Kind::Bound => service_account(reading, &mut facts),
        Kind::Other => {
            facts.verdict = verdict::verdict(reading, &facts, None);
            facts.times = times::times(reading, &facts, None);
            let identified = identify::identify(reading);
            facts.evidence = vec![evidence::of_other_token(&identified)];
            facts.identified_as = Some(identified);
        }
        Kind::Unreadable => {}
    }
    facts
}

fn service_account(reading: &Reading<'_>, facts: &mut Facts) {
    let claims = reading.claims;
    let bindings = binding::bindings(reading, facts.kind);
    let webhook = binding::webhook(reading, &bindings, &facts.api_groups);
    facts.recipients = audience::recipients(reading, facts.warn_after, webhook);
    facts.may_be_own_audience = audience::may_be_own(reading, &facts.recipients, webhook);
    let signer = signer::signer(reading, facts.kind);
    let bound_to = bindings.bound_to;
    let secret_name = facts.secret_name;
    let observations = versions::observations(
        reading,
        facts.kind,
        facts.warn_after,
        bound_to,
        signer,
        secret_name,
    );
    let audiences = claims.aud.as_ref().map_or(&[][..], |aud| &aud.value);
    let variant = Variant {
        bound_to,
        extended: facts.kind == Kind::Bound && facts.warn_after.is_present(),
        origin: listing::origin(reading, facts.kind)
            .or_else(|| facts.secret_name.map(origin::origin)),
        audience: audience::class(&facts.recipients),
        parties: audience::parties(&facts.recipients),
        platforms: match (facts.kind, &claims.iss) {
            (Kind::Bound, Some(issuer)) => kubernetes::platforms(&issuer.value, audiences),
            _ => Vec::new(),
        },
        signer,
        releases: versions::window(&observations),
    };
    facts.binding = bindings.object;
    facts.object_kinds = bindings.kinds;
    facts.verdict = verdict::verdict(reading, facts, Some(&variant));
    facts.times = times::times(reading, facts, Some(&variant));
    if facts.kind == Kind::Bound {
        let times = &facts.times;
        facts.lifetime = lifetime::lifetime(reading, &variant, times, facts.warn_after);
    }
    facts.identity = identity::identity(reading, facts.kind, &facts.account, &facts.api_groups);
    facts.evidence = evidence::evidence(reading, facts, &variant, observations);
    facts.variant = Some(variant);
}

/// Finds what the header and the claims contradict, leave out, or should make a reader think.
pub(crate) fn findings(reading: &Reading<'_>, facts: &Facts, found: &mut Vec<Finding>) {
    consistency::findings(reading, facts, found);
}
