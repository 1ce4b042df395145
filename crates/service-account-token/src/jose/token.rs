//! A token, parsed: its JSON, its parts, and the way back to the paste.

use std::ops::Range;

use crate::text::source_map::SourceMap;

use super::finding::{Finding, Place};
use super::json::Json;
use super::serialization::{Format, Part, PartName, Signature};

/// A token, parsed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Jose {
    /// None if neither the header nor the payload could be read.
    pub(crate) format: Option<Format>,
    /// The JOSE header; empty if it could not be read.
    pub(crate) header: Json,
    /// The claims set; empty if it could not be read, and for a JWE.
    pub(crate) payload: Json,
    /// What is known of the signature.
    pub(crate) signature: Signature,
    /// What is wrong with the structure.
    pub(crate) findings: Vec<Finding>,
    /// The API server cannot parse it.
    pub(crate) malformed: bool,
    /// What is between its characters in the paste.
    pub(crate) between: Between,
    /// No server can decode the signature, not even if the token is cut off there.
    pub(crate) signature_undecodable: bool,
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) parts: Vec<(PartName, Range<usize>)>,
    pub(super) header_map: SourceMap,
    pub(super) payload_map: SourceMap,
}

/// What is between the characters of a token in the paste, and not part of it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    Nothing,
    /// Line breaks, perhaps with the indentation of the lines.
    LineBreaks,
    /// Blanks on one line.
    Blanks,
}

impl Jose {
    /// Returns a header parameter that is a string, such as `alg`.
    pub(crate) fn header_string(&self, name: &str) -> Option<&str> {
        string_member(&self.header, name)
    }

    /// Returns true if another token has the same characters.
    pub(crate) fn has_same_text(&self, other: &Self) -> bool {
        self.text == other.text
    }

    /// Returns the dotted parts with their bytes in the paste.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for (name, range) in &self.parts {
            parts.push(Part { name: *name, ranges: self.map.ranges(range.clone()) });
        }
        parts
    }

    /// Returns the range of the paste that encloses the token.
    pub(crate) fn hull(&self) -> Range<usize> {
        self.map.hull(0..self.text.len())
    }

    /// Returns the characters that the signature covers, the header and the payload with a dot
    /// between them (RFC 7515 §5.1); none unless this is a whole, signed JWS.
    pub(crate) fn signing_input(&self) -> Option<&str> {
        let is_jws = matches!(self.format, Some(Format::Jws | Format::JwsJson));
        let [_, (_, payload), _] = self.parts.as_slice() else { return None };
        if is_jws && !self.malformed { self.text.get(..payload.end) } else { None }
    }

    /// Returns the header and the payload, each with its source map, and what is known of the
    /// signature.
    pub(crate) fn into_parts(self) -> ((Json, SourceMap), (Json, SourceMap), Signature) {
        let header = (self.header, self.header_map);
        (header, (self.payload, self.payload_map), self.signature)
    }

    /// Returns the range of the paste that encloses a place.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Whole => self.hull(),
            Place::Paste(range) => range.clone(),
            // Decoded claims have no parts.
            Place::Part(name) if self.format == Some(Format::Decoded) => {
                let (json, map) = self.decoded(*name);
                match json.object() {
                    Some(root) => map.hull(json[root].span.clone()),
                    None => self.hull(),
                }
            }
            Place::Part(name) => self.map.hull(self.part_range(*name)),
            Place::Characters(name, characters) => {
                let part = self.part_range(*name);
                let text = self.text.get(part.clone()).unwrap_or_default();
                let byte = |index: usize| {
                    part.start + text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
                };
                self.map.hull(byte(characters.start)..byte(characters.end))
            }
            Place::Decoded(name, range) => self.decoded(*name).1.hull(range.clone()),
            Place::Member(name, id) => {
                let (json, map) = self.decoded(*name);
                map.hull(json[*id].span.clone())
            }
        }
    }

    /// Returns the pointer of the member at a place, if it is one.
    pub(crate) fn pointer(&self, place: &Place) -> Option<String> {
        match place {
            Place::Member(name, id) => Some(self.decoded(*name).0[*id].pointer.clone()),
            _ => None,
        }
    }

    /// Returns true if damaged characters hide some of the member at a place, or of its pointer.
    pub(crate) fn hides(&self, place: &Place) -> bool {
        let Place::Member(name, id) = place else { return false };
        let json = self.decoded(*name).0;
        json.is_unknown(*id) || json.hides(&json[*id].pointer)
    }

    fn decoded(&self, part: PartName) -> (&Json, &SourceMap) {
        match part {
            PartName::Header => (&self.header, &self.header_map),
            _ => (&self.payload, &self.payload_map),
        }
    }

    fn part_range(&self, name: PartName) -> Range<usize> {
        let found = self.parts.iter().find(|(part, _)| *part == name);
        let end = self.text.len();
        found.map_or(end..end, |(_, range)| range.clone())
    }
}

/// Returns the member of the root that has this name and is a string.
pub(super) fn string_member<'j>(json: &'j Json, name: &str) -> Option<&'j str> {
    let node = json.member(json.object()?, name)?;
    json[node].value.as_deref()
}

#[cfg(test)]
impl Jose {
    /// A token of these two JSON texts, with an RSA signature's length, for the stages behind.
    pub(crate) fn of_json(header: &str, payload: &str) -> Self {
        Self {
            format: Some(Format::Jws),
            header: Json::read(header.to_owned()),
            payload: Json::read(payload.to_owned()),
            signature: Signature {
                bytes: Some(256),
                key_hint: Some("RSA-2048".into()),
                status: super::serialization::SignatureStatus::NotChecked,
            },
            findings: Vec::new(),
            malformed: false,
            between: Between::Nothing,
            signature_undecodable: false,
            text: String::new(),
            map: SourceMap::default(),
            parts: Vec::new(),
            header_map: SourceMap::default(),
            payload_map: SourceMap::default(),
        }
    }
}
