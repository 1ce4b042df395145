//! Explains why a member of one token differs from that of the other, where that is known.

use super::profile::Profile;
use super::relations::{Pair, same};
use super::rows::{
    ACCOUNT_NAME, ACCOUNT_UID, ComparedState, LEGACY_SECRET, NAMESPACE, Row, WARN_AFTER,
};
use super::side::{Later, Side};
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::Kind;
use crate::jose::PartName;

/// The explanation of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// It may be in the part of the other token that could not be read.
    MayBeUnread,
    /// The value is damaged.
    Damaged,
    /// Legacy and bound tokens spell the claim differently.
    OtherSpelling,
    /// Another key signed.
    OtherKey,
    /// Kubernetes writes `kid` since 1.16.
    KeyIdSince,
    /// Keys of different types.
    OtherAlgorithm,
    /// `typ` of a legacy token: 1.9 or older.
    TypeOfOldRelease,
    /// `typ` of a bound token: an external signer.
    TypeOfExternalSigner,
    /// The fixed issuer of legacy tokens.
    LegacyIssuer,
    /// Another issuer.
    OtherIssuer,
    /// `sub` repeats the account.
    Subject,
    /// Objects that are created again get another uid.
    AccountRecreated,
    /// Another account.
    OtherAccount,
    /// Only legacy tokens name the Secret that stores them.
    SecretOfLegacy,
    /// Each legacy token is stored in its own Secret.
    OtherSecret,
    /// A legacy token has no audience.
    AudienceOfBound,
    /// A legacy token has no times.
    TimesOfBound,
    /// A legacy token has no id.
    TokenIdOfBound,
    /// A legacy token names no object except its Secret.
    ObjectOfBound(ObjectKind),
    /// Other recipients.
    OtherAudience,
    /// One was issued later.
    Issued(Later),
    /// `nbf` always equals `iat`.
    NotBefore,
    /// Both live this long.
    SameLifetime(i64),
    /// They live this long.
    OtherLifetimes { first: i64, second: i64 },
    /// `warnafter` follows `iat`.
    WarnAfter,
    /// Only an extended token has `warnafter`.
    Extended,
    /// Each token has its own id.
    TokenId,
    /// Kubernetes writes `jti` since 1.29, by default since 1.30.
    TokenIdSince,
    /// Another object.
    OtherObject(ObjectKind),
    /// Objects that are created again get another uid.
    ObjectRecreated(ObjectKind),
    /// Only this token is bound to an object of this kind.
    OnlyBound(Side, ObjectKind),
    /// The node that the Pod runs on.
    OtherNode,
    /// Kubernetes writes the node since 1.29, by default since 1.30.
    NodeSince,
}

/// Returns the explanation of a row.
pub(super) fn note(row: &Row<'_>, pair: &Pair<'_>) -> Option<Note> {
    let only = match row.state {
        ComparedState::Equal => {
            return (is_legacy_spelling(row, pair)).then_some(Note::OtherSpelling);
        }
        ComparedState::Unknown => return Some(Note::Damaged),
        ComparedState::Different => None,
        ComparedState::OnlyFirst => Some((Side::First, pair.first, pair.second)),
        ComparedState::OnlySecond => Some((Side::Second, pair.second, pair.first)),
    };
    if only.is_some_and(|(_, _, other)| other.is_damaged) {
        return Some(Note::MayBeUnread);
    }
    match (row.part, only) {
        (PartName::Header, only) => header(row.pointer, only.map(|(_, own, _)| own)),
        _ if !pair.first.is_service_account() || !pair.second.is_service_account() => {
            any_issuer(row.pointer, only.is_some(), pair)
        }
        (_, Some((side, own, other))) => only_one(row.pointer, side, own, other),
        (_, None) => different(row.pointer, pair),
    }
}

fn is_legacy_spelling(row: &Row<'_>, pair: &Pair<'_>) -> bool {
    pair.is_legacy_and_bound().is_some()
        && [NAMESPACE, ACCOUNT_NAME, ACCOUNT_UID].contains(&row.pointer)
}

fn header(pointer: &str, only: Option<&Profile<'_>>) -> Option<Note> {
    match (pointer, only) {
        ("/kid", None) => Some(Note::OtherKey),
        ("/kid", Some(own)) if own.is_service_account() => Some(Note::KeyIdSince),
        ("/alg", None) => Some(Note::OtherAlgorithm),
        ("/typ", Some(own)) if own.kind == Kind::Legacy => Some(Note::TypeOfOldRelease),
        ("/typ", Some(own)) if own.kind == Kind::Bound => Some(Note::TypeOfExternalSigner),
        _ => None,
    }
}

/// Explains what every JSON Web Token has in common.
fn any_issuer(pointer: &str, is_only: bool, pair: &Pair<'_>) -> Option<Note> {
    match pointer {
        _ if is_only => None,
        "/iss" => Some(Note::OtherIssuer),
        "/aud" => Some(Note::OtherAudience),
        "/iat" => pair.later().map(Note::Issued),
        "/exp" => lifetimes(pair),
        _ => None,
    }
}

fn only_one(pointer: &str, side: Side, own: &Profile<'_>, other: &Profile<'_>) -> Option<Note> {
    let beside_legacy = own.kind == Kind::Bound && other.kind == Kind::Legacy;
    let object = object_kind(pointer);
    match pointer {
        LEGACY_SECRET => (other.kind == Kind::Bound).then_some(Note::SecretOfLegacy),
        "/aud" => beside_legacy.then_some(Note::AudienceOfBound),
        "/iat" | "/nbf" | "/exp" => beside_legacy.then_some(Note::TimesOfBound),
        WARN_AFTER => Some(Note::Extended),
        "/jti" if beside_legacy => Some(Note::TokenIdOfBound),
        "/jti" if own.kind == Kind::Bound => Some(Note::TokenIdSince),
        _ => match object? {
            kind if beside_legacy => Some(Note::ObjectOfBound(kind)),
            ObjectKind::Node if has_pod(own) && has_pod(other) => Some(Note::NodeSince),
            ObjectKind::Node if has_pod(own) => Some(Note::OnlyBound(side, ObjectKind::Pod)),
            kind => Some(Note::OnlyBound(side, kind)),
        },
    }
}

fn different(pointer: &str, pair: &Pair<'_>) -> Option<Note> {
    let same_names = pair.same_names() == Some(true);
    match pointer {
        "/iss" if pair.is_legacy_and_bound().is_some() => Some(Note::LegacyIssuer),
        "/iss" => Some(Note::OtherIssuer),
        "/sub" => Some(Note::Subject),
        NAMESPACE | ACCOUNT_NAME => Some(Note::OtherAccount),
        ACCOUNT_UID if same_names => Some(Note::AccountRecreated),
        ACCOUNT_UID => Some(Note::OtherAccount),
        LEGACY_SECRET => Some(Note::OtherSecret),
        "/aud" => Some(Note::OtherAudience),
        "/iat" => pair.later().map(Note::Issued),
        "/nbf" => Some(Note::NotBefore),
        "/exp" => lifetimes(pair),
        WARN_AFTER => Some(Note::WarnAfter),
        "/jti" => Some(Note::TokenId),
        _ => match object_kind(pointer)? {
            ObjectKind::Node if has_pod(pair.first) && has_pod(pair.second) => {
                Some(Note::OtherNode)
            }
            kind if pointer.ends_with("/uid") && has_same_object_name(pair) => {
                Some(Note::ObjectRecreated(kind))
            }
            kind => Some(Note::OtherObject(kind)),
        },
    }
}

fn lifetimes(pair: &Pair<'_>) -> Option<Note> {
    let (first, second) = (pair.first.lifetime?, pair.second.lifetime?);
    Some(match first == second {
        true => Note::SameLifetime(first),
        false => Note::OtherLifetimes { first, second },
    })
}

fn has_pod(profile: &Profile<'_>) -> bool {
    matches!(profile.binding, Some(Some((ObjectKind::Pod, _))))
}

fn has_same_object_name(pair: &Pair<'_>) -> bool {
    pair.objects().is_some_and(|(_, first, second)| same(first.name, second.name) == Some(true))
}

/// Returns the kind of the object whose name or uid a pointer leads to.
fn object_kind(pointer: &str) -> Option<ObjectKind> {
    let name = pointer.strip_prefix("/kubernetes.io/")?;
    let (object, _) = name.split_once('/')?;
    Some(match object {
        "pod" => ObjectKind::Pod,
        "secret" => ObjectKind::Secret,
        "node" => ObjectKind::Node,
        "validatingwebhookconfiguration" => ObjectKind::ValidatingWebhookConfiguration,
        "mutatingwebhookconfiguration" => ObjectKind::MutatingWebhookConfiguration,
        _ => return None,
    })
}
