//! Finds the decoded claims of a token: what `jq`, jwt-cli, `step crypto jwt inspect`, jwt.io or
//! `base64 -d` print, in any text.

mod lex;
mod objects;

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use crate::text::base64;
use crate::text::bytes::prefix_len;
use crate::text::source_map::{Pieces, SourceMap};

use self::lex::clean;
use self::objects::ClaimsObject;
use super::candidate::{Candidate, DecodedClaims, FirstPart, MappedText};
use super::encoding::Encoding;

/// The length of the shortest signature, in characters: 32 bytes of HS256.
const SHORTEST_SIGNATURE: usize = 43;

/// The decoded claims found in a text.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) candidates: Vec<Candidate>,
    /// The number of them, including those beyond the limit.
    pub(super) count: usize,
}

/// Finds all decoded claims in a text, except those of its `tokens`: a decoder's page shows both.
pub(super) fn find(text: &[u8], encoding: &[Encoding], tokens: &[Candidate]) -> Decoded {
    let Ok(text) = std::str::from_utf8(text) else { return Decoded::default() };
    let found = objects::find(text.as_bytes());
    let mut decoded = Decoded { candidates: Vec::new(), count: found.count };
    if found.claims.is_empty() {
        return decoded;
    }
    let mut known = BTreeSet::new();
    for token in tokens {
        known.extend(payload_of(token).and_then(|payload| normalized(&payload)));
    }
    for claims in found.claims {
        let candidate = candidate(text, &claims, encoding);
        let payload = candidate.decoded.as_ref().map(|decoded| decoded.payload.0.as_str());
        if payload.and_then(normalized).is_some_and(|payload| known.contains(&payload)) {
            decoded.count -= 1;
        } else {
            decoded.candidates.push(candidate);
        }
    }
    decoded
}

/// Returns the decoded payload of a token.
fn payload_of(token: &Candidate) -> Option<String> {
    let mut parts = token.text.split('.');
    let payload = match token.first_part {
        FirstPart::Payload => parts.next(),
        _ => parts.nth(1),
    };
    String::from_utf8(base64::decode(payload?).bytes).ok()
}

/// Returns the JSON without blanks, its members sorted.
fn normalized(json: &str) -> Option<String> {
    serde_json::from_str::<Value>(json).ok().map(|value| value.to_string())
}

fn candidate(text: &str, claims: &ClaimsObject, encoding: &[Encoding]) -> Candidate {
    let (payload, payload_comments) = mapped(text, claims.span.clone());
    let header = claims.header.clone().map(|span| mapped(text, span));
    let has_comments = payload_comments || header.as_ref().is_some_and(|(_, comments)| *comments);
    let start = claims.header.as_ref().map_or(usize::MAX, |span| span.start);
    let end = claims.header.as_ref().map_or(0, |span| span.end);
    let whole = start.min(claims.span.start)..end.max(claims.span.end);
    let mut pieces = Pieces::default();
    pieces.push(whole.len(), whole.clone());
    Candidate {
        text: text.get(whole).unwrap_or_default().to_owned(),
        map: SourceMap::default().pieces(pieces),
        encoding: encoding.to_vec(),
        first_part: FirstPart::Header,
        elided: false,
        middle_left_out: false,
        redacted: false,
        json: false,
        unprotected: None,
        decoded: Some(DecodedClaims {
            header: header.map(|(header, _)| header),
            payload,
            is_cut: claims.is_cut,
            has_comments,
            has_signature: claims.has_signature || begins_with_signature(text, claims.span.end),
        }),
        findings: Vec::new(),
    }
}

/// Returns the JSON in this range with its map, and whether a comment was left out.
fn mapped(text: &str, span: Range<usize>) -> (MappedText, bool) {
    let cleaned = clean(text, span);
    let mut pieces = Pieces::default();
    for kept in cleaned.kept {
        pieces.push(kept.len(), kept);
    }
    ((cleaned.text, SourceMap::default().pieces(pieces)), cleaned.has_comments)
}

/// Returns true if a signature follows the claims, as the third value that `jq` prints of a token.
fn begins_with_signature(text: &str, end: usize) -> bool {
    let after = text.as_bytes().get(end..).unwrap_or_default();
    let between =
        prefix_len(after, |byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b'"' | b'.'));
    let word = after.get(between..).unwrap_or_default();
    let length =
        prefix_len(word, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    length >= SHORTEST_SIGNATURE
}
