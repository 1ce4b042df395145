//! What to say first and what to do: the headline, the summary sentence, the five rows, what ends
//! the token, and the remedies with their commands.
//!
//! A sentence never says more than the token proves: it "claims to", and what follows from it holds
//! "if it is genuine". Every name in a sentence is quoted, since it may come from a hostile text;
//! how names get into a command is told in [`command`].

mod command;
mod ends;
mod headline;
mod remedies;
mod rows;
mod subject;
mod summary;

use crate::Reading;
use crate::facts::Facts;
use crate::facts::findings::Finding;
use crate::report::{End, Remedy, Row, Text};
use subject::Subject;

/// The words for one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Advice {
    pub(crate) headline: Text,
    pub(crate) summary: Text,
    pub(crate) rows: Vec<Row>,
    pub(crate) ends: Vec<End>,
    pub(crate) remedies: Vec<Remedy>,
}

/// Finds the words. `findings` are all of the token's, those of its structure included.
pub(crate) fn advise(reading: &Reading<'_>, class: &Facts, findings: &[Finding]) -> Advice {
    let subject = Subject::new(reading, class, findings);
    Advice {
        headline: headline::headline(&subject),
        summary: summary::summary(&subject),
        rows: rows::rows(&subject),
        ends: ends::ends(&subject),
        remedies: remedies::remedies(&subject),
    }
}
