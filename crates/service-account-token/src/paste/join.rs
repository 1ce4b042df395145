//! Joins the pieces of a token that was broken up by line breaks, by quotes, by spaces, or by a
//! single stray character.

use std::ops::Range;

use crate::kubernetes::algorithms::signature_lengths;
use crate::text::base64::decode_prefix;
use crate::text::bytes::{dotted_parts, prefix_len, suffix_len};

use super::candidate::FirstPart;
use super::encoding::Encoding;
use super::ending::{SHORTEST_LINE, Words, surplus};
use super::normalize::{ELLIPSIS, FOREIGN};
use super::pieces::{Gap, Gaps, Glue, ends_line, gather};
use super::prompt;
use super::sniff::is_text;
use super::word::{up_to_dot, word_end};

/// A token joined from its pieces.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// Its pieces in the normalized text.
    pub(super) chunks: Vec<Range<usize>>,
    /// Where to continue.
    pub(super) end: usize,
    /// What joined its pieces.
    pub(super) encoding: Vec<Encoding>,
    /// The first space or tab inside it.
    pub(super) blank: Option<usize>,
    /// True if it was shortened: dots or an ellipsis follow.
    pub(super) elided: bool,
    /// True if a mark such as `<redacted>` follows or replaces its signature.
    pub(super) redacted: bool,
    /// Text glued to its end, left out of the token.
    pub(super) surplus: Option<Range<usize>>,
    /// A prompt glued to its end, left out of the token.
    pub(super) prompt: Option<Range<usize>>,
    /// Where another token begins that was glued to its end.
    pub(super) second: Option<usize>,
    /// The mark that replaces its middle, and what follows it.
    pub(super) middle: Option<Range<usize>>,
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
    let words = Words::new(bytes, &chunks, first_part);
    let alg = words.alg(first_part);
    let ending = words.ending(&alg, all);
    let taken = chunks.get(..ending.count).unwrap_or_default();
    let mut joined = Joined {
        chunks: Vec::new(),
        end: taken.last().map_or(first.end, |chunk| chunk.range.end),
        encoding: encoding_of(taken.iter().skip(1).map(|chunk| chunk.gap)),
        blank: taken
            .iter()
            .skip(1)
            .find(|chunk| chunk.gap == Gap::Blank)
            .map(|chunk| chunk.range.start - 1),
        elided: false,
        redacted: false,
        surplus: None,
        prompt: None,
        second: None,
        middle: None,
    };
    for (index, chunk) in taken.iter().enumerate() {
        let odd = usize::from(index > 0 && chunk.gap == Gap::Odd);
        joined.chunks.push(chunk.range.start - odd..chunk.range.end);
    }
    if let Some(last) = joined.chunks.last_mut() {
        // The `=` before a line break is padding if the token ends there.
        let padding = bytes.get(last.end..).unwrap_or_default();
        let end = last.end + prefix_len(padding, |byte| byte == b'=');
        last.end = ending.prompt.as_ref().map_or(end, |prompt| prompt.start);
        joined.end = last.end;
    }
    joined.prompt = ending.prompt;
    joined.trim(bytes, &alg, first_part);
    joined
}

/// Returns what joined the pieces between which these gaps are.
fn encoding_of(gaps: impl Iterator<Item = Gap> + Clone) -> Vec<Encoding> {
    let has = |test: fn(&Gap) -> bool| gaps.clone().any(|gap| test(&gap));
    let mut encoding = Vec::new();
    for (found, name) in [
        (has(|gap| matches!(gap, Gap::Literal(_))), Encoding::Concatenated),
        (has(|gap| *gap == Gap::MarkedLine), Encoding::QuotedLines),
        (has(|gap| matches!(gap, Gap::Line | Gap::SpacedLine)), Encoding::WrappedLines),
    ] {
        if found {
            encoding.push(name);
        }
    }
    encoding
}

/// Base64 joined from its pieces.
pub(super) struct JoinedBase64 {
    /// Its pieces in the normalized text.
    pub(super) chunks: Vec<Range<usize>>,
    /// Where to continue.
    pub(super) end: usize,
    /// What joined its pieces.
    pub(super) encoding: Vec<Encoding>,
}

/// Joins base64 without dots: lines of equal width, except that the last one may be shorter, or
/// literals.
pub(super) fn join_base64(bytes: &[u8], start: usize, end: usize) -> JoinedBase64 {
    let word = bytes.get(start..end).unwrap_or_default();
    let part = up_to_dot(word).len();
    let mut chunks = Vec::new();
    chunks.push(start..start + part);
    let mut end = end;
    let mut width = part;
    let mut gaps = Gaps::new(bytes, start);
    let mut taken = Vec::new();
    while part == word.len()
        && !bytes.get(..end).is_some_and(|text| text.ends_with(b"="))
        && let Some((gap, next)) = gaps.next(end)
    {
        let next_end = word_end(bytes, next);
        let line = bytes.get(next..next_end).unwrap_or_default();
        let fits = match gap {
            Gap::Literal(Glue::Operator) => true,
            Gap::Literal(Glue::List) | Gap::SpacedLine | Gap::Blank | Gap::Odd => false,
            _ => {
                (line.len() <= width || chunks.len() == 1)
                    && width >= SHORTEST_LINE
                    && ends_line(bytes, next_end)
            }
        };
        if !fits || line.contains(&b'.') {
            break;
        }
        width = line.len();
        chunks.push(next..next_end);
        taken.push(gap);
        end = next_end;
    }
    JoinedBase64 { chunks, end, encoding: encoding_of(taken.into_iter()) }
}

impl Joined {
    /// Removes from the last word what follows the token.
    fn trim(&mut self, bytes: &[u8], alg: &str, first_part: FirstPart) {
        let mut text = Vec::new();
        for chunk in &self.chunks {
            text.extend_from_slice(bytes.get(chunk.clone()).unwrap_or_default());
        }
        self.cut_middle(bytes, &mut text, first_part);
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
        if self.middle.is_some() {
            return;
        }
        self.redacted = is_redacted(&text, first_part, after);
        if !self.redacted {
            self.cut_at_mark(bytes);
        }
        if first_part != FirstPart::Header || self.redacted || self.middle.is_some() {
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

    /// Removes what follows three dots or more inside the token: they replace its middle. Two dots
    /// enclose an empty part.
    fn cut_middle(&mut self, bytes: &[u8], text: &mut Vec<u8>, first_part: FirstPart) {
        if first_part == FirstPart::Unreadable {
            return;
        }
        let Some(at) = text.windows(3).position(|three| three == b"...") else {
            return self.cut_mask(text);
        };
        let after = text.get(at..).unwrap_or_default();
        let mut end = self.end;
        if after.iter().all(|&byte| byte == b'.') {
            // A word has a limited number of dots.
            let rest = bytes.get(end..).unwrap_or_default();
            end += prefix_len(rest, |byte| byte == b'.');
            let tail = end;
            end = word_end(bytes, tail);
            if end == tail {
                return;
            }
        }
        if at == 0 {
            return;
        }
        self.shorten(text, text.len() - at);
        self.middle = Some(self.end..end);
        self.elided = true;
        self.prompt = None;
        self.blank = self.blank.filter(|&blank| blank < self.end);
    }

    /// Removes a mask in characters of a token, and what follows it.
    fn cut_mask(&mut self, text: &mut Vec<u8>) {
        let Some(mask) = mask_in(text) else { return };
        let end = self.end;
        let goes_on = mask.end < text.len();
        self.shorten(text, text.len() - mask.start);
        self.middle = goes_on.then_some(self.end..end);
        self.elided = true;
        self.prompt = None;
        self.blank = self.blank.filter(|&blank| blank < self.end);
    }

    /// Finds a mark that replaces the middle of the token, such as `[...]`, right after its front.
    /// Dots between blanks count if a single word follows them on the line.
    fn cut_at_mark(&mut self, bytes: &[u8]) {
        let after = bytes.get(self.end..).unwrap_or_default();
        let blanks = |text: &[u8]| prefix_len(text, |byte| matches!(byte, b' ' | b'\t'));
        let before_mark = blanks(after);
        let Some(length) = elision(after.get(before_mark..).unwrap_or_default()) else { return };
        let mark = before_mark + length;
        let after_mark = blanks(after.get(mark..).unwrap_or_default());
        let tail = self.end + mark + after_mark;
        let end = word_end(bytes, tail);
        let apart = before_mark > 0 && after_mark > 0 && ends_line(bytes, end);
        if end > tail && (apart || before_mark + after_mark == 0) {
            self.middle = Some(self.end..end);
            self.elided = true;
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

/// Returns the length of a mark at the start of a text that replaces what was left out.
pub(super) fn elision(text: &[u8]) -> Option<usize> {
    const WORDS: &[&[u8]] = &[b"...", b"snip", b"redacted", b"truncated", b"omitted", b"cut"];
    let close = match text.first()? {
        &ELLIPSIS => return Some(1),
        // `•••` and `███` are foreign characters too.
        &sign @ (b'*' | b'.' | b'#' | FOREIGN) => {
            let count = prefix_len(text, |byte| byte == sign);
            return (count >= 3).then_some(count);
        }
        b'[' => b']',
        b'<' => b'>',
        b'(' => b')',
        b'{' => b'}',
        _ => return None,
    };
    let inner = text.get(1..)?;
    let inner = inner.get(..inner.iter().take(16).position(|&byte| byte == close)?)?;
    let is_around = |byte: u8| matches!(byte, b'-' | b'*' | b' ');
    let word = inner.get(prefix_len(inner, is_around)..inner.len() - suffix_len(inner, is_around));
    let word = word.unwrap_or_default();
    let known =
        matches!(word, [ELLIPSIS]) || WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    known.then_some(inner.len() + 2)
}

/// The fewest letters X that are a mask.
const SHORTEST_MASK: usize = 4;

/// The fewest characters before a mask that show the beginning of a token.
const SHORTEST_START: usize = 6;

/// Words that people write into the middle of a token, in characters that base64url has too.
const SNIPS: [&[u8]; 4] = [b"--snip--", b"--cut--", b"--redacted--", b"--truncated--"];

/// Returns the range of what replaces the rest of a token, or its middle, in characters that a token
/// may have: letters X, a word such as `--snip--`, or two dots. What precedes them begins a header or
/// a payload.
pub(super) fn mask_in(token: &[u8]) -> Option<Range<usize>> {
    let mut at = 0;
    dotted_parts(token).take(2).find_map(|part| {
        let start = at;
        at += part.len() + 1;
        if !part.starts_with(b"eyJ") {
            return None;
        }
        let two_dots = || {
            let after = token.get(at - 1..)?;
            let is_cut = prefix_len(after, |byte| byte == b'.') == 2 && breaks_off(part);
            is_cut.then_some(part.len()..part.len() + 2)
        };
        let mask = mask_in_part(part).or_else(|| snip_in_part(part)).or_else(two_dots)?;
        Some(start + mask.start..start + mask.end)
    })
}

/// Returns true for the front of an object without its end. Two dots after a whole header enclose an
/// empty part, as in a detached signature.
fn breaks_off(part: &[u8]) -> bool {
    let decoded = decode_prefix(part, part.len());
    part.len() >= SHORTEST_START && is_text(&decoded) && !decoded.trim_ascii_end().ends_with(b"}")
}

fn snip_in_part(part: &[u8]) -> Option<Range<usize>> {
    let (start, length) = SNIPS.iter().find_map(|snip| {
        let at = part.windows(snip.len()).position(|piece| piece.eq_ignore_ascii_case(snip))?;
        Some((at, snip.len()))
    })?;
    let begins = part.get(..start)?;
    let is_one = begins.len() >= SHORTEST_START && is_text(&decode_prefix(begins, begins.len()));
    is_one.then_some(start..start + length)
}

fn mask_in_part(part: &[u8]) -> Option<Range<usize>> {
    let is_mask = |four: &[u8]| four == b"XXXX" || four == b"xxxx";
    let start = part.windows(SHORTEST_MASK).position(is_mask)?;
    let begins = part.get(..start).filter(|begins| begins.len() >= SHORTEST_START)?;
    let letter = *part.get(start)?;
    let end = start + prefix_len(part.get(start..)?, |byte| byte == letter);
    let masked = part.get(..start + 2 * SHORTEST_MASK).unwrap_or(part);
    let is_one = is_text(&decode_prefix(begins, begins.len()))
        && !is_text(&decode_prefix(masked, masked.len()));
    is_one.then_some(start..end)
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

/// Returns true if a placeholder word replaces the signature, or a mark follows where it would
/// begin.
fn is_redacted(text: &[u8], first_part: FirstPart, after: &[u8]) -> bool {
    let mut parts = dotted_parts(text);
    let last = parts.nth(if first_part == FirstPart::Payload { 1 } else { 2 });
    let marked =
        matches!(after, [b'<' | b'[' | b'*' | b'#' | b'{' | b'(' | ELLIPSIS | FOREIGN, ..])
            && !prompt::is_bracketed(after);
    parts.next().is_none()
        && last.is_some_and(|last| is_redaction(last) || last.is_empty() && marked)
}

/// The longest words in place of a signature.
const LONGEST_REDACTION: usize = 40;

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
        b"fakesignature",
    ];
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'_');
    let has_word = |signature: &[u8]| {
        signature
            .split(is_separator)
            .any(|part| WORDS.iter().any(|word| part.eq_ignore_ascii_case(word)))
    };
    // Every signature is longer.
    let is_short = signature.len() <= LONGEST_REDACTION;
    let repeated = |mark: u8| signature.iter().all(|&byte| byte.eq_ignore_ascii_case(&mark));
    is_short && has_word(signature)
        || signature.len() >= 3 && (repeated(b'x') || repeated(b'_') || repeated(b'-'))
}
