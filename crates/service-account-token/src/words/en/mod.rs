//! The sentences in English. A second language is a second folder beside this one.

pub(crate) mod acceptance;
pub(crate) mod compare;
mod credentials;
mod ends;
pub(crate) mod evidence;
pub(crate) mod findings;
mod headline;
pub(crate) mod members;
mod names;
pub(crate) mod other_tokens;
pub(crate) mod parties;
pub(crate) mod paths;
pub(crate) mod platforms;
mod releases;
pub(crate) mod remedies;
pub(crate) mod rotation;
mod rows;
pub(crate) mod signature;
mod summary;
#[cfg(test)]
mod tests;

use crate::facts;
use crate::text::Text;
use crate::words::advice::{End, Remedy, Row};

/// The advice about one token, in words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Advice {
    pub(crate) headline: Text,
    pub(crate) summary: Text,
    pub(crate) rows: Vec<Row>,
    pub(crate) ends: Vec<End>,
    pub(crate) remedies: Vec<Remedy>,
}

/// Puts the advice into words.
pub(crate) fn advice(advice: &facts::advice::Advice) -> Advice {
    Advice {
        headline: headline::headline(&advice.headline),
        summary: summary::summary(&advice.summary),
        rows: rows::rows(&advice.rows),
        ends: ends::ends(&advice.ends),
        remedies: remedies::remedies(&advice.remedies),
    }
}
