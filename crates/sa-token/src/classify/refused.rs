//! What keeps every API server from accepting a token, whatever its key, its clock and its cluster:
//! first its form, its header and its claims' types, then, of a service account token, what the
//! validator of its kind reads in it (kubernetes/kubernetes pkg/serviceaccount/jwt.go
//! AuthenticateToken, claims.go and legacy.go Validate). Of what a cut took away nothing is said.

use super::consistency::{duplicates, header, names, required};
use super::extent::is_cut;
use super::identity::account;
use super::signer::{can_verify, header_has};
use crate::Reading;
use crate::claims::LEGACY_ISSUER;
use crate::finding::Code;
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
    let cannot_be_taken_apart =
        || whole && jose.findings.iter().any(|finding| is_of_form(finding.code));
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
    let times = [&claims.exp, &claims.nbf, &claims.iat];
    let warn_after = claims.kubernetes.as_ref().and_then(|inner| inner.warn_after.as_ref());
    let time_in_string = || {
        times.into_iter().filter_map(Option::as_ref).chain(warn_after).any(|time| time.value.string)
    };
    matches!(jose.format, Some(Format::Unsecured | Format::JwsJson | Format::Jwe))
        || cannot_be_taken_apart()
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

/// The API server takes the token for none of its own.
fn is_of_form(code: Code) -> bool {
    matches!(
        code,
        Code::SegmentCount
            | Code::SegmentEmpty
            | Code::Base64Character
            | Code::Base64StandardAlphabet
            | Code::Base64Padding
            | Code::Base64Length
            | Code::ByteOrderMark
            | Code::JsonSyntax
            | Code::JsonNotObject
            | Code::JsonTrailingText
    )
}
