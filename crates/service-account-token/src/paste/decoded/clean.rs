//! Writes the claims as JSON: without what stands between them, and with the quotes of JSON.

use crate::text::bytes::prefix_len;
use crate::text::source_map::Pieces;

use super::lex::{Lexeme, LexemeKind, Lexer, Place, other_word};

/// Claims as JSON.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    pub(super) text: String,
    /// Leads back to the source.
    pub(super) pieces: Pieces,
    /// Comments or marks such as `...` were left out.
    pub(super) has_comments: bool,
    /// Something was written in another notation than that of JSON.
    pub(super) is_rewritten: bool,
    /// A terminal had wrapped it.
    pub(super) is_wrapped: bool,
}

/// Returns the JSON in this part of a text.
pub(super) fn clean(text: &str, place: &Place) -> Cleaned {
    let bytes = text.as_bytes().get(..place.span.end).unwrap_or_default();
    let mut cleaner = Cleaner {
        text,
        lexer: Lexer::new(bytes, place.root),
        after_colon: false,
        after_value: false,
        cleaned: Cleaned::default(),
    };
    let mut at = place.span.start;
    while let Some(lexeme) = cleaner.lexer.lexeme(at) {
        cleaner.add(at, lexeme);
        at = lexeme.end;
    }
    cleaner.cleaned
}

struct Cleaner<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    after_colon: bool,
    after_value: bool,
    cleaned: Cleaned,
}

impl Cleaner<'_> {
    fn add(&mut self, at: usize, lexeme: Lexeme) {
        let Lexeme { kind, end } = lexeme;
        let is_name = matches!(kind, LexemeKind::String | LexemeKind::Name);
        if self.after_value && is_name {
            self.cleaned.is_rewritten = true;
            self.put(",", at, at);
        }
        match kind {
            LexemeKind::Noise => return,
            LexemeKind::Blank => return self.copy(at, end),
            LexemeKind::Comment => {
                self.cleaned.has_comments = true;
                return;
            }
            LexemeKind::Mark if !self.after_colon => {
                self.cleaned.has_comments = true;
                return;
            }
            LexemeKind::Comma => self.comma(at, end),
            // Node.js prints that for an object that it leaves out. JSON has nothing for it, so reading ends here.
            LexemeKind::Mark if matches!(self.text.get(at..end), Some("[Object]" | "[Array]")) => {
                self.rewrite("…", at, end);
            }
            LexemeKind::Mark | LexemeKind::Name => self.quoted(at, end),
            LexemeKind::String => self.string(at, end),
            LexemeKind::BrokenString => {
                self.copy(at, end);
                if end < self.lexer.end() {
                    self.cleaned.is_rewritten = true;
                    self.put("\"", end, end);
                }
            }
            LexemeKind::Colon if end - at > 1 => self.rewrite(":", at, end),
            LexemeKind::OtherWord => {
                let word = self.text.get(at..end).unwrap_or_default();
                self.rewrite(other_word(word.as_bytes()).unwrap_or_default(), at, end);
            }
            _ => self.without_line_breaks(at, end),
        }
        self.after_value = match kind {
            LexemeKind::Close | LexemeKind::CloseArray => true,
            LexemeKind::Open
            | LexemeKind::OpenArray
            | LexemeKind::Colon
            | LexemeKind::Comma
            | LexemeKind::Name => false,
            _ => self.after_colon,
        };
        self.after_colon = kind == LexemeKind::Colon;
    }

    /// Copies a comma, unless nothing that it separates follows.
    fn comma(&mut self, at: usize, end: usize) {
        let mut next = end;
        while let Some(lexeme) = self.lexer.lexeme(next) {
            match lexeme.kind {
                LexemeKind::Blank | LexemeKind::Noise | LexemeKind::Comment | LexemeKind::Mark => {
                    next = lexeme.end;
                }
                LexemeKind::Close | LexemeKind::CloseArray | LexemeKind::Comma => {
                    self.cleaned.is_rewritten = true;
                    return;
                }
                _ => break,
            }
        }
        self.copy(at, end);
    }

    fn string(&mut self, at: usize, end: usize) {
        let source = self.text.get(at..end).unwrap_or_default();
        if source.starts_with('"') {
            return self.without_line_breaks(at, end);
        }
        self.cleaned.is_rewritten = true;
        self.put("\"", at, at + 1);
        let mut at = at + 1;
        while at + 1 < end {
            let rest = self.text.as_bytes().get(at..end - 1).unwrap_or_default();
            let plain = prefix_len(rest, |byte| !matches!(byte, b'"' | b'\\' | b'\r' | b'\n'));
            self.copy(at, at + plain);
            at += plain;
            let length = match rest.get(plain..).unwrap_or_default() {
                [] => 0,
                [b'"', ..] => {
                    self.put("\\\"", at, at + 1);
                    1
                }
                [b'\\', b'\'', ..] => {
                    self.put("'", at, at + 2);
                    2
                }
                [b'\\', _, ..] => {
                    self.copy(at, at + 2);
                    2
                }
                _ => {
                    self.cleaned.is_wrapped = true;
                    1
                }
            };
            at += length;
        }
        self.put("\"", end - 1, end);
    }

    /// Copies what a terminal may have wrapped.
    fn without_line_breaks(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let rest = self.text.as_bytes().get(at..end).unwrap_or_default();
            let plain = prefix_len(rest, |byte| !matches!(byte, b'\r' | b'\n'));
            self.copy(at, at + plain);
            self.cleaned.is_wrapped |= plain < rest.len();
            at += plain + 1;
        }
    }

    fn quoted(&mut self, at: usize, end: usize) {
        self.cleaned.is_rewritten = true;
        self.put("\"", at, at);
        self.copy(at, end);
        self.put("\"", end, end);
    }

    fn rewrite(&mut self, written: &str, at: usize, end: usize) {
        self.cleaned.is_rewritten = true;
        self.put(written, at, end);
    }

    fn copy(&mut self, at: usize, end: usize) {
        if let Some(source) = self.text.get(at..end)
            && !source.is_empty()
        {
            self.put(source, at, end);
        }
    }

    fn put(&mut self, written: &str, at: usize, end: usize) {
        self.cleaned.text.push_str(written);
        self.cleaned.pieces.push(written.len(), at..end);
    }
}
