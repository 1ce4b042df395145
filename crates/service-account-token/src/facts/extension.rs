//! Determines whether the API server extended a token's lifetime: it issues a token that was requested
//! for 3607 s for up to a year, and marks it with `warnafter` (kubernetes/kubernetes
//! pkg/serviceaccount/claims.go Claims).

use super::cut::is_cut_in;
use crate::claims::{Claim, NumericDate};
use crate::facts::reading::Reading;
use crate::kubernetes::lifetimes::{EXTENSION_SECONDS, WARN_AFTER_SECONDS};

/// What `warnafter` says about the extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarnAfter {
    /// There is none: the token was not extended.
    Absent,
    /// It may have been lost, so it is unknown whether the token was extended.
    Lost,
    /// The token has every mark of the extension.
    OfExtension,
    /// The other claims do not match it. It proves nothing: Kubernetes does not write such a one.
    Odd,
}

impl WarnAfter {
    /// Returns true if the token has the claim.
    pub(crate) const fn is_present(self) -> bool {
        matches!(self, Self::OfExtension | Self::Odd)
    }
}

/// Returns what `warnafter` says.
pub(super) fn warn_after(reading: &Reading<'_>) -> WarnAfter {
    let Some(warn_after) = reading.claims.warn_after() else {
        return if may_be_lost(reading) { WarnAfter::Lost } else { WarnAfter::Absent };
    };
    if has_other_marks(reading, warn_after) { WarnAfter::OfExtension } else { WarnAfter::Odd }
}

fn may_be_lost(reading: &Reading<'_>) -> bool {
    let payload = &reading.jose.payload;
    reading.claims.kubernetes.as_ref().is_some_and(|kubernetes| {
        is_cut_in(payload, kubernetes.node)
            || payload.member(kubernetes.node, "warnafter").is_some()
    })
}

/// Returns true if the token is bound to a Pod, was requested for 3607 s, and lives that long or up to
/// a year.
fn has_other_marks(reading: &Reading<'_>, warn_after: &Claim<NumericDate>) -> bool {
    let seconds = |claim: &Option<Claim<NumericDate>>| claim.as_ref()?.value.seconds;
    let claims = reading.claims;
    let Some(issued) = seconds(&claims.iat) else { return false };
    let lifetime = seconds(&claims.exp).map_or(0, |exp| exp - issued);
    claims.kubernetes.as_ref().is_some_and(|kubernetes| kubernetes.pod.is_some())
        && warn_after.value.seconds == Some(issued + WARN_AFTER_SECONDS)
        && (WARN_AFTER_SECONDS..=EXTENSION_SECONDS).contains(&lifetime)
}
