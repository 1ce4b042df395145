//! Whether a trust policy allows the exchange of a token, and what is in the way.

use super::condition::Holds;
use super::read::{Principal, Statement, TrustPolicy};
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
        matches!(self, Self::UnknownCondition { .. } | Self::Unread)
    }
}

impl TrustPolicy {
    /// Returns what it decides about a token.
    pub(crate) fn decide(&self, token: &Presented<'_>) -> Decision {
        let judged: Vec<(&Statement, Vec<Obstacle>)> =
            self.statements.iter().map(|own| (own, own.obstacles(token))).collect();
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
    fn obstacles(&self, token: &Presented<'_>) -> Vec<Obstacle> {
        let mut found = Vec::new();
        if self.has_unread {
            found.push(Obstacle::Unread);
        } else if !self.is_exchange {
            found.push(Obstacle::Action);
        }
        found.extend(self.provider_obstacle(token));
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

    fn provider_obstacle(&self, token: &Presented<'_>) -> Option<Obstacle> {
        if self.principals.is_empty() && self.has_unread {
            return None;
        }
        let own = token.issuer().and_then(|issuer| issuer.strip_prefix("https://"));
        let mut trusted = Vec::new();
        for principal in &self.principals {
            match principal {
                Principal::Anyone => return None,
                Principal::Provider(provider) if Some(provider.as_str()) == own => return None,
                Principal::Provider(provider) => trusted.push(provider.clone()),
                Principal::Other(_) => {}
            }
        }
        Some(Obstacle::Provider { trusted })
    }
}
