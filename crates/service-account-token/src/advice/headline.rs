//! The headline: what it is, in a few words.

use super::subject::{EXTENSION_SECONDS, Subject};
use crate::claims::{Shape, calendar};
use crate::report::{AudienceClass, BoundTo, Kind, Text};
use crate::words::en::{other_tokens, parties};

/// What it is, in a few words.
pub(super) fn headline(subject: &Subject<'_>) -> Text {
    let words = match subject.kind {
        Kind::Legacy => "Legacy token from a Secret".into(),
        Kind::Bound => bound(subject),
        Kind::Other => other(subject),
        Kind::Unreadable => return "Unreadable token".into(),
    };
    if subject.is_cut_off() && !subject.is_unread() {
        return format!("{words}, cut off").into();
    }
    if subject.is_unsigned() && subject.kind != Kind::Other {
        return format!("{words}, unsigned").into();
    }
    words
}

fn bound(subject: &Subject<'_>) -> Text {
    if subject.reading.claims.shape == Shape::Both {
        return "Bound and legacy claims in one token".into();
    }
    let bound_to = subject.bound_to();
    if bound_to == Some(BoundTo::Pod) && subject.is_extended() {
        return match subject.times.lifetime_seconds {
            Some(EXTENSION_SECONDS) => "Bound token, extended to a year".into(),
            Some(lifetime) if lifetime > 0 => {
                format!("Bound token, extended to {}", calendar::exactly(lifetime)).into()
            }
            _ => "Bound token, extended".into(),
        };
    }
    if bound_to == Some(BoundTo::Webhook) {
        return "Webhook token, for an admission webhook".into();
    }
    if let (AudienceClass::Foreign, Some(party)) = (subject.audience(), subject.only_party()) {
        return format!("Bound token for {}", parties::name(party.party)).into();
    }
    let words = match bound_to {
        Some(BoundTo::Pod) => "Bound token of a Pod",
        Some(BoundTo::Secret) => "Bound token tied to a Secret",
        Some(BoundTo::Node) => "Bound token tied to a Node",
        Some(BoundTo::None) => "Bound token tied to nothing",
        _ => "Bound token",
    };
    match subject.audience() {
        AudienceClass::Foreign => format!("{words}, not for the API server").into(),
        AudienceClass::Mixed => format!("{words}, for several recipients").into(),
        AudienceClass::ApiServer | AudienceClass::None => words.into(),
    }
}

fn other(subject: &Subject<'_>) -> Text {
    match subject
        .identified_as
        .map(|identified| (identified.token.code(), other_tokens::name(identified.token)))
    {
        Some(("unread-payload", _)) => "Token whose claims cannot be read".into(),
        Some(("kubernetes-cut", _)) => "Beginning of a service account token".into(),
        Some(("jwt-cut", _)) => "Beginning of a token".into(),
        Some(("kubernetes-damaged", _)) => "Damaged service account token".into(),
        Some(("jwt-damaged", _)) => "Damaged token".into(),
        Some((_, name)) => format!("Not a service account token: {name}").into(),
        None => "Not a service account token".into(),
    }
}
