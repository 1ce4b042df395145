//! What to do about a token: if it leaked, to harden the cluster, to find out more. The first is the
//! most useful.

mod check;
mod hygiene;
mod leaked;
mod other;
mod remedy;

pub(crate) use remedy::{
    Action, BecauseBoundTo, CopyFrom, Effect, RecipientCheck, Rejection, Remedy, Trace,
    UnlistedIssuer, Verifier,
};

use super::subject::Subject;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::Check;

pub(super) fn remedies(subject: &Subject<'_>) -> Vec<Remedy> {
    match subject.kind {
        Kind::Other => other::other(subject),
        Kind::Unreadable => vec![other::copy_again()],
        Kind::Legacy | Kind::Bound => of_service_account(subject),
    }
}

fn of_service_account(subject: &Subject<'_>) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    let is_incomplete = subject.is_cut_off() || subject.is_damaged_copy();
    if is_incomplete {
        remedies.push(check::copy_whole(subject));
    }
    if subject.is_unsigned() {
        remedies.push(Remedy::new(Action::DoNotTrust));
    } else if subject.is_never_written {
        // A recipient that verifies it without the API server may look at less.
        if subject.is_foreign() && !subject.is_webhook() && !subject.is_over {
            let check = subject.checks.of_all();
            if check != Check::TokenReview {
                remedies.push(leaked::at_recipients(subject, check));
            }
        }
        if !is_incomplete {
            remedies.push(Remedy::new(Action::AskMaker));
        }
    } else {
        leaked::leaked(subject, &mut remedies);
        hygiene::hygiene(subject, &mut remedies);
        check::check(subject, &mut remedies);
    }
    remedies
}
