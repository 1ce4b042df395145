//! Joins the pieces of a token that was broken up by line breaks, by spaces, or by a single stray
//! character.
//!
//! The best evidence for a token's end is its signature, whose length follows from `alg`. Without
//! that evidence, only lines that almost certainly belong to the token are joined.

use std::ops::Range;

use crate::kubernetes::algorithms::signature_lengths;
use crate::text::base64::{self, decode_prefix};
use crate::text::bytes::{dotted_parts, prefix_len, suffix_len};

use super::candidate::FirstPart;
use super::normalize::ELLIPSIS;
use super::word::{is_word, word_end};

/// The length below which a line after a token is more likely a separate word.
const SHORTEST_LINE: usize = 20;

/// The most characters beyond a full-length signature that count as glued text. A longer excess
/// more likely means a signature of another length.
const LONGEST_SURPLUS: usize = 32;

/// The farthest that joining reaches. Neither people nor mail programs wrap longer tokens, and in a
/// hostile text every token would scan all the lines after it.
const MAX_JOINED_BYTES: usize = 1 << 16;

/// How far back to look for the beginning of a line. No terminal is wider.
const MAX_LINE_WIDTH: usize = 4096;

/// The most stray characters to skip in one token.
const MAX_ODD: usize = 16;

/// A token joined from its pieces.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// Its pieces in the normalized text.
    pub(super) chunks: Vec<Range<usize>>,
    /// Where to continue.
    pub(super) end: usize,
    /// True if it spanned several lines.
    pub(super) lines: bool,
    /// The first space or tab inside it.
    pub(super) blank: Option<usize>,
    /// True if it was shortened: dots or an ellipsis follow.
    pub(super) elided: bool,
    /// True if a mark such as `<redacted>` follows or replaces its signature.
    pub(super) redacted: bool,
    /// Text glued to its end, left out of the token.
    pub(super) surplus: Option<Range<usize>>,
    /// Where another token begins that was glued to its end.
    pub(super) second: Option<usize>,
}

/// What separates two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Line,
    Blank,
    /// One stray character.
    Odd,
}

/// A word and the gap before it.
#[derive(Clone, Debug)]
struct Chunk {
    gap: Gap,
    range: Range<usize>,
}

/// Joins the pieces of the token that begins at `start`. `all` is the range of the text without the
/// whitespace and quotes around it.
pub(super) fn join(
    bytes: &[u8],
    start: usize,
    first_part: FirstPart,
    all: &Range<usize>,
) -> Joined {
    let first = start..word_end(bytes, start);
    let chunks = gather(bytes, first.clone());
    let text = Assembly::new(bytes, &chunks);
    let alg = text.alg(first_part);
    let count = text.complete(&alg, first_part).unwrap_or_else(|| text.plausible(first_part, all));
    let taken = chunks.get(..count).unwrap_or_default();
    let mut joined = Joined {
        chunks: Vec::new(),
        end: taken.last().map_or(first.end, |chunk| chunk.range.end),
        lines: taken.iter().skip(1).any(|chunk| chunk.gap == Gap::Line),
        blank: taken
            .iter()
            .skip(1)
            .find(|chunk| chunk.gap == Gap::Blank)
            .map(|chunk| chunk.range.start - 1),
        elided: false,
        redacted: false,
        surplus: None,
        second: None,
    };
    for (index, chunk) in taken.iter().enumerate() {
        let odd = usize::from(index > 0 && chunk.gap == Gap::Odd);
        joined.chunks.push(chunk.range.start - odd..chunk.range.end);
    }
    joined.trim(bytes, &alg, first_part);
    joined
}

/// Joins base64 without dots: lines of equal width, except that the last one may be shorter.
pub(super) fn join_base64(bytes: &[u8], start: usize, end: usize) -> (Vec<Range<usize>>, usize) {
    let dot = bytes.get(start..end).unwrap_or_default().iter().position(|&byte| byte == b'.');
    let first_end = dot.map_or(end, |dot| start + dot);
    let mut chunks = Vec::new();
    chunks.push(start..first_end);
    if dot.is_some() {
        return (chunks, end);
    }
    let mut end = end;
    let mut width = end - start;
    while !bytes.get(..end).is_some_and(|text| text.ends_with(b"="))
        && let Some((Gap::Line, next)) = gap(bytes, end)
    {
        let next_end = word_end(bytes, next);
        let line = bytes.get(next..next_end).unwrap_or_default();
        let fits = line.len() <= width || chunks.len() == 1;
        if !fits || line.contains(&b'.') || !ends_line(bytes, next_end) || width < SHORTEST_LINE {
            break;
        }
        width = line.len();
        chunks.push(next..next_end);
        end = next_end;
    }
    (chunks, end)
}

/// Returns the words that could belong to a token, starting with `first` and ending before the
/// first word that cannot belong.
fn gather(bytes: &[u8], first: Range<usize>) -> Vec<Chunk> {
    let first_end = first.end;
    let mut dotted = has_dot(bytes, &first);
    let mut end = first.end;
    let mut chunks = vec![Chunk { gap: Gap::Line, range: first }];
    let mut odd = 0;
    while let Some((gap, start)) = gap(bytes, end) {
        let range = start..word_end(bytes, start);
        odd += usize::from(gap == Gap::Odd);
        let whole_line = gap != Gap::Line || ends_line(bytes, range.end);
        let too_far = range.end - first_end > MAX_JOINED_BYTES;
        if range.is_empty() || odd > MAX_ODD || !whole_line || too_far {
            break;
        }
        let continues = bytes.get(..end).is_some_and(|text| text.ends_with(b"."));
        if dotted && !continues && begins_token(bytes, &range) {
            break;
        }
        dotted |= has_dot(bytes, &range);
        end = range.end;
        chunks.push(Chunk { gap, range });
    }
    chunks
}

fn has_dot(bytes: &[u8], range: &Range<usize>) -> bool {
    bytes.get(range.clone()).is_some_and(|text| text.contains(&b'.'))
}

/// Returns what separates the word that ends at `end` from the next one, and where the next one
/// begins.
fn gap(bytes: &[u8], end: usize) -> Option<(Gap, usize)> {
    let blanks = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + prefix_len(rest, |byte| matches!(byte, b' ' | b'\t'))
    };
    let after_blanks = blanks(end);
    let next = match bytes.get(after_blanks..)? {
        [b'\r', b'\n', ..] => (Gap::Line, blanks(after_blanks + 2)),
        [b'\r' | b'\n', ..] => (Gap::Line, blanks(after_blanks + 1)),
        _ if after_blanks > end => (Gap::Blank, after_blanks),
        [b'!' | b'#' | b'$' | b'*' | b'@' | b'^' | b'~' | b'?' | b'\\' | 0x80, next, ..]
            if is_word(*next) =>
        {
            (Gap::Odd, end + 1)
        }
        _ => return None,
    };
    bytes.get(next.1).is_some_and(|&byte| is_word(byte)).then_some(next)
}

/// Returns true if nothing but spaces and tabs precedes the next line break or closing mark.
fn ends_line(bytes: &[u8], end: usize) -> bool {
    let rest = bytes.get(end..).unwrap_or_default();
    let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
    next.is_none_or(|byte| {
        matches!(
            byte,
            b'\r'
                | b'\n'
                | b'"'
                | b'\''
                | b'`'
                | b','
                | b';'
                | b'%'
                | b')'
                | b'}'
                | b']'
                | b'<'
                | b'|'
        ) || !byte.is_ascii()
    })
}

/// Returns true if the word begins a token of its own.
fn begins_token(bytes: &[u8], word: &Range<usize>) -> bool {
    let text = bytes.get(word.clone()).unwrap_or_default();
    let decoded = decode_prefix(text, 64);
    let object = decoded.trim_ascii_start().strip_prefix(b"{");
    object.is_some_and(|object| object.trim_ascii_start().starts_with(b"\""))
        && std::str::from_utf8(&decoded).is_ok()
        && text.contains(&b'.')
}

/// The words as one text, with running measures. For each word: the number of dots up to its end,
/// and the number of characters after the last dot.
struct Assembly<'b> {
    bytes: &'b [u8],
    chunks: &'b [Chunk],
    measures: Vec<Measure>,
}

#[derive(Clone, Copy, Default)]
struct Measure {
    dots: usize,
    tail: usize,
}

impl<'b> Assembly<'b> {
    fn new(bytes: &'b [u8], chunks: &'b [Chunk]) -> Self {
        let mut measure = Measure::default();
        let mut measures = Vec::with_capacity(chunks.len());
        for (index, chunk) in chunks.iter().enumerate() {
            measure.tail += usize::from(index > 0 && chunk.gap == Gap::Odd);
            for &byte in bytes.get(chunk.range.clone()).unwrap_or_default() {
                if byte == b'.' {
                    measure.dots += 1;
                    measure.tail = 0;
                } else {
                    // Padding is never part of a signature.
                    measure.tail += usize::from(byte != b'=');
                }
            }
            measures.push(measure);
        }
        Self { bytes, chunks, measures }
    }

    /// Returns the `alg` in the first part, as far as it can be read.
    fn alg(&self, first_part: FirstPart) -> String {
        if first_part != FirstPart::Header {
            return String::new();
        }
        let mut header = Vec::new();
        for chunk in self.chunks {
            let text = self.bytes.get(chunk.range.clone()).unwrap_or_default();
            let part = dotted_parts(text).next().unwrap_or_default();
            header.extend_from_slice(part);
            if part.len() < text.len() {
                break;
            }
        }
        let decoded = decode_prefix(&header, header.len());
        let decoded = String::from_utf8_lossy(&decoded);
        let after = decoded.split_once("\"alg\"").map(|(_, after)| after.trim_start());
        let value = after.and_then(|after| after.strip_prefix(':')).map(str::trim_start);
        let value = value.and_then(|value| value.strip_prefix('"'));
        value.and_then(|value| value.split('"').next()).unwrap_or_default().to_owned()
    }

    /// Returns the number of words that make the token whole, judging by the length of its
    /// signature.
    fn complete(&self, alg: &str, first_part: FirstPart) -> Option<usize> {
        let dots = if first_part == FirstPart::Payload { 1 } else { 2 };
        let whole = |measure: &Measure| {
            measure.dots == dots
                && signature_lengths(alg).iter().any(|legal| legal.characters == measure.tail)
        };
        self.measures.iter().rposition(whole).map(|index| index + 1)
    }

    /// Returns the number of words that almost certainly belong to this token.
    fn plausible(&self, first_part: FirstPart, all: &Range<usize>) -> usize {
        if self.wrapped_evenly() || self.nothing_else(all) {
            return self.chunks.len();
        }
        let dots = if first_part == FirstPart::Payload { 1 } else { 2 };
        let mut count = 1;
        for (pair, measures) in self.chunks.windows(2).zip(self.measures.windows(2)) {
            let ([before, chunk], [before_measure, measure]) = (pair, measures) else { break };
            let text = self.bytes.get(chunk.range.clone()).unwrap_or_default();
            let at_dot = text.starts_with(b".")
                || self.bytes.get(before.range.clone()).is_some_and(|text| text.ends_with(b"."));
            let unfinished = before_measure.dots < dots && measure.dots <= dots;
            let taken = match chunk.gap {
                Gap::Odd => unfinished && text.contains(&b'.'),
                _ => at_dot && measure.dots <= dots || unfinished && text.len() >= SHORTEST_LINE,
            };
            if !taken {
                break;
            }
            count += 1;
        }
        count
    }

    /// Returns true if every line except the last has the same width.
    fn wrapped_evenly(&self) -> bool {
        let widths: Vec<_> = self.chunks.iter().map(|chunk| chunk.range.len()).collect();
        let [first, middle @ .., last] = widths.as_slice() else { return true };
        let Some(&width) = middle.first() else { return false };
        let first_width = self.first_line_width();
        self.chunks.iter().skip(1).all(|chunk| chunk.gap == Gap::Line)
            && width >= SHORTEST_LINE
            && middle.iter().all(|&other| other == width)
            && (*first == width || first_width == width)
            && *last <= width
    }

    /// Returns the width of the line on which the token begins, up to the end of the first word.
    fn first_line_width(&self) -> usize {
        let Some(first) = self.chunks.first() else { return 0 };
        let before = self.bytes.get(..first.range.start).unwrap_or_default();
        let nearest = before.get(before.len().saturating_sub(MAX_LINE_WIDTH)..);
        suffix_len(nearest.unwrap_or_default(), |byte| byte != b'\n') + first.range.len()
    }

    /// Returns true if the text holds nothing but these words.
    fn nothing_else(&self, all: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (self.chunks.first(), self.chunks.last()) else {
            return true;
        };
        all.start >= first.range.start && all.end <= last.range.end
    }
}

impl Joined {
    /// Removes from the last word what follows the token.
    fn trim(&mut self, bytes: &[u8], alg: &str, first_part: FirstPart) {
        let mut text = Vec::new();
        for chunk in &self.chunks {
            text.extend_from_slice(bytes.get(chunk.clone()).unwrap_or_default());
        }
        let after = bytes.get(self.end..).unwrap_or_default();
        let trailing_dots = suffix_len(&text, |byte| byte == b'.');
        let dots = text.iter().filter(|&&byte| byte == b'.').count();
        if trailing_dots >= 3 {
            self.elided = true;
            self.shorten(&mut text, 3);
        } else if trailing_dots > 0 && dots > 2 {
            self.shorten(&mut text, trailing_dots.min(dots - 2));
        }
        self.elided |= after.first() == Some(&ELLIPSIS);
        self.redacted = is_redacted(&text, first_part, after);
        if first_part != FirstPart::Header || self.redacted {
            return;
        }
        if let Some(count) = second(&text, alg) {
            self.shorten(&mut text, count);
            self.second = Some(self.end);
        }
        if let Some(count) = surplus(&text, alg) {
            let end = self.end;
            self.shorten(&mut text, count);
            self.surplus = Some(self.end..end);
        }
    }

    /// Removes `count` characters from the end, both here and in `text`.
    fn shorten(&mut self, text: &mut Vec<u8>, mut count: usize) {
        text.truncate(text.len().saturating_sub(count));
        while let Some(last) = self.chunks.last_mut() {
            if last.len() > count {
                last.end -= count;
                self.end = last.end;
                return;
            }
            count -= last.len();
            self.chunks.pop();
        }
    }
}

/// Returns how many characters of the text belong to another token glued to the signature.
fn second(text: &[u8], alg: &str) -> Option<usize> {
    let mut parts = dotted_parts(text);
    let (header, payload, glued, _) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let begins = |at: usize| {
        let decoded = decode_prefix(glued.get(at..).unwrap_or_default(), 64);
        decoded.starts_with(b"{\"") && std::str::from_utf8(&decoded).is_ok()
    };
    let from_end = |at| text.len() - (header.len() + payload.len() + 2) - at;
    for legal in signature_lengths(alg) {
        if begins(legal.characters) {
            return Some(from_end(legal.characters));
        }
    }
    let mut looked_at = 0;
    for at in (0..glued.len()).rev() {
        if looked_at < 4 && glued.get(at..)?.starts_with(b"eyJ") {
            if begins(at) {
                return Some(from_end(at));
            }
            looked_at += 1;
        }
    }
    None
}

/// Returns how many characters are glued to a signature that is full-length without them.
fn surplus(text: &[u8], alg: &str) -> Option<usize> {
    let mut parts = dotted_parts(text);
    let signature = parts.nth(2)?;
    let length = surplus_after(alg, signature)?;
    let surplus = signature.len() - length;
    // Padding is the signature's own fault, not glued text.
    let padding = suffix_len(signature, |byte| byte == b'=') == surplus;
    (parts.next().is_none() && surplus <= LONGEST_SURPLUS && !padding).then_some(surplus)
}

/// Returns true if a placeholder word replaces the signature, or a mark follows where it would
/// begin.
fn is_redacted(text: &[u8], first_part: FirstPart, after: &[u8]) -> bool {
    let mut parts = dotted_parts(text);
    let last = parts.nth(if first_part == FirstPart::Payload { 1 } else { 2 });
    let marked = matches!(after, [b'<' | b'[' | b'*' | b'{' | b'(' | ELLIPSIS, ..]);
    parts.next().is_none()
        && last.is_some_and(|last| is_redaction(last) || last.is_empty() && marked)
}

/// Returns true if a person wrote this word in place of a signature.
fn is_redaction(signature: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"redacted",
        b"signature",
        b"removed",
        b"hidden",
        b"omitted",
        b"masked",
        b"stripped",
        b"sig",
        b"secret",
        b"truncated",
        b"fake",
        b"snip",
    ];
    let repeated = |mark: u8| signature.iter().all(|&byte| byte.eq_ignore_ascii_case(&mark));
    WORDS.iter().any(|word| signature.eq_ignore_ascii_case(word))
        || signature.len() >= 3 && (repeated(b'x') || repeated(b'_') || repeated(b'-'))
}

/// Returns how much of the run is a signature of this algorithm. None if the whole run has a legal
/// length, or if no legal length fits.
fn surplus_after(alg: &str, run: &[u8]) -> Option<usize> {
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

/// Returns true if the unused bits of the character before `end` are zero, as in every signature
/// that a program encoded.
fn ends_canonically(run: &[u8], end: usize) -> bool {
    let group = run.get(end - end % 4..end).unwrap_or_default();
    let text = std::str::from_utf8(group).unwrap_or_default();
    !end.is_multiple_of(4) && base64::decode(text).flaws.is_empty()
}
