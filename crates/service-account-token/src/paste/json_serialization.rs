//! Reads the JWS and JWE JSON serializations (RFC 7515 §7.2, RFC 7516 §7.2): objects with the parts
//! as members. Puts the parts into the order of the compact form.

use std::ops::Range;

use crate::text::base64::decode_prefix;
use crate::text::json::{JsonText, JsonType, NodeId};
use crate::text::source_map::{Pieces, SourceMap};

use super::candidate::{Candidate, FirstPart};
use super::encoding::Encoding;
use super::limits::MAX_SIGNATURES;

/// A JSON serialization found in a text.
#[derive(Debug)]
pub(super) struct Serialization {
    /// One token for each signature.
    pub(super) candidates: Vec<Candidate>,
    /// The number of signatures, including those beyond [`MAX_SIGNATURES`].
    pub(super) count: usize,
    /// The ranges of its parts in the text.
    pub(super) parts: Vec<Range<usize>>,
}

/// Reads a JSON serialization, if the text is one.
pub(super) fn read(text: &[u8], map: &SourceMap, encoding: &[Encoding]) -> Option<Serialization> {
    if !text.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    if !(text.contains("\"payload\"") || text.contains("\"ciphertext\"")) {
        return None;
    }
    let json = JsonText::read(text.to_owned());
    let root = json.object().filter(|_| json.fault.is_none())?;
    let reader = Reader { text, json: &json, root, map, encoding };
    if json.member(root, "ciphertext").is_some() { reader.encrypted() } else { reader.signed() }
}

struct Reader<'t> {
    text: &'t str,
    json: &'t JsonText,
    root: NodeId,
    map: &'t SourceMap,
    encoding: &'t [Encoding],
}

impl Reader<'_> {
    fn signed(&self) -> Option<Serialization> {
        let payload = self.part(self.root, "payload")?;
        let mut signers = Vec::new();
        match self.json.member(self.root, "signatures") {
            Some(list) => {
                for (id, _) in self.json.children(list) {
                    signers.push(id);
                }
            }
            None => signers.push(self.root),
        }
        let mut found = Serialization {
            candidates: Vec::new(),
            count: signers.len(),
            parts: vec![payload.clone()],
        };
        for (number, signer) in signers.into_iter().enumerate() {
            let signature = self.part(signer, "signature")?;
            // A missing header gets an empty range where the payload begins.
            let header = self.part(signer, "protected").unwrap_or(payload.start..payload.start);
            let parts = [header.clone(), payload.clone(), signature.clone()];
            if number < MAX_SIGNATURES {
                found.candidates.push(self.candidate(&parts, signer)?);
            }
            found.parts.extend([header, signature]);
        }
        (!found.candidates.is_empty()).then_some(found)
    }

    fn encrypted(&self) -> Option<Serialization> {
        let recipients = self.json.member(self.root, "recipients");
        let first = recipients.and_then(|list| self.json.children(list).next());
        let recipient = first.map_or(self.root, |(id, _)| id);
        let ciphertext = self.part(self.root, "ciphertext").unwrap_or(0..0);
        let nowhere = ciphertext.start..ciphertext.start;
        let part = |parent, name| self.part(parent, name).unwrap_or_else(|| nowhere.clone());
        let parts = [
            part(self.root, "protected"),
            part(recipient, "encrypted_key"),
            part(self.root, "iv"),
            ciphertext.clone(),
            part(self.root, "tag"),
        ];
        let candidates = vec![self.candidate(&parts, recipient)?];
        Some(Serialization { candidates, count: 1, parts: parts.into() })
    }

    /// Returns the range between the quotes of a string without escapes.
    fn part(&self, parent: NodeId, name: &str) -> Option<Range<usize>> {
        let node = self.json.member(parent, name)?;
        let span = &self.json[node].span;
        let plain =
            self.json[node].json_type == JsonType::String && !self.json.source(node).contains('\\');
        plain.then(|| span.start + 1..span.end - 1)
    }

    /// Returns a token of these parts. None if neither the protected header nor an unprotected one
    /// is an object: then the members only happen to have these names.
    fn candidate(&self, parts: &[Range<usize>], signer: NodeId) -> Option<Candidate> {
        let protected = parts.first().and_then(|part| self.text.get(part.clone()));
        let decoded = decode_prefix(protected.unwrap_or_default().as_bytes(), 64);
        let unprotected = ["header", "unprotected"]
            .iter()
            .find_map(|name| {
                self.json.member(signer, name).or_else(|| self.json.member(self.root, name))
            })
            .filter(|&node| self.json[node].json_type == JsonType::Object);
        if !decoded.trim_ascii_start().starts_with(b"{") && unprotected.is_none() {
            return None;
        }
        let mut text = String::new();
        let mut pieces = Pieces::default();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push('.');
                pieces.push(1, part.start..part.start);
            }
            text.push_str(self.text.get(part.clone()).unwrap_or_default());
            pieces.push(part.len(), part.clone());
        }
        let unprotected = unprotected.map(|node| {
            let mut pieces = Pieces::default();
            let span = self.json[node].span.clone();
            pieces.push(span.len(), span);
            (self.json.source(node).to_owned(), self.map.pieces(pieces))
        });
        Some(Candidate {
            text,
            map: self.map.pieces(pieces),
            encoding: self.encoding.to_vec(),
            first_part: FirstPart::Header,
            elided: false,
            middle_left_out: false,
            redacted: false,
            json: true,
            decoded: None,
            unprotected,
            findings: Vec::new(),
        })
    }
}
