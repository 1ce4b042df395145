//! The JSON of a header or a payload: a JSON text, with what was withheld from it and what damaged
//! characters hide.

use std::ops::{Deref, Range};

use crate::paste::withhold::Redaction;
use crate::paste::{Withheld, WithheldReason};
pub(crate) use crate::text::json::{FaultReason, Node, NodeId};
use crate::text::json::{JsonText, JsonType};

/// The JSON of one part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Json {
    text: JsonText,
    /// What was withheld, in the order of the text.
    withheld: Vec<Redaction>,
    /// Some characters of the part are damaged: U+FFFD stands for what they hide.
    pub(crate) altered: bool,
}

impl Json {
    /// Reads any text, from which nothing was withheld.
    pub(crate) fn read(text: String) -> Self {
        Self::read_redacted(text, Vec::new())
    }

    /// Reads a text from which these places were withheld, in the order of the text.
    pub(super) fn read_redacted(text: String, withheld: Vec<Redaction>) -> Self {
        Self { text: JsonText::read(text), withheld, altered: false }
    }

    /// Returns what the report says of a value that was withheld; none if it was not.
    pub(crate) fn withheld(&self, id: NodeId) -> Option<Withheld> {
        Some(self.redaction(id)?.withheld)
    }

    /// Returns a value that was withheld, without escapes; none if it was not.
    pub(crate) fn secret(&self, id: NodeId) -> Option<&str> {
        Some(&self.redaction(id)?.secret)
    }

    /// Returns the place of everything that was withheld, and what it may be.
    pub(super) fn withheld_places(&self) -> impl Iterator<Item = (Range<usize>, WithheldReason)> {
        self.withheld.iter().map(|own| (own.mark.clone(), own.withheld.reason))
    }

    /// Returns whatever was withheld from a value, without escapes, in the order of the text.
    pub(crate) fn secrets(&self, id: NodeId) -> impl Iterator<Item = &str> {
        let span = self[id].span.clone();
        let first = self.withheld.partition_point(|redaction| redaction.mark.start < span.start);
        let from_there = self.withheld.get(first..).unwrap_or_default().iter();
        let inside = from_there.take_while(move |redaction| redaction.mark.end <= span.end);
        inside.map(|redaction| redaction.secret.as_str())
    }

    fn redaction(&self, id: NodeId) -> Option<&Redaction> {
        let node = &self[id];
        let start = node.span.start + 1;
        let at =
            self.withheld.binary_search_by_key(&start, |redaction| redaction.mark.start).ok()?;
        self.withheld.get(at).filter(|redaction| redaction.is_value && node.value.is_some())
    }

    /// Returns true if damaged characters hide some of a text.
    pub(crate) fn hides(&self, text: &str) -> bool {
        self.altered && text.contains(char::REPLACEMENT_CHARACTER)
    }

    /// Returns true if some of a member is unknown: of its name, of its string, or of a list of strings
    /// at the top. Deeper lists would be searched once for each level.
    pub(crate) fn is_unknown(&self, id: NodeId) -> bool {
        if self.withheld(id).is_some() {
            return true;
        }
        let node = &self[id];
        let list = node.json_type == JsonType::Array && node.parent == self.object();
        let value = if list || node.value.is_some() { self.source(id) } else { "" };
        self.hides(node.name.as_deref().unwrap_or_default()) || self.hides(value)
    }

    /// Returns true if the text breaks off, or damaged characters hide some of it.
    pub(crate) fn is_damaged(&self) -> bool {
        self.fault.is_some() || self.altered
    }

    /// Returns the whole text and every value except the root, each with what was withheld of it.
    pub(crate) fn into_members(self) -> (String, Vec<(Node, Option<Withheld>)>) {
        let withheld: Vec<_> = self.members().map(|(id, _)| self.withheld(id)).collect();
        let (text, nodes) = self.text.into_parts();
        (text, nodes.into_iter().skip(1).zip(withheld).collect())
    }
}

impl Deref for Json {
    type Target = JsonText;

    fn deref(&self) -> &JsonText {
        &self.text
    }
}
