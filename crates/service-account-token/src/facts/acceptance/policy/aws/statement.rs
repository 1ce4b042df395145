//! What is read of a trust policy.

use super::super::flaw::Flaw;
use super::condition::Condition;
use super::principal::Principal;

/// The trust policy of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrustPolicy {
    pub(crate) statements: Vec<Statement>,
    /// The account of the role, if the policy was printed with it.
    pub(crate) account: Option<String>,
    /// The flaw that leaves open what the policy decides.
    pub(crate) doubt: Option<Flaw>,
}

/// One statement of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// True if it denies what it matches.
    pub(crate) denies: bool,
    /// True if it is about `sts:AssumeRoleWithWebIdentity`.
    pub(crate) is_exchange: bool,
    pub(crate) principals: Vec<Principal>,
    pub(crate) conditions: Vec<Condition>,
    /// True if it has an element that this tool does not read.
    pub(crate) has_unread: bool,
    /// Where it is.
    pub(crate) pointer: String,
}
