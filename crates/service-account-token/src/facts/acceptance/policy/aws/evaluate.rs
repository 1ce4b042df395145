//! Whether a trust policy allows the exchange of a token, and what is in the way.

use super::super::flaw::Flaw;
use super::condition::Holds;
use super::principal::Principal;
use super::statement::{Statement, TrustPolicy};
use crate::facts::acceptance::presented::Presented;

/// What a policy decides about a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// A statement allows the exchange, and none denies it.
    Allows,
    /// A statement denies it.
    Denies {
        /// Where the statement is.
        statement: String,
    },
    /// No statement allows it.
    AllowsNone {
        /// The statement that comes nearest: where it is, and what is in the way.
        nearest: Option<(String, Vec<Obstacle>)>,
    },
    /// IAM does not save such a policy, or there are two ways to read it.
    Doubtful(Flaw),
    /// A condition cannot be known from here.
    Unknown {
        /// Where the statement is.
        statement: String,
        /// What cannot be known.
        obstacles: Vec<Obstacle>,
    },
}

/// Why a statement does not apply to a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// It is about another action.
    Action,
    /// It trusts other providers than the token's issuer.
    Provider { trusted: Vec<String> },
    /// It trusts the token's issuer in another account than the role's.
    Account { provider: String, role: String },
    /// It trusts every principal. Whether that includes those who present a token is not documented.
    AnyPrincipal,
    /// Whom it trusts cannot be known from here.
    UnknownPrincipal,
    /// A condition does not hold.
    Condition {
        /// The operator as written.
        operator: String,
        /// The name of what it compares.
        key: String,
        values: Vec<String>,
        /// The values that the token has.
        found: Vec<String>,
        /// Where the condition is.
        pointer: String,
    },
    /// Whether a condition holds cannot be known from here.
    UnknownCondition { operator: String, key: String, pointer: String },
    /// It has an element that this tool does not read.
    Unread,
}

impl Obstacle {
    /// Returns true if it may be no obstacle.
    pub(crate) fn is_open(&self) -> bool {
        matches!(
            self,
            Self::UnknownCondition { .. }
                | Self::AnyPrincipal
                | Self::UnknownPrincipal
                | Self::Unread
        )
    }
}

impl TrustPolicy {
    /// Returns what it decides about a token.
    pub(crate) fn decide(&self, token: &Presented<'_>) -> Decision {
        if let Some(flaw) = &self.doubt {
            return Decision::Doubtful(flaw.clone());
        }
        let account = self.account.as_deref();
        let judged: Vec<(&Statement, Vec<Obstacle>)> =
            self.statements.iter().map(|own| (own, own.obstacles(token, account))).collect();
        let place = |statement: &Statement| statement.pointer.clone();
        let is_open = |obstacles: &[Obstacle]| obstacles.iter().all(Obstacle::is_open);
        let denying = judged.iter().filter(|(statement, _)| statement.denies);
        let mut open_denial = None;
        for (statement, obstacles) in denying {
            if obstacles.is_empty() {
                return Decision::Denies { statement: place(statement) };
            }
            if is_open(obstacles) {
                open_denial = Some((statement, obstacles));
            }
        }
        let allowing = || judged.iter().filter(|(statement, _)| !statement.denies);
        let allows = allowing().any(|(_, obstacles)| obstacles.is_empty());
        let open = allowing().find(|(_, obstacles)| is_open(obstacles));
        if let Some((statement, obstacles)) = open_denial.filter(|_| allows) {
            let obstacles = obstacles.clone();
            return Decision::Unknown { statement: place(statement), obstacles };
        }
        if allows {
            return Decision::Allows;
        }
        if let Some((statement, obstacles)) = open {
            let obstacles = obstacles.clone();
            return Decision::Unknown { statement: place(statement), obstacles };
        }
        let nearest = allowing()
            .min_by_key(|(statement, obstacles)| (!statement.is_exchange, obstacles.len()));
        let nearest = nearest.map(|(statement, obstacles)| (place(statement), obstacles.clone()));
        Decision::AllowsNone { nearest }
    }
}

impl Statement {
    /// Returns everything that keeps it from applying to a token.
    fn obstacles(&self, token: &Presented<'_>, account: Option<&str>) -> Vec<Obstacle> {
        let mut found = Vec::new();
        if self.has_unread {
            found.push(Obstacle::Unread);
        } else if !self.is_exchange {
            found.push(Obstacle::Action);
        }
        found.extend(self.provider_obstacle(token, account));
        for condition in &self.conditions {
            let operator = condition.written.clone();
            let key = condition.key.clone();
            let pointer = condition.pointer.clone();
            match condition.holds(token) {
                (Holds::Yes, _) => {}
                (Holds::No, values) => found.push(Obstacle::Condition {
                    operator,
                    key,
                    values: condition.values.clone(),
                    found: values,
                    pointer,
                }),
                (Holds::Unknown, _) => {
                    found.push(Obstacle::UnknownCondition { operator, key, pointer });
                }
            }
        }
        found
    }

    /// Returns what keeps it from trusting the token's issuer. `account` is the role's, where STS looks for
    /// the provider.
    fn provider_obstacle(&self, token: &Presented<'_>, account: Option<&str>) -> Option<Obstacle> {
        if self.principals.is_empty() && self.has_unread {
            return None;
        }
        let own = token.issuer().and_then(|issuer| issuer.strip_prefix("https://"));
        let mut trusted = Vec::new();
        let mut open = None;
        let mut elsewhere = None;
        for principal in &self.principals {
            match principal {
                Principal::Provider(provider) if Some(provider.issuer.as_str()) == own => {
                    let role = account.filter(|account| *account != provider.account)?;
                    let (provider, role) = (provider.account.clone(), role.to_owned());
                    elsewhere = Some(Obstacle::Account { provider, role });
                }
                Principal::Provider(provider) => trusted.push(provider.issuer.clone()),
                Principal::Anyone => open = Some(Obstacle::AnyPrincipal),
                Principal::Unread => open = Some(Obstacle::UnknownPrincipal),
                Principal::Other => {}
            }
        }
        if token.issuer().is_none() && token.is_cut() {
            return Some(Obstacle::UnknownPrincipal);
        }
        open.or(elsewhere).or(Some(Obstacle::Provider { trusted }))
    }
}
