//! What to do with a token that is not for a service account, or cannot be read.

use super::remedy::{Action, CopyFrom, Remedy};
use crate::claims::Shape;
use crate::facts::advice::command::{ArgoCdToken, Command, Name};
use crate::facts::advice::objects::NameGiven;
use crate::facts::advice::subject::Subject;
use crate::facts::other_token::OtherToken;
use crate::jose::Format;

pub(super) fn other(subject: &Subject<'_>) -> Vec<Remedy> {
    if subject.jose.format == Some(Format::Jwe) {
        return vec![Remedy::new(Action::RevokeEncrypted)];
    }
    if subject.is_unread() {
        return vec![copy_again()];
    }
    let mut remedies = Vec::new();
    if subject.is_cut_off() || subject.is_damaged_copy() {
        remedies.push(copy_again());
    }
    let resembles_service_account =
        matches!(subject.shape(), Shape::Incomplete | Shape::SubjectOnly)
            || subject.other_token() == OtherToken::LegacyIssuerOnly;
    remedies.push(if subject.is_unsigned() {
        Remedy::new(Action::DoNotTrust)
    } else if resembles_service_account {
        Remedy::new(Action::AskMaker)
    } else if subject.is_over {
        Remedy::new(Action::NothingLeftOfOther)
    } else if subject.other_token() == OtherToken::ArgoCd {
        let command = argo_cd_token(subject).map(|token| Ok(Command::DeleteArgoCdToken(token)));
        Remedy { action: Action::RevokeAtArgoCd, command }
    } else {
        Remedy::new(Action::RevokeAtIssuer(issuer(subject)))
    });
    remedies
}

/// Reads the project token that `sub` and `iat` name; none for a token of a user.
fn argo_cd_token(subject: &Subject<'_>) -> Option<ArgoCdToken> {
    let claims = subject.reading.claims;
    let (project, role) = claims.sub.as_ref()?.value.strip_prefix("proj:")?.split_once(':')?;
    let name = |text| Name::subdomain(Some(text)).ok();
    let issued_at = claims.iat.as_ref()?.value.seconds.filter(|seconds| *seconds >= 0)?;
    Some(ArgoCdToken { project: name(project)?, role: name(role)?, issued_at })
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
