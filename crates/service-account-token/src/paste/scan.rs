//! Finds every token inside any text, in linear time.
//!
//! A word is a run of base64 characters and dots. A token begins in a word where the characters
//! decode to text that begins with `{` (RFC 7519 §3: a JOSE header is a JSON object). A word without
//! a token is decoded as base64 if that gives text, and the text is searched again: the token in a
//! Secret's `data.token` is found this way.

use std::ops::Range;

use crate::jose::algorithm::signature_lengths;
use crate::jose::base64url::{self, decode_prefix};
use crate::origin::{Origin, Pieces};
use crate::report::Encoding;
use crate::search::{any, leading, parts, trailing};

use super::clean::{Clean, ELLIPSIS, MarkKind};
use super::credential::{self, Credential};
use super::join::{Joined, join};
use super::lead;
use super::looks::{
    PREFIX, begins_at_boundary, begins_inside, is_dotted, is_payload, is_text, object_in,
};
use super::{Finding, json_serialization};

/// At most so many tokens of one paste are listed: more than a person reads, and a hostile text
/// could hold one every twenty bytes.
pub const MAX_TOKENS: usize = 500;

/// At most so many layers of base64 are undone: a Secret holding a kubeconfig or a Docker
/// configuration has three.
pub const MAX_LAYERS: usize = 4;

/// A shorter word is not worth decoding: the shortest token, base64-encoded, is longer.
const SHORTEST_WRAPPED: usize = 24;

/// A token found, unwrapped.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its parts and dots.
    pub(crate) text: String,
    /// The way from `text` back to the paste.
    pub(crate) origin: Origin,
    /// How it was wrapped, outermost first.
    pub(crate) encoding: Vec<Encoding>,
    /// What its parts are called, as far as that shows before decoding.
    pub(crate) lead: Lead,
    /// Dots, or an ellipsis, follow it: somebody shortened it.
    pub(crate) elided: bool,
    /// A mark that stands for a signature taken out, such as `<redacted>`, follows it.
    pub(crate) redacted: bool,
    /// It was put together from a JSON serialization.
    pub(crate) json: bool,
    /// The unprotected header of a JSON serialization, and the way from it back to the paste.
    pub(crate) unprotected: Option<(String, Origin)>,
    /// What was found around it and between its characters.
    pub(crate) findings: Vec<Finding>,
}

/// What the first part of a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// The header, whole.
    Header,
    /// The rest of a header whose front is cut off.
    CutHeader,
    /// The payload; there is no header.
    Payload,
    /// Nothing that can be read.
    Unreadable,
}

/// What a scan found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) candidates: Vec<Candidate>,
    /// The text without the blanks and quotes around it.
    pub(crate) bare: Range<usize>,
    /// Credentials of other kinds below base64.
    pub(super) credentials: Vec<Credential>,
    /// All of them, those beyond [`MAX_TOKENS`] included.
    pub(crate) count: usize,
    /// A JSON serialization has more signatures than are read.
    pub(crate) too_many_signatures: bool,
    /// Some text lies under more than [`MAX_LAYERS`] layers.
    pub(crate) too_many_layers: bool,
}

/// Finds every token in a text.
pub(crate) fn scan(text: &[u8], encoding: &[Encoding]) -> Scan {
    let mut scan = Scan::default();
    scan_layer(text, &Origin::default(), encoding, 0, &mut scan);
    scan
}

fn scan_layer(text: &[u8], origin: &Origin, encoding: &[Encoding], depth: usize, scan: &mut Scan) {
    let serialization = json_serialization::read(text, origin, encoding);
    let mut clean = match &serialization {
        None => Clean::new(text),
        // What else the object holds may be a token; its parts are not looked at twice.
        Some(found) => Clean::new(&blank_out(text, &found.parts)),
    };
    if let Some(found) = serialization {
        scan.count += found.candidates.len();
        scan.too_many_signatures |= found.count > found.candidates.len();
        scan.candidates.extend(found.candidates);
        scan.candidates.truncate(MAX_TOKENS);
    }
    let outer = origin;
    let origin = outer.pieces(std::mem::take(&mut clean.pieces));
    if depth == 0 {
        scan.bare = origin.hull(lead::bare(&clean.bytes));
    }
    let alone = lead::trim(&clean.bytes);
    Scanner { clean: &clean, outer, origin, encoding, depth, taken: 0, alone, scan }.run();
}

/// The text with blanks for what stands at these places.
fn blank_out(text: &[u8], places: &[Range<usize>]) -> Vec<u8> {
    let mut text = text.to_vec();
    for place in places {
        text.get_mut(place.clone()).unwrap_or_default().fill(b' ');
    }
    text
}

/// A word character, padding not among them.
pub(super) fn is_word(byte: u8) -> bool {
    base64url::is_character(byte) || byte == b'.'
}

/// A word ends before its dot of this number: a JWE has four dots, and without an end every token
/// in a long row of dotted parts would be read to the end of the row.
const MAX_DOTS: usize = 6;

/// Where the word at `start` ends. Padding belongs to it only before a dot or at its end, so that
/// `TOKEN=eyJ…` falls apart.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut dots = 0;
    while let Some(&byte) = bytes.get(end) {
        if is_word(byte) {
            dots += usize::from(byte == b'.');
            if dots == MAX_DOTS && end > start {
                break;
            }
            end += 1;
            continue;
        }
        // Before counting, which would look at a long row of padding again from each of its places.
        if end == start {
            break;
        }
        let padding = leading(bytes.get(end..).unwrap_or_default(), |byte| byte == b'=');
        let after = bytes.get(end + padding).copied();
        let inside = after == Some(b'.');
        let last = !after.is_some_and(is_word);
        if padding == 0 || !(inside || last) {
            break;
        }
        end += padding;
    }
    end
}

struct Scanner<'s> {
    clean: &'s Clean,
    /// The way back from the text before cleaning.
    outer: &'s Origin,
    origin: Origin,
    encoding: &'s [Encoding],
    depth: usize,
    /// Where the token before ended, and what was glued to it.
    taken: usize,
    /// The text without what may stand around a token that is all of it.
    alone: Range<usize>,
    scan: &'s mut Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = &self.clean.bytes;
        let mut at = 0;
        while at < bytes.len() {
            let end = word_end(bytes, at);
            if end == at {
                at += 1;
            } else if let Some((start, lead)) = self.find_start(at..end) {
                at = self.take(start, lead).max(at + 1);
            } else {
                at = self.unwrap_word(at..end);
            }
        }
    }

    /// Where in a word a token begins.
    fn find_start(&self, word: Range<usize>) -> Option<(usize, Lead)> {
        let bytes = &self.clean.bytes;
        let mut part_end = word.start;
        let mut boundary = true;
        for start in word.clone() {
            let &first = bytes.get(start)?;
            if start >= part_end {
                let rest = bytes.get(start..word.end)?;
                part_end = start + first_part(rest).len();
            }
            let part = bytes.get(start..part_end)?;
            let dotted = part_end + 1 < word.end;
            let alone = start == word.start && self.alone == word;
            let plausible = match first {
                b'e' if !boundary => begins_inside(part),
                b'e' | b'I' | b'C' | b'D' | b'7' if boundary => {
                    begins_at_boundary(part, dotted, alone)
                }
                _ => false,
            };
            if plausible {
                return Some(self.with_lead(&word, start, part));
            }
            boundary = !(first.is_ascii_alphanumeric() || matches!(first, b'-' | b'_'));
        }
        let unreadable =
            self.depth == 0 && self.alone == word && is_dotted(bytes.get(word.clone())?);
        unreadable.then_some((word.start, Lead::Unreadable))
    }

    /// Tells a header from a payload, and takes in the rest of a header that was cut off at its front.
    fn with_lead(&self, word: &Range<usize>, start: usize, part: &[u8]) -> (usize, Lead) {
        let decoded = decode_prefix(part, part.len());
        let next = self.clean.bytes.get(start + part.len() + 1..word.end).unwrap_or_default();
        let before_payload = object_in(next, PREFIX).is_some();
        if before_payload || !is_payload(&decoded) {
            return (start, Lead::Header);
        }
        let before = self.clean.bytes.get(word.start..start).unwrap_or_default();
        match before.strip_suffix(b".") {
            Some(before) if !before.is_empty() && !before.ends_with(b".") => {
                let length = trailing(before, |byte| byte != b'.');
                (start - 1 - length, Lead::CutHeader)
            }
            _ => (start, Lead::Payload),
        }
    }

    /// Puts the token at `start` together and keeps it; answers where to go on.
    fn take(&mut self, start: usize, lead: Lead) -> usize {
        self.scan.count += 1;
        if self.scan.candidates.len() == MAX_TOKENS {
            return word_end(&self.clean.bytes, start);
        }
        let joined = join(&self.clean.bytes, start, lead, &self.alone);
        let candidate = self.candidate(&joined, start, lead);
        self.scan.candidates.push(candidate);
        self.taken = joined.surplus.map_or(joined.end, |surplus| surplus.end);
        joined.end
    }

    fn candidate(&self, joined: &Joined, start: usize, lead: Lead) -> Candidate {
        let (text, pieces) = self.text(&joined.chunks);
        let mut encoding = self.encoding.to_vec();
        let whole = start..joined.end;
        let marks = self.clean.marks_in(&whole);
        let has = |kind| marks.iter().any(|mark| mark.kind == kind);
        for (found, name) in [
            (has(MarkKind::Percent), Encoding::Percent),
            (has(MarkKind::Backslash), Encoding::BackslashN),
            (joined.lines, Encoding::WrappedLines),
        ] {
            if found {
                encoding.push(name);
            }
        }
        Candidate {
            text,
            origin: self.origin.pieces(pieces),
            encoding,
            lead,
            elided: joined.elided,
            redacted: joined.redacted,
            json: false,
            unprotected: None,
            findings: self.findings_around(joined, start),
        }
    }

    /// Pieces of the clean text as they stood there, and the way back.
    fn text(&self, chunks: &[Range<usize>]) -> (String, Pieces) {
        let mut text = String::new();
        let mut pieces = Pieces::default();
        for chunk in chunks {
            let mut at = chunk.start;
            let bytes = self.clean.bytes.get(chunk.clone()).unwrap_or_default();
            for run in bytes.utf8_chunks() {
                text.push_str(run.valid());
                pieces.push(run.valid().len(), at..at + run.valid().len());
                at += run.valid().len();
                for &byte in run.invalid() {
                    let stood = match byte {
                        ELLIPSIS => '…',
                        // What the paste cannot give back as a character is not one.
                        _ => self.clean.foreign(at).unwrap_or(char::REPLACEMENT_CHARACTER),
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
        let before = self.clean.bytes.get(..start).unwrap_or_default();
        let spot = |range: Range<usize>| self.origin.hull(range);
        if let Some(bearer) = lead::bearer(before) {
            if bearer.blanks > 1 {
                let range = spot(bearer.blanks_range());
                findings.push(Finding::BearerExtraSpace { blanks: bearer.blanks, range });
            }
            if bearer.twice {
                findings.push(Finding::BearerTwice { range: spot(bearer.range()) });
            }
        }
        let glued = lead::glued(before.get(self.taken..).unwrap_or_default());
        if glued > 0 {
            let range = spot(start - glued..start);
            findings.push(Finding::TextGluedBefore { characters: glued, range });
        }
        if let Some(surplus) = &joined.surplus {
            let range = spot(surplus.clone());
            findings.push(Finding::TextGluedAfter { characters: surplus.len(), range });
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

    /// What cannot be seen between these characters or right beside them.
    fn hidden(&self, range: Range<usize>) -> Option<Finding> {
        let (mut count, mut first) = (0, None);
        for mark in self.clean.marks_in(&(range.start..range.end + 1)) {
            if let MarkKind::Hidden(character) = mark.kind {
                // A byte order mark at the beginning is the file's.
                let of_file = character == '\u{feff}' && mark.from.start == 0 && self.depth == 0;
                if !of_file {
                    count += 1;
                    first.get_or_insert((character, &mark.from));
                }
            }
        }
        let (first, from) = first?;
        Some(Finding::HiddenCharacters { count, first, range: self.outer.hull(from.clone()) })
    }

    /// Searches what a word without a token decodes to; answers where to go on.
    fn unwrap_word(&mut self, word: Range<usize>) -> usize {
        let bytes = &self.clean.bytes;
        let mut at = word.start;
        while at < word.end {
            let part = first_part(bytes.get(at..word.end).unwrap_or_default());
            if part.len() >= SHORTEST_WRAPPED && is_text(&decode_prefix(part, PREFIX)) {
                return self.unwrap_base64(at, word.end).max(at + 1);
            }
            at += part.len() + 1;
        }
        word.end
    }

    fn unwrap_base64(&mut self, start: usize, word_end: usize) -> usize {
        let (chunks, end) = super::join::join_base64(&self.clean.bytes, start, word_end);
        if self.depth == MAX_LAYERS {
            self.scan.too_many_layers = true;
            return end;
        }
        let mut chunks = chunks;
        for chunk in &mut chunks {
            let bytes = self.clean.bytes.get(chunk.clone()).unwrap_or_default();
            chunk.end -= trailing(bytes, |byte| byte == b'=');
        }
        let (text, pieces) = self.text(&chunks);
        let url_alphabet = any(&text, |byte| matches!(byte, b'-' | b'_'));
        let decoded = base64url::decode(&text);
        let origin = self.origin.pieces(pieces).pieces(decoded.pieces).base64();
        let mut encoding = self.encoding.to_vec();
        if chunks.len() > 1 {
            encoding.push(Encoding::WrappedLines);
        }
        encoding.push(if url_alphabet { Encoding::Base64url } else { Encoding::Base64 });
        let (before, known) = (self.scan.candidates.len(), self.scan.credentials.len());
        scan_layer(&decoded.bytes, &origin, &encoding, self.depth + 1, self.scan);
        if (before, known) == (self.scan.candidates.len(), self.scan.credentials.len()) {
            let range = self.origin.hull(start..end);
            let found = credential::below_base64(&decoded.bytes, self.depth + 1, range);
            self.scan.credentials.extend(found);
        }
        let hidden = self.hidden(start..end);
        for candidate in self.scan.candidates.get_mut(before..).unwrap_or_default() {
            candidate.findings.extend(hidden.clone());
        }
        end
    }
}

/// The part of a word up to its first dot.
fn first_part(word: &[u8]) -> &[u8] {
    parts(word).next().unwrap_or_default()
}

/// How far a signature of this algorithm reaches into a run of `length` characters: none where the
/// length is legal, or where no legal length fits.
pub(super) fn surplus_after(alg: &str, run: &[u8]) -> Option<usize> {
    let lengths = signature_lengths(alg);
    if lengths.iter().any(|legal| legal.characters == run.len()) {
        return None;
    }
    let mut length = None;
    for legal in lengths {
        if legal.characters < run.len() && ends_canonically(run, legal.characters) {
            length = Some(legal.characters);
        }
    }
    length
}

/// Whether the unused bits of the character before `end` are zero, as they are in every signature
/// that was encoded by a program.
fn ends_canonically(run: &[u8], end: usize) -> bool {
    let group = run.get(end - end % 4..end).unwrap_or_default();
    let text = std::str::from_utf8(group).unwrap_or_default();
    !end.is_multiple_of(4) && base64url::decode(text).flaws.is_empty()
}
