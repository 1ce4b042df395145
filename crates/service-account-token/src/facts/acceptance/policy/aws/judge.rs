//! Finds what is wrong with a trust policy, whatever token is presented: it trusts too many, or no token
//! fits it.

use super::super::breadth::{self, Breadth};
use super::super::flaw::{Flaw, FlawKind, Mechanism};
use super::super::placeholder::is_placeholder;
use super::condition::{Claim, Condition, Operator, Test, provider_and_claim};
use super::principal::{Principal, Provider};
use super::statement::{Statement, TrustPolicy};
use crate::facts::acceptance::glob;

/// Adds what is wrong with a policy.
pub(super) fn judge(policy: &TrustPolicy, flaws: &mut Vec<Flaw>) {
    let statements = &policy.statements;
    let mut allowing = statements.iter().filter(|statement| !statement.denies);
    let names_principals = statements.iter().any(|statement| !statement.principals.is_empty());
    if names_principals && !allowing.any(|statement| statement.is_exchange || statement.has_unread)
    {
        flaws.push(Flaw::new(String::new(), FlawKind::ActionNotAllowed));
    }
    for statement in statements.iter().filter(|own| own.is_exchange && !own.denies) {
        Judge { statement, flaws }.judge(policy.account.as_deref());
    }
}

/// Judges a statement that allows the exchange.
struct Judge<'a> {
    statement: &'a Statement,
    flaws: &'a mut Vec<Flaw>,
}

/// An audience that no pattern fits unless it fits all.
const IMPROBABLE: &str = "zq7kxwv9jp";

impl<'a> Judge<'a> {
    fn flaw(&mut self, pointer: &str, kind: FlawKind) {
        self.flaws.push(Flaw::new(pointer.to_owned(), kind));
    }

    fn judge(&mut self, account: Option<&str>) {
        let statement = self.statement;
        let mut has_provider = false;
        for principal in &statement.principals {
            match principal {
                Principal::Provider(provider) => {
                    has_provider = true;
                    self.judge_account(provider, account);
                }
                Principal::Anyone | Principal::Unread | Principal::Other => {}
            }
        }
        let others = statement.principals.iter().all(|own| *own == Principal::Other);
        let has_others = others && !statement.principals.is_empty();
        let inside = format!("{}/", statement.pointer);
        let is_explained = |flaw: &Flaw| {
            let is_here = flaw.pointer.starts_with(&inside);
            is_here
                && matches!(
                    flaw.kind,
                    FlawKind::OtherMechanism(_) | FlawKind::ProviderNotFederated { .. }
                )
        };
        if has_others && !self.flaws.iter().any(is_explained) {
            let kind = FlawKind::OtherMechanism(Mechanism::OtherPrincipal);
            self.flaw(&statement.pointer, kind);
        }
        // What is not read may limit the claims.
        if has_provider && !statement.has_unread {
            self.judge_keys();
            self.judge_claims();
        }
    }

    /// STS looks for the provider in the account of the role.
    fn judge_account(&mut self, provider: &Provider, account: Option<&str>) {
        if let Some(role) = account.filter(|account| *account != provider.account) {
            let kind = FlawKind::ProviderOfOtherAccount {
                provider: provider.account.clone(),
                role: role.to_owned(),
            };
            self.flaw(&self.statement.pointer, kind);
        }
    }

    fn providers(&self) -> impl Iterator<Item = &'a Provider> {
        self.statement.principals.iter().filter_map(|principal| match principal {
            Principal::Provider(provider) => Some(provider),
            _ => None,
        })
    }

    /// Returns true if a condition is about a provider that the statement trusts.
    fn is_own(&self, condition: &Condition) -> bool {
        let Some((own, _)) = provider_and_claim(&condition.key) else { return false };
        self.providers().any(|provider| own.eq_ignore_ascii_case(&provider.issuer))
    }

    /// Finds conditions about another provider than the only one that is trusted.
    fn judge_keys(&mut self) {
        let [Principal::Provider(provider)] = self.statement.principals.as_slice() else { return };
        let trusted = provider.issuer.split_once("://").map_or(&*provider.issuer, |(_, own)| own);
        for condition in &self.statement.conditions {
            let Some((own, _)) = provider_and_claim(&condition.key) else { continue };
            let own = own.split_once("://").map_or(own, |(_, own)| own);
            if !own.eq_ignore_ascii_case(trusted) && !is_placeholder(own) {
                let kind = FlawKind::KeyOfOtherProvider {
                    key: condition.key.clone(),
                    provider: provider.issuer.clone(),
                };
                self.flaw(&condition.pointer, kind);
            }
        }
    }

    fn judge_claims(&mut self) {
        for claim in [Claim::Audience, Claim::Subject] {
            let conditions = self.statement.conditions.iter();
            let conditions: Vec<&Condition> =
                conditions.filter(|own| own.claim() == Some(claim)).collect();
            self.judge_claim(claim, &conditions);
        }
    }

    fn judge_claim(&mut self, claim: Claim, conditions: &[&Condition]) {
        let mut restricts = false;
        let mut wide = Vec::new();
        let mut is_narrow = false;
        for condition in conditions {
            let Some(operator) = condition.operator else {
                // What it compares is not known, so it may restrict.
                (restricts, is_narrow) = (true, true);
                continue;
            };
            if !operator.restricts() {
                continue;
            }
            // A condition about another provider never holds, unless it holds without the claim.
            let is_own = self.is_own(condition);
            if !is_own && operator.holds_without_claim() {
                self.holds_without_claim(condition, conditions);
                continue;
            }
            if operator.holds_without_claim() {
                self.holds_without_claim(condition, conditions);
            }
            let widths = self.judge_values(condition, operator, claim);
            let fits_all = |kind: &FlawKind| matches!(kind, FlawKind::NoAudience);
            restricts |= !widths.iter().any(fits_all);
            is_narrow |= widths.is_empty();
            wide.extend(
                widths.into_iter().filter(|kind| !fits_all(kind)).map(|kind| (*condition, kind)),
            );
        }
        // All conditions have to hold, so a narrow one is enough.
        for (condition, kind) in wide.into_iter().filter(|_| !is_narrow) {
            self.flaw(&condition.pointer, kind);
        }
        if !restricts {
            let kind = match claim {
                Claim::Audience => FlawKind::NoAudience,
                _ => FlawKind::NoSubject,
            };
            self.flaw(&self.statement.pointer, kind);
        }
    }

    fn holds_without_claim(&mut self, condition: &Condition, all: &[&Condition]) {
        // IAM's advice for `ForAllValues:` is a `Null` beside it (`reference_policies_condition-single-vs-multi-valued-context-keys`).
        let is_guarded = all
            .iter()
            .any(|own| own.demands_presence() && own.key.eq_ignore_ascii_case(&condition.key));
        if !is_guarded {
            let kind = FlawKind::HoldsWithoutClaim { operator: condition.written.clone() };
            self.flaw(&condition.pointer, kind);
        }
    }

    /// Finds values that no token has. Returns the flaws of those that fit too many.
    fn judge_values(
        &mut self,
        condition: &Condition,
        operator: Operator,
        claim: Claim,
    ) -> Vec<FlawKind> {
        let mut wide = Vec::new();
        let readable = |value: &&String| !is_placeholder(value) && !value.contains("${");
        for value in condition.values.iter().filter(readable) {
            if operator.test != Test::Like && glob::has_wildcard(value) {
                let kind = FlawKind::LiteralWildcard { value: value.clone() };
                self.flaw(&condition.pointer, kind);
                continue;
            }
            if claim != Claim::Subject {
                if operator.test == Test::Like && glob::fits(value, IMPROBABLE) {
                    wide.push(FlawKind::NoAudience);
                }
                continue;
            }
            let breadth = match operator.test {
                Test::Like => breadth::of_pattern(value),
                Test::EqualsIgnoreCase => breadth::of_subject(&value.to_ascii_lowercase()),
                Test::Equals | Test::Null => breadth::of_subject(value),
            };
            let is_none = breadth == Breadth::None;
            match breadth.flaw(value) {
                Some(kind) if is_none => self.flaw(&condition.pointer, kind),
                kind => wide.extend(kind),
            }
        }
        wide
    }
}
