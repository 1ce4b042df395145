//! What to do when a token leaked. A deletion comes after a look-up that compares the uid: a forged
//! token must not make anybody delete something, and a token whose object was recreated is dead
//! already.

use super::remedy::{Action, BecauseBoundTo, Remedy, Verifier};
use crate::facts::advice::command::{Command, Place};
use crate::facts::advice::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind};

/// The account that the controller keeps in every namespace (kubernetes/kubernetes
/// pkg/controller/serviceaccount/serviceaccounts_controller.go).
const DEFAULT_ACCOUNT: &str = "default";

pub(super) fn leaked(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return legacy(subject, remedies);
    }
    if subject.is_over {
        return remedies.push(Remedy::new(Action::NothingLeft(verifier(subject))));
    }
    if subject.is_webhook() {
        return remedies.push(Remedy::new(Action::WaitForExpiry));
    }
    if matches!(subject.audience(), AudienceClass::Foreign | AudienceClass::Mixed) {
        remedies.push(revoke_at_recipients(subject));
    }
    match subject.bound_to() {
        Some(BoundTo::Pod) => {
            let delete = Action::DeletePod(verifier(subject));
            object(subject, ObjectKind::Pod, delete, remedies);
        }
        Some(BoundTo::Secret) => {
            let delete = Action::DeleteBoundSecret(verifier(subject));
            object(subject, ObjectKind::Secret, delete, remedies);
        }
        Some(BoundTo::Node) => account(subject, Some(BecauseBoundTo::Node), remedies),
        Some(BoundTo::None) if subject.is_foreign() => {
            account(subject, Some(BecauseBoundTo::Nothing), remedies);
        }
        Some(BoundTo::None) => {
            let accepted_until = subject.times.accepted_until;
            remedies.push(Remedy::new(Action::NotRevocableAlone { accepted_until }));
            account(subject, None, remedies);
        }
        None | Some(BoundTo::Webhook) => {}
    }
}

/// Returns who rejects the token once what it is bound to is gone.
fn verifier(subject: &Subject<'_>) -> Verifier {
    if subject.is_foreign() { Verifier::Recipient } else { Verifier::ApiServer }
}

/// A recipient that verifies tokens with the published keys never asks the cluster
/// (kubernetes/website reference/access-authn-authz/service-accounts-admin).
pub(super) fn revoke_at_recipients(subject: &Subject<'_>) -> Remedy {
    Remedy::new(Action::RevokeAtRecipients(subject.recipients.clone()))
}

/// The object that the token is bound to: the look-up, then the deletion. Without a uid there is
/// nothing to compare, and so nothing to delete.
fn object(subject: &Subject<'_>, kind: ObjectKind, delete: Action, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.binding().and_then(|binding| binding.uid.clone()) else { return };
    let place = Place::object(subject);
    let compare = Action::CompareUid { kind, uid, verifier: verifier(subject) };
    let look_up = place.clone().map(|place| Command::PrintUid(kind, place));
    remedies.push(Remedy::run(compare, look_up));
    remedies.push(Remedy::run(delete, place.map(|place| Command::Delete(kind, place))));
}

/// The ServiceAccount: created again it has a new uid, which no earlier token fits.
fn account(subject: &Subject<'_>, because: Option<BecauseBoundTo>, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.account_uid else { return };
    let kind = ObjectKind::ServiceAccount;
    let place = Place::account(subject);
    let compare = Action::CompareUid { kind, uid: uid.to_owned(), verifier: verifier(subject) };
    let look_up = place.clone().map(|place| Command::PrintUid(kind, place));
    remedies.push(Remedy::run(compare, look_up));
    let is_default = subject.account == Some(DEFAULT_ACCOUNT);
    let command = place.map(|place| match is_default {
        true => Command::Delete(kind, place),
        false => Command::RecreateAccount(place),
    });
    remedies.push(Remedy::run(Action::RecreateAccount { because, is_default }, command));
}

fn legacy(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.account_uid else { return };
    let place = Place::object(subject);
    let look_up = place.clone().map(Command::PrintAccountUidOfSecret);
    let delete = place.map(|place| Command::Delete(ObjectKind::Secret, place));
    remedies.extend([
        Remedy::run(Action::CompareAccountUid { uid: uid.to_owned() }, look_up),
        Remedy::run(Action::DeleteLegacySecret, delete),
        Remedy::new(Action::RotateSigningKey),
    ]);
}
