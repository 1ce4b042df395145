//! Decides how many of the words that may be pieces of a token belong to it.
//!
//! The best evidence for a token's end is its signature, whose length follows from `alg`. Without
//! that evidence, only lines that almost certainly belong to the token are joined.

use std::ops::Range;

use crate::kubernetes::algorithms::{Algorithm, SignatureLength};
use crate::text::base64::{self, decode_prefix};
use crate::text::bytes::{dotted_parts, prefix_len, suffix_len};

use super::candidate::FirstPart;
use super::pieces::{Chunk, Gap, Glue, line_before};
use super::prompt;

/// The length below which a line after a token is more likely a separate word.
pub(super) const SHORTEST_LINE: usize = 20;

/// The most characters beyond a full-length signature that count as glued text. A longer excess
/// more likely means a signature of another length.
const LONGEST_SURPLUS: usize = 32;

/// Where a token ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// The number of words that belong to it.
    pub(super) count: usize,
    /// A prompt that begins inside the last word.
    pub(super) prompt: Option<Range<usize>>,
}

/// The words that may be pieces of a token.
pub(super) struct Words<'b> {
    bytes: &'b [u8],
    chunks: &'b [Chunk],
    /// The number of dots before the part that ends the token.
    dots: usize,
}

impl<'b> Words<'b> {
    pub(super) fn new(bytes: &'b [u8], chunks: &'b [Chunk], first_part: FirstPart) -> Self {
        let dots = if first_part == FirstPart::Payload { 1 } else { 2 };
        Self { bytes, chunks, dots }
    }

    fn text(&self, chunk: &Chunk) -> &'b [u8] {
        self.bytes.get(chunk.range.clone()).unwrap_or_default()
    }

    /// Returns the `alg` in the first part, as far as it can be read.
    pub(super) fn alg(&self, first_part: FirstPart) -> String {
        if first_part != FirstPart::Header {
            return String::new();
        }
        let mut header = Vec::new();
        for chunk in self.chunks {
            let text = self.text(chunk);
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

    /// Returns where the token ends. `all` is the range of the text without the whitespace and
    /// quotes around it.
    pub(super) fn ending(&self, alg: &str, all: &Range<usize>) -> Ending {
        self.by_signature(alg).unwrap_or_else(|| {
            let count = self.plausible(all);
            let prompt = self.chunks.get(count - 1).and_then(|last| self.prompt_in(last));
            Ending { count, prompt }
        })
    }

    /// Returns where the token is whole, judging by the length of its signature. The longest length
    /// that the words reach decides: a shorter one may end a line by chance.
    fn by_signature(&self, alg: &str) -> Option<Ending> {
        let algorithm = Algorithm::from_name(alg)?;
        let lengths = algorithm.signature_lengths().iter().rev();
        lengths.into_iter().find_map(|legal| {
            let (index, end) = self.reach(legal.characters)?;
            let chunk = self.chunks.get(index)?;
            let rest = self.bytes.get(end..chunk.range.end)?;
            // Padding is the signature's own fault, not glued text.
            let rest = rest.get(prefix_len(rest, |byte| byte == b'=')..)?;
            let prompt = self.prompt_at(index, chunk.range.end - rest.len());
            let ends_here = prompt.is_some()
                || !self.continues(index)
                    && (rest.iter().all(|&byte| byte == b'.')
                        || is_surplus(algorithm, legal, self.run(index), rest.len()));
            ends_here.then_some(Ending { count: index + 1, prompt })
        })
    }

    /// Returns the word in which the signature reaches this length, and where. An odd character
    /// between two words counts, padding does not.
    fn reach(&self, length: usize) -> Option<(usize, usize)> {
        let (mut dots, mut reached) = (0, 0);
        for (index, chunk) in self.chunks.iter().enumerate() {
            reached += usize::from(index > 0 && chunk.gap == Gap::Odd && dots == self.dots);
            for (at, &byte) in chunk.range.clone().zip(self.text(chunk)) {
                match byte {
                    b'.' => dots += 1,
                    b'=' => {}
                    _ if dots == self.dots => reached += 1,
                    _ if dots > self.dots => return None,
                    _ => {}
                }
                if reached == length && dots == self.dots {
                    return Some((index, at + 1));
                }
            }
        }
        None
    }

    /// Returns the characters after the last dot up to the end of a word.
    fn run(&self, index: usize) -> Vec<u8> {
        let mut text = Vec::new();
        for chunk in self.chunks.iter().take(index + 1) {
            text.extend_from_slice(self.text(chunk));
        }
        dotted_parts(&text).nth(self.dots).unwrap_or_default().to_vec()
    }

    /// Returns true if the lines go on evenly after a full line, so that the signature is longer.
    fn continues(&self, index: usize) -> bool {
        let (Some(chunk), Some(next)) = (self.chunks.get(index), self.chunks.get(index + 1)) else {
            return false;
        };
        let prompt = self.start_of_prompt(next);
        let width = prompt.unwrap_or(next.range.end) - next.range.start;
        self.is_full(index)
            && next.gap.is_line()
            && (next.ends_line || prompt.is_some())
            && (SHORTEST_LINE..=chunk.range.len()).contains(&width)
            && looks_encoded(self.text(next))
    }

    /// Returns true if a line of a wrapped token is as wide as the one before.
    fn is_full(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).and_then(|before| self.chunks.get(before)) else {
            return false;
        };
        self.chunks.get(index).is_some_and(|chunk| {
            let width = chunk.range.len();
            let line = if index == 1 { self.first_line_width() } else { 0 };
            chunk.gap.is_line() && (width == before.range.len() || width == line)
        })
    }

    /// Returns the prompt that begins at `start`, inside this word. A terminal may have wrapped it
    /// as well.
    fn prompt_at(&self, index: usize, start: usize) -> Option<Range<usize>> {
        let chunk = self.chunks.get(index)?;
        if start == chunk.range.end {
            return None;
        }
        let near = |from: usize| {
            let rest = self.bytes.get(from..).unwrap_or_default();
            rest.get(..prompt::MAX_PROMPT).unwrap_or(rest)
        };
        let ahead = near(start);
        if let Some(length) = prompt::length(ahead) {
            return Some(start..start + length);
        }
        let line = prefix_len(ahead, |byte| !matches!(byte, b'\r' | b'\n'));
        let line_break = prefix_len(ahead.get(line..)?, |byte| matches!(byte, b'\r' | b'\n'));
        if index == 0 || self.continues(index) || !(1..=2).contains(&line_break) {
            return None;
        }
        let unwrapped = [ahead.get(..line)?, near(start + line + line_break)].concat();
        let length = prompt::length(&unwrapped).filter(|&length| length > line)?;
        Some(start..start + length + line_break)
    }

    /// Returns the prompt at the end of a word, without knowing where the token ends.
    fn prompt_in(&self, chunk: &Chunk) -> Option<Range<usize>> {
        let start = self.start_of_prompt(chunk)?;
        let length = prompt::length(self.bytes.get(start..)?)?;
        Some(start..start + length)
    }

    fn start_of_prompt(&self, chunk: &Chunk) -> Option<usize> {
        let after = self.bytes.get(chunk.range.end..)?;
        Some(chunk.range.start + prompt::start_in(self.text(chunk), after)?)
    }

    /// Returns the number of words that almost certainly belong to this token.
    fn plausible(&self, all: &Range<usize>) -> usize {
        let whole_lines = self.chunks.iter().take_while(|chunk| chunk.ends_line).count();
        let whole = self.chunks.get(..whole_lines).unwrap_or_default();
        if self.chunks.get(whole_lines).is_some_and(|last| self.start_of_prompt(last).is_some())
            && self.wrapped_evenly(self.chunks)
        {
            return whole_lines + 1;
        }
        if self.wrapped_evenly(whole) || nothing_else(whole, all) {
            return whole_lines;
        }
        self.even_lines(whole).unwrap_or_else(|| self.plausible_pieces(whole))
    }

    /// Returns the number of words up to the first line that is shorter than the even ones before
    /// it, if they have every part of the token.
    fn even_lines(&self, chunks: &[Chunk]) -> Option<usize> {
        let width = chunks.get(1)?.range.len();
        let shorter = 2 + chunks.iter().skip(2).position(|chunk| chunk.range.len() != width)?;
        let lines = chunks.get(..=shorter)?;
        let dots: usize = lines.iter().map(|line| dots_in(self.text(line))).sum();
        (dots == self.dots && self.wrapped_evenly(lines)).then_some(lines.len())
    }

    fn plausible_pieces(&self, chunks: &[Chunk]) -> usize {
        let mut count = 1;
        let mut dots = 0;
        for pair in chunks.windows(2) {
            let [before, chunk] = pair else { break };
            let text = self.text(chunk);
            let before = self.text(before);
            let dots_before = dots + dots_in(before);
            let dots_after = dots_before + dots_in(text);
            let at_dot = text.starts_with(b".") || before.ends_with(b".");
            let unfinished = dots_before < self.dots && dots_after <= self.dots;
            let taken = match chunk.gap {
                Gap::Odd => unfinished && text.contains(&b'.'),
                Gap::Literal(Glue::Operator) => dots_after <= self.dots,
                Gap::Literal(Glue::List) | Gap::SpacedLine => false,
                _ => at_dot && dots_after <= self.dots || unfinished && text.len() >= SHORTEST_LINE,
            };
            if !taken {
                break;
            }
            dots = dots_before;
            count += 1;
        }
        count
    }

    /// Returns true if every line except the last has the same width.
    fn wrapped_evenly(&self, chunks: &[Chunk]) -> bool {
        let mut widths: Vec<_> = chunks.iter().map(|chunk| chunk.range.len()).collect();
        if let (Some(last), Some(width)) = (chunks.last(), widths.last_mut())
            && let Some(start) = self.start_of_prompt(last)
        {
            *width = start - last.range.start;
        }
        let [first, middle @ .., last] = widths.as_slice() else { return true };
        let Some(&width) = middle.first() else { return false };
        let first_width = self.first_line_width();
        let joined = |gap: Gap| gap.is_line() || gap == Gap::Literal(Glue::Adjacent);
        chunks.iter().skip(1).all(|chunk| joined(chunk.gap))
            && width >= SHORTEST_LINE
            && middle.iter().all(|&other| other == width)
            && (*first == width || first_width == width)
            && *last <= width
    }

    /// Returns the width of the line on which the token begins, up to the end of the first word.
    fn first_line_width(&self) -> usize {
        let Some(first) = self.chunks.first() else { return 0 };
        line_before(self.bytes, first.range.start).len() + first.range.len()
    }
}

fn dots_in(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte == b'.').count()
}

/// Returns true if the text holds nothing but these words, and no list of them.
fn nothing_else(chunks: &[Chunk], all: &Range<usize>) -> bool {
    let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { return true };
    let apart = |chunk: &Chunk| matches!(chunk.gap, Gap::Literal(Glue::List) | Gap::SpacedLine);
    if chunks.iter().any(apart) {
        return false;
    }
    all.start >= first.range.start && all.end <= last.range.end
}

/// Returns true for a word that is no word of a language, no name and no number.
fn looks_encoded(word: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| word.iter().any(test);
    has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
}

/// Returns how many characters are glued to a signature that is full-length without them.
pub(super) fn surplus(text: &[u8], alg: &str) -> Option<usize> {
    let algorithm = Algorithm::from_name(alg)?;
    let mut parts = dotted_parts(text);
    let signature = parts.nth(2)?;
    let surplus = algorithm.signature_lengths().iter().rev().find_map(|legal| {
        let surplus = signature.len().checked_sub(legal.characters)?;
        (surplus == 0 || ends_before(algorithm, legal, signature)).then_some(surplus)
    })?;
    // Padding is the signature's own fault, not glued text.
    let padding = suffix_len(signature, |byte| byte == b'=') == surplus;
    (parts.next().is_none() && (1..=LONGEST_SURPLUS).contains(&surplus) && !padding)
        .then_some(surplus)
}

/// Returns true if the last characters of a run are glued to a signature of this length.
fn is_surplus(algorithm: Algorithm, legal: &SignatureLength, run: Vec<u8>, surplus: usize) -> bool {
    surplus <= LONGEST_SURPLUS
        && run.len() == legal.characters + surplus
        && ends_before(algorithm, legal, &run)
}

/// Returns true if a signature of this length may end inside a longer run. In every signature that a
/// program encoded, the unused bits of the last character are zero; where there are none, the run
/// must not be a signature itself.
fn ends_before(algorithm: Algorithm, legal: &SignatureLength, run: &[u8]) -> bool {
    let end = legal.characters;
    if end.is_multiple_of(4) {
        return run.len() % 4 == 1 || !algorithm.allows_signature_of(run.len() * 3 / 4);
    }
    let group = run.get(end - end % 4..end).unwrap_or_default();
    let text = std::str::from_utf8(group).unwrap_or_default();
    base64::decode(text).flaws.is_empty()
}
