//! Puts a token together from the words that it was broken into: over lines, by blanks, or by one
//! character that does not belong there.
//!
//! Where a token ends shows best by its signature, whose length follows from `alg`. Where it does
//! not, only lines that can hardly be anything else are taken in.

use std::ops::Range;

use crate::kubernetes::algorithms::signature_lengths;
use crate::text::base64::{self, decode_prefix};
use crate::text::bytes::{dotted_parts, prefix_len, suffix_len};

use super::candidate::FirstPart;
use super::normalize::ELLIPSIS;
use super::word::{is_word, word_end};

/// A shorter line after a token is more likely a word of its own.
const SHORTEST_LINE: usize = 20;

/// At most so many characters that no signature has room for are taken for glued text; more of them
/// are more likely a signature of another length.
const LONGEST_SURPLUS: usize = 32;

/// Lines are taken in only so far: no token of more bytes is broken into lines by hand or by mail,
/// and each token of a hostile text would look at all the lines behind it.
const MAX_JOINED_BYTES: usize = 1 << 16;

/// So far back the beginning of a line is looked for; no terminal is wider.
const MAX_LINE_WIDTH: usize = 4096;

/// At most so many characters that do not belong there are overlooked in one token.
const MAX_ODD: usize = 16;

/// A token put together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// Its pieces in the normalized text.
    pub(super) chunks: Vec<Range<usize>>,
    /// Where to go on.
    pub(super) end: usize,
    /// It stood on several lines.
    pub(super) lines: bool,
    /// Where blanks on one line stood inside it first.
    pub(super) blank: Option<usize>,
    /// It was shortened: dots or an ellipsis follow.
    pub(super) elided: bool,
    /// A mark such as `<redacted>` follows.
    pub(super) redacted: bool,
    /// Text glued to its end, left out.
    pub(super) surplus: Option<Range<usize>>,
    /// Where another token begins that was glued to its end.
    pub(super) second: Option<usize>,
}

/// What parts two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Line,
    Blank,
    /// One character that does not belong there.
    Odd,
}

/// A word and the gap before it.
#[derive(Clone, Debug)]
struct Chunk {
    gap: Gap,
    range: Range<usize>,
}

/// Puts the token that begins at `start` together. `all` is the text without blanks and quotes
/// around it.
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

/// Puts base64 without dots together: lines of one width, the last one perhaps shorter.
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

/// The words that could belong to a token, with the first: up to one that cannot.
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

/// What parts the word that ends at `end` from the next one, and where that begins.
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

/// Nothing but blanks and closing marks follows on the line.
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

/// The word begins a token of its own.
fn begins_token(bytes: &[u8], word: &Range<usize>) -> bool {
    let text = bytes.get(word.clone()).unwrap_or_default();
    let decoded = decode_prefix(text, 64);
    let object = decoded.trim_ascii_start().strip_prefix(b"{");
    object.is_some_and(|object| object.trim_ascii_start().starts_with(b"\""))
        && std::str::from_utf8(&decoded).is_ok()
        && text.contains(&b'.')
}

/// The words as one text, measured: for each of them, how many dots there are up to its end, and
/// how many characters follow the last one.
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
                    // Padding belongs to no signature.
                    measure.tail += usize::from(byte != b'=');
                }
            }
            measures.push(measure);
        }
        Self { bytes, chunks, measures }
    }

    /// The `alg` in the first part, as far as it can be read.
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

    /// With how many words the token is whole, by the length of its signature.
    fn complete(&self, alg: &str, first_part: FirstPart) -> Option<usize> {
        let dots = if first_part == FirstPart::Payload { 1 } else { 2 };
        let whole = |measure: &Measure| {
            measure.dots == dots
                && signature_lengths(alg).iter().any(|legal| legal.characters == measure.tail)
        };
        self.measures.iter().rposition(whole).map(|index| index + 1)
    }

    /// How many words can hardly be anything but parts of this token.
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

    /// Every line but the last has the same width.
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

    /// The width of the line that the token begins on, up to the token's end.
    fn first_line_width(&self) -> usize {
        let Some(first) = self.chunks.first() else { return 0 };
        let before = self.bytes.get(..first.range.start).unwrap_or_default();
        let nearest = before.get(before.len().saturating_sub(MAX_LINE_WIDTH)..);
        suffix_len(nearest.unwrap_or_default(), |byte| byte != b'\n') + first.range.len()
    }

    /// The text holds nothing but these words.
    fn nothing_else(&self, all: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (self.chunks.first(), self.chunks.last()) else {
            return true;
        };
        all.start >= first.range.start && all.end <= last.range.end
    }
}

impl Joined {
    /// Takes off what follows the token in its last word.
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

    /// Takes `count` characters off the end, and off the text.
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

/// How many characters of the text belong to another token, which is glued to the signature.
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

/// How many characters are glued to a signature that has its full length without them.
fn surplus(text: &[u8], alg: &str) -> Option<usize> {
    let mut parts = dotted_parts(text);
    let signature = parts.nth(2)?;
    let length = surplus_after(alg, signature)?;
    let surplus = signature.len() - length;
    // Padding is a fault of the signature's own.
    let padding = suffix_len(signature, |byte| byte == b'=') == surplus;
    (parts.next().is_none() && surplus <= LONGEST_SURPLUS && !padding).then_some(surplus)
}

/// A word stands in the signature's place, or a mark where it would begin.
fn is_redacted(text: &[u8], first_part: FirstPart, after: &[u8]) -> bool {
    let mut parts = dotted_parts(text);
    let last = parts.nth(if first_part == FirstPart::Payload { 1 } else { 2 });
    let marked = matches!(after, [b'<' | b'[' | b'*' | b'{' | b'(' | ELLIPSIS, ..]);
    parts.next().is_none()
        && last.is_some_and(|last| is_redaction(last) || last.is_empty() && marked)
}

/// A word that somebody put in a signature's place.
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

/// How far a signature of this algorithm reaches into a run of `length` characters: none where the
/// length is legal, or where no legal length fits.
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

/// Whether the unused bits of the character before `end` are zero, as they are in every signature
/// that was encoded by a program.
fn ends_canonically(run: &[u8], end: usize) -> bool {
    let group = run.get(end - end % 4..end).unwrap_or_default();
    let text = std::str::from_utf8(group).unwrap_or_default();
    !end.is_multiple_of(4) && base64::decode(text).flaws.is_empty()
}
