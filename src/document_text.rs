//! The pasted document in lines, with its tokens marked and every secret covered.

use std::borrow::Cow;
use std::ops::Range;

use service_account_token::report::Span;

/// Of a longer document only this many bytes before and after the start of the token are shown.
pub const BEFORE_LIMIT_BYTES: usize = 8 * 1024;
/// See [`BEFORE_LIMIT_BYTES`].
pub const AFTER_LIMIT_BYTES: usize = 32 * 1024;
/// At most this many lines before the token, and this many from there on.
pub const BEFORE_LIMIT_LINES: usize = 60;
/// See [`BEFORE_LIMIT_LINES`].
pub const AFTER_LIMIT_LINES: usize = 240;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Ordinary text.
    Plain,
    /// Text of the token at this position.
    Token(usize),
    /// A secret, at this position among the covered spans. The page shows no character of it.
    Covered(usize),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// What it is.
    pub content: Content,
    /// It is the first piece of its span, not its continuation on another line.
    pub is_first: bool,
    /// Its text; empty if it is covered.
    pub text: Cow<'t, str>,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// Its number, from 1.
    pub number: usize,
    /// One past its last byte, with its line break.
    pub end: usize,
    /// What is in it, in order.
    pub pieces: Vec<Piece<'t>>,
}

/// Returns the lines around the token at this position. `tokens` and `covered` are spans of the text;
/// those of `covered` are sorted and do not overlap.
pub fn lines<'t>(
    text: &'t [u8],
    tokens: &[Span],
    covered: &[Span],
    chosen: usize,
) -> Vec<Line<'t>> {
    let start = tokens.get(chosen).map_or(0, |span| span.start);
    let window = window(text, start);
    let before = text.get(..window.start).unwrap_or_default();
    let first = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let mut sorted: Vec<(usize, Span)> = tokens.iter().copied().enumerate().collect();
    sorted.sort_by_key(|(_, span)| span.start);
    let mut at = window.start;
    let shown = text.get(window).unwrap_or_default();
    let line = |(position, line): (usize, &[u8])| {
        let line_start = at;
        at += line.len();
        let kept = line.strip_suffix(b"\n").unwrap_or(line);
        let end = line_start + kept.strip_suffix(b"\r").unwrap_or(kept).len();
        let pieces = pieces(text, line_start..end, &sorted, covered);
        Line { number: first + position, end: at, pieces }
    };
    shown.split_inclusive(|&byte| byte == b'\n').enumerate().map(line).collect()
}

/// Returns the part of the text to show: whole lines, unless a line is too long for that.
fn window(text: &[u8], start: usize) -> Range<usize> {
    let low = start.saturating_sub(BEFORE_LIMIT_BYTES);
    let line_starts = |part: &[u8]| -> Vec<usize> {
        let breaks = part.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        breaks.map(|(at, _)| at + 1).collect()
    };
    let before = line_starts(text.get(low..start).unwrap_or_default());
    let first = before.len().checked_sub(BEFORE_LIMIT_LINES + 1);
    let from = match (first, before.first()) {
        (Some(first), _) => before.get(first).copied().unwrap_or_default(),
        // What is before the first break is the rest of a line.
        (None, Some(&rest)) if low > 0 => rest,
        (None, _) => 0,
    };
    let high = text.len().min(start + AFTER_LIMIT_BYTES);
    let after = line_starts(text.get(start..high).unwrap_or_default());
    let to = after.get(AFTER_LIMIT_LINES - 1).map_or(high, |end| start + end);
    low + from..to
}

fn pieces<'t>(
    text: &'t [u8],
    line: Range<usize>,
    tokens: &[(usize, Span)],
    covered: &[Span],
) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut at = line.start;
    while at < line.end {
        let cover = covered.partition_point(|span| span.end <= at);
        let hidden = covered.get(cover);
        let token = tokens.partition_point(|(_, span)| span.end <= at);
        let marked = tokens.get(token);
        let begins = |span: Option<&Span>| span.map_or(line.end, |span| span.start.min(line.end));
        let (content, span, end) = match (hidden, marked) {
            (Some(span), _) if span.start <= at => (Content::Covered(cover), Some(span), span.end),
            (_, Some((position, span))) if span.start <= at => {
                (Content::Token(*position), Some(span), span.end.min(begins(hidden)))
            }
            _ => {
                let end = begins(hidden).min(begins(marked.map(|(_, span)| span)));
                (Content::Plain, None, end)
            }
        };
        let end = end.min(line.end);
        let shown = text.get(at..end).filter(|_| !matches!(content, Content::Covered(_)));
        pieces.push(Piece {
            content,
            is_first: span.is_some_and(|span| span.start == at),
            text: String::from_utf8_lossy(shown.unwrap_or_default()),
        });
        at = end.max(at + 1);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a token as `[0:…]`, its continuation as `[0>…]`, and a cover as `#0` or `#>`.
    fn drawn(lines: &[Line<'_>]) -> Vec<String> {
        let piece = |piece: &Piece<'_>| match (piece.content, piece.is_first) {
            (Content::Plain, _) => piece.text.to_string(),
            (Content::Token(token), true) => format!("[{token}:{}]", piece.text),
            (Content::Token(token), false) => format!("[{token}>{}]", piece.text),
            (Content::Covered(cover), true) => format!("#{cover}{}", piece.text),
            (Content::Covered(_), false) => format!("#>{}", piece.text),
        };
        let line = |line: &Line<'_>| {
            format!("{} {}", line.number, line.pieces.iter().map(piece).collect::<String>())
        };
        lines.iter().map(line).collect()
    }

    fn span_of(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("the part is in the text");
        Span::new(start, start + part.len())
    }

    #[test]
    fn tokens_are_marked_and_secrets_are_covered() {
        let text =
            "kind: Secret\r\ndata:\r\n  token: head.body.sign\r\n  password: hunter2 # note\n";
        let tokens = [span_of(text, "head.body.sign")];
        let covered = [span_of(text, "sign"), span_of(text, "hunter2")];
        let lines = lines(text.as_bytes(), &tokens, &covered, 0);
        assert_eq!(
            drawn(&lines),
            ["1 kind: Secret", "2 data:", "3   token: [0:head.body.]#0", "4   password: #1 # note"]
        );
    }

    #[test]
    fn span_of_several_lines_goes_on_in_each() {
        let text = "token: head.bo\n  dy.si\n  gn\nend";
        let tokens = [Span::new(7, text.len() - 4)];
        let covered = [Span::new(text.find("si").unwrap(), text.len() - 4)];
        let lines = lines(text.as_bytes(), &tokens, &covered, 0);
        assert_eq!(drawn(&lines), ["1 token: [0:head.bo]", "2 [0>  dy.]#0", "3 #>", "4 end"]);
    }

    #[test]
    fn several_tokens_are_told_apart_whatever_their_order() {
        let text = "a: one\nb: two\n";
        let tokens = [span_of(text, "two"), span_of(text, "one")];
        assert_eq!(
            drawn(&lines(text.as_bytes(), &tokens, &[], 0)),
            ["1 a: [1:one]", "2 b: [0:two]"]
        );
    }

    #[test]
    fn long_document_shows_the_lines_around_the_token() {
        let line = "name: value\n";
        let text = line.repeat(1000) + "token: abc\n" + &line.repeat(1000);
        let tokens = [span_of(&text, "abc")];
        let lines = lines(text.as_bytes(), &tokens, &[], 0);
        let numbers = lines.first().zip(lines.last()).map(|(a, b)| (a.number, b.number));
        assert_eq!(numbers, Some((1001 - BEFORE_LIMIT_LINES, 1000 + AFTER_LIMIT_LINES)));
        assert_eq!(
            drawn(&lines).get(BEFORE_LIMIT_LINES).map(String::as_str),
            Some("1001 token: [0:abc]")
        );
    }

    #[test]
    fn secret_that_the_window_cuts_stays_covered() {
        let secret = "s".repeat(4 * AFTER_LIMIT_BYTES);
        for text in
            [format!("{secret} abc"), format!("abc {secret}"), format!("{secret} abc {secret}")]
        {
            let token = span_of(&text, "abc");
            let around = [Span::new(0, token.start), Span::new(token.end, text.len())];
            let covered: Vec<Span> =
                around.into_iter().filter(|span| span.start < span.end).collect();
            let lines = lines(text.as_bytes(), &[token], &covered, 0);
            let shown: String =
                lines.iter().flat_map(|line| &line.pieces).map(|piece| &*piece.text).collect();
            assert_eq!(shown, "abc");
        }
    }

    #[test]
    fn text_that_is_not_utf8_is_shown_with_marks() {
        let lines = lines(b"a: \xFF\ntoken: abc", &[Span::new(12, 15)], &[], 0);
        assert_eq!(drawn(&lines), ["1 a: \u{FFFD}", "2 token: [0:abc]"]);
    }
}
