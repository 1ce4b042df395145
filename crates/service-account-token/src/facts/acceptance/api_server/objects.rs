//! The objects that the API server looks up: the ServiceAccount, and what the token is bound to.

use super::Server;
use crate::facts::acceptance::server::{Answer, Detail, Found, Release};
use crate::facts::acceptance::vocabulary::{Check, ObjectState, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::{Command, Name, NoCommand, Place};
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::names::{is_label, is_subdomain};

/// An object that is looked up, and what is known about it.
struct Looked<'a> {
    kind: ObjectKind,
    name: Option<&'a str>,
    uid: Option<&'a str>,
    state: ObjectState,
    /// The checks of its existence, its uid and its deletion.
    checks: [Check; 3],
    /// The messages of these.
    answers: [Answer; 3],
}

const ACCOUNT: [Check; 3] = [Check::Account, Check::AccountUid, Check::AccountDeletion];
const OBJECT: [Check; 3] = [Check::Object, Check::ObjectUid, Check::ObjectDeletion];

impl Server<'_> {
    /// The ServiceAccount.
    pub(super) fn account(&self, steps: &mut Vec<Step>) {
        let account = &self.facts.account;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (namespace, name) = (text(account.namespace()), text(account.name()));
        let uid = text(account.uid());
        let is_legacy = self.facts.kind == Kind::Legacy;
        self.look_up(
            &Looked {
                kind: ObjectKind::ServiceAccount,
                name: account.name(),
                uid: account.uid(),
                state: self.settings.account,
                checks: ACCOUNT,
                answers: [
                    match name.as_str() {
                        "" => Answer::AccountNameEmpty,
                        name => Answer::AccountNotFound(name.to_owned()),
                    },
                    Answer::AccountUid { uid, is_legacy },
                    Answer::AccountDeleted { namespace, name, is_legacy },
                ],
            },
            steps,
        );
    }

    /// The objects that a bound token is bound to, in the API server's order.
    pub(super) fn objects(&self, steps: &mut Vec<Step>) {
        let Some(kubernetes) = &self.reading.claims.kubernetes else { return };
        let first = self.facts.object_kinds.first();
        let node = kubernetes.node_ref.as_ref().filter(|_| kubernetes.pod.is_none());
        for (kind, object) in [
            (ObjectKind::Secret, kubernetes.secret.as_ref()),
            (ObjectKind::Pod, kubernetes.pod.as_ref()),
            (ObjectKind::Node, node),
        ] {
            let Some(object) = object else { continue };
            if kind == ObjectKind::Node {
                steps.push(self.node_binding());
                if self.release < Release::UID_FIRST {
                    continue;
                }
            }
            let is_first = first == Some(&kind);
            let text = |claim: &Option<crate::claims::Claim<String>>| {
                claim.as_ref().map(|claim| claim.value.clone()).filter(|text| !text.is_empty())
            };
            let (name, uid) = (text(&object.name), text(&object.uid));
            let invalidated = Answer::Invalidated { is_legacy: false };
            self.look_up(
                &Looked {
                    kind,
                    name: name.as_deref(),
                    uid: uid.as_deref(),
                    state: if is_first { self.settings.object } else { ObjectState::Unknown },
                    checks: OBJECT,
                    answers: [
                        invalidated.clone(),
                        Answer::ObjectUid(kind, uid.clone().unwrap_or_default()),
                        invalidated,
                    ],
                },
                steps,
            );
        }
    }

    fn node_binding(&self) -> Step {
        let (result, detail) = match self.release {
            release if release >= Release::NODE_BINDING => (StepResult::Passed, Detail::NodesKnown),
            release if release >= Release::UID_FIRST => (StepResult::Unknown, Detail::NodesGated),
            _ => (StepResult::NotChecked, Detail::NodesIgnored),
        };
        self.step(Check::NodeBinding, result, detail, Answer::NodeGate)
    }

    /// Pushes three checks. The uid comes before the deletion in 1.29 and later, except for legacy tokens.
    fn look_up(&self, looked: &Looked<'_>, steps: &mut Vec<Step>) {
        let is_uid_first = self.release >= Release::UID_FIRST && self.facts.kind != Kind::Legacy;
        let order = if is_uid_first { [0, 1, 2] } else { [0, 2, 1] };
        let results = self.results(looked);
        for index in order {
            let (Some(&check), Some(answer), Some((result, found))) =
                (looked.checks.get(index), looked.answers.get(index), results.get(index))
            else {
                continue;
            };
            let detail = Detail::Object {
                kind: looked.kind,
                name: looked.name.map(str::to_owned),
                found: *found,
            };
            let mut step = self.step(check, *result, detail, answer.clone());
            if index == 0 {
                let place = self.place(looked.name);
                step = step.command(place.map(|place| Command::PrintUid(looked.kind, place)));
                // The client library has words of its own for some, which depend on its version.
                let is_sent = *found != Found::NamespaceMissing && looked.name.is_none_or(is_path);
                if looked.kind == ObjectKind::ServiceAccount && !is_sent {
                    step.message = None;
                }
            }
            steps.push(step);
        }
    }

    fn results(&self, looked: &Looked<'_>) -> [(StepResult, Found); 3] {
        use StepResult::{Failed, Passed, Unknown};
        let (unknown, exists) = ((Unknown, Found::ToAsk), (Passed, Found::Exists));
        let is_read = !self.reading.jose.payload.is_damaged();
        let namespace = self.facts.account.namespace();
        let wrong_name = match (looked.name, namespace) {
            (None, _) => Some(Found::NameMissing),
            (Some(name), _) if !is_subdomain(name) => Some(Found::NameImpossible),
            _ if looked.kind == ObjectKind::Node => None,
            (_, None) => Some(Found::NamespaceMissing),
            (_, Some(namespace)) if !is_label(namespace) => Some(Found::NamespaceImpossible),
            _ => None,
        };
        if let Some(found) = wrong_name.filter(|_| is_read) {
            return [(Failed, found), unknown, unknown];
        }
        let uid = |found| match looked.uid {
            None if is_read => (Failed, Found::UidMissing),
            _ => found,
        };
        match looked.state {
            ObjectState::Unknown => [unknown, uid(unknown), unknown],
            ObjectState::Exists => [exists, uid(exists), exists],
            ObjectState::Deleted => [(Failed, Found::Gone), uid(unknown), unknown],
            ObjectState::Recreated => [exists, uid((Failed, Found::Recreated)), exists],
            ObjectState::Terminating => {
                let at_once = self.facts.kind == Kind::Legacy;
                [exists, uid(exists), (Failed, Found::Terminating { at_once })]
            }
        }
    }

    /// Returns the place of an object in the namespace of the token.
    fn place(&self, name: Option<&str>) -> Result<Place, NoCommand> {
        let namespace = Name::label(self.facts.account.namespace())?;
        Ok(Place { namespace, name: Name::subdomain(name)? })
    }

    pub(super) fn secret_place(&self) -> Result<Place, NoCommand> {
        let secret = self.reading.claims.legacy.secret_name.as_ref();
        self.place(secret.map(|secret| secret.value.as_str()))
    }
}

/// Returns true if a name can be a part of the path of a request (apimachinery
/// pkg/api/validation/path/name.go).
fn is_path(name: &str) -> bool {
    !name.contains(['/', '%']) && name != "." && name != ".."
}
