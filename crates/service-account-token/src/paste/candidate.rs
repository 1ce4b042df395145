//! Candidates: what seems to be a token, before it is taken apart.

use std::ops::Range;

use crate::text::source_map::SourceMap;

use super::encoding::Encoding;
use super::finding::Finding;

/// A token found, unwrapped.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its parts and dots.
    pub(crate) text: String,
    /// The way from `text` back to the paste.
    pub(crate) map: SourceMap,
    /// How it is wrapped, outermost first.
    pub(crate) encoding: Vec<Encoding>,
    /// What its parts are called, as far as that shows before decoding.
    pub(crate) first_part: FirstPart,
    /// Dots, or an ellipsis, follow it: somebody shortened it.
    pub(crate) elided: bool,
    /// Dots or a mark replace its middle; only the characters before them are in `text`.
    pub(crate) middle_left_out: bool,
    /// A mark that stands for a signature taken out, such as `<redacted>`, follows it.
    pub(crate) redacted: bool,
    /// It was put together from a JSON serialization.
    pub(crate) json: bool,
    /// It is not a token but the decoded claims of one: `text` is what encloses them.
    pub(crate) decoded: Option<DecodedClaims>,
    /// The unprotected header of a JSON serialization, and the way from it back to the paste.
    pub(crate) unprotected: Option<(String, SourceMap)>,
    /// What was found around it and between its characters.
    pub(crate) findings: Vec<Finding>,
}

impl Candidate {
    /// Returns the range of the paste that encloses the token.
    pub(crate) fn hull(&self) -> Range<usize> {
        self.map.hull(0..self.text.len())
    }
}

/// The decoded claims of a token, and the header if it is beside them.
#[derive(Clone, Debug)]
pub(crate) struct DecodedClaims {
    pub(crate) header: Option<MappedText>,
    pub(crate) payload: MappedText,
    /// The payload breaks off.
    pub(crate) is_cut: bool,
    /// Comments were left out.
    pub(crate) has_comments: bool,
    /// Something is written in another notation than that of JSON.
    pub(crate) is_rewritten: bool,
    /// The signature is in the text too.
    pub(crate) has_signature: bool,
}

/// A text, and the way from it back to the paste.
pub(crate) type MappedText = (String, SourceMap);

/// What the first part of a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FirstPart {
    /// The header, whole.
    Header,
    /// The rest of a header whose front is cut off.
    CutHeader,
    /// The payload; there is no header.
    Payload,
    /// Nothing that can be read.
    Unreadable,
}
