//! What to do about a token: if it leaked, to harden the cluster, to find out more. The first is the
//! most useful.

mod check;
mod hygiene;
mod leaked;
mod other;
mod recipients;
mod remedy;

pub(crate) use remedy::{
    Action, BecauseBoundTo, CopyFrom, RecipientCheck, Rejection, Remedy, Trace, Verifier,
};

use super::subject::Subject;
use crate::facts::vocabulary::Kind;

pub(super) fn remedies(subject: &Subject<'_>) -> Vec<Remedy> {
    match subject.kind {
        Kind::Other => other::other(subject),
        Kind::Unreadable => vec![other::copy_again()],
        Kind::Legacy | Kind::Bound => of_service_account(subject),
    }
}

fn of_service_account(subject: &Subject<'_>) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    if subject.is_cut_off() {
        remedies.push(check::copy_whole(subject));
    }
    if subject.is_unsigned() {
        remedies.push(Remedy::new(Action::DoNotTrust));
    } else if subject.is_never_written {
        // A recipient that verifies it without the API server may look at less.
        if subject.is_foreign() && !subject.is_webhook() && !subject.is_over {
            remedies.extend(match recipients::checked(subject) {
                recipients::Checked::WithTheCluster => None,
                checked => leaked::at_recipients(subject, checked),
            });
        }
        if !subject.is_cut_off() {
            remedies.push(Remedy::new(Action::AskMaker));
        }
    } else {
        leaked::leaked(subject, &mut remedies);
        hygiene::hygiene(subject, &mut remedies);
        check::check(subject, &mut remedies);
    }
    remedies
}
