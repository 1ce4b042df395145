//! What to do with a token that is not for a service account, or cannot be read.

use super::remedy::{Action, CopyFrom, Remedy};
use crate::claims::Shape;
use crate::facts::advice::objects::NameGiven;
use crate::facts::advice::subject::Subject;
use crate::jose::Format;

pub(super) fn other(subject: &Subject<'_>) -> Vec<Remedy> {
    if subject.jose.format == Some(Format::Jwe) {
        return vec![Remedy::new(Action::RevokeEncrypted)];
    }
    if subject.is_unread() {
        return vec![copy_again()];
    }
    let mut remedies = Vec::new();
    if subject.is_cut_off() {
        remedies.push(copy_again());
    }
    let resembles_service_account =
        matches!(subject.shape(), Shape::Incomplete | Shape::SubjectOnly);
    remedies.push(Remedy::new(if subject.is_unsigned() {
        Action::DoNotTrust
    } else if resembles_service_account {
        Action::AskMaker
    } else if subject.is_over {
        Action::NothingLeftOfOther
    } else {
        Action::RevokeAtIssuer(issuer(subject))
    }));
    remedies
}

/// Returns the issuer, which may be an empty string here.
fn issuer(subject: &Subject<'_>) -> NameGiven {
    match &subject.reading.claims.iss {
        Some(iss) => NameGiven::Name(iss.value.clone()),
        None if subject.jose.payload.altered => NameGiven::Unreadable,
        None => NameGiven::Missing,
    }
}

pub(super) fn copy_again() -> Remedy {
    Remedy::new(Action::CopyAgain(CopyFrom::Anywhere))
}
