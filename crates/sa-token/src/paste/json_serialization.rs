//! The JWS and JWE JSON serializations (RFC 7515 §7.2, RFC 7516 §7.2): an object with the parts as
//! members, brought into the order of the compact form.

use std::ops::Range;

use crate::jose::json::{Json, NodeId};
use crate::origin::{Origin, Pieces};
use crate::report::{Encoding, JsonType};
use crate::search::contains;

use super::scan::{Candidate, Lead};

/// Reads a text that is a JSON serialization: one token for each of its signatures.
pub(super) fn read(text: &[u8], origin: &Origin, encoding: &[Encoding]) -> Option<Vec<Candidate>> {
    if !text.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    if !(contains(text, "\"payload\"") || contains(text, "\"ciphertext\"")) {
        return None;
    }
    let json = Json::read(text.to_owned());
    let root = json.object().filter(|_| json.fault.is_none())?;
    let part = |parent: NodeId, name: &str| string_span(&json, json.member(parent, name)?);
    let candidate = |parts: &[Range<usize>]| candidate(text, parts, origin, encoding);
    if let Some(ciphertext) = part(root, "ciphertext") {
        let names = ["protected", "encrypted_key", "iv"];
        let mut parts: Vec<_> = names.map(|name| part(root, name).unwrap_or(0..0)).into();
        parts.extend([ciphertext, part(root, "tag").unwrap_or(0..0)]);
        return Some(vec![candidate(&parts)]);
    }
    let payload = part(root, "payload")?;
    let signed = |signer: NodeId| {
        let header = part(signer, "protected").unwrap_or(0..0);
        Some(candidate(&[header, payload.clone(), part(signer, "signature")?]))
    };
    if let Some(flattened) = signed(root) {
        return Some(vec![flattened]);
    }
    let signatures = json.member(root, "signatures")?;
    let signers: Vec<_> = json.children(signatures).map(|(id, _)| id).collect();
    let candidates: Vec<_> = signers.into_iter().filter_map(signed).collect();
    (!candidates.is_empty()).then_some(candidates)
}

/// The characters between the quotes of a string without escapes.
fn string_span(json: &Json, node: NodeId) -> Option<Range<usize>> {
    let span = &json[node].span;
    let plain = json[node].json_type == JsonType::String && !json.source(node).contains('\\');
    plain.then(|| span.start + 1..span.end - 1)
}

fn candidate(
    text: &str,
    parts: &[Range<usize>],
    origin: &Origin,
    encoding: &[Encoding],
) -> Candidate {
    let mut token = String::new();
    let mut pieces = Pieces::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            token.push('.');
            pieces.push(1, part.start..part.start);
        }
        token.push_str(text.get(part.clone()).unwrap_or_default());
        pieces.push(part.len(), part.clone());
    }
    Candidate {
        text: token,
        origin: origin.pieces(pieces),
        encoding: encoding.to_vec(),
        lead: Lead::Header,
        elided: false,
        redacted: false,
        json: true,
        findings: Vec::new(),
    }
}
