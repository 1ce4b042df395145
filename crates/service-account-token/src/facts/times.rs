//! Reads the times, and compares `now` to them.

use super::conclusions::Facts;
use super::cut::is_cut;
use super::extension::WarnAfter;
use crate::claims::{Claim, NumericDate};
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{BoundTo, Kind, TimeStatus, Times};
use crate::kubernetes::lifetimes::{KUBELET_MAX_AGE_SECONDS, LEEWAY_SECONDS};
use crate::text::json::JsonType;

pub(super) fn times(reading: &Reading<'_>, facts: &Facts, variant: Option<&Variant>) -> Times {
    let claims = reading.claims;
    let kind = facts.kind;
    let issued_at = seconds(claims.iat.as_ref());
    let not_before = seconds(claims.nbf.as_ref());
    let warn_after = seconds(claims.warn_after());
    // The legacy validator never checks `exp` (kubernetes/kubernetes pkg/serviceaccount/legacy.go).
    let expires_at = if kind == Kind::Legacy { None } else { seconds(claims.exp.as_ref()) };
    let mut times = Times {
        issued_at,
        not_before,
        warn_after,
        expires_at,
        refresh_at: None,
        accepted_until: None,
        lifetime_seconds: issued_at.zip(expires_at).map(|(iat, exp)| exp - iat),
        status: TimeStatus::Unknown,
    };
    times.status = status(reading, kind, &times);
    if let Some(variant) = variant.filter(|_| kind == Kind::Bound) {
        if facts.warn_after != WarnAfter::Lost {
            times.refresh_at = refresh_at(&times, variant);
        }
        times.accepted_until = expires_at
            .filter(|_| facts.verdict.reaches_validator && !facts.verdict.refused)
            .map(|exp| exp + LEEWAY_SECONDS);
    }
    times
}

/// Returns the status by the claims alone, without leeway.
fn status(reading: &Reading<'_>, kind: Kind, times: &Times) -> TimeStatus {
    if kind == Kind::Legacy {
        return TimeStatus::NoExpiry;
    }
    let Some(now) = reading.options.now else { return TimeStatus::Unknown };
    if is_unreadable(reading, "exp", reading.claims.exp.as_ref()) {
        return TimeStatus::Unknown;
    }
    if times.expires_at.is_some_and(|exp| now >= exp) {
        return TimeStatus::Expired;
    }
    if times.not_before.is_some_and(|nbf| now < nbf) {
        return TimeStatus::NotYetValid;
    }
    if is_unreadable(reading, "nbf", reading.claims.nbf.as_ref()) {
        return TimeStatus::Unknown;
    }
    if times.warn_after.is_some_and(|warn_after| now > warn_after) {
        return TimeStatus::Stale;
    }
    match times.expires_at {
        Some(_) => TimeStatus::Active,
        None => TimeStatus::NoExpiry,
    }
}

/// Returns true if the claim exists, or may exist, but its time is unknown.
fn is_unreadable(reading: &Reading<'_>, name: &str, claim: Option<&Claim<NumericDate>>) -> bool {
    let payload = &reading.jose.payload;
    match claim {
        Some(claim) => claim.value.seconds.is_none(),
        None if is_cut(payload) => true,
        // Go reads null as an absent claim.
        None => payload
            .object()
            .and_then(|root| payload.member(root, name))
            .is_some_and(|node| payload[node].json_type != JsonType::Null),
    }
}

/// Returns when the kubelet requests the next token: after four fifths of the requested lifetime or
/// after a day, whichever comes first, less a jitter of up to 9 s.
fn refresh_at(times: &Times, variant: &Variant) -> Option<i64> {
    if variant.bound_to != Some(BoundTo::Pod) {
        return None;
    }
    let issued_at = times.issued_at?;
    let requested = times.warn_after.or(times.expires_at)? - issued_at;
    (requested > 0).then(|| issued_at + KUBELET_MAX_AGE_SECONDS.min(requested - requested / 5))
}

fn seconds(claim: Option<&Claim<NumericDate>>) -> Option<i64> {
    claim?.value.seconds
}
