//! One dotted part, from its characters to JSON with spans.

use std::ops::Range;

use crate::finding::{Code, Draft, structure};
use crate::origin::{Origin, Pieces};
use crate::report::{PartName, WithheldReason};
use crate::search::{contains, trim_start};

use super::base64url::{self, Decoded, Flaw};
use super::json::{BYTE_ORDER_MARK, Json, MAX_DEPTH};
use super::withhold::{Place, redact};

/// What stands behind a character that was wrongly left out is no text, but so much of it may be JSON
/// by chance.
const CHANCE_BYTES: usize = 24;

/// What a part holds. Its JSON is empty unless it decodes to text that begins with `{`.
#[derive(Debug, Default)]
pub(super) struct DecodedPart {
    pub(super) json: Json,
    /// The way from the JSON text back to the paste.
    pub(super) origin: Origin,
    pub(super) findings: Vec<Draft>,
}

impl DecodedPart {
    /// Reads the part `text`, which stands at `span` of the token.
    pub(super) fn read(name: PartName, text: &str, token: &Origin, span: &Range<usize>) -> Self {
        let mut pieces = Pieces::default();
        pieces.push(span.len(), span.clone());
        let origin = token.pieces(pieces);
        if text.is_empty() {
            let findings = vec![structure::segment_empty(name)];
            return Self { findings, ..Self::default() };
        }
        let mut decoded = base64url::decode(text);
        let flaws = std::mem::take(&mut decoded.flaws);
        let mut read = Self::from_decoded(name, decoded, &origin);
        if flaws.iter().any(Flaw::is_character) {
            let mut other = Self::from_decoded(name, base64url::decode_altered(text), &origin);
            let reach = other.reach();
            // Where either may be right, nothing is left out without a sign of it.
            if reach > 0 && reach.saturating_add(CHANCE_BYTES) >= read.reach() {
                other.json.altered = contains(other.json.text(), "\u{fffd}");
                // A finding about the characters has said so.
                other.findings.retain(|found| found.code != Code::Utf8Invalid);
                read = other;
            }
        }
        let mut findings = Vec::new();
        for flaw in flaws {
            findings.push(structure::base64(name, flaw, read.json.altered));
        }
        findings.append(&mut read.findings);
        Self { findings, ..read }
    }

    /// A part that stands in the paste as JSON.
    pub(super) fn of_json(name: PartName, text: String, origin: Origin) -> Self {
        Self::of_object(name, text, origin, Vec::new())
    }

    /// How far its JSON could be read.
    fn reach(&self) -> usize {
        match (&self.json.fault, self.json.object()) {
            (_, None) => 0,
            (None, _) => usize::MAX,
            (Some(fault), _) => fault.offset,
        }
    }

    fn from_decoded(name: PartName, decoded: Decoded, part: &Origin) -> Self {
        let mut findings = Vec::new();
        let mut origin = part.pieces(decoded.pieces).base64();
        let text = match String::from_utf8(decoded.bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let byte = bytes.get(at).copied().unwrap_or_default();
                let (text, pieces) = to_utf8(&bytes);
                origin = origin.pieces(pieces);
                if begins_object(&text) {
                    findings.push(structure::utf8_invalid(name, byte, text.len().min(at)));
                }
                text
            }
        };
        if !begins_object(&text) {
            // Where no byte was read, a finding about the characters has said so.
            if !text.is_empty() {
                findings = vec![structure::not_object(name, what_instead(&text))];
            }
            return Self { json: Json::default(), origin, findings };
        }
        if text.starts_with(BYTE_ORDER_MARK) {
            findings.push(structure::byte_order_mark(name));
        }
        Self::of_object(name, text, origin, findings)
    }

    /// Reads a text that begins with `{`.
    fn of_object(
        name: PartName,
        text: String,
        mut origin: Origin,
        mut findings: Vec<Draft>,
    ) -> Self {
        let mut places = Vec::new();
        let text = match redact(&text) {
            None => text,
            Some(redacted) => {
                origin = origin.pieces(redacted.pieces);
                places = redacted.places;
                redacted.text
            }
        };
        findings.extend(withheld(name, &places));
        let mut json = Json::read(text);
        json.mark_withheld(places);
        if let Some(fault) = &json.fault {
            findings.push(structure::json_syntax(name, json.text(), fault));
        }
        if let Some(at) = json.too_deep {
            findings.push(structure::json_too_deep(name, MAX_DEPTH, at));
        }
        if let Some(at) = json.too_many {
            findings.push(structure::json_too_many_members(name, at));
        }
        Self { json, origin, findings }
    }
}

/// One finding for each reason, at the first place.
fn withheld(name: PartName, places: &[Place]) -> Vec<Draft> {
    let mut told: Vec<WithheldReason> = Vec::new();
    let mut findings = Vec::new();
    for place in places {
        let reason = place.withheld.reason;
        if !told.contains(&reason) {
            told.push(reason);
            findings.push(structure::withheld(name, reason, place.mark.clone()));
        }
    }
    findings
}

fn begins_object(text: &str) -> bool {
    trim_start(text, |character| character == '\u{feff}').trim_start().starts_with('{')
}

fn what_instead(text: &str) -> structure::NotObject {
    if Json::read(text.to_owned()).fault.is_none() {
        return structure::NotObject::OtherJson;
    }
    structure::NotObject::FirstByte(text.bytes().next().unwrap_or_default())
}

/// Bytes as text, with U+FFFD for what is not UTF-8, and the way back.
fn to_utf8(bytes: &[u8]) -> (String, Pieces) {
    let mut text = String::new();
    let mut pieces = Pieces::default();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(valid);
        pieces.push(valid.len(), at..at + valid.len());
        at += valid.len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            text.push(char::REPLACEMENT_CHARACTER);
            pieces.push(char::REPLACEMENT_CHARACTER.len_utf8(), at..at + invalid);
            at += invalid;
        }
    }
    (text, pieces)
}
