//! Finds the decoded claims of a token: what `jq`, jwt-cli, `step crypto jwt inspect`, jwt.io or
//! `base64 -d` print, in any text.

mod clean;
mod lex;
mod objects;
mod print_r;
mod printed;
mod writer;
mod yaml;

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use crate::text::base64;
use crate::text::bytes::prefix_len;
use crate::text::source_map::{Pieces, SourceMap};

use self::clean::{Cleaned, clean};
use self::lex::Place;
use super::candidate::{Candidate, DecodedClaims, FirstPart};
use super::encoding::Encoding;
use super::limits::MAX_TOKENS;
use super::normalize::{Change, ChangeKind, Normalized};

/// The length of the shortest signature, in characters: 32 bytes of HS256.
const SHORTEST_SIGNATURE: usize = 43;

/// The longest text between the claims and a signature that a heading announces.
const LONGEST_HEADING: usize = 64;

/// The decoded claims found in a text.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) candidates: Vec<Candidate>,
    /// The number of them, including those beyond the limit.
    pub(super) count: usize,
}

/// A text to search: the paste, or the paste without its escapes.
struct View<'t> {
    text: &'t str,
    /// Leads back to the paste.
    map: SourceMap,
    /// What was decoded in it.
    changes: &'t [Change],
}

/// Finds all decoded claims in a text, except those of its `tokens`: a decoder's page shows both.
pub(super) fn find(text: &[u8], encoding: &[Encoding], tokens: &[Candidate]) -> Decoded {
    let Ok(text) = std::str::from_utf8(text) else { return Decoded::default() };
    if !["iss", "kubernetes"].iter().any(|word| text.contains(word)) {
        return Decoded::default();
    }
    let plain = View { text, map: SourceMap::default(), changes: &[] };
    let mut decoded = search(&plain, encoding);
    let mut normalized = Normalized::new(text.as_bytes());
    let (decoded_text, map) = without_escapes(text, &mut normalized);
    if decoded_text != text {
        let view = View { text: &decoded_text, map, changes: &normalized.changes };
        let others = search(&view, encoding);
        decoded.add(others.candidates);
        decoded.count = decoded.count.max(others.count);
    }
    decoded.leave_out(tokens);
    decoded
}

fn search(view: &View<'_>, encoding: &[Encoding]) -> Decoded {
    let found = objects::find(view.text.as_bytes());
    let in_json = found.claims.iter().map(|claims| {
        let place = |place: &Place| (clean(view.text, place), place.span.clone());
        let parts = Parts {
            payload: place(&claims.place),
            header: claims.header.as_ref().map(place),
            is_cut: claims.is_cut,
            has_signature: claims.has_signature,
        };
        candidate(view, parts, encoding)
    });
    let mut decoded = Decoded { candidates: in_json.collect(), count: found.count };
    for found in [yaml::find(view.text), printed::find(view.text), print_r::find(view.text)] {
        let beyond = found.len().saturating_sub(MAX_TOKENS);
        let others = found.into_iter().take(MAX_TOKENS).map(|claims| {
            let payload = (claims.json, claims.span);
            let parts = Parts { payload, header: None, is_cut: false, has_signature: false };
            candidate(view, parts, encoding)
        });
        decoded.add(others.collect());
        decoded.count += beyond;
    }
    decoded
}

/// Returns the normalized text with its characters outside ASCII, and the map back to the paste.
fn without_escapes(text: &str, normalized: &mut Normalized) -> (String, SourceMap) {
    let map = SourceMap::default().pieces(std::mem::take(&mut normalized.pieces));
    let mut decoded = String::new();
    let mut pieces = Pieces::default();
    let mut at = 0;
    for run in normalized.bytes.utf8_chunks() {
        decoded.push_str(run.valid());
        pieces.push(run.valid().len(), at..at + run.valid().len());
        at += run.valid().len();
        for _ in run.invalid() {
            let original = text.get(map.hull(at..at + 1)).unwrap_or_default();
            decoded.push_str(original);
            pieces.push(original.len(), at..at + 1);
            at += 1;
        }
    }
    (decoded, map.pieces(pieces))
}

impl Decoded {
    /// Adds what was found in another way: all that is not known, or only the beginning of it.
    fn add(&mut self, others: Vec<Candidate>) {
        for candidate in others {
            let hull = candidate.hull();
            let overlaps = |own: &Candidate| {
                let own = own.hull();
                own.start < hull.end && hull.start < own.end
            };
            let is_cut = |candidate: &Candidate| {
                candidate.decoded.as_ref().is_some_and(|decoded| decoded.is_cut)
            };
            match self.candidates.iter().position(overlaps) {
                None => {
                    self.candidates.push(candidate);
                    self.count += 1;
                }
                Some(index) => {
                    if let Some(own) = self.candidates.get_mut(index)
                        && is_cut(own)
                        && !is_cut(&candidate)
                    {
                        *own = candidate;
                    }
                }
            }
        }
    }

    /// Leaves out the claims of these tokens.
    fn leave_out(&mut self, tokens: &[Candidate]) {
        if self.candidates.is_empty() {
            return;
        }
        let mut known = BTreeSet::new();
        for token in tokens {
            known.extend(payload_of(token).and_then(|payload| normalized(&payload)));
        }
        let before = self.candidates.len();
        self.candidates.retain(|candidate| {
            let payload = candidate.decoded.as_ref().map(|decoded| decoded.payload.0.as_str());
            !payload.and_then(normalized).is_some_and(|payload| known.contains(&payload))
        });
        self.count -= before - self.candidates.len();
    }
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

/// The parts of decoded claims as JSON, and their bytes in the text.
struct Parts {
    payload: (Cleaned, Range<usize>),
    header: Option<(Cleaned, Range<usize>)>,
    /// The text ends, or stops being JSON, before the end of the payload.
    is_cut: bool,
    /// A signature stands beside them.
    has_signature: bool,
}

fn candidate(view: &View<'_>, parts: Parts, encoding: &[Encoding]) -> Candidate {
    let Parts { payload: (payload, span), header, is_cut, has_signature } = parts;
    let text = view.text;
    let start = header.as_ref().map_or(usize::MAX, |(_, span)| span.start);
    let end = header.as_ref().map_or(0, |(_, span)| span.end);
    let whole = start.min(span.start)..end.max(span.end);
    let mut pieces = Pieces::default();
    pieces.push(whole.len(), whole.clone());
    let map = view.map.pieces(pieces);
    let any = |test: fn(&Cleaned) -> bool| {
        test(&payload) || header.as_ref().is_some_and(|(header, _)| test(header))
    };
    let mut encoding = encoding.to_vec();
    encoding.extend(view.encoding_of(&map.hull(0..whole.len())));
    if any(|part| part.is_wrapped) {
        encoding.push(Encoding::WrappedLines);
    }
    let mapped = |cleaned: Cleaned| (cleaned.text, view.map.pieces(cleaned.pieces));
    Candidate {
        decoded: Some(DecodedClaims {
            is_cut,
            has_comments: any(|part| part.has_comments),
            is_rewritten: any(|part| part.is_rewritten),
            has_signature: has_signature || is_signed(text, span.end),
            header: header.map(|(header, _)| mapped(header)),
            payload: mapped(payload),
        }),
        text: text.get(whole).unwrap_or_default().to_owned(),
        map,
        encoding,
        first_part: FirstPart::Header,
        elided: false,
        middle_left_out: false,
        redacted: false,
        json: false,
        unprotected: None,
        findings: Vec::new(),
    }
}

impl View<'_> {
    /// Returns what was decoded between these bytes of the paste.
    fn encoding_of(&self, hull: &Range<usize>) -> Vec<Encoding> {
        let first = self.changes.partition_point(|change| change.from.start < hull.start);
        let changes = self.changes.get(first..).unwrap_or_default();
        let inside = changes.iter().take_while(|change| change.from.end <= hull.end);
        let mut encoding = Vec::new();
        for change in inside {
            let own = match change.kind {
                ChangeKind::Percent => Encoding::Percent,
                ChangeKind::Backslash => Encoding::BackslashN,
                ChangeKind::Markup => Encoding::Colored,
                ChangeKind::Hidden(_) | ChangeKind::Foreign(_) => continue,
            };
            if !encoding.contains(&own) {
                encoding.push(own);
            }
        }
        encoding
    }
}

/// Returns true if a signature follows the claims: as the third value that `jq` prints of a token, or
/// below a heading.
fn is_signed(text: &str, end: usize) -> bool {
    let after = text.as_bytes().get(end..).unwrap_or_default();
    let is_between = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'"' | b'.');
    let is_long = |word: &[u8]| {
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        prefix_len(word, is_inside) >= SHORTEST_SIGNATURE
    };
    if is_long(after.get(prefix_len(after, is_between)..).unwrap_or_default()) {
        return true;
    }
    let heading = after.get(..LONGEST_HEADING).unwrap_or(after).to_ascii_lowercase();
    let Some(at) = heading.windows(9).position(|word| word == b"signature") else { return false };
    let is_rule = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b'{';
    let rest = after.get(at + 9..).unwrap_or_default();
    is_long(rest.get(prefix_len(rest, is_rule)..).unwrap_or_default())
}
