//! What any API server makes of a token, whatever its key, its clock and its cluster.
//!
//! First come its form, its header and its claims' types, then, for a service account token, what the
//! validator of its kind reads in it (kubernetes/kubernetes pkg/serviceaccount/jwt.go
//! AuthenticateToken, claims.go and legacy.go Validate). Nothing is concluded from what a cut took
//! away.

use super::acceptance::server::Release;
use super::api_server::Verdict;
use super::conclusions::Facts;
use super::consistency::{duplicates, header, names};
use super::cut::is_cut;
use super::go_jose::{self, Critical};
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind};
use crate::jose::Format;
use crate::kubernetes::LEGACY_ISSUER;
use crate::kubernetes::algorithms::{Support, support};

/// Draws the verdict. `variant` is that of a service account token.
pub(super) fn verdict(reading: &Reading<'_>, facts: &Facts, variant: Option<&Variant>) -> Verdict {
    let kind = facts.kind;
    let claims = reading.claims;
    let stopped = before_validator(reading, kind);
    let times = [&claims.exp, &claims.nbf, &claims.iat];
    // The API server reads them as seconds, so it does not read what is read here.
    let misread = kind == Kind::Bound
        && times.iter().any(|time| time.as_ref().is_some_and(|time| time.value.milliseconds));
    let foreign = variant.is_some_and(|variant| {
        variant.audience == AudienceClass::Foreign || variant.bound_to == Some(BoundTo::Webhook)
    });
    Verdict {
        refused: stopped || by_validator(reading, facts),
        reaches_validator: !foreign && !misread && !stopped,
    }
}

/// Returns true if it does not get as far as the validator of its kind. The audience is left out:
/// the token does not say whose it is.
fn before_validator(reading: &Reading<'_>, kind: Kind) -> bool {
    let jose = reading.jose;
    let claims = reading.claims;
    if kind == Kind::Unreadable {
        return false;
    }
    let whole = !matches!(jose.format, Some(Format::JwsTruncated | Format::JwsRedacted));
    let never_verifies = match jose.header_string("alg") {
        Some(alg) => support(alg) == Support::Rejects && !is_cut(&jose.header),
        None => !is_cut(&jose.header),
    };
    let issuer_missing = match &claims.iss {
        Some(iss) => iss.value.is_empty() || (kind == Kind::Legacy && iss.value != LEGACY_ISSUER),
        None => !is_cut(&jose.payload),
    };
    let critical = go_jose::critical(&jose.header);
    matches!(jose.format, Some(Format::Unsecured | Format::JwsJson | Format::Jwe))
        || whole && jose.malformed
        || jose.payload.altered
        || never_verifies
        || matches!(critical, Critical::Unknown | Critical::NotTexts)
        || go_jose::undecodable_parameter(&jose.header).is_some()
        || issuer_missing
        || header::signature_length(reading, false).is_some_and(|_| whole)
        || duplicates::is_refused(reading)
        || super::kind::is_kubernetes(kind)
            && go_jose::undecodable_claim(reading, kind, Release::NEWEST).is_some()
}

/// Returns true if the validator misses a claim, or if no object can have a name that it looks up.
fn by_validator(reading: &Reading<'_>, facts: &Facts) -> bool {
    let sub_differs = || {
        let named = facts.account.named();
        let named = named.map(|(namespace, name)| (namespace.value.as_str(), name.value.as_str()));
        facts.kind == Kind::Legacy
            && reading.claims.sub.is_some()
            && reading.claims.subject() != named
    };
    facts.missing.iter().any(|missing| missing.refused)
        || names::is_impossible(reading, facts.kind)
        || sub_differs()
}
