//! One dotted part, from its characters to JSON with spans.

use std::ops::Range;

use crate::origin::{Origin, Pieces};
use crate::report::{PartName, WithheldReason};
use crate::search::{contains, trim_start};

use super::Finding;
use super::base64url::{self, Decoded, Flaw};
use super::json::{BYTE_ORDER_MARK, Fault, Json, MAX_DEPTH};
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
    pub(super) findings: Vec<Finding>,
}

impl DecodedPart {
    /// Reads the part `text`, which stands at `span` of the token.
    pub(super) fn read(name: PartName, text: &str, token: &Origin, span: &Range<usize>) -> Self {
        let mut pieces = Pieces::default();
        pieces.push(span.len(), span.clone());
        let origin = token.pieces(pieces);
        if text.is_empty() {
            let findings = vec![Finding::SegmentEmpty { part: name }];
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
                other.findings.retain(|found| !matches!(found, Finding::NotUtf8 { .. }));
                read = other;
            }
        }
        let mut findings = Vec::new();
        for flaw in flaws {
            findings.push(Finding::Base64 { part: name, flaw, altered: read.json.altered });
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
                    findings.push(Finding::NotUtf8 { part: name, byte, at: text.len().min(at) });
                }
                text
            }
        };
        if !begins_object(&text) {
            // Where no byte was read, a finding about the characters has said so.
            if !text.is_empty() {
                findings = vec![what_instead(name, &text)];
            }
            return Self { json: Json::default(), origin, findings };
        }
        if text.starts_with(BYTE_ORDER_MARK) {
            findings.push(Finding::ByteOrderMark { part: name });
        }
        Self::of_object(name, text, origin, findings)
    }

    /// Reads a text that begins with `{`.
    fn of_object(
        name: PartName,
        text: String,
        mut origin: Origin,
        mut findings: Vec<Finding>,
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
            findings.push(syntax(name, json.text(), fault));
        }
        if let Some(at) = json.too_deep {
            findings.push(Finding::TooDeep { part: name, limit: MAX_DEPTH, at });
        }
        if let Some(at) = json.too_many {
            findings.push(Finding::TooManyMembers { part: name, at });
        }
        Self { json, origin, findings }
    }
}

/// One finding for each reason, at the first place.
fn withheld(name: PartName, places: &[Place]) -> Vec<Finding> {
    let mut told: Vec<WithheldReason> = Vec::new();
    let mut findings = Vec::new();
    for place in places {
        let reason = place.withheld.reason;
        if !told.contains(&reason) {
            told.push(reason);
            findings.push(Finding::Withheld { part: name, reason, range: place.mark.clone() });
        }
    }
    findings
}

fn begins_object(text: &str) -> bool {
    trim_start(text, |character| character == '\u{feff}').trim_start().starts_with('{')
}

fn what_instead(part: PartName, text: &str) -> Finding {
    if Json::read(text.to_owned()).fault.is_none() {
        return Finding::NotObject { part };
    }
    Finding::NotJson { part, first: text.bytes().next().unwrap_or_default() }
}

fn syntax(part: PartName, text: &str, fault: &Fault) -> Finding {
    let at = fault.offset;
    let found = text.get(at..).and_then(|rest| rest.chars().next());
    Finding::JsonSyntax { part, at, found, reason: fault.reason }
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
