//! The validator of legacy tokens (kubernetes/kubernetes pkg/serviceaccount/legacy.go Validate).

use super::Server;
use crate::facts::acceptance::server::{Answer, Detail, Found, Release};
use crate::facts::acceptance::vocabulary::{Check, ObjectState, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::{Command, Name};
use crate::facts::api_server;
use crate::facts::binding::ObjectKind;
use crate::kubernetes::names::{is_label, is_subdomain};

impl Server<'_> {
    pub(super) fn legacy(&self, steps: &mut Vec<Step>) {
        steps.push(self.required_claims());
        steps.push(self.subject());
        let claims = self.reading.claims;
        let detail = Detail::LegacyTimes { has_expiry: claims.exp.is_some() };
        steps.push(self.step(Check::Expiry, StepResult::NotChecked, detail, Answer::Expired));
        if !self.settings.legacy_lookup {
            let (ignored, detail) = (StepResult::NotChecked, Detail::LookupOff);
            let answer = Answer::Invalidated { is_legacy: true };
            steps.push(self.step(Check::Object, ignored, detail, answer));
            return;
        }
        self.secret(steps);
        self.account(steps);
        steps.push(self.invalid_since());
    }

    fn required_claims(&self) -> Step {
        let missing = self.facts.missing.iter().find_map(|missing| match missing.answer() {
            Some(api_server::Answer::ClaimMissing(claim)) => Some(claim),
            _ => None,
        });
        let (result, detail) = match missing {
            Some(_) => (StepResult::Failed, Detail::ClaimMissing),
            None => (StepResult::Passed, Detail::ClaimsThere),
        };
        let answer = Answer::ClaimMissing(missing.unwrap_or_default());
        self.step(Check::RequiredClaims, result, detail, answer)
    }

    fn subject(&self) -> Step {
        let account = self.facts.account.namespace().zip(self.facts.account.name());
        let (result, detail) = match (self.reading.claims.subject(), account) {
            (Some(subject), Some(account)) if subject == account => {
                // kubernetes/apiserver pkg/authentication/serviceaccount/util.go SplitUsername.
                match is_label(account.0) && is_subdomain(account.1) {
                    true => (StepResult::Passed, Detail::SubjectFits),
                    false => (StepResult::Failed, Detail::SubjectNotAName),
                }
            }
            (None, _) if self.reading.claims.sub.is_none() => {
                (StepResult::Unknown, Detail::SubjectDiffers)
            }
            _ => (StepResult::Failed, Detail::SubjectDiffers),
        };
        self.step(Check::Subject, result, detail, Answer::SubjectInvalid)
    }

    fn secret(&self, steps: &mut Vec<Step>) {
        let state = self.settings.object;
        let name = self.reading.claims.legacy.secret_name.as_ref();
        let name = name.map(|name| name.value.clone());
        let is_possible = name.as_deref().is_none_or(|name| name.is_empty() || is_subdomain(name));
        let (result, found) = match state {
            _ if !is_possible && !self.reading.jose.payload.is_damaged() => {
                (StepResult::Failed, Found::NameImpossible)
            }
            ObjectState::Unknown => (StepResult::Unknown, Found::ToAsk),
            ObjectState::Deleted => (StepResult::Failed, Found::Gone),
            ObjectState::Terminating => (StepResult::Failed, Found::Terminating { at_once: true }),
            ObjectState::Exists | ObjectState::Recreated => (StepResult::Passed, Found::Exists),
        };
        let detail = Detail::Object { kind: ObjectKind::Secret, name, found };
        let answer = Answer::Invalidated { is_legacy: true };
        let compare = self.secret_place().map(Command::CompareSecretToken);
        steps.push(self.step(Check::Object, result, detail, answer).command(compare.clone()));
        let has_token = self.settings.secret_has_token;
        let (result, detail) = match (has_token, state) {
            _ if self.is_not_canonical() => (StepResult::Failed, Detail::SecretNotCanonical),
            (Some(false), _) => (StepResult::Failed, Detail::SecretHasOther),
            (Some(true), _) => (StepResult::Passed, Detail::SecretHasToken),
            // RS256 is deterministic: the same claims give the same token.
            (None, ObjectState::Recreated) => (StepResult::Unknown, Detail::SecretRecreated),
            (None, _) => (StepResult::Unknown, Detail::SecretToCompare),
        };
        let step = self.step(Check::SecretToken, result, detail, Answer::OtherToken);
        steps.push(step.command(compare));
    }

    fn invalid_since(&self) -> Step {
        let account = &self.facts.account;
        let secret = self.reading.claims.legacy.secret_name.as_ref();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let answer = Answer::Marked {
            namespace: text(account.namespace()),
            secret: text(secret.map(|secret| secret.value.as_str())),
            account: text(account.name()),
        };
        let (result, detail) = match self.settings.marked_invalid {
            _ if self.release < Release::UID_FIRST => (StepResult::NotChecked, Detail::MarkIgnored),
            Some(true) => (StepResult::Failed, Detail::Marked),
            Some(false) => (StepResult::Passed, Detail::NotMarked),
            None => (StepResult::Unknown, Detail::MarkToAsk),
        };
        let command = Name::label(account.namespace()).map(Command::ListTokenSecrets);
        self.step(Check::InvalidSince, result, detail, answer).command(command)
    }
}
