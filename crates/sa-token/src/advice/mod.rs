//! What to say first and what to do: the headline, the summary sentence, the five rows, what ends
//! the token, and the remedies with their commands.

use crate::Reading;
use crate::classify::Classification;
use crate::finding::Draft;
use crate::report::{End, Remedy, Row, Text};

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
pub(crate) fn advise(_reading: &Reading<'_>, _: &Classification, _findings: &[Draft]) -> Advice {
    Advice {
        headline: "".into(),
        summary: "".into(),
        rows: Vec::new(),
        ends: Vec::new(),
        remedies: Vec::new(),
    }
}
