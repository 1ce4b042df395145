//! Decodes one dotted part: from its characters to JSON with spans.

use std::ops::Range;

use crate::paste::WithheldReason;
use crate::paste::withhold::{Redaction, redact};
use crate::text::base64::{self, Decoded, Flaw};
use crate::text::json::{BYTE_ORDER_MARK, Fault, MAX_DEPTH};
use crate::text::source_map::{Pieces, SourceMap};

use super::finding::Finding;
use super::json::Json;
use super::serialization::PartName;

/// How many bytes may be JSON by chance. If a character was wrongly skipped, what follows is garbage, but
/// garbage may begin like JSON.
const CHANCE_BYTES: usize = 24;

/// A decoded part. Its JSON is empty unless it decodes to text that begins with `{`.
#[derive(Debug, Default)]
pub(super) struct DecodedPart {
    pub(super) json: Json,
    /// From the JSON text to the paste.
    pub(super) map: SourceMap,
    pub(super) findings: Vec<Finding>,
}

impl DecodedPart {
    /// Decodes the part `text`, which has this `span` in the token.
    pub(super) fn read(name: PartName, text: &str, token: &SourceMap, span: &Range<usize>) -> Self {
        let mut pieces = Pieces::default();
        pieces.push(span.len(), span.clone());
        let map = token.pieces(pieces);
        if text.is_empty() {
            let findings = vec![Finding::SegmentEmpty { part: name }];
            return Self { findings, ..Self::default() };
        }
        let mut decoded = base64::decode(text);
        let flaws = std::mem::take(&mut decoded.flaws);
        let mut read = Self::from_decoded(name, decoded, &map);
        if flaws.iter().any(Flaw::is_character) {
            let mut other = Self::from_decoded(name, base64::decode_altered(text), &map);
            let reach = other.reach();
            // If both may be right, take the one that hides nothing without a mark.
            if reach > 0 && reach.saturating_add(CHANCE_BYTES) >= read.reach() {
                other.json.altered = other.json.text().contains(char::REPLACEMENT_CHARACTER);
                // The findings about the characters say so.
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

    /// Reads a part that is in the paste as JSON.
    pub(super) fn of_json(name: PartName, text: String, map: SourceMap) -> Self {
        Self::of_object(name, text, map, Vec::new())
    }

    /// Returns how far its JSON could be read.
    fn reach(&self) -> usize {
        match (&self.json.fault, self.json.object()) {
            (_, None) => 0,
            (None, _) => usize::MAX,
            (Some(fault), _) => fault.offset,
        }
    }

    fn from_decoded(name: PartName, decoded: Decoded, part: &SourceMap) -> Self {
        let mut findings = Vec::new();
        let mut map = part.pieces(decoded.pieces).base64();
        let text = match String::from_utf8(decoded.bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let byte = bytes.get(at).copied().unwrap_or_default();
                let (text, pieces) = to_utf8(&bytes);
                map = map.pieces(pieces);
                if begins_object(&text) {
                    findings.push(Finding::NotUtf8 { part: name, byte, at: text.len().min(at) });
                }
                text
            }
        };
        if !begins_object(&text) {
            // If there is no byte, the findings about the characters say so.
            if !text.is_empty() {
                findings = vec![what_instead(name, &text)];
            }
            return Self { json: Json::default(), map, findings };
        }
        if text.starts_with(BYTE_ORDER_MARK) {
            findings.push(Finding::ByteOrderMark { part: name });
        }
        Self::of_object(name, text, map, findings)
    }

    /// Reads a text that begins with `{`.
    fn of_object(
        name: PartName,
        text: String,
        mut map: SourceMap,
        mut findings: Vec<Finding>,
    ) -> Self {
        let mut redactions = Vec::new();
        let text = match redact(&text) {
            None => text,
            Some(redacted) => {
                map = map.pieces(redacted.pieces);
                redactions = redacted.redactions;
                redacted.text
            }
        };
        findings.extend(withheld(name, &redactions));
        let json = Json::read_redacted(text, redactions);
        if let Some(fault) = &json.fault {
            findings.push(syntax(name, json.text(), fault));
        }
        if let Some(at) = json.too_deep {
            findings.push(Finding::TooDeep { part: name, limit: MAX_DEPTH, at });
        }
        if let Some(at) = json.too_many {
            findings.push(Finding::TooManyMembers { part: name, at });
        }
        Self { json, map, findings }
    }
}

/// Returns one finding for each reason, with the first place.
fn withheld(name: PartName, redactions: &[Redaction]) -> Vec<Finding> {
    let mut reported: Vec<WithheldReason> = Vec::new();
    let mut findings = Vec::new();
    for redaction in redactions {
        let reason = redaction.withheld.reason;
        if !reported.contains(&reason) {
            reported.push(reason);
            findings.push(Finding::Withheld { part: name, reason, range: redaction.mark.clone() });
        }
    }
    findings
}

fn begins_object(text: &str) -> bool {
    text.trim_start_matches(BYTE_ORDER_MARK).trim_start().starts_with('{')
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

/// Returns the bytes as text, with U+FFFD for what is not UTF-8, and its pieces.
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
