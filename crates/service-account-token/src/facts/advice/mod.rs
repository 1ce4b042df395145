//! What follows from the facts for the person who reads the report: the headline, the summary, the
//! five rows, what ends the token, and what to do about it.
//!
//! Everything here is a typed value without a sentence; [`crate::words`] makes the sentences. A name
//! gets into a command only as a [`command::Name`].

mod command;
mod ends;
mod headline;
mod objects;
mod recipients;
mod remedies;
mod rows;
mod subject;
mod summary;
#[cfg(test)]
mod tests;

pub(crate) use command::{
    ArgoCdToken, Audience, Command, Name, NoCommand, Place, Requirement, TokenId,
};
pub(crate) use ends::End;
pub(crate) use headline::{Addressee, Extension, Headline, Part, Topic};
pub(crate) use objects::{NameGiven, Object};
pub(crate) use recipients::{NamedRecipient, Recipients};
pub(crate) use remedies::{
    Action, BecauseBoundTo, CopyFrom, Effect, RecipientCheck, Rejection, Remedy, Trace,
    UnlistedIssuer, Verifier,
};
pub(crate) use rows::{
    AudienceRow, Exp, Keys, KindRow, NotForAccount, OwnAudience, Rows, SignatureRow, StructureRow,
    TimeRow,
};
pub(crate) use summary::{
    Acceptance, ClaimsToBe, Contradiction, Life, OtherSummary, OwnEnd, Replacement, Standing,
    Summary, Tie, Trust, trust,
};

#[cfg(test)]
pub(crate) use rows::Row;

use crate::facts::conclusions::Facts;
use crate::facts::findings::Finding;
use crate::facts::reading::Reading;
use subject::Subject;

/// The advice about one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Advice {
    pub(crate) headline: Headline,
    pub(crate) summary: Summary,
    pub(crate) rows: Rows,
    pub(crate) ends: Vec<End>,
    pub(crate) remedies: Vec<Remedy>,
}

/// Returns the advice for one token. `findings` are all of the token's, its structure included.
pub(crate) fn advise(reading: &Reading<'_>, facts: &Facts, findings: &[Finding]) -> Advice {
    let subject = Subject::new(reading, facts, findings);
    Advice {
        headline: headline::headline(&subject),
        summary: summary::summary(&subject),
        rows: rows::rows(&subject),
        ends: ends::ends(&subject),
        remedies: remedies::remedies(&subject),
    }
}
