//! The API server's walk (kubernetes/kubernetes pkg/serviceaccount/jwt.go AuthenticateToken, claims.go
//! and legacy.go Validate).
//!
//! `iss` alone decides which of its two authenticators reads a token; here the shape of the claims
//! decides, as everywhere in this tool. A bound token whose cluster has the legacy issuer passes the
//! second one.

mod audience;
mod bound;
mod form;
mod legacy;
mod objects;
mod pasted;
mod signature;

pub(super) use pasted::check_of;

use super::server::{Answer, AudienceBecause, Detail, Fix, Found, Message, Release};
use super::settings::Settings;
use super::vocabulary::{Check, Decision, Order, Party, StepResult};
use super::walk::{self, Step, Walk};
use crate::facts::advice::{Command, trust};
use crate::facts::conclusions::Facts;
use crate::facts::cut::is_cut;
use crate::facts::kind::is_kubernetes;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{AudienceClass, Kind};

const JWT: &str = "kubernetes/kubernetes/pkg/serviceaccount/jwt.go";
const CLAIMS: &str = "kubernetes/kubernetes/pkg/serviceaccount/claims.go";
const LEGACY: &str = "kubernetes/kubernetes/pkg/serviceaccount/legacy.go";

/// What every check of the API server is made from.
struct Server<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    settings: &'a Settings,
    release: Release,
}

/// Returns the checks of the API server.
pub(super) fn walk(reading: &Reading<'_>, facts: &Facts, settings: &Settings) -> Walk {
    let release = settings.release.map_or(Release::NEWEST, Release);
    let server = Server { reading, facts, settings, release };
    let audience = facts.variant.as_ref().map(|variant| variant.audience);
    let addressed = audience.is_some_and(|audience| audience != AudienceClass::Foreign);
    let mut steps = vec![server.form()];
    if !is_kubernetes(facts.kind) {
        // What was cut off may make it one.
        let is_open = is_cut(&reading.jose.payload)
            && steps.iter().all(|step| step.result == StepResult::Unknown);
        if !is_open && steps.iter().all(|step| step.result != StepResult::Failed) {
            let detail = Detail::NotServiceAccount { trust: trust(reading, facts) };
            steps.push(server.step(Check::Issuer, StepResult::Unknown, detail, Answer::NotMine));
        }
        let mut walk = Walk::new(Party::ApiServer, Order::Known, addressed, steps);
        if walk.decision == Decision::Undecided && !is_open {
            walk.decision = Decision::Unknown;
        }
        return walk;
    }
    steps.push(server.issuer());
    steps.push(server.key());
    steps.extend(server.header());
    steps.push(server.signature());
    steps.push(server.claim_types());
    steps.push(server.audience());
    match facts.kind {
        Kind::Legacy => server.legacy(&mut steps),
        _ => server.bound(&mut steps),
    }
    let mut walk = Walk::new(Party::ApiServer, Order::Known, addressed, steps);
    walk.commands = vec![server.question()];
    walk
}

impl Server<'_> {
    /// Returns a check with the message that the API server logs if it fails.
    fn step(&self, check: Check, result: StepResult, detail: Detail, answer: Answer) -> Step {
        let message = Message { answer, release: self.release };
        let source = match check {
            Check::Form
            | Check::Issuer
            | Check::Algorithm
            | Check::Key
            | Check::Signature
            | Check::ClaimTypes
            | Check::Audience => JWT,
            _ if self.facts.kind == Kind::Legacy => LEGACY,
            _ => CLAIMS,
        };
        let fix = self.fix(check, &detail);
        let step = Step::new(check, result, walk::Detail::ApiServer(detail))
            .message(walk::Message::ApiServer(message))
            .source(source);
        match fix {
            Some(fix) => step.fix(walk::Fix::ApiServer(fix)),
            None => step,
        }
    }

    fn fix(&self, check: Check, detail: &Detail) -> Option<Fix> {
        let is_legacy = self.facts.kind == Kind::Legacy;
        Some(match (check, detail) {
            (_, Detail::CutOff | Detail::SignatureRemoved | Detail::OnlyClaims) => Fix::CopyWhole,
            (Check::Form, Detail::Encrypted | Detail::NotCanonical) => return None,
            (Check::Form, Detail::JsonForm) => Fix::SendCompact,
            (Check::Form, Detail::HeaderUndecodable { .. }) => Fix::NewToken,
            (Check::Form, _) => Fix::CopyWhole,
            (_, Detail::NotServiceAccount { .. }) => return None,
            (Check::Issuer, _) => Fix::UseOwnToken,
            (Check::Key, _) => Fix::AddKey,
            (
                Check::Signature,
                Detail::SignatureLength
                | Detail::KeyDidNotSign
                | Detail::NotSigned
                | Detail::SignatureToCheck,
            ) => Fix::CopyWhole,
            (Check::Signature | Check::ClaimTypes, _) => Fix::NewToken,
            (Check::Audience, Detail::AudienceForeign { because: AudienceBecause::Requested }) => {
                Fix::AudiencesOfReview
            }
            (Check::Audience, Detail::NoAudienceElsewhere) => Fix::AudiencesOfReview,
            (Check::Audience, _) => Fix::AudienceOfApiServer,
            (Check::NotBefore | Check::IssuedAt, _) => Fix::CompareClocks,
            (Check::Expiry, _) => Fix::RereadFile,
            // The token itself is at fault, and no account can change that.
            (
                Check::Account | Check::AccountUid,
                Detail::Object {
                    found:
                        Found::NameMissing
                        | Found::NameImpossible
                        | Found::NamespaceMissing
                        | Found::NamespaceImpossible
                        | Found::UidMissing,
                    ..
                },
            ) => Fix::NewToken,
            (Check::Account | Check::AccountUid | Check::AccountDeletion, _) => {
                Fix::TokenOfNewAccount
            }
            (Check::NodeBinding, _) => Fix::UpdateServer,
            (Check::Object | Check::ObjectDeletion, _) if is_legacy => Fix::NewToken,
            (Check::Object | Check::ObjectUid | Check::ObjectDeletion, _) => Fix::TokenOfNewObject,
            (Check::SecretToken, _) => Fix::ReadSecret,
            (Check::InvalidSince, _) => Fix::Unmark,
            _ => Fix::NewToken,
        })
    }

    /// Returns the command that asks the API server itself.
    fn question(&self) -> Command {
        let variant = self.facts.variant.as_ref();
        let is_foreign = variant.is_some_and(|variant| {
            matches!(variant.audience, AudienceClass::Foreign | AudienceClass::Mixed)
        });
        let is_reviewed = is_foreign || !self.settings.requested_audiences.is_empty();
        if is_reviewed || self.release < Release(28) {
            Command::ReviewToken
        } else {
            Command::WhoAmI
        }
    }
}
