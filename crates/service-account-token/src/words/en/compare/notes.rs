//! Why a member of one token differs from that of the other.

use super::phrases::ordinal;
use crate::facts::ObjectKind;
use crate::facts::compare::Note;
use crate::text::Text;
use crate::text::calendar::exactly;

/// Puts the explanation of a difference into words.
pub(crate) fn note(note: Note) -> Text {
    match note {
        Note::Issued(later) => {
            let side = ordinal(later.side);
            format!("The {side} token was issued {} later.", exactly(later.seconds)).into()
        }
        Note::SameLifetime(seconds) => {
            format!("It follows `iat`: both were issued for {}.", exactly(seconds)).into()
        }
        Note::OtherLifetimes { first, second } => format!(
            "The first was issued for {}, the second for {}.",
            exactly(first),
            exactly(second)
        )
        .into(),
        Note::ObjectOfBound(kind) => object_of_bound(kind).into(),
        Note::OtherObject(kind) => {
            format!("The tokens are bound to two {}s.", kind.as_str()).into()
        }
        Note::ObjectRecreated(kind) => {
            format!("A {} that is created again gets another uid.", kind.as_str()).into()
        }
        Note::OnlyBound(side, kind) => {
            format!("Only the {} token is bound to a {}.", ordinal(side), kind.as_str()).into()
        }
        _ => fixed(note).into(),
    }
}

fn object_of_bound(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Pod => "A legacy token names no Pod. Deleting a Pod does not revoke it.",
        ObjectKind::Node => "A legacy token names no node.",
        _ => "A legacy token is bound to no object except its Secret.",
    }
}

fn fixed(note: Note) -> &'static str {
    match note {
        Note::MayBeUnread => "The other token is damaged: it may have this as well.",
        Note::Damaged => "A character is wrong there, so the values cannot be compared.",
        Note::OtherSpelling => {
            "The same value: legacy and bound tokens name this claim differently."
        }
        Note::OtherKey => "The headers name different signing keys.",
        Note::KeyIdSince => "Kubernetes writes `kid` from 1.16 on.",
        Note::OtherAlgorithm => "The signing keys are of different types.",
        Note::TypeOfOldRelease => "Kubernetes wrote `typ` until 1.9.",
        Note::TypeOfExternalSigner => "External signers write `typ`; Kubernetes itself does not.",
        Note::LegacyIssuer => "Every legacy token has the issuer `kubernetes/serviceaccount`.",
        Note::OtherIssuer => "Recipients look up the keys by this name, so they must know both.",
        Note::Subject => "It repeats the namespace and the name.",
        Note::AccountRecreated => "A ServiceAccount that is created again gets another uid.",
        Note::OtherAccount => "The tokens belong to two ServiceAccounts.",
        Note::SecretOfLegacy => "A legacy token names the Secret that stores it.",
        Note::OtherSecret => "Each Secret stores a token of its own.",
        Note::AudienceOfBound => {
            "A legacy token has no audience; the API server treats it as meant for itself."
        }
        Note::TimesOfBound => "A legacy token has no times and no expiry of its own.",
        Note::TokenIdOfBound => "A legacy token has no id.",
        Note::OtherAudience => "The tokens are for different recipients.",
        Note::NotBefore => "It always equals `iat`.",
        Note::WarnAfter => "It follows `iat` by 3607 seconds.",
        Note::Extended => "Only tokens with an extended lifetime have it, since 1.19.",
        Note::TokenId => "Each token gets its own random id.",
        Note::TokenIdSince => "`jti` was added in 1.29 and is on by default from 1.30.",
        Note::OtherNode => "The Pods were scheduled to different nodes.",
        Note::NodeSince => "The Pod's node was added in 1.29 and is on by default from 1.30.",
        _ => "",
    }
}
