//! Compares two tokens: what they are to each other, and their members side by side.
//!
//! Everything follows from claims that nobody verified: whoever writes a token can choose its `kid`
//! and every claim. A damaged or withheld value is compared to nothing, since it could be anything.

mod note;
mod profile;
mod relation;
mod relations;
mod rows;
mod side;

pub(crate) use note::Note;
pub(crate) use profile::Compared;
pub use relation::RelationCode;
pub(crate) use relation::{Relation, Signatures};
pub use rows::ComparedState;
pub(crate) use rows::{Cell, Row};
pub(crate) use side::{Later, Side};

use crate::jose::PartName;
use profile::Profile;
use relations::{Likeness, Pair};

/// What is concluded about two tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Comparison<'a> {
    /// What they are to each other, the most telling first.
    pub(crate) relations: Vec<Relation>,
    /// The members of both, those of the header first, each with the explanation of the difference.
    pub(crate) rows: Vec<(Row<'a>, Option<Note>)>,
}

/// Compares two tokens.
pub(crate) fn compare<'a>(first: Compared<'a>, second: Compared<'a>) -> Comparison<'a> {
    let (one, other) = (first.reading.jose, second.reading.jose);
    let mut rows = rows::rows(PartName::Header, &one.header, &other.header);
    rows.extend(rows::rows(PartName::Payload, &one.payload, &other.payload));
    let (first, second) = (Profile::of(first), Profile::of(second));
    let likeness = match &rows {
        _ if one.has_same_text(other) && !first.is_decoded => Likeness::Token,
        rows if !first.is_damaged
            && !second.is_damaged
            && have_same_contents(rows, &first, &second) =>
        {
            Likeness::Contents
        }
        _ => Likeness::None,
    };
    let pair = Pair { first: &first, second: &second };
    let relations = relations::relations(&pair, likeness);
    let noted = rows.into_iter().map(|row| {
        let note = note::note(&row, &pair);
        (row, note)
    });
    Comparison { relations, rows: noted.collect() }
}

/// Returns true if all claims are the same, and the headers if both are there. Decoded claims may have
/// none.
fn have_same_contents(rows: &[Row<'_>], first: &Profile<'_>, second: &Profile<'_>) -> bool {
    let is_claim = |row: &&Row<'_>| row.part == PartName::Payload;
    rows.iter().any(|row| is_claim(&row))
        && rows.iter().all(|row| match row.state {
            ComparedState::Equal => true,
            ComparedState::OnlyFirst => row.part == PartName::Header && second.is_decoded,
            ComparedState::OnlySecond => row.part == PartName::Header && first.is_decoded,
            ComparedState::Different | ComparedState::Unknown => false,
        })
}
