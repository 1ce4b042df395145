//! Normalizes the paste for the scanner: one byte per character, without the changes that transport
//! made.
//!
//! Zero-width and direction characters are dropped, no-break spaces become spaces, typographic
//! quotes become quotes, `%2E` and `&#46;` become `.`, and a written-out `\n` becomes a line break. The codes of
//! a terminal and the elements of a web page are dropped. Any other character outside ASCII becomes one
//! byte that ends a word. Every change is recorded, and a map
//! leads back to the original text.

use std::ops::Range;

use crate::text::bytes::prefix_len;
use crate::text::escape::code_point;
use crate::text::source_map::Pieces;
use crate::text::unicode::is_zero_width;

use super::markup;
use super::word::is_word;

/// Represents any character that no token contains.
pub(super) const FOREIGN: u8 = 0x80;

/// Represents `…`, which shows that something was left out.
pub(super) const ELLIPSIS: u8 = 0x85;

/// How often a character may be percent-encoded.
const MAX_ENCODINGS: usize = 4;

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    /// An invisible character was dropped.
    Hidden(char),
    /// `%2E` was decoded.
    Percent,
    /// `\n` or `\u002e` was decoded.
    Backslash,
    /// A code of a terminal or an element of a web page was dropped, or `&#46;` was decoded.
    Markup,
    /// [`FOREIGN`] replaces this character, right after a word.
    Foreign(char),
}

/// A change and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The byte of the normalized text at or before which the change happened.
    pub(super) at: usize,
    /// Its range in the text before normalization.
    pub(super) from: Range<usize>,
    /// What changed.
    pub(super) kind: ChangeKind,
}

/// The normalized text.
#[derive(Debug, Default)]
pub(super) struct Normalized {
    pub(super) bytes: Vec<u8>,
    pub(super) pieces: Pieces,
    pub(super) changes: Vec<Change>,
}

impl Normalized {
    pub(super) fn new(text: &[u8]) -> Self {
        let mut normalized = Self::default();
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            let rest = text.get(at..).unwrap_or_default();
            if let Some(length) = normalized.markup(rest, at) {
                at += length;
                continue;
            }
            at += match byte {
                b'%' => normalized.percent(rest, at),
                b'&' => normalized.entity(rest, at),
                b'\\' => normalized.backslash(rest, at),
                0x80.. => normalized.character(rest, at),
                _ => normalized.plain(rest, at),
            };
        }
        normalized
    }

    /// Returns the changes inside `range` of the normalized text.
    pub(super) fn changes_in(&self, range: &Range<usize>) -> &[Change] {
        let first = self.changes.partition_point(|change| change.at < range.start);
        let last = self.changes.partition_point(|change| change.at < range.end);
        self.changes.get(first..last).unwrap_or_default()
    }

    /// Returns the character that [`FOREIGN`] replaces at this byte, if it directly follows a word.
    pub(super) fn foreign(&self, at: usize) -> Option<char> {
        self.changes_in(&(at..at + 1)).iter().find_map(|change| match change.kind {
            ChangeKind::Foreign(character) => Some(character),
            _ => None,
        })
    }

    fn push(&mut self, byte: u8, at: usize, length: usize) -> usize {
        self.bytes.push(byte);
        self.pieces.push(1, at..at + length);
        length
    }

    /// Copies the leading run of unchanged characters, nearly the whole text, in one step.
    fn plain(&mut self, rest: &[u8], at: usize) -> usize {
        let is_plain = |&&byte: &&u8| {
            byte.is_ascii() && !matches!(byte, b'%' | b'&' | b'\\' | b'<' | b'[' | b'^' | 0x1b)
        };
        // The first one is what else it begins.
        let length = rest.iter().skip(1).take_while(is_plain).count() + 1;
        self.bytes.extend_from_slice(rest.get(..length).unwrap_or_default());
        self.pieces.push(length, at..at + length);
        length
    }

    fn record(&mut self, kind: ChangeKind, from: usize, length: usize) {
        self.changes.push(Change { at: self.bytes.len(), from: from..from + length, kind });
    }

    /// Drops the code or the element at the start of `rest`. Returns its length.
    fn markup(&mut self, rest: &[u8], at: usize) -> Option<usize> {
        match rest.first()? {
            b'<' => {
                let element = markup::element(rest)?;
                self.record(ChangeKind::Markup, at, element.length);
                let next = rest.get(element.length);
                if element.breaks_line && !matches!(next, Some(b'\n' | b'\r')) {
                    self.push(b'\n', at, element.length);
                }
                Some(element.length)
            }
            0x1b | b'[' | b'^' | b'\\' | 0xe2 => {
                let length = markup::sequence(rest).or_else(|| markup::shown_return(rest))?;
                self.record(ChangeKind::Markup, at, length);
                Some(length)
            }
            _ => None,
        }
    }

    fn percent(&mut self, rest: &[u8], at: usize) -> usize {
        // Each further encoding turns the `%` into `%25`.
        let digits = rest.get(1..).unwrap_or_default();
        let again = digits.chunks(2).take(MAX_ENCODINGS).take_while(|pair| *pair == b"25").count();
        for encodings in (0..=again).rev() {
            let start = 1 + 2 * encodings;
            let decoded = rest.get(start..start + 2).and_then(|digits| code_point(digits, 16));
            if let Some(decoded) = decoded.filter(char::is_ascii) {
                self.record(ChangeKind::Percent, at, start + 2);
                return self.push(u8::try_from(decoded).unwrap_or(FOREIGN), at, start + 2);
            }
        }
        self.push(b'%', at, 1)
    }

    /// Decodes a character reference of HTML.
    fn entity(&mut self, rest: &[u8], at: usize) -> usize {
        match markup::entity(rest) {
            Some((character, length)) => {
                self.record(ChangeKind::Markup, at, length);
                self.put(character, at, length);
                length
            }
            None => self.push(b'&', at, 1),
        }
    }

    fn backslash(&mut self, rest: &[u8], at: usize) -> usize {
        let slashes = prefix_len(rest, |byte| byte == b'\\');
        let Some(&next) = rest.get(slashes) else { return self.push(b'\\', at, slashes) };
        let meaning = match next {
            b'n' | b'r' | b'\n' => b'\n',
            b'\r' => b'\r',
            b't' => b' ',
            b'"' | b'\'' | b'/' => next,
            // Markdown and regular expressions escape these characters of a token.
            b'.' | b'_' | b'-' => next,
            b'x' => return self.hexadecimal_escape(rest, at, slashes),
            b'u' => return self.unicode_escape(rest, at, slashes),
            _ => return self.push(b'\\', at, slashes),
        };
        self.record(ChangeKind::Backslash, at, slashes + 1);
        self.push(meaning, at, slashes + 1)
    }

    /// Decodes `\x2e`.
    fn hexadecimal_escape(&mut self, rest: &[u8], at: usize, slashes: usize) -> usize {
        let digits = rest.get(slashes + 1..slashes + 3);
        let decoded = digits.and_then(|digits| code_point(digits, 16));
        let Some(decoded) = decoded.filter(|decoded| decoded.is_ascii_graphic()) else {
            return self.push(b'\\', at, slashes);
        };
        let length = slashes + 3;
        self.record(ChangeKind::Backslash, at, length);
        self.put(decoded, at, length);
        length
    }

    fn unicode_escape(&mut self, rest: &[u8], at: usize, slashes: usize) -> usize {
        let digits = rest.get(slashes + 1..slashes + 5);
        let Some(character) = digits.and_then(|digits| code_point(digits, 16)) else {
            return self.push(b'\\', at, slashes);
        };
        let length = slashes + 5;
        self.record(ChangeKind::Backslash, at, length);
        self.put(character, at, length);
        length
    }

    fn character(&mut self, rest: &[u8], at: usize) -> usize {
        let window = rest.get(..4).unwrap_or(rest);
        let chunk = window.utf8_chunks().next();
        let Some(character) = chunk.and_then(|chunk| chunk.valid().chars().next()) else {
            return self.push(FOREIGN, at, 1);
        };
        self.put(character, at, character.len_utf8());
        character.len_utf8()
    }

    fn put(&mut self, character: char, at: usize, length: usize) {
        match character {
            _ if is_zero_width(character) => self.record(ChangeKind::Hidden(character), at, length),
            '\u{85}' | '\u{2028}' | '\u{2029}' => _ = self.push(b'\n', at, length),
            '\u{2026}' => _ = self.push(ELLIPSIS, at, length),
            '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => _ = self.push(b'"', at, length),
            _ if character.is_whitespace() => _ = self.push(b' ', at, length),
            _ if character.is_ascii() => {
                _ = self.push(u8::try_from(character).unwrap_or(FOREIGN), at, length);
            }
            _ => {
                // Recording every one would cost too much: a text may hold nothing else.
                if self.bytes.last().is_some_and(|&byte| is_word(byte)) {
                    self.record(ChangeKind::Foreign(character), at, length);
                }
                self.push(FOREIGN, at, length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let normalized = Normalized::new(text.as_bytes());
        let read: String = normalized.bytes.iter().map(|&byte| char::from(byte)).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn what_a_carrier_put_there_is_undone() {
        check("a\u{200b}b\u{feff}", "ab");
        check("a\u{a0}b\u{3000}c", "a b c");
        check("\u{201c}a\u{201d}", "\"a\"");
        check("a%2Eb%zz%", "a.b%zz%");
        check(r#"a\nb\"c\u002ed\x"#, "a\nb\"c.d\\x");
        check("é", "\u{80}");
        check("a\\\nb", "a\nb");
        check("a\\\r\nb", "a\r\nb");
        check("a\u{2028}b\u{2029}c\u{85}d", "a\nb\nc\nd");
        check("\u{ab}a\u{bb}\u{2018}b\u{2019}", "\"a\"\"b\"");
        check("a\u{2026}", "a\u{85}");
        check("a%7Eb%80c%2", "a~b%80c%2");
        check(r"a\tb\rc\/d\'e", "a b\nc/d'e");
        check(r"a\\u002eb\u00e9\u200b\u0041", "a.b\u{80}A");
        check(r"a\ud800b\u12", r"a\ud800b\u12");
        check(r"a\", r"a\");
        check("a\u{1b}[31mb\u{1b}[0mc[1]^d<e", "abc[1]^d<e");
        check("<span class=\"x\">a</span>b<br>c<br/>\nd<x>", "ab\nc\nd<x>");
    }

    #[test]
    fn bytes_that_are_not_utf8_end_a_word() {
        assert_eq!(Normalized::new(b"a\xff\xc3").bytes, [b'a', FOREIGN, FOREIGN]);
    }
}
