//! The comparison of two tokens: plain data, like the report.

use serde::{Deserialize, Serialize};

use super::member::MemberTime;
use crate::facts::compare::{self, Compared, ComparedState, RelationCode};
use crate::facts::{Facts, Reading, members};
use crate::jose::PartName;
use crate::jose::json::Json;
use crate::kubernetes::Certainty;
use crate::paste::Withheld;
use crate::text::code::Open;
use crate::text::{Text, calendar};
use crate::words::en;
use crate::words::en::members::Explanation;

use super::whole::VERSION;

/// What `compare` returns: what two tokens are to each other, and their members side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The version of the JSON form: 1.
    pub version: u32,
    /// What the tokens are to each other, the most telling first.
    pub relations: Vec<Relation>,
    /// The members of both, those of the header first, in one order.
    pub members: Vec<ComparedMember>,
}

/// What two tokens are to each other, if both are genuine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Relation {
    /// A stable code for programs.
    pub code: Open<RelationCode>,
    /// A few words.
    pub title: Text,
    /// One or more sentences.
    pub text: Text,
    /// How certain it is.
    pub certainty: Certainty,
}

/// A member of one token beside that of the other. Objects are not listed, only their members; a list
/// is one member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedMember {
    /// Header or payload.
    pub part: PartName,
    /// The title.
    pub title: Text,
    /// How the two compare.
    pub state: ComparedState,
    /// The value in the first token; null if it has none.
    pub first: Option<ComparedValue>,
    /// The value in the second token; null if it has none.
    pub second: Option<ComparedValue>,
    /// Why they differ, or are spelled differently; null if that is unknown.
    pub explanation: Option<Text>,
}

/// The value of a member in one of two tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedValue {
    /// A JSON Pointer (RFC 6901) into the part.
    pub pointer: String,
    /// Distinguishes duplicates: 0 for the first with this pointer.
    pub index: usize,
    /// The exact source, also of a list; null where it is withheld.
    pub text: Option<String>,
    /// The unescaped string; null for other types, and where it is withheld.
    pub value: Option<String>,
    /// Why the value is withheld; null if it is not.
    pub withheld: Option<Withheld>,
    /// The time, if the value is one.
    pub time: Option<MemberTime>,
}

/// One of the two tokens, with the words about its members.
struct Side<'a> {
    header: &'a Json,
    header_words: Vec<Explanation>,
    payload: &'a Json,
    payload_words: Vec<Explanation>,
}

/// Compares two tokens.
pub(crate) fn compare(first: (&Reading<'_>, &Facts), second: (&Reading<'_>, &Facts)) -> Comparison {
    let compared = |(reading, facts)| Compared { reading, facts };
    let comparison = compare::compare(compared(first), compared(second));
    let (first, second) = (side(first), side(second));
    let mut listed = Vec::with_capacity(comparison.rows.len());
    for (row, note) in comparison.rows {
        let cells = [(&first, row.first), (&second, row.second)];
        let mut title = Text::default();
        let [one, other] = cells.map(|(side, cell)| {
            let cell = cell?;
            let words = side.words(row.part, cell.position);
            title = words.map_or_else(Text::default, |words| words.title.clone());
            Some(side.value(row.part, cell, words))
        });
        listed.push(ComparedMember {
            part: row.part,
            title,
            state: row.state,
            first: one,
            second: other,
            explanation: note.map(en::compare::note),
        });
    }
    Comparison {
        version: VERSION,
        relations: comparison.relations.into_iter().map(relation).collect(),
        members: listed,
    }
}

fn relation(relation: compare::Relation) -> Relation {
    let words = en::compare::relation(relation);
    Relation {
        code: relation.code().into(),
        title: words.title,
        text: words.text,
        certainty: relation.certainty(),
    }
}

fn side<'a>((reading, facts): (&'a Reading<'a>, &'a Facts)) -> Side<'a> {
    Side {
        header: &reading.jose.header,
        header_words: en::members::explain_all(&members::header(reading, facts)),
        payload: &reading.jose.payload,
        payload_words: en::members::explain_all(&members::payload(reading, facts)),
    }
}

impl Side<'_> {
    fn words(&self, part: PartName, position: usize) -> Option<&Explanation> {
        let words = if part == PartName::Header { &self.header_words } else { &self.payload_words };
        words.get(position)
    }

    fn value(
        &self,
        part: PartName,
        cell: compare::Cell,
        words: Option<&Explanation>,
    ) -> ComparedValue {
        let json = if part == PartName::Header { self.header } else { self.payload };
        let node = &json[cell.node];
        let withheld = json.withheld(cell.node);
        let time = words.and_then(|words| words.time);
        ComparedValue {
            pointer: node.pointer.clone(),
            index: node.index,
            text: withheld.is_none().then(|| json.source(cell.node).to_owned()),
            value: node.value.clone().filter(|_| withheld.is_none()),
            withheld,
            time: time.map(|seconds| MemberTime { utc: calendar::iso(seconds), seconds }),
        }
    }
}
