//! The lexemes of JSON as people paste it: with comments, marks of mail, colors, line numbers or a
//! log's prefix between the values, wrapped by a terminal, or as Python, Ruby and JavaScript print
//! the same values.

use std::cell::OnceCell;
use std::ops::Range;

use crate::text::bytes::{prefix_len, suffix_len};

/// One lexeme, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) kind: LexemeKind,
    pub(super) end: usize,
}

/// The kind of a lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LexemeKind {
    Open,
    Close,
    OpenArray,
    CloseArray,
    Colon,
    Comma,
    /// A whole string.
    String,
    /// A string whose line ends before its closing quote.
    BrokenString,
    /// A name without quotes, before a colon.
    Name,
    /// A number, `true`, `false` or `null`.
    Word,
    /// `True`, `None` and the like.
    OtherWord,
    /// What replaces something that was left out: `<redacted>`, `***`, `...`.
    Mark,
    /// Whitespace of JSON.
    Blank,
    /// A comment.
    Comment,
    /// What else is no JSON and may stand between values, such as the mark of a quoted line.
    Noise,
    /// What cannot stand between the values of an object.
    Stranger,
}

/// What `base64 -d` and `base64 --decode` print when they stop, on the line where the output ends.
const BASE64_MESSAGE: &[u8] = b"base64: ";

/// The longest line whose beginning or width matters. No terminal is wider.
const MAX_LINE: usize = 512;

/// The narrowest line that a terminal wraps.
const MIN_WIDTH: usize = 20;

/// The longest name without quotes, and the longest mark.
const MAX_WORD: usize = 64;

/// Reads the lexemes of one outermost object.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    text: &'t [u8],
    root: usize,
    /// Found when the first line ends: many an object does not get so far.
    layout: OnceCell<Layout<'t>>,
}

/// How the lines of an object are laid out.
#[derive(Debug, Default)]
struct Layout<'t> {
    /// What precedes the object on its line, and each further line of it: `# `, a line number, the
    /// prefix of a log. Empty if nothing does.
    margin: &'t [u8],
    /// The width at which a terminal wrapped the object; 0 if none did.
    width: usize,
}

impl<'t> Layout<'t> {
    fn new(text: &'t [u8], root: usize) -> Self {
        let (before, after) = text.split_at_checked(root).unwrap_or_default();
        let near = before.get(before.len().saturating_sub(MAX_LINE)..).unwrap_or_default();
        let indent = suffix_len(near, |byte| byte != b'\n');
        if indent == MAX_LINE {
            return Self::default();
        }
        let margin = before.get(root - indent..).unwrap_or_default().trim_ascii_end();
        // What may begin a value is no margin.
        let is_value = margin.iter().any(|byte| matches!(byte, b'"' | b'\''))
            || matches!(margin, [.., b'[' | b'(' | b'{' | b',' | b'=']);
        Self { margin: if is_value { b"" } else { margin }, width: width(indent, after) }
    }
}

impl<'t> Lexer<'t> {
    /// Returns a lexer for the outermost object that begins at `root`.
    pub(super) fn new(text: &'t [u8], root: usize) -> Self {
        Self { text, root, layout: OnceCell::new() }
    }

    fn layout(&self) -> &Layout<'t> {
        self.layout.get_or_init(|| Layout::new(self.text, self.root))
    }

    /// Returns where the text ends.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// Reads the lexeme at this offset. None at the end of the text.
    pub(super) fn lexeme(&self, at: usize) -> Option<Lexeme> {
        let rest = self.text.get(at..)?;
        // The margin of a line may begin as a value does.
        if let Some(length) = self.margin_at(at) {
            return Some(Lexeme { kind: LexemeKind::Noise, end: at + length });
        }
        let (kind, length) = match rest.first()? {
            b'{' => (LexemeKind::Open, 1),
            b'}' => (LexemeKind::Close, 1),
            b']' => (LexemeKind::CloseArray, 1),
            b':' => (LexemeKind::Colon, 1),
            b'=' if rest.starts_with(b"=>") => (LexemeKind::Colon, 2),
            b',' => (LexemeKind::Comma, 1),
            quote @ (b'"' | b'\'') => self.string(at, *quote),
            b'\n' => (LexemeKind::Blank, 1),
            byte if is_blank(*byte) => (LexemeKind::Blank, prefix_len(rest, is_blank)),
            _ => self.other(at),
        };
        Some(Lexeme { kind, end: at + length })
    }

    fn other(&self, at: usize) -> (LexemeKind, usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        if let Some(length) = comment(rest) {
            return (LexemeKind::Comment, length);
        }
        if let Some(length) = noise(self.text, at) {
            return (LexemeKind::Noise, length);
        }
        if let Some(length) = mark(rest) {
            return (LexemeKind::Mark, length);
        }
        if rest.starts_with(b"[") {
            return (LexemeKind::OpenArray, 1);
        }
        self.word(at)
    }

    fn string(&self, start: usize, quote: u8) -> (LexemeKind, usize) {
        let mut at = start + 1;
        while let Some(&byte) = self.text.get(at) {
            match byte {
                _ if byte == quote => return (LexemeKind::String, at + 1 - start),
                b'\n' if !self.is_wrapped(at) => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        if quote == b'\'' {
            return (LexemeKind::Stranger, 1);
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.get(..at - start).unwrap_or(rest);
        let end = line.windows(BASE64_MESSAGE.len()).position(|part| part == BASE64_MESSAGE);
        let line = line.get(..end.unwrap_or(line.len())).unwrap_or_default();
        let blank = |byte| is_blank(byte) || byte == b'\n';
        (LexemeKind::BrokenString, line.len() - suffix_len(line, blank))
    }

    fn word(&self, start: usize) -> (LexemeKind, usize) {
        let is_inside =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let mut end = start;
        loop {
            end += prefix_len(self.text.get(end..).unwrap_or_default(), is_inside);
            let line_break = match self.text.get(end..) {
                Some([b'\r', b'\n', ..]) => 2,
                Some([b'\n', ..]) => 1,
                _ => break,
            };
            if !self.is_wrapped(end + line_break - 1) || end == start {
                break;
            }
            end += line_break;
        }
        let word = self.text.get(start..end).unwrap_or_default();
        let is_number = word.first().is_some_and(|&byte| byte.is_ascii_digit() || byte == b'-');
        let kind = match word {
            b"true" | b"false" | b"null" => LexemeKind::Word,
            _ if is_number => LexemeKind::Word,
            _ => match self.name(start) {
                Some(length) => return (LexemeKind::Name, length),
                None if other_word(word).is_some() => LexemeKind::OtherWord,
                // Not the whole word: an object may begin inside it.
                None => return (LexemeKind::Stranger, 1),
            },
        };
        (kind, end - start)
    }

    /// Returns the length of the name without quotes at this offset, if a colon follows it.
    fn name(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let near = rest.get(..MAX_WORD).unwrap_or(rest);
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
        let length = prefix_len(near, is_inside);
        let begins = near.first().is_some_and(|byte| !byte.is_ascii_digit());
        let after = near.get(length..)?.trim_ascii_start();
        let colon = matches!(after, [b':', next, ..] if *next != b':');
        (begins && length > 0 && colon).then_some(length)
    }

    /// Returns the length of the margin, if a line begins here.
    fn margin_at(&self, at: usize) -> Option<usize> {
        if at <= self.root || self.text.get(at - 1) != Some(&b'\n') {
            return None;
        }
        let mut left = self.layout().margin;
        if left.is_empty() {
            return None;
        }
        let line = self.text.get(at..)?;
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t');
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let mut length = 0;
        loop {
            // Numbers go on from line to line, and are aligned.
            left = left.get(prefix_len(left, is_space)..)?;
            length += prefix_len(line.get(length..)?, is_space);
            let Some((&first, others)) = left.split_first() else { return Some(length) };
            let rest = line.get(length..)?;
            let digits = prefix_len(rest, is_digit);
            if first.is_ascii_digit() && digits > 0 {
                left = left.get(prefix_len(left, is_digit)..)?;
                length += digits;
            } else if rest.first() == Some(&first) {
                left = others;
                length += 1;
            } else {
                return None;
            }
        }
    }

    /// Returns true if the line that ends with the line break at this offset is as wide as the first
    /// line of the object.
    fn is_wrapped(&self, line_break: usize) -> bool {
        let Some(before) = self.text.get(..line_break) else { return false };
        let line = before.strip_suffix(b"\r").unwrap_or(before);
        let near = line.get(line.len().saturating_sub(MAX_LINE)..).unwrap_or_default();
        let width = self.layout().width;
        width > 0 && suffix_len(near, |byte| byte != b'\n') == width
    }
}

/// Returns the width at which a terminal wrapped an object that begins after `indent` bytes of its
/// line; 0 if none did. The second line is as wide as the first one, or ends the object.
fn width(indent: usize, after: &[u8]) -> usize {
    let first = line(after);
    let next = after.get(first.len()..).unwrap_or_default();
    let next = next.strip_prefix(b"\r").unwrap_or(next);
    let second = line(next.strip_prefix(b"\n").unwrap_or_default());
    let width = indent + first.len();
    let goes_on = second.len() == width || second.ends_with(b"}");
    if width >= MIN_WIDTH && goes_on { width } else { 0 }
}

/// Returns the first line of a text without its line break; empty if it is too long.
fn line(text: &[u8]) -> &[u8] {
    let near = text.get(..MAX_LINE).unwrap_or(text);
    let length = prefix_len(near, |byte| !matches!(byte, b'\r' | b'\n'));
    near.get(..length).filter(|line| line.len() < MAX_LINE).unwrap_or_default()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// Returns what JSON has for a word of another language.
pub(super) fn other_word(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"True" => "true",
        b"False" => "false",
        b"None" | b"nil" | b"undefined" => "null",
        _ => return None,
    })
}

fn comment(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'#', ..] | [b'/', b'/', ..] => Some(prefix_len(rest, |byte| byte != b'\n')),
        [b'/', b'*', inner @ ..] => {
            let inner = inner.get(..MAX_LINE).unwrap_or(inner);
            inner.windows(2).position(|end| end == b"*/").map(|length| length + 4)
        }
        _ => None,
    }
}

/// Returns the length of what is no JSON and is passed over.
fn noise(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    match rest {
        // A terminal color: `ESC [ 0 ; 3 2 m`.
        [0x1b, b'[', color @ ..] => {
            let length = prefix_len(color, |byte| byte.is_ascii_digit() || byte == b';');
            (color.get(length) == Some(&b'm')).then_some(length + 3)
        }
        // A map of Elixir.
        [b'%', b'{', ..] => Some(1),
        _ => invisible(rest).or_else(|| border(rest)).or_else(|| line_mark(text, at)),
    }
}

/// Returns the length of a no-break space or of a character without width.
fn invisible(rest: &[u8]) -> Option<usize> {
    ["\u{a0}", "\u{200b}", "\u{feff}"]
        .iter()
        .find(|character| rest.starts_with(character.as_bytes()))
        .map(|character| character.len())
}

/// Returns the length of the border at the end of a line.
fn border(rest: &[u8]) -> Option<usize> {
    let border = ["|", "│", "┃", "║"].iter().find(|sign| rest.starts_with(sign.as_bytes()))?;
    let after = rest.get(border.len()..)?;
    let next = after.get(prefix_len(after, is_blank));
    next.is_none_or(|&byte| byte == b'\n').then_some(border.len())
}

/// Returns the length of what marks each line of a mail, a table or a diff.
fn line_mark(text: &[u8], at: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(at)?;
    let length = match rest {
        [b'>' | b'|', ..] | [b'+' | b'-', b' ', ..] => 1,
        _ if rest.starts_with("│".as_bytes()) => "│".len(),
        _ => return None,
    };
    let indent = suffix_len(before, |byte| matches!(byte, b' ' | b'\t'));
    let begins_line = before
        .get(..before.len() - indent)
        .is_none_or(|line| line.last().is_none_or(|&byte| byte == b'\n' || byte == b'>'));
    begins_line.then_some(length)
}

/// Returns the length of the mark at the start of a text that replaces something.
fn mark(rest: &[u8]) -> Option<usize> {
    const WORDS: [&[u8]; 8] = [
        b"[Object]",
        b"[Array]",
        b"[redacted]",
        b"[REDACTED]",
        b"REDACTED",
        b"MASKED",
        b"HIDDEN",
        b"OMITTED",
    ];
    const SIGNS: [&str; 4] = ["*", ".", "x", "X"];
    if let Some(length) = bracketed(rest) {
        return Some(length);
    }
    if let Some(word) = WORDS.iter().find(|word| rest.starts_with(word)) {
        return Some(word.len());
    }
    if rest.starts_with("…".as_bytes()) {
        return Some("…".len());
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes()))?;
    let count = prefix_len(rest, |byte| sign.as_bytes() == [byte]);
    (count >= 3).then_some(count)
}

/// Returns the length of a mark such as `<redacted>`.
fn bracketed(rest: &[u8]) -> Option<usize> {
    let inner = rest.strip_prefix(b"<")?;
    let inner = inner.get(..MAX_WORD).unwrap_or(inner);
    let is_inside = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_' | b'.' | b':' | b'/')
    };
    let length = prefix_len(inner, is_inside);
    (length > 0 && inner.get(length) == Some(&b'>')).then_some(length + 2)
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) span: Range<usize>,
    /// Where the outermost object around it begins.
    pub(super) root: usize,
}
