//! What keeps every API server from accepting a token, whatever its key, its clock and its cluster:
//! first its form, its header and its claims' types, then, of a service account token, what the
//! validator of its kind reads in it (kubernetes/kubernetes pkg/serviceaccount/jwt.go
//! AuthenticateToken, claims.go and legacy.go Validate). Of what a cut took away nothing is said.

use super::consistency::{duplicates, header, names, required};
use super::extent::is_cut;
use super::identity::account;
use super::signer::{can_verify, header_has};
use crate::Reading;
use crate::kubernetes::LEGACY_ISSUER;
use crate::report::{Format, JsonType, Kind};

/// No API server accepts it as it stands.
pub(super) fn refused(reading: &Reading<'_>, kind: Kind) -> bool {
    before_validator(reading, kind) || by_validator(reading, kind)
}

/// It never comes to the validator of its kind. The audience is left out: whose it is the token
/// does not say.
pub(super) fn before_validator(reading: &Reading<'_>, kind: Kind) -> bool {
    let jose = reading.jose;
    let claims = reading.claims;
    if kind == Kind::Unreadable {
        return false;
    }
    let whole = !matches!(jose.format, Some(Format::JwsTruncated | Format::JwsRedacted));
    let never_verifies = match jose.header_string("alg") {
        Some(alg) => !can_verify(alg) && !is_cut(&jose.header),
        None => !is_cut(&jose.header),
    };
    let issuer_missing = match &claims.iss {
        Some(iss) => iss.value.is_empty() || (kind == Kind::Legacy && iss.value != LEGACY_ISSUER),
        None => !is_cut(&jose.payload),
    };
    let ill_typed =
        || claims.ill_typed.iter().any(|&(node, _)| jose.payload[node].json_type != JsonType::Null);
    let warn_after = claims.kubernetes.as_ref().map_or(&None, |inner| &inner.warn_after);
    let times = [&claims.exp, &claims.nbf, &claims.iat, warn_after];
    let time_in_string =
        || times.iter().any(|time| time.as_ref().is_some_and(|time| time.value.string));
    matches!(jose.format, Some(Format::Unsecured | Format::JwsJson | Format::Jwe))
        || whole && jose.malformed
        || jose.payload.altered
        || never_verifies
        || header_has(reading, "crit")
        || issuer_missing
        || header::signature_length(reading, false).is_some_and(|_| whole)
        || duplicates::is_refused(reading, kind)
        || (super::consistency::is_kubernetes(kind) && (ill_typed() || time_in_string()))
}

/// The validator misses a claim, or no object can have the names that it looks up.
fn by_validator(reading: &Reading<'_>, kind: Kind) -> bool {
    let sub_differs = || {
        let named = account(reading, kind)
            .map(|(namespace, name, _)| (namespace.value.as_str(), name.value.as_str()));
        kind == Kind::Legacy && reading.claims.sub.is_some() && reading.claims.subject() != named
    };
    required::is_refused(reading, kind) || names::is_impossible(reading, kind) || sub_differs()
}
