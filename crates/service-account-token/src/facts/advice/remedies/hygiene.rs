//! What hardens a cluster: shorter lifetimes, something to revoke, no tokens in Secrets.

use super::remedy::{Action, Remedy};
use crate::facts::advice::command::{Command, Name, NoCommand, Place};
use crate::facts::advice::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::{BoundTo, Kind, TimeStatus};
use crate::kubernetes::lifetimes::WARN_AFTER_SECONDS;

pub(super) fn hygiene(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return remedies.extend(legacy(subject));
    }
    let requested = subject.times.lifetime_seconds.filter(|_| !subject.has_odd_warn_after());
    // Nobody chose what an injected volume requests, and it is little more than the default hour.
    let is_long = requested.is_some_and(|lifetime| lifetime > WARN_AFTER_SECONDS);
    remedies.extend(match subject.bound_to() {
        Some(BoundTo::Pod) if subject.is_extended => Some(extended(subject)),
        Some(BoundTo::Pod) if is_long => Some(Remedy::new(Action::ShortenVolume)),
        Some(BoundTo::Secret) if is_long => Some(shorten(subject, ObjectKind::Secret)),
        Some(BoundTo::Node) if is_long => Some(shorten(subject, ObjectKind::Node)),
        Some(BoundTo::None) => {
            let command = Place::account(subject).map(Command::CreateAnchoredToken);
            Some(Remedy::run(Action::BindToAnchor, command))
        }
        _ => None,
    });
}

fn extended(subject: &Subject<'_>) -> Remedy {
    Remedy::new(match subject.times.status {
        TimeStatus::Stale | TimeStatus::Expired => Action::RereadFile,
        _ => Action::SwitchExtensionOff,
    })
}

fn shorten(subject: &Subject<'_>, kind: ObjectKind) -> Remedy {
    let command = || -> Result<Command, NoCommand> {
        let bound_to = Some((kind, Name::subdomain(subject.object_name())?));
        Ok(Command::CreateHourToken { account: Place::account(subject)?, bound_to })
    };
    Remedy::run(Action::ShortenToken(kind), command())
}

fn legacy(subject: &Subject<'_>) -> [Remedy; 3] {
    let use_of_secret = Place::object(subject).map(Command::ListUseOfSecret);
    let hour_token =
        Place::account(subject).map(|account| Command::CreateHourToken { account, bound_to: None });
    [
        Remedy::run(Action::FindLastUse, use_of_secret),
        Remedy::run(Action::MoveToShortLived, hour_token),
        Remedy::run(Action::FindOthers, Ok(Command::ListTokenSecrets)),
    ]
}
