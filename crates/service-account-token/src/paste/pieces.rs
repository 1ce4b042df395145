//! Finds the words that may be pieces of one token, and what separates them: line breaks, marks at
//! the ends of lines, the quotes of source code, blanks, or a single stray character.

use std::ops::Range;

use crate::text::base64::decode_prefix;
use crate::text::bytes::{prefix_len, suffix_len};

use super::normalize::FOREIGN;
use super::word::{is_word, word_end};

/// The farthest that joining reaches. Neither people nor mail programs wrap longer tokens, and in a
/// hostile text every token would scan all the lines after it.
const MAX_JOINED_BYTES: usize = 1 << 16;

/// How far back to look for the beginning of a line. No terminal is wider.
const MAX_LINE_WIDTH: usize = 4096;

/// The most stray characters to skip in one token.
const MAX_ODD: usize = 16;

/// The length below which a line is too short for a soft line break of a mail program.
const SHORTEST_SOFT_LINE: usize = 60;

/// What separates two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Line,
    /// A line break, with the same mark at the end of each line or at the beginning of the next.
    MarkedLine,
    /// A line break and a blank line, as after every line of the token.
    SpacedLine,
    /// What stands between two string literals.
    Literal(Glue),
    Blank,
    /// One stray character.
    Odd,
}

/// What joins two string literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// An operator.
    Operator,
    /// Nothing but blanks.
    Adjacent,
    /// A comma, so that only more of the program would tell.
    List,
}

impl Gap {
    /// Returns true for a gap with a line break that no source code explains.
    pub(super) fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::MarkedLine | Self::SpacedLine)
    }
}

/// A word and the gap before it.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) gap: Gap,
    pub(super) range: Range<usize>,
    /// False if other text follows it on its line.
    pub(super) ends_line: bool,
}

/// Returns the words that could belong to a token, starting with `first` and ending before the
/// first word that cannot belong.
pub(super) fn gather(bytes: &[u8], first: Range<usize>) -> Vec<Chunk> {
    let first_end = first.end;
    let mut gaps = Gaps::new(bytes, first.start);
    let mut dots = count_dots(bytes, &first);
    let mut end = first.end;
    let mut chunks = vec![Chunk { gap: Gap::Line, range: first, ends_line: true }];
    let mut odd = 0;
    while let Some((gap, start)) = gaps.next(end) {
        let range = start..word_end(bytes, start);
        odd += usize::from(gap == Gap::Odd);
        let too_far = range.end - first_end > MAX_JOINED_BYTES;
        if range.is_empty() || odd > MAX_ODD || too_far {
            break;
        }
        let continues = bytes.get(..end).is_some_and(|text| text.ends_with(b"."));
        let own_dots = count_dots(bytes, &range);
        // After two dots only a signature can go on, and none decodes to the beginning of an object.
        let apart = dots > 1 || dots > 0 && own_dots > 0;
        if apart && !continues && begins_object(bytes.get(range.clone()).unwrap_or_default()) {
            break;
        }
        dots += own_dots;
        end = range.end;
        if gap.is_line()
            && let Some(before) = chunks.last_mut()
            && has_soft_break(bytes, &before.range)
            && bytes.get(range.start) != Some(&b'.')
        {
            before.range.end -= 1;
        }
        let ends_line = !gap.is_line() || ends_line(bytes, end);
        chunks.push(Chunk { gap, range, ends_line });
        if !ends_line {
            break;
        }
    }
    chunks
}

/// Returns true if a word ends with the `=` that mail programs put before a line break of their own
/// (RFC 2045 §6.7), rather than with padding.
fn has_soft_break(bytes: &[u8], word: &Range<usize>) -> bool {
    let word = bytes.get(word.clone()).unwrap_or_default();
    word.len() >= SHORTEST_SOFT_LINE && matches!(word, [.., before, b'='] if *before != b'=')
}

/// Returns the bytes of the line before `at`.
pub(super) fn line_before(bytes: &[u8], at: usize) -> &[u8] {
    let before = bytes.get(..at).unwrap_or_default();
    let nearest = before.get(before.len().saturating_sub(MAX_LINE_WIDTH)..).unwrap_or_default();
    let length = suffix_len(nearest, |byte| byte != b'\n');
    nearest.get(nearest.len() - length..).unwrap_or_default()
}

fn count_dots(bytes: &[u8], range: &Range<usize>) -> usize {
    let word = bytes.get(range.clone()).unwrap_or_default();
    word.iter().filter(|&&byte| byte == b'.').count()
}

/// Returns true if the word decodes to the beginning of an object.
fn begins_object(word: &[u8]) -> bool {
    let decoded = decode_prefix(word, 64);
    let object = decoded.trim_ascii_start().strip_prefix(b"{");
    object.is_some_and(|object| object.trim_ascii_start().starts_with(b"\""))
        && std::str::from_utf8(&decoded).is_ok()
}

/// Returns true if nothing but spaces and tabs precedes the next line break or closing mark.
pub(super) fn ends_line(bytes: &[u8], end: usize) -> bool {
    let rest = bytes.get(end..).unwrap_or_default();
    let next = rest.iter().find(|byte| !is_blank(**byte));
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
                | b'^'
        ) || !byte.is_ascii()
    })
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Returns where the spaces and tabs at `at` end.
fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    at + prefix_len(bytes.get(at..).unwrap_or_default(), is_blank)
}

/// Returns where the line begins that follows the line break at `at`.
fn skip_line_break(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\r' | b'\n', ..] => Some(at + 1),
        _ => None,
    }
}

/// A mark at the beginning of a line, before its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `>` of quoted mail.
    Quote,
    /// `|`.
    Bar,
    /// `│`, `↪` and the like.
    Border,
    /// `#`, `//`, `*`, `;` or `--`.
    Comment(u8),
    /// `+` or `-` in the first column.
    Diff(u8),
    /// The number of the line.
    Number(usize),
}

/// The marks that the lines of a token share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Margins {
    before: Option<Mark>,
    /// The character that ends each line: a border, or the continuation mark of a shell.
    after: Option<u8>,
    /// True if a blank line follows each line.
    is_spaced: bool,
}

/// Walks from word to word.
pub(super) struct Gaps<'b> {
    bytes: &'b [u8],
    /// Where the token begins.
    start: usize,
    /// Those of the line before; none before the first line break.
    margins: Option<Margins>,
}

impl<'b> Gaps<'b> {
    pub(super) fn new(bytes: &'b [u8], start: usize) -> Self {
        Self { bytes, start, margins: None }
    }

    /// Returns what separates the word that ends at `end` from the next one, and where the next one
    /// begins.
    pub(super) fn next(&mut self, end: usize) -> Option<(Gap, usize)> {
        let bytes = self.bytes;
        let found = match bytes.get(end..)? {
            [b'"' | b'\'' | b'`', ..] => self.line(end).or_else(|| literal(bytes, end)),
            [b'!' | b'#' | b'$' | b'*' | b'@' | b'^' | b'~' | b'?' | b'\\' | FOREIGN, next, ..]
                if is_word(*next) =>
            {
                Some((Gap::Odd, end + 1))
            }
            _ => self.line(end).or_else(|| {
                let after = skip_blanks(bytes, end);
                (after > end).then_some((Gap::Blank, after))
            }),
        };
        found.filter(|&(_, next)| bytes.get(next).is_some_and(|&byte| is_word(byte)))
    }

    /// Returns the gap if a line break follows.
    fn line(&mut self, end: usize) -> Option<(Gap, usize)> {
        let bytes = self.bytes;
        let mut at = skip_blanks(bytes, end);
        let mut after = None;
        if let Some(&sign @ (b'^' | b'`' | b'|' | FOREIGN)) = bytes.get(at) {
            after = Some(sign);
            at = skip_blanks(bytes, at + 1);
        }
        let line = skip_line_break(bytes, at)?;
        let second = skip_line_break(bytes, skip_blanks(bytes, line));
        let is_spaced = second.is_some();
        let line = second.unwrap_or(line);
        let first = || mark(line_before(bytes, self.start)).map(|(mark, _)| mark);
        let rest = bytes.get(line..).unwrap_or_default();
        let found = mark(rest.get(..MAX_MARK).unwrap_or(rest));
        let own = found.map(|(mark, _)| mark);
        let fits = match (self.margins, own) {
            (None, None) => true,
            // A shell asks for more with `> `, and an editor shows with `↪` that it wrapped a line.
            (None, Some(Mark::Quote | Mark::Border)) => true,
            (None, own) => goes_on(first(), own),
            (Some(margins), own) => goes_on(margins.before, own),
        };
        let fits_after = self.margins.map_or_else(
            || after != Some(b'`') || !line_before(bytes, self.start).contains(&b'`'),
            |margins| margins.after == after,
        );
        let (before, next) = match found {
            Some((mark, length)) if fits => (Some(mark), line + length),
            _ => (None, skip_blanks(bytes, line)),
        };
        let differs =
            |own: Margins| own.before.is_some() != before.is_some() || own.is_spaced != is_spaced;
        if !fits_after || self.margins.is_some_and(differs) {
            return None;
        }
        self.margins = Some(Margins { before, after, is_spaced });
        let border = matches!(after, Some(b'|' | FOREIGN));
        let gap = match (before.is_some() || border, is_spaced) {
            (_, true) => Gap::SpacedLine,
            (true, false) => Gap::MarkedLine,
            (false, false) => Gap::Line,
        };
        Some((gap, next))
    }
}

/// Returns true if a line with this mark may follow one with that.
fn goes_on(before: Option<Mark>, own: Option<Mark>) -> bool {
    match (before, own) {
        (Some(Mark::Number(before)), Some(Mark::Number(own))) => before.checked_add(1) == Some(own),
        (before, own) => before == own,
    }
}

/// The longest mark, with the blanks around it.
const MAX_MARK: usize = 64;

/// Returns the mark at the beginning of a line, and the length up to the text after it.
fn mark(line: &[u8]) -> Option<(Mark, usize)> {
    let indent = prefix_len(line, is_blank);
    let text = line.get(indent..)?;
    let run = |fits: fn(u8) -> bool| prefix_len(text, fits);
    let digits = run(|byte| byte.is_ascii_digit());
    let (mark, length) = match text {
        [b'>', ..] => (Mark::Quote, run(|byte| matches!(byte, b'>' | b' '))),
        [b'|', ..] => (Mark::Bar, run(|byte| byte == b'|')),
        [FOREIGN, ..] => (Mark::Border, run(|byte| byte == FOREIGN)),
        [sign @ (b'#' | b'*' | b';'), b' ' | b'\t', ..] => (Mark::Comment(*sign), 1),
        [b'/', b'/', b' ' | b'\t', ..] => (Mark::Comment(b'/'), 2),
        [b'-', b'-', b' ' | b'\t', ..] => (Mark::Comment(b'-'), 2),
        [sign @ (b'+' | b'-'), ..] if indent == 0 => (Mark::Diff(*sign), 1),
        [b'0'..=b'9', ..] if digits <= 6 => {
            let number = std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()?;
            (Mark::Number(number), digits + separator(text.get(digits..)?)?)
        }
        _ => return None,
    };
    Some((mark, skip_blanks(line, indent + length)))
}

/// Returns the length of what separates the number of a line from its text.
fn separator(text: &[u8]) -> Option<usize> {
    let blanks = prefix_len(text, is_blank);
    match text.get(blanks..)? {
        [b':' | b'|' | b')' | FOREIGN, ..] => Some(blanks + 1),
        [b'.', b' ' | b'\t', ..] if blanks == 0 => Some(1),
        _ => (blanks > 0).then_some(blanks),
    }
}

/// The longest text between two literals that are joined.
const MAX_BETWEEN_LITERALS: usize = 256;

/// Returns the gap if the quote at `end` ends a literal and another one follows that is joined to
/// it.
fn literal(bytes: &[u8], end: usize) -> Option<(Gap, usize)> {
    let rest = bytes.get(end + 1..)?;
    let rest = rest.get(..MAX_BETWEEN_LITERALS).unwrap_or(rest);
    let mut at = 0;
    let mut glue = Glue::Adjacent;
    loop {
        at += prefix_len(rest.get(at..)?, |byte| byte.is_ascii_whitespace());
        let text = rest.get(at..)?;
        at += match text {
            [b'"' | b'\'' | b'`', ..] => break,
            // A comment; the next literal is on another line.
            [b'/', b'/', ..] | [b'#', ..] if glue != Glue::Adjacent => {
                text.iter().position(|&byte| byte == b'\n')?
            }
            // `sb.append("…")`, in a chain or as a statement of its own.
            [b')', ..] if glue == Glue::Adjacent => {
                glue = Glue::Operator;
                append_call(text)?
            }
            [b'+' | b'&' | b'~' | b'.', ..] | [b'|', b'|', ..] | [b'<', b'>' | b'<', ..] => {
                glue = Glue::Operator;
                prefix_len(text, |byte| {
                    matches!(byte, b'+' | b'&' | b'~' | b'.' | b'|' | b'<' | b'>')
                })
            }
            [b',', ..] if glue == Glue::Adjacent => {
                glue = Glue::List;
                1
            }
            // Visual Basic continues a line so.
            [b'_', b'\r' | b'\n', ..] if glue == Glue::Operator => 1,
            // `token += "…"`, as a statement of its own.
            [first, ..] if matches!(first, b';' | b'$') || first.is_ascii_alphabetic() => {
                let appended = appending(text);
                if appended.is_some() {
                    glue = Glue::Operator;
                }
                appended.or_else(|| prefix_of_literal(text))?
            }
            // The mark of a line in a diff or a quote.
            [b'-' | b'>' | FOREIGN, ..] => 1,
            [b'@', ..] => prefix_of_literal(text)?,
            _ => return None,
        };
    }
    Some((Gap::Literal(glue), end + 1 + at + 1))
}

/// Returns the length of an assignment that appends, up to the literal.
fn appending(text: &[u8]) -> Option<usize> {
    let is_gap = |byte: u8| byte.is_ascii_whitespace() || byte == b';';
    let before = prefix_len(text, is_gap);
    let name = prefix_len(text.get(before..)?, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$')
    });
    let operator = skip_blanks(text, before + name);
    let appends = matches!(text.get(operator..)?, [b'+' | b'.' | b'&', b'=', ..]);
    (name > 0 && appends).then_some(operator + 2)
}

/// Returns the length from the parenthesis that ends one call to the one that begins another call of
/// `append` or of a similar name.
fn append_call(text: &[u8]) -> Option<usize> {
    let is_gap = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b')' | b';');
    let start = prefix_len(text, is_gap);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$');
    let end = start + prefix_len(text.get(start..)?, is_name);
    let name = text.get(start..end)?.rsplit(|&byte| byte == b'.').next()?;
    let appends = [&b"append"[..], b"concat", b"push_str", b"write", b"WriteString", b"print"];
    let known = appends.iter().any(|known| name.eq_ignore_ascii_case(known));
    (known && text.get(end) == Some(&b'(')).then_some(end + 1)
}

/// Returns the length of the letters before the quote of a literal, as in `f"…"` or `@"…"`.
fn prefix_of_literal(text: &[u8]) -> Option<usize> {
    let length = prefix_len(text, |byte| {
        matches!(byte, b'f' | b'F' | b'b' | b'B' | b'r' | b'R' | b'u' | b'U' | b'@' | b'$')
    });
    let quoted = matches!(text.get(length)?, b'"' | b'\'');
    ((1..=2).contains(&length) && quoted).then_some(length)
}
