//! The trust policy of an AWS role (IAM User Guide, JSON policy elements).

mod condition;
mod evaluate;
mod find;
mod judge;
mod principal;
mod read;
mod statement;

pub(crate) use evaluate::{Decision, Obstacle};
pub(super) use find::{Found, find};
pub(super) use read::read;
pub(crate) use statement::TrustPolicy;
