//! The trust policy of an AWS role (IAM User Guide, JSON policy elements).

mod condition;
mod evaluate;
mod read;

pub(crate) use evaluate::{Decision, Obstacle};
pub(crate) use read::TrustPolicy;
pub(super) use read::{is_policy, read};
