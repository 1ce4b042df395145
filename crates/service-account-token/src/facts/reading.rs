//! What conclusions are drawn from: a token, and what the caller knows.

use crate::claims::ClaimsSet;
use crate::document;
use crate::facts::options::Options;
use crate::jose::Jose;

/// One token as the later stages see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The token taken apart.
    pub(crate) jose: &'a Jose,
    /// Its claims, typed.
    pub(crate) claims: &'a ClaimsSet,
    /// What the caller knows.
    pub(crate) options: &'a Options,
    /// What the documents around it say.
    pub(crate) document: document::Context<'a>,
}
