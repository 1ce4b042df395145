//! Makes invisible characters visible, and those that change how others look.
//!
//! The issuer of a token chooses the names in it. A right-to-left override or a zero-width space would
//! make two different names look alike, so such a character is replaced by its code point in brackets
//! wherever a value is shown, and by an escape when it is copied (see [`crate::copied_text`]).

use service_account_token::text::unicode;

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Shown as it is.
    Plain(&'a str),
    /// Shown as its code point.
    Hidden(char),
}

/// Whether line breaks and tabs are layout or part of a one-line value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// A value, in which a line break is unexpected and made visible.
    #[default]
    Shown,
    /// A text of several lines, in which line breaks and tabs stay.
    Kept,
}

/// Splits a text into pieces to show as they are and pieces to make visible.
pub fn pieces(text: &str, lines: Lines) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    for (at, character) in text.char_indices() {
        let layout = matches!(character, '\n' | '\t') && lines == Lines::Kept;
        if layout || !is_hidden(character) {
            continue;
        }
        push_plain(&mut pieces, text, plain_from, at);
        pieces.push(Piece::Hidden(character));
        plain_from = at + character.len_utf8();
    }
    push_plain(&mut pieces, text, plain_from, text.len());
    pieces
}

fn push_plain<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, from: usize, to: usize) {
    if let Some(plain) = text.get(from..to).filter(|plain| !plain.is_empty()) {
        pieces.push(Piece::Plain(plain));
    }
}

/// Returns the code point of a character in brackets: `⟨U+202E⟩`.
pub fn code_point(character: char) -> String {
    format!("⟨U+{:04X}⟩", u32::from(character))
}

/// Returns true for characters that are shown as their code point: those that are hidden, and format
/// marks, which change how their neighbors look.
pub(crate) fn is_hidden(character: char) -> bool {
    unicode::is_hidden(character) || unicode::is_format_mark(character)
}

#[cfg(test)]
mod tests {
    use super::{Lines, Piece, code_point, pieces};

    #[test]
    fn ordinary_value_is_one_piece() {
        assert_eq!(
            pieces("system:serviceaccount:a:b", Lines::Shown),
            [Piece::Plain("system:serviceaccount:a:b")]
        );
        assert_eq!(pieces("", Lines::Shown), []);
    }

    #[test]
    fn hidden_characters_become_pieces_of_their_own() {
        assert_eq!(
            pieces("a\u{202e}b\u{200b}", Lines::Shown),
            [
                Piece::Plain("a"),
                Piece::Hidden('\u{202e}'),
                Piece::Plain("b"),
                Piece::Hidden('\u{200b}')
            ]
        );
        assert_eq!(code_point('\u{202e}'), "⟨U+202E⟩");
        assert_eq!(code_point('\0'), "⟨U+0000⟩");
    }

    #[test]
    fn line_breaks_are_visible_in_a_value_and_kept_in_a_text() {
        assert_eq!(
            pieces("a\nb", Lines::Shown),
            [Piece::Plain("a"), Piece::Hidden('\n'), Piece::Plain("b")]
        );
        assert_eq!(pieces("a\n\tb", Lines::Kept), [Piece::Plain("a\n\tb")]);
        assert_eq!(pieces("a\r", Lines::Kept), [Piece::Plain("a"), Piece::Hidden('\r')]);
    }

    #[test]
    fn letters_of_every_script_and_emoji_are_unchanged() {
        for text in ["é", "д", "日本", "😀", "ا", "a b"] {
            assert_eq!(pieces(text, Lines::Shown), [Piece::Plain(text)]);
        }
    }
}
