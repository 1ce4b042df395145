//! What hardens a cluster: shorter lifetimes, something to revoke, no tokens in Secrets.

use super::remedy::{Action, Remedy};
use crate::facts::advice::command::{Audience, Command, Name, NoCommand, Place};
use crate::facts::advice::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::{BoundTo, Kind, TimeStatus};
use crate::kubernetes::lifetimes::{TEN_YEARS_SECONDS, WARN_AFTER_SECONDS};

pub(super) fn hygiene(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return remedies.extend(legacy(subject));
    }
    let requested = subject.times.lifetime_seconds.filter(|_| !subject.has_odd_warn_after());
    // Nobody chose what an injected volume requests, and it is little more than the default hour.
    let is_long = requested.is_some_and(|lifetime| lifetime > WARN_AFTER_SECONDS);
    match subject.bound_to() {
        Some(BoundTo::Pod) if subject.is_extended => extended(subject, remedies),
        // vCluster requests it once for a Pod inside it: no volume of the host holds it.
        Some(BoundTo::Pod) if requested == Some(TEN_YEARS_SECONDS) => {}
        Some(BoundTo::Pod) if is_long => remedies.push(shorten_volume(subject)),
        Some(BoundTo::Pod) if requested == Some(WARN_AFTER_SECONDS) && !subject.is_foreign() => {
            remedies.push(Remedy::new(Action::MountNoToken));
        }
        Some(BoundTo::Secret) if is_long => {
            let command = Place::account(subject).map(Command::CreateAnchoredToken);
            remedies.push(Remedy::run(Action::ShortenToken(ObjectKind::Secret), command));
        }
        Some(BoundTo::Node) if is_long => remedies.push(shorten_for_node(subject)),
        Some(BoundTo::None) => {
            let command = Place::account(subject).map(Command::CreateAnchoredToken);
            remedies.push(Remedy::run(Action::BindToAnchor, command));
        }
        _ => {}
    }
}

fn extended(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    remedies.push(match subject.times.status {
        TimeStatus::Stale | TimeStatus::Expired => Remedy::new(Action::RereadFile),
        _ => Remedy::run(Action::SwitchExtensionOff, Ok(Command::CountStaleUses)),
    });
    remedies.push(Remedy::run(Action::MountOwnToken, Ok(Command::MountOwnToken)));
}

/// A volume has one audience, so a token for several came in another way.
fn shorten_volume(subject: &Subject<'_>) -> Remedy {
    let command = match subject.audiences() {
        [audience] if subject.is_foreign() => Audience::read(audience).map(Command::MountTokenFor),
        _ if subject.is_foreign() => None,
        _ => Some(Command::MountOwnToken),
    };
    Remedy { action: Action::ShortenVolume, command: command.map(Ok) }
}

fn shorten_for_node(subject: &Subject<'_>) -> Remedy {
    let command = || -> Result<Command, NoCommand> {
        let node = Some(Name::subdomain(subject.object_name())?);
        Ok(Command::CreateHourToken { account: Place::account(subject)?, node })
    };
    Remedy::run(Action::ShortenToken(ObjectKind::Node), command())
}

fn legacy(subject: &Subject<'_>) -> [Remedy; 2] {
    let list = Name::label(subject.namespace).map(Command::ListTokenSecrets);
    let hour_token =
        Place::account(subject).map(|account| Command::CreateHourToken { account, node: None });
    [Remedy::run(Action::FindLastUse, list), Remedy::run(Action::MoveToShortLived, hour_token)]
}
