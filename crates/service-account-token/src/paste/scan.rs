//! Finds every token in any text, in linear time.
//!
//! A word is a run of base64 characters and dots. A token begins in a word where the characters
//! decode to text that begins with `{` (RFC 7519 §3: a JOSE header is a JSON object). If a word
//! holds no token but decodes from base64 to text, the decoded text is searched in turn. This finds
//! the token in a Secret's `data.token`.

use std::ops::Range;

use crate::text::base64::{self, decode_prefix};
use crate::text::bytes::suffix_len;
use crate::text::source_map::{Pieces, SourceMap};

use super::candidate::{Candidate, FirstPart};
use super::credential::{self, Credential};
use super::decoded;
use super::encoding::Encoding;
use super::finding::Finding;
use super::join::{Joined, JoinedBase64, elision, join, join_base64, mask_in};
use super::json_serialization;
use super::limits::{MAX_LAYERS, MAX_TOKENS};
use super::normalize::{ChangeKind, ELLIPSIS, Normalized};
use super::sniff::{
    PREFIX, begins_at_boundary, begins_inside, is_dotted, is_payload, is_text, object_in,
};
use super::surroundings;
use super::utf16;
use super::word::{up_to_dot, word_end};

/// The length below which a word is not decoded: even the shortest token is longer in base64.
const SHORTEST_WRAPPED: usize = 24;

/// The fewest characters of a token that show one before a mark.
const SHORTEST_START: usize = 6;

/// How far into a part a mask is looked for. Each place where a token may begin looks this far.
const MASK_AHEAD: usize = 256;

/// The result of a scan.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) candidates: Vec<Candidate>,
    /// The text without the whitespace and quotes around it.
    pub(crate) bare: Range<usize>,
    /// Credentials of other kinds found inside base64.
    pub(super) credentials: Vec<Credential>,
    /// The number of tokens found, including those beyond [`MAX_TOKENS`].
    pub(crate) count: usize,
    /// True if a JSON serialization has more signatures than are read.
    pub(crate) too_many_signatures: bool,
    /// True if some text is nested in more than [`MAX_LAYERS`] layers.
    pub(crate) too_many_layers: bool,
}

/// Finds every token in a text.
pub(crate) fn scan(text: &[u8], encoding: &[Encoding]) -> Scan {
    let mut scan = Scan::default();
    scan_layer(text, &SourceMap::default(), encoding, 0, &mut scan);
    let decoded = decoded::find(text, encoding, &scan.candidates);
    scan.count += decoded.count;
    scan.candidates.extend(decoded.candidates);
    scan.candidates.sort_by_key(|candidate| candidate.hull().start);
    scan.candidates.truncate(MAX_TOKENS);
    scan
}

fn scan_layer(text: &[u8], map: &SourceMap, encoding: &[Encoding], depth: usize, scan: &mut Scan) {
    let serialization = json_serialization::read(text, map, encoding);
    let mut normalized = match &serialization {
        None => Normalized::new(text),
        // Other members of the object may hold tokens. Blanking the parts avoids reading them
        // twice.
        Some(found) => Normalized::new(&blank_out(text, &found.parts)),
    };
    if let Some(found) = serialization {
        scan.count += found.candidates.len();
        scan.too_many_signatures |= found.count > found.candidates.len();
        scan.candidates.extend(found.candidates);
        scan.candidates.truncate(MAX_TOKENS);
    }
    let outer = map;
    let map = outer.pieces(std::mem::take(&mut normalized.pieces));
    if depth == 0 {
        scan.bare = map.hull(surroundings::bare(&normalized.bytes));
    }
    let alone = surroundings::trim(&normalized.bytes);
    Scanner { normalized: &normalized, outer, map, encoding, depth, taken: 0, alone, scan }.run();
}

/// Returns the text with these ranges replaced by spaces.
fn blank_out(text: &[u8], places: &[Range<usize>]) -> Vec<u8> {
    let mut text = text.to_vec();
    for place in places {
        text.get_mut(place.clone()).unwrap_or_default().fill(b' ');
    }
    text
}

struct Scanner<'s> {
    normalized: &'s Normalized,
    /// Maps the text before normalization back to the paste.
    outer: &'s SourceMap,
    map: SourceMap,
    encoding: &'s [Encoding],
    depth: usize,
    /// The end of the previous token, including text glued to it.
    taken: usize,
    /// The range that a lone token would fill: the text without whitespace, quotes and `Bearer`.
    alone: Range<usize>,
    scan: &'s mut Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = &self.normalized.bytes;
        let mut at = 0;
        while at < bytes.len() {
            let end = word_end(bytes, at);
            if end == at {
                at += 1;
            } else if let Some((start, first_part)) = self.find_start(at..end) {
                at = self.take(start, first_part).max(at + 1);
            } else {
                at = self.unwrap_word(at..end);
            }
        }
    }

    /// Returns where in a word a token begins, and what its first part is.
    fn find_start(&self, word: Range<usize>) -> Option<(usize, FirstPart)> {
        let bytes = &self.normalized.bytes;
        let mut part_end = word.start;
        let mut boundary = true;
        for start in word.clone() {
            let &first = bytes.get(start)?;
            if start >= part_end {
                let rest = bytes.get(start..word.end)?;
                part_end = start + up_to_dot(rest).len();
            }
            let part = bytes.get(start..part_end)?;
            let dotted = part_end + 1 < word.end;
            let alone = start == word.start && self.alone == word;
            let plausible = match first {
                b'e' if !boundary => begins_inside(part),
                b'e' | b'I' | b'C' | b'D' | b'7' if boundary => {
                    begins_at_boundary(part, dotted, alone)
                        || !dotted && self.is_shortened(start..word.end)
                        || mask_in(part.get(..MASK_AHEAD).unwrap_or(part)).is_some()
                }
                _ => false,
            };
            if plausible {
                return Some(self.with_first_part(&word, start, part));
            }
            boundary = !(first.is_ascii_alphanumeric() || matches!(first, b'-' | b'_'));
        }
        let unreadable =
            self.depth == 0 && self.alone == word && is_dotted(bytes.get(word.clone())?);
        unreadable.then_some((word.start, FirstPart::Unreadable))
    }

    /// Returns true for the first characters of a token right before a mark for what was left out.
    fn is_shortened(&self, word: Range<usize>) -> bool {
        let bytes = &self.normalized.bytes;
        let after = bytes.get(word.end..).unwrap_or_default();
        bytes.get(word).is_some_and(|word| {
            word.len() >= SHORTEST_START
                && word.starts_with(b"eyJ")
                && is_text(&decode_prefix(word, PREFIX))
        }) && elision(after).is_some()
    }

    /// Distinguishes a header from a payload, and includes the remains of a header whose front was
    /// cut off.
    fn with_first_part(
        &self,
        word: &Range<usize>,
        start: usize,
        part: &[u8],
    ) -> (usize, FirstPart) {
        let decoded = decode_prefix(part, part.len());
        let next = self.normalized.bytes.get(start + part.len() + 1..word.end).unwrap_or_default();
        let before_payload = object_in(next, PREFIX).is_some();
        if before_payload || !is_payload(&decoded) {
            return (start, FirstPart::Header);
        }
        let before = self.normalized.bytes.get(word.start..start).unwrap_or_default();
        match before.strip_suffix(b".") {
            Some(before) if !before.is_empty() && !before.ends_with(b".") => {
                let length = suffix_len(before, |byte| byte != b'.');
                (start - 1 - length, FirstPart::CutHeader)
            }
            _ => (start, FirstPart::Payload),
        }
    }

    /// Joins the pieces of the token at `start` and records it. Returns where to continue.
    fn take(&mut self, start: usize, first_part: FirstPart) -> usize {
        self.scan.count += 1;
        if self.scan.candidates.len() == MAX_TOKENS {
            return word_end(&self.normalized.bytes, start);
        }
        let joined = join(&self.normalized.bytes, start, first_part, &self.alone);
        let candidate = self.candidate(&joined, start, first_part);
        self.scan.candidates.push(candidate);
        let left_out = joined.prompt.or(joined.surplus);
        self.taken = left_out.map_or(joined.end, |left_out| left_out.end);
        // What follows the mark is a piece of this token.
        joined.middle.map_or(joined.end, |middle| middle.end)
    }

    fn candidate(&self, joined: &Joined, start: usize, first_part: FirstPart) -> Candidate {
        let (text, pieces) = self.text(&joined.chunks);
        let mut encoding = self.encoding.to_vec();
        let whole = start..joined.end;
        let changes = self.normalized.changes_in(&whole);
        let has = |kind| changes.iter().any(|change| change.kind == kind);
        // What is dropped right before the token is not inside it.
        let inside = self.normalized.changes_in(&(start + 1..joined.end));
        let markup = inside.iter().any(|change| change.kind == ChangeKind::Markup);
        for (found, name) in [
            (has(ChangeKind::Percent), Encoding::Percent),
            (has(ChangeKind::Backslash), Encoding::BackslashN),
            (markup, Encoding::Colored),
        ] {
            if found {
                encoding.push(name);
            }
        }
        encoding.extend(&joined.encoding);
        Candidate {
            text,
            map: self.map.pieces(pieces),
            encoding,
            first_part,
            elided: joined.elided,
            middle_left_out: joined.middle.is_some(),
            redacted: joined.redacted,
            json: false,
            decoded: None,
            unprotected: None,
            findings: self.findings_around(joined, start),
        }
    }

    /// Returns the original characters of these chunks, and the map back to the normalized text.
    fn text(&self, chunks: &[Range<usize>]) -> (String, Pieces) {
        let mut text = String::new();
        let mut pieces = Pieces::default();
        for chunk in chunks {
            let mut at = chunk.start;
            let bytes = self.normalized.bytes.get(chunk.clone()).unwrap_or_default();
            for run in bytes.utf8_chunks() {
                text.push_str(run.valid());
                pieces.push(run.valid().len(), at..at + run.valid().len());
                at += run.valid().len();
                for &byte in run.invalid() {
                    let stood = match byte {
                        ELLIPSIS => '…',
                        // The paste does not say which character this was.
                        _ => self.normalized.foreign(at).unwrap_or(char::REPLACEMENT_CHARACTER),
                    };
                    text.push(stood);
                    pieces.push(stood.len_utf8(), at..at + 1);
                    at += 1;
                }
            }
        }
        (text, pieces)
    }

    fn findings_around(&self, joined: &Joined, start: usize) -> Vec<Finding> {
        let mut findings = Vec::new();
        let before = self.normalized.bytes.get(..start).unwrap_or_default();
        let spot = |range: Range<usize>| self.map.hull(range);
        if let Some(bearer) = surroundings::bearer(before) {
            if bearer.blanks > 1 {
                let range = spot(bearer.blanks_range());
                findings.push(Finding::BearerExtraSpace { blanks: bearer.blanks, range });
            }
            if bearer.twice {
                findings.push(Finding::BearerTwice { range: spot(bearer.range()) });
            }
        }
        let glued = surroundings::glued(before.get(self.taken..).unwrap_or_default());
        if glued > 0 {
            let range = spot(start - glued..start);
            findings.push(Finding::TextGluedBefore { characters: glued, range });
        }
        if let Some(surplus) = &joined.surplus {
            let range = spot(surplus.clone());
            findings.push(Finding::TextGluedAfter { characters: surplus.len(), range });
        }
        if let Some(prompt) = &joined.prompt {
            findings.push(Finding::PromptAfter { range: spot(prompt.clone()) });
        }
        if joined.second.is_some() {
            findings.push(Finding::TokensGlued { range: spot(joined.end..joined.end + 1) });
        }
        findings.extend(self.hidden(start..joined.end));
        if let Some(blank) = joined.blank {
            findings.push(Finding::BlanksInside { range: spot(blank..blank + 1) });
        }
        findings
    }

    /// Returns the finding for invisible characters inside this range or right next to it.
    fn hidden(&self, range: Range<usize>) -> Option<Finding> {
        let (mut count, mut first) = (0, None);
        for change in self.normalized.changes_in(&(range.start..range.end + 1)) {
            if let ChangeKind::Hidden(character) = change.kind {
                // A leading byte order mark belongs to the file, not to the token.
                let of_file = character == '\u{feff}' && change.from.start == 0 && self.depth == 0;
                if !of_file {
                    count += 1;
                    first.get_or_insert((character, &change.from));
                }
            }
        }
        let (first, from) = first?;
        Some(Finding::HiddenCharacters { count, first, range: self.outer.hull(from.clone()) })
    }

    /// Searches the decoded text of a word without a token. Returns where to continue.
    fn unwrap_word(&mut self, word: Range<usize>) -> usize {
        let bytes = &self.normalized.bytes;
        let mut at = word.start;
        while at < word.end {
            let part = up_to_dot(bytes.get(at..word.end).unwrap_or_default());
            let decoded = decode_prefix(part, PREFIX);
            if part.len() >= SHORTEST_WRAPPED && (is_text(&decoded) || utf16::begins(&decoded)) {
                return self.unwrap_base64(at, word.end).max(at + 1);
            }
            at += part.len() + 1;
        }
        word.end
    }

    fn unwrap_base64(&mut self, start: usize, word_end: usize) -> usize {
        let JoinedBase64 { mut chunks, end, encoding: pieces_encoding } =
            join_base64(&self.normalized.bytes, start, word_end);
        if self.depth == MAX_LAYERS {
            self.scan.too_many_layers = true;
            return end;
        }
        for chunk in &mut chunks {
            let bytes = self.normalized.bytes.get(chunk.clone()).unwrap_or_default();
            chunk.end -= suffix_len(bytes, |byte| byte == b'=');
        }
        let (text, pieces) = self.text(&chunks);
        let before = self.normalized.bytes.get(..start).unwrap_or_default();
        let url_alphabet = text.contains(['-', '_'])
            || before.ends_with(surroundings::WEBSOCKET_PROTOCOL.as_bytes());
        let decoded = base64::decode(&text);
        let map = self.map.pieces(pieces).pieces(decoded.pieces).base64();
        let mut encoding = self.encoding.to_vec();
        encoding.extend(pieces_encoding);
        encoding.push(if url_alphabet { Encoding::Base64url } else { Encoding::Base64 });
        let (decoded, map) = match utf16::read(&decoded.bytes) {
            Some((text, pieces)) => {
                encoding.push(Encoding::Utf16);
                (text.into_bytes(), map.pieces(pieces))
            }
            None => (decoded.bytes, map),
        };
        let (before, known) = (self.scan.candidates.len(), self.scan.credentials.len());
        self.scan.credentials.extend(credential::below_base64(&decoded, &map));
        scan_layer(&decoded, &map, &encoding, self.depth + 1, self.scan);
        if (before, known) == (self.scan.candidates.len(), self.scan.credentials.len()) {
            let range = self.map.hull(start..end);
            let found = credential::unknown_below_base64(&decoded, self.depth + 1, range);
            self.scan.credentials.extend(found);
        }
        let hidden = self.hidden(start..end);
        for candidate in self.scan.candidates.get_mut(before..).unwrap_or_default() {
            candidate.findings.extend(hidden.clone());
        }
        end
    }
}
