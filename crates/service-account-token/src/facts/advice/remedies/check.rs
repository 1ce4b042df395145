//! How to find out more: whether the API server accepts the token, what its account may do, why it
//! was rejected.

use super::remedy::{Action, CopyFrom, Rejection, Remedy, UnlistedIssuer};
use crate::facts::advice::command::{Command, Place};
use crate::facts::advice::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind, TimeStatus};
use crate::kubernetes::LEGACY_ISSUER;
use crate::kubernetes::lifetimes::LEEWAY_SECONDS;

pub(super) fn check(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    remedies.push(explain_rejection(subject));
    if subject.is_over {
        return;
    }
    if matches!(subject.audience(), AudienceClass::Foreign | AudienceClass::Mixed) {
        let own_audience = subject.may_be_own_audience();
        let action = Action::AskTokenReview { own_audience };
        remedies.push(Remedy::run(action, Ok(Command::ReviewToken)));
    } else {
        let counts_as_use = subject.kind == Kind::Legacy;
        remedies.push(Remedy::run(Action::AskWhoAmI { counts_as_use }, Ok(Command::WhoAmI)));
    }
    if !subject.is_foreign() {
        let command = Place::account(subject).map(Command::ListRights);
        remedies.push(Remedy::run(Action::FindRights, command));
    }
}

fn explain_rejection(subject: &Subject<'_>) -> Remedy {
    let rejection = rejection(subject);
    let is_expired = rejection == Rejection::Expired;
    let action = Action::ExplainRejection(rejection);
    match is_expired {
        true => Remedy::run(action, Place::account(subject).map(Command::CreateToken)),
        false => Remedy::new(action),
    }
}

fn rejection(subject: &Subject<'_>) -> Rejection {
    let has_kid = subject.jose.header_string("kid").is_some_and(|kid| !kid.is_empty());
    if subject.is_webhook() {
        Rejection::Webhook
    } else if subject.is_foreign() {
        Rejection::Foreign { own_audience: subject.may_be_own_audience() }
    } else if subject.is_over {
        match subject.bound_to() {
            Some(BoundTo::Pod) => Rejection::ExpiredInPod,
            _ => Rejection::Expired,
        }
    } else if subject.times.status == TimeStatus::NotYetValid {
        let begin = subject.times.not_before.map(|begin| begin.saturating_sub(LEEWAY_SECONDS));
        Rejection::NotYetActive { within_leeway: begin <= subject.now }
    } else if subject.kind == Kind::Legacy {
        Rejection::Legacy { has_kid }
    } else {
        let object = match subject.bound_to() {
            Some(BoundTo::Pod) => Some(ObjectKind::Pod),
            Some(BoundTo::Secret) => Some(ObjectKind::Secret),
            Some(BoundTo::Node) => Some(ObjectKind::Node),
            Some(BoundTo::None | BoundTo::Webhook) | None => None,
        };
        let issuer = match subject.reading.claims.iss.as_ref().map(|iss| &*iss.value) {
            None => UnlistedIssuer::None,
            Some(LEGACY_ISSUER) => UnlistedIssuer::Legacy,
            Some(issuer) => UnlistedIssuer::Other(issuer.to_owned()),
        };
        Rejection::Bound { object, issuer, has_kid }
    }
}

/// Returns where a whole copy is, of a token that is cut off or damaged.
pub(super) fn copy_whole(subject: &Subject<'_>) -> Remedy {
    let (from, command) = match (subject.kind, subject.bound_to()) {
        (Kind::Legacy, _) => {
            (CopyFrom::Secret, Place::object(subject).map(Command::PrintTokenOfSecret))
        }
        (_, Some(BoundTo::Pod)) if subject.is_foreign() => {
            return Remedy::new(Action::CopyAgain(CopyFrom::ProjectedVolume));
        }
        (_, Some(BoundTo::Pod)) => {
            (CopyFrom::Pod, Place::object(subject).map(Command::PrintTokenInPod))
        }
        (_, None) => return Remedy::new(Action::CopyAgain(CopyFrom::Unsaid)),
        _ => (CopyFrom::NewToken, Place::account(subject).map(Command::CreateToken)),
    };
    Remedy::run(Action::CopyAgain(from), command)
}
