//! The times: how they are written, and what Kubernetes would write.

use super::super::Facts;
use super::super::binding::warn_after;
use super::is_kubernetes;
use crate::Reading;
use crate::claims::{Claim, EXTENSION_SECONDS, NumericDate, WARN_AFTER_SECONDS};
use crate::finding::Draft;
use crate::finding::claims::{self, WarnAfter};
use crate::report::{BoundTo, Kind, Variant};

/// What TokenRequest allows (kubernetes/kubernetes pkg/apis/authentication/validation/validation.go).
const MIN_LIFETIME_SECONDS: i64 = 600;
pub(super) const MAX_LIFETIME_SECONDS: i64 = 1 << 32;

pub(super) fn every_token(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Draft>) {
    let claims = reading.claims;
    let kubernetes = is_kubernetes(class.kind);
    for (name, claim) in [
        ("exp", claims.exp.as_ref()),
        ("nbf", claims.nbf.as_ref()),
        ("iat", claims.iat.as_ref()),
        ("kubernetes.io.warnafter", warn_after(reading)),
    ] {
        let Some(&Claim { value, node }) = claim else { continue };
        let text = || match reading.jose.payload[node].value.as_deref() {
            Some(text) => text,
            None => reading.jose.payload.source(node),
        };
        let read = class.kind != Kind::Legacy || name != "exp";
        if value.string {
            found.push(claims::numeric_date_string(node, name, kubernetes, read));
        }
        match value.seconds {
            Some(seconds) if value.milliseconds => {
                found.push(claims::numeric_date_milliseconds(node, name, text(), seconds, read));
            }
            None => found.push(claims::numeric_date_range(node, name, text())),
            Some(_) if value.fraction => {
                found.push(claims::numeric_date_fraction(node, name, text()));
            }
            Some(_) => {}
        }
    }
    let (Some(exp), Some(iat)) = (class.times.expires_at, class.times.issued_at) else { return };
    if exp <= iat
        && let Some(claim) = &claims.exp
    {
        found.push(claims::exp_before_iat(claim.node, exp, iat));
    }
}

pub(super) fn bound(
    reading: &Reading<'_>,
    class: &Facts,
    variant: &Variant,
    found: &mut Vec<Draft>,
) {
    let times = &class.times;
    if let (Some(nbf), Some(iat), Some(claim)) =
        (times.not_before, times.issued_at, &reading.claims.nbf)
        && nbf != iat
    {
        found.push(claims::nbf_not_iat(claim.node, nbf, iat));
    }
    if let (Some(lifetime), Some(exp)) = (times.lifetime_seconds, &reading.claims.exp) {
        match lifetime {
            1..MIN_LIFETIME_SECONDS => {
                found.push(claims::lifetime_below_minimum(exp.node, lifetime));
            }
            _ if lifetime > MAX_LIFETIME_SECONDS => {
                found.push(claims::lifetime_above_maximum(exp.node, lifetime));
            }
            _ => {}
        }
    }
    let Some(&Claim { value, node }) = warn_after(reading) else { return };
    // Where the claims break off it is not known what the token is bound to.
    if variant.bound_to.is_some_and(|bound_to| bound_to != BoundTo::Pod) {
        found.push(claims::warnafter_unexpected(node, WarnAfter::WithoutPod));
    }
    if let Some(after) = value.seconds.zip(times.issued_at).map(|(warn, iat)| warn - iat)
        && after != WARN_AFTER_SECONDS
    {
        found.push(claims::warnafter_unexpected(node, WarnAfter::After(after)));
    }
    if let Some(lifetime) = times.lifetime_seconds.filter(|&lifetime| lifetime > EXTENSION_SECONDS)
    {
        found.push(claims::warnafter_unexpected(node, WarnAfter::Lifetime(lifetime)));
    }
}

/// A legacy token has no time, and the validator looks at none, though go-jose decodes them: one
/// that is no number fails before.
pub(super) fn legacy(reading: &Reading<'_>, found: &mut Vec<Draft>) {
    let claims = reading.claims;
    let ignored = |claim: &&Claim<NumericDate>| !claim.value.string;
    for (name, claim) in
        [("exp", claims.exp.as_ref()), ("nbf", claims.nbf.as_ref()), ("iat", claims.iat.as_ref())]
    {
        if let Some(claim) = claim.filter(ignored) {
            found.push(claims::exp_ignored_in_legacy(claim.node, name));
        }
    }
}
