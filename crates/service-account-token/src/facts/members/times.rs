//! The times: `exp`, `nbf`, `iat` (RFC 7519 §4.1) and `warnafter` of an extended token.
//!
//! The API server allows a minute of clock difference each way (go-jose jwt/validation.go
//! DefaultLeeway), and looks at no time at all in a legacy token.

use super::fact::MemberFact;
use super::meaning::{
    Acceptance, Family, Lifetime, Meaning, NotBeforeMeaning, Notation, Role, TimeMeaning, TimeOf,
    WarnDelay,
};
use super::member::Member;
use super::member::TypeMismatch;
use crate::claims::catalog::CatalogClaim;
use crate::claims::{Expected, NumericDate, Source};
use crate::facts::extension::WarnAfter;
use crate::facts::vocabulary::{AudienceClass, BoundTo};
use crate::jose::Format;
use crate::kubernetes::lifetimes::{EXTENSION_SECONDS, WARN_AFTER_SECONDS};
use crate::text::json::JsonType;

/// Returns the fact about `exp`.
pub(super) fn expires<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let role = Role::ExpirationTime;
    match member.family() {
        Some(Family::Legacy) => {
            time(member, role, |_| TimeOf::IgnoredExpiration).certain(Source::LegacyGo)
        }
        Some(Family::Bound) => {
            let of =
                |seconds| TimeOf::BoundExpiration(acceptance(member), lifetime(member, seconds));
            time(member, role, of).certain(Source::ClaimsGo)
        }
        None => {
            time(member, role, |_| TimeOf::OtherExpiration).documented(Source::Rfc(7519, "4.1.4"))
        }
    }
}

fn acceptance(member: &Member<'_>) -> Acceptance {
    let audience = member.facts.variant.as_ref().map(|variant| variant.audience);
    match member.facts.times.accepted_until {
        Some(at) => Acceptance::Until {
            at,
            is_guessed: member.facts.is_api_audience_guessed(member.reading.claims),
            is_copy_useless: matches!(
                member.reading.jose.format,
                Some(Format::JwsTruncated | Format::JwsRedacted | Format::Decoded)
            ),
        },
        None if audience == Some(AudienceClass::Foreign) => Acceptance::UpToRecipient,
        None => Acceptance::Unknown,
    }
}

fn lifetime(member: &Member<'_>, expires: i64) -> Option<Lifetime> {
    let seconds = expires.saturating_sub(issued_at(member)?);
    if seconds <= 0 {
        return Some(Lifetime::NotAfterIssue);
    }
    let warn_after = member.facts.warn_after;
    if warn_after == WarnAfter::OfExtension && seconds > WARN_AFTER_SECONDS {
        return Some(Lifetime::Extended(seconds));
    }
    if seconds == EXTENSION_SECONDS && !warn_after.is_present() && !member.is_in_cut_text() {
        return Some(Lifetime::Requested(seconds));
    }
    Some(Lifetime::Plain(seconds))
}

fn issued_at(member: &Member<'_>) -> Option<i64> {
    member.reading.claims.iat.as_ref()?.value.seconds
}

/// Returns the fact about `nbf`.
pub(super) fn not_before<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let role = Role::NotBefore;
    match member.family() {
        Some(Family::Legacy) => {
            time(member, role, |_| TimeOf::IgnoredNotBefore).certain(Source::LegacyGo)
        }
        Some(Family::Bound) => {
            let of = |seconds: i64| {
                TimeOf::BoundNotBefore(match issued_at(member) {
                    Some(issued) if issued == seconds => NotBeforeMeaning::AtIssue,
                    Some(issued) => NotBeforeMeaning::Differs(seconds.saturating_sub(issued)),
                    None => NotBeforeMeaning::NoIssue,
                })
            };
            time(member, role, of).certain(Source::ClaimsGo)
        }
        None => {
            time(member, role, |_| TimeOf::OtherNotBefore).documented(Source::Rfc(7519, "4.1.5"))
        }
    }
}

/// Returns the fact about `iat`.
pub(super) fn issued<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let role = Role::IssuedAt;
    match member.family() {
        Some(Family::Legacy) => {
            time(member, role, |_| TimeOf::IgnoredIssuedAt).certain(Source::LegacyGo)
        }
        Some(Family::Bound) => {
            time(member, role, |_| TimeOf::BoundIssuedAt).certain(Source::ClaimsGo)
        }
        None => {
            time(member, role, |_| TimeOf::OtherIssuedAt).documented(Source::Rfc(7519, "4.1.6"))
        }
    }
}

/// Returns the fact about `kubernetes.io.warnafter`.
pub(super) fn warn_after<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let bound_to = member.facts.variant.as_ref().and_then(|variant| variant.bound_to);
    let of = |seconds: i64| TimeOf::WarnAfter {
        delay: match issued_at(member).map(|issued| seconds.saturating_sub(issued)) {
            Some(WARN_AFTER_SECONDS) => WarnDelay::Stock,
            Some(delay) => WarnDelay::Differs(delay),
            None => WarnDelay::NoIssue,
        },
        without_pod: bound_to.is_some_and(|bound_to| bound_to != BoundTo::Pod),
    };
    time(member, Role::WarnAfter, of).certain(Source::ClaimsGo)
}

/// Returns the fact about a claim of the catalog that is a time.
pub(super) fn of_catalog<'a>(member: &Member<'a>, claim: CatalogClaim) -> MemberFact<'a> {
    time(member, Role::Catalog(claim), |_| TimeOf::Catalog(claim)).documented(claim.source())
}

/// Reads a NumericDate, and how it is written. The caller adds the source and the certainty.
fn time<'a>(member: &Member<'a>, role: Role<'a>, of: impl Fn(i64) -> TimeOf) -> MemberFact<'a> {
    let date = match member.node.json_type {
        JsonType::Number => Some(NumericDate::from_number(member.source())),
        JsonType::String => member.string().and_then(NumericDate::from_string),
        _ => None,
    };
    let Some(date) = date else {
        let (expected, source) = (Expected::Seconds, Source::Rfc(7519, "2"));
        return member.ill_typed(TypeMismatch { role, expected, source });
    };
    let Some(seconds) = date.seconds else {
        return MemberFact::new(role, Meaning::Time(TimeMeaning::OutOfRange(member.source())));
    };
    let notation = Notation {
        string: date.string,
        milliseconds: date.milliseconds,
        fraction: date.fraction && !date.milliseconds,
        kubernetes: member.is_kubernetes(),
    };
    let meaning = Meaning::Time(TimeMeaning::At { seconds, of: of(seconds), notation });
    MemberFact { time: Some(seconds), ..MemberFact::new(role, meaning) }
}
