//! Checks the times: how they are written, and what Kubernetes would write.

use crate::claims::{Claim, NumericDate};
use crate::facts::api_server::Answer;
use crate::facts::conclusions::Facts;
use crate::facts::findings::{ClaimsFinding, Finding, TimeClaim, WarnAfterFault};
use crate::facts::kind::is_kubernetes;
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{BoundTo, Kind};
use crate::kubernetes::lifetimes::{
    EXTENSION_SECONDS, MAX_REQUEST_SECONDS, MIN_REQUEST_SECONDS, WARN_AFTER_SECONDS,
};

pub(super) fn every_token(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    let claims = reading.claims;
    let kubernetes = is_kubernetes(class.kind);
    for (claim, time) in [
        (TimeClaim::ExpiresAt, claims.exp.as_ref()),
        (TimeClaim::NotBefore, claims.nbf.as_ref()),
        (TimeClaim::IssuedAt, claims.iat.as_ref()),
        (TimeClaim::WarnAfter, claims.warn_after()),
    ] {
        let Some(&Claim { value, node }) = time else { continue };
        let text = || match reading.jose.payload[node].value.as_deref() {
            Some(text) => text.to_owned(),
            None => reading.jose.payload.source(node).to_owned(),
        };
        // A legacy token's `exp` has no effect, so the report shows no expiry time.
        let read = class.kind != Kind::Legacy || claim != TimeClaim::ExpiresAt;
        if value.string {
            found.push(ClaimsFinding::NumberInString { node, claim, kubernetes, read }.into());
        }
        let finding = match value.seconds {
            Some(seconds) if value.milliseconds => {
                let ignored = class.kind == Kind::Legacy;
                ClaimsFinding::Milliseconds { node, claim, text: text(), seconds, read, ignored }
            }
            None => {
                let is_rejected = kubernetes && value.too_large;
                let answer = is_rejected.then_some(Answer::NotANumericDate);
                ClaimsFinding::OutOfRange { node, claim, text: text(), answer }
            }
            Some(_) if value.fraction => ClaimsFinding::Fraction { node, claim, text: text() },
            Some(_) => continue,
        };
        found.push(finding.into());
    }
    let (Some(exp), Some(iat)) = (class.times.expires_at, class.times.issued_at) else { return };
    if exp <= iat
        && let Some(claim) = &claims.exp
    {
        let node = claim.node;
        found.push(
            ClaimsFinding::ExpiresBeforeIssued { node, expires_at: exp, issued_at: iat }.into(),
        );
    }
}

pub(super) fn bound(
    reading: &Reading<'_>,
    class: &Facts,
    variant: &Variant,
    found: &mut Vec<Finding>,
) {
    let times = &class.times;
    if let (Some(nbf), Some(iat), Some(claim)) =
        (times.not_before, times.issued_at, &reading.claims.nbf)
        && nbf != iat
    {
        let node = claim.node;
        found
            .push(ClaimsFinding::NotBeforeDiffers { node, not_before: nbf, issued_at: iat }.into());
    }
    if let (Some(lifetime), Some(exp)) = (times.lifetime_seconds, &reading.claims.exp) {
        match lifetime {
            1..MIN_REQUEST_SECONDS => {
                found.push(ClaimsFinding::LifetimeBelowMinimum { node: exp.node, lifetime }.into());
            }
            _ if lifetime > MAX_REQUEST_SECONDS => {
                found.push(ClaimsFinding::LifetimeAboveMaximum { node: exp.node, lifetime }.into());
            }
            _ => {}
        }
    }
    let Some(&Claim { value, node }) = reading.claims.warn_after() else { return };
    let mut unexpected =
        |fault| found.push(ClaimsFinding::WarnAfterUnexpected { node, fault }.into());
    // If the claims are truncated, the bound object is unknown.
    if variant.bound_to.is_some_and(|bound_to| bound_to != BoundTo::Pod) {
        unexpected(WarnAfterFault::WithoutPod);
    }
    if let Some(after) = value.seconds.zip(times.issued_at).map(|(warn, iat)| warn - iat)
        && after != WARN_AFTER_SECONDS
    {
        unexpected(WarnAfterFault::After(after));
    }
    if let Some(lifetime) = times.lifetime_seconds.filter(|&lifetime| lifetime > EXTENSION_SECONDS)
    {
        unexpected(WarnAfterFault::Lifetime(lifetime));
    }
}

/// Finds times in a legacy token, which should have none. The validator ignores them, but go-jose
/// decodes them first and fails if one is not a number.
pub(super) fn legacy(reading: &Reading<'_>, found: &mut Vec<Finding>) {
    let claims = reading.claims;
    let ignored = |claim: &&Claim<NumericDate>| !claim.value.string && !claim.value.too_large;
    for (claim, time) in [
        (TimeClaim::ExpiresAt, claims.exp.as_ref()),
        (TimeClaim::NotBefore, claims.nbf.as_ref()),
        (TimeClaim::IssuedAt, claims.iat.as_ref()),
    ] {
        if let Some(time) = time.filter(ignored) {
            found.push(ClaimsFinding::TimeIgnoredInLegacy { node: time.node, claim }.into());
        }
    }
}
