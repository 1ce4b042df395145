//! What conclusions are drawn from: a token, and what the caller knows.

use crate::claims::ClaimsSet;
use crate::jose::Jose;

/// What the caller knows and the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The clock, in Unix seconds. Without it, what needs a clock is left out.
    pub now: Option<i64>,
    /// The API server's `--api-audiences`, if known.
    pub api_audiences: Vec<String>,
}

/// One token as the later stages see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The token taken apart.
    pub(crate) jose: &'a Jose,
    /// Its claims, typed.
    pub(crate) claims: &'a ClaimsSet,
    /// What the caller knows.
    pub(crate) options: &'a Options,
}
