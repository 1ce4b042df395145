//! What to do when a token leaked, in this order: find the cluster, cut the rights, stop the token,
//! look for its use.
//!
//! A deletion follows a look-up that compares the uid or the token: a forged token must not make
//! anybody delete something, and a token whose object was recreated is dead already.

use super::remedy::{Action, BecauseBoundTo, RecipientCheck, Remedy, Trace, Verifier};
use crate::facts::advice::command::{Command, NoCommand, Place, TokenId};
use crate::facts::advice::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind};
use crate::kubernetes::{Check, Party};

/// The account that the controller keeps in every namespace (kubernetes/kubernetes
/// pkg/controller/serviceaccount/serviceaccounts_controller.go).
const DEFAULT_ACCOUNT: &str = "default";

pub(super) fn leaked(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return legacy(subject, remedies);
    }
    if subject.is_over {
        remedies.push(Remedy::new(Action::NothingLeft(last_verifier(subject))));
        return remedies.push(look_for_use(subject));
    }
    if subject.is_webhook() {
        return remedies.push(Remedy::new(Action::WaitForExpiry));
    }
    let check = match subject.audience() {
        AudienceClass::Foreign | AudienceClass::Mixed => Some(subject.checks.of_all()),
        AudienceClass::ApiServer | AudienceClass::None => None,
    };
    // No deletion in the cluster stops it there, so nothing in the cluster comes first.
    if subject.is_foreign() && check == Some(Check::Keys) {
        remedies.push(at_recipients(subject, Check::Keys));
        return remedies.push(look_for_use(subject));
    }
    remedies.push(find_cluster(subject));
    if !subject.is_foreign() {
        remedies.push(cut_rights(subject));
    }
    let at_recipients = check.map(|check| at_recipients(subject, check));
    // Where the cluster is asked, the deletion comes first.
    let (before, after) = match check {
        Some(Check::TokenReview) => (None, at_recipients),
        _ => (at_recipients, None),
    };
    remedies.extend(before);
    stop(subject, remedies);
    remedies.extend(after);
    remedies.push(look_for_use(subject));
}

/// Returns who rejects the token once what it is bound to is gone.
fn verifier(subject: &Subject<'_>) -> Verifier {
    if subject.is_foreign() { Verifier::Recipient } else { Verifier::ApiServer }
}

/// Returns who verified an expired token: a recipient may have issued something else for it.
fn last_verifier(subject: &Subject<'_>) -> Verifier {
    let exchanges = matches!(subject.audience(), AudienceClass::Foreign | AudienceClass::Mixed);
    match exchanges && !subject.is_webhook() {
        true => Verifier::Recipient,
        false => Verifier::ApiServer,
    }
}

fn find_cluster(subject: &Subject<'_>) -> Remedy {
    let kid = subject.jose.header_string("kid").filter(|kid| !kid.is_empty()).map(str::to_owned);
    let has_kid = kid.is_some();
    let action = Action::FindCluster { kid, is_legacy: subject.kind == Kind::Legacy };
    if has_kid { Remedy::run(action, Ok(Command::ListKeyIds)) } else { Remedy::new(action) }
}

fn cut_rights(subject: &Subject<'_>) -> Remedy {
    Remedy::run(Action::CutRights, Place::account(subject).map(Command::ListBindings))
}

/// Returns what to do at the recipients, which all check the token in this way.
pub(super) fn at_recipients(subject: &Subject<'_>, check: Check) -> Remedy {
    if subject.recipients.only_party() == Some(Party::EksPodIdentity) {
        let command = Place::account(subject).map(Command::ListPodIdentities);
        return Remedy::run(Action::DeletePodIdentity, command);
    }
    let recipients = subject.recipients.clone();
    Remedy::new(match check {
        Check::TokenReview => Action::EndWhatRecipientsIssued(recipients),
        Check::Keys => Action::RevokeAtRecipients(recipients, RecipientCheck::Keys),
        Check::Either | Check::Unknown => {
            let own_audience = subject.may_be_own_audience();
            Action::RevokeAtRecipients(recipients, RecipientCheck::Unknown { own_audience })
        }
    })
}

/// Stops a bound token with the object that it is bound to.
fn stop(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    match subject.bound_to() {
        Some(BoundTo::Pod) => {
            let delete = Action::DeletePod(verifier(subject));
            object(subject, ObjectKind::Pod, delete, remedies);
        }
        Some(BoundTo::Secret) => {
            let delete = Action::DeleteBoundSecret(verifier(subject));
            object(subject, ObjectKind::Secret, delete, remedies);
        }
        Some(BoundTo::Node) => account(subject, BecauseBoundTo::Node, remedies),
        Some(BoundTo::None) => {
            let accepted_until = subject.times.accepted_until.filter(|_| !subject.is_foreign());
            account(subject, BecauseBoundTo::Nothing { accepted_until }, remedies);
        }
        None | Some(BoundTo::Webhook) => {}
    }
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
fn account(subject: &Subject<'_>, because: BecauseBoundTo, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.account_uid else { return };
    let kind = ObjectKind::ServiceAccount;
    let place = Place::account(subject);
    let compare = Action::CompareUid { kind, uid: uid.to_owned(), verifier: verifier(subject) };
    let look_up = place.clone().map(|place| Command::PrintUid(kind, place));
    remedies.push(Remedy::run(compare, look_up));
    let is_default = subject.account == Some(DEFAULT_ACCOUNT);
    let command = place.map(|place| match is_default {
        true => Command::DeleteDefaultAccount(place),
        false => Command::RecreateAccount(place),
    });
    remedies.push(Remedy::run(Action::RecreateAccount { because, is_default }, command));
}

fn legacy(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    let place = Place::object(subject);
    let compare = place.clone().map(Command::CompareSecretToken);
    let mark = place.clone().map(Command::MarkSecretInvalid);
    let delete = place.map(|place| Command::Delete(ObjectKind::Secret, place));
    // The RSA signature of the same claims is the same each time (RFC 8017 §8.2), that of a curve is
    // not.
    let same_token_again = subject.jose.header_string("alg") == Some("RS256");
    remedies.extend([
        find_cluster(subject),
        cut_rights(subject),
        Remedy::run(Action::CompareSecretToken, compare),
        Remedy::run(Action::MarkSecretInvalid, mark),
        Remedy::run(Action::DeleteLegacySecret { same_token_again }, delete),
        look_for_use(subject),
    ]);
}

fn look_for_use(subject: &Subject<'_>) -> Remedy {
    let by_account = |place| Command::SearchUseOfAccount(place);
    let jti = subject.reading.claims.jti.as_ref();
    let id = jti.and_then(|jti| TokenId::read(&jti.value));
    let (trace, command): (Trace, Option<Result<Command, NoCommand>>) = match (subject.kind, id) {
        (Kind::Legacy, _) => (Trace::LegacyAccount, Some(Place::account(subject).map(by_account))),
        (_, id) if subject.is_foreign() => {
            let trace = Trace::Recipients { has_id: id.is_some() };
            (trace, id.map(|id| Ok(Command::SearchIssue(id))))
        }
        (_, Some(id)) => (Trace::Token, Some(Ok(Command::SearchUseOfToken(id)))),
        (_, None) => (Trace::Account, Some(Place::account(subject).map(by_account))),
    };
    Remedy { action: Action::LookForUse(trace), command }
}
