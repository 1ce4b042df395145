//! The lexemes of JSON as people paste it: with comments, quotation marks of mail, terminal colors
//! and the blanks of web pages between the values.

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
    /// A number, `true`, `false` or `null`.
    Word,
    /// Whitespace of JSON.
    Blank,
    /// What is no JSON and may stand between values, such as a comment.
    Noise,
    /// What cannot stand between the values of an object.
    Stranger,
}

/// What `base64 -d` and `base64 --decode` print when they stop, on the line where the output ends.
const BASE64_MESSAGE: &[u8] = b"base64: ";

/// Reads the lexeme at this offset. None at the end of the text.
pub(super) fn lexeme(text: &[u8], at: usize) -> Option<Lexeme> {
    let rest = text.get(at..)?;
    let (kind, length) = match rest.first()? {
        b'{' => (LexemeKind::Open, 1),
        b'}' => (LexemeKind::Close, 1),
        b'[' => (LexemeKind::OpenArray, 1),
        b']' => (LexemeKind::CloseArray, 1),
        b':' => (LexemeKind::Colon, 1),
        b',' => (LexemeKind::Comma, 1),
        b'"' => string(rest),
        byte if is_blank(*byte) => (LexemeKind::Blank, prefix_len(rest, is_blank)),
        _ => match noise(text, at) {
            Some(length) => (LexemeKind::Noise, length),
            None => word(rest),
        },
    };
    Some(Lexeme { kind, end: at + length })
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn string(rest: &[u8]) -> (LexemeKind, usize) {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'"' => return (LexemeKind::String, at + 1),
            b'\n' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    let line = rest.get(..at).unwrap_or(rest);
    let end = line.windows(BASE64_MESSAGE.len()).position(|part| part == BASE64_MESSAGE);
    let line = line.get(..end.unwrap_or(line.len())).unwrap_or_default();
    (LexemeKind::BrokenString, line.len() - suffix_len(line, is_blank))
}

fn word(rest: &[u8]) -> (LexemeKind, usize) {
    let length =
        prefix_len(rest, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let word = rest.get(..length).unwrap_or_default();
    let is_number = word.first().is_some_and(|&byte| byte.is_ascii_digit() || byte == b'-');
    match word {
        b"true" | b"false" | b"null" => (LexemeKind::Word, length),
        _ if is_number => (LexemeKind::Word, length),
        // Not the whole word: an object may begin inside it.
        _ => (LexemeKind::Stranger, 1),
    }
}

/// Returns the length of what is no JSON and is passed over.
fn noise(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = || prefix_len(rest, |byte| byte != b'\n');
    match rest {
        [b'#', ..] | [b'/', b'/', ..] => Some(line()),
        // A terminal color: `ESC [ 0 ; 3 2 m`.
        [0x1b, b'[', color @ ..] => {
            let length = prefix_len(color, |byte| byte.is_ascii_digit() || byte == b';');
            (color.get(length) == Some(&b'm')).then_some(length + 3)
        }
        _ => invisible(rest).or_else(|| line_mark(text, at)),
    }
}

/// Returns the length of a no-break space or of a character without width.
fn invisible(rest: &[u8]) -> Option<usize> {
    ["\u{a0}", "\u{200b}", "\u{feff}"]
        .iter()
        .find(|character| rest.starts_with(character.as_bytes()))
        .map(|character| character.len())
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

/// A text without its noise.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) text: String,
    /// The ranges of the source that were kept.
    pub(super) kept: Vec<Range<usize>>,
    /// True if a comment was left out.
    pub(super) has_comments: bool,
}

/// Returns the text in this range without what is no JSON between its values.
pub(super) fn clean(text: &str, range: Range<usize>) -> Cleaned {
    let mut cleaned = Cleaned { text: String::new(), kept: Vec::new(), has_comments: false };
    let bytes = text.as_bytes().get(..range.end).unwrap_or_default();
    let mut start = range.start;
    let mut at = range.start;
    while let Some(lexeme) = lexeme(bytes, at) {
        if lexeme.kind == LexemeKind::Noise {
            cleaned.has_comments |= matches!(bytes.get(at), Some(b'#' | b'/'));
            cleaned.keep(text, start..at);
            start = lexeme.end;
        }
        at = lexeme.end;
    }
    cleaned.keep(text, start..range.end);
    cleaned
}

impl Cleaned {
    fn keep(&mut self, text: &str, range: Range<usize>) {
        if let Some(kept) = text.get(range.clone())
            && !kept.is_empty()
        {
            self.text.push_str(kept);
            self.kept.push(range);
        }
    }
}
