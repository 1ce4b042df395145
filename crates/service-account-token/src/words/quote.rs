//! Quoting what the token says. Its names are hostile text: a bidi control would reorder the
//! sentence around it, an invisible character would hide, a long one would bury it.

use std::fmt::{self, Write};

use crate::report::Text;

/// Quoted text is cut to so many characters.
const MAX_QUOTED_CHARS: usize = 80;

/// The text in backticks, cut to some eighty characters, with what cannot be seen or would change
/// the sentence escaped as `\u{202e}`.
pub(crate) fn quoted(text: &str) -> Quoted<'_> {
    Quoted(text)
}

/// The same where a sentence has room for words: an empty text would otherwise be "(empty)".
pub(crate) fn in_words(text: &str) -> Text {
    if text.is_empty() { "an empty string".into() } else { quoted(text).to_string().into() }
}

/// The same without the backticks, for a text that already stands between some.
pub(crate) fn escaped(text: &str) -> Escaped<'_> {
    Escaped(text)
}

/// See [`quoted`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted<'t>(&'t str);

/// See [`escaped`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escaped<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            // Two backticks would show as nothing.
            return formatter.write_str("(empty)");
        }
        write!(formatter, "`{}`", escaped(self.0))
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'`';
        if self.0.len() <= MAX_QUOTED_CHARS && self.0.bytes().all(is_plain) {
            return formatter.write_str(self.0);
        }
        for (count, character) in self.0.chars().enumerate() {
            if count == MAX_QUOTED_CHARS {
                return formatter.write_char('…');
            }
            match character {
                '\n' => formatter.write_str("\\n")?,
                '\r' => formatter.write_str("\\r")?,
                '\t' => formatter.write_str("\\t")?,
                // A backtick would end the quotation.
                '`' => formatter.write_str("\\u{60}")?,
                _ if is_hidden(character) => {
                    write!(formatter, "\\u{{{:x}}}", u32::from(character))?
                }
                _ => formatter.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// A character that shows nothing of its own or changes how its neighbours are shown: controls,
/// and what Unicode calls Bidi_Control, Default_Ignorable_Code_Point, White_Space (but the plain
/// blank), private use, and the tag characters.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}'..='\u{1160}' | '\u{1680}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{2800}' | '\u{3000}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// A character that changes the direction of the text around it (Unicode's Bidi_Control).
pub(crate) fn is_bidi_control(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A letter or a digit, or a character beyond ASCII that is neither a sign nor a blank by its block:
/// the tables that know every letter would weigh more than all else about characters.
pub(crate) fn is_of_a_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{aa}' | '\u{b5}' | '\u{ba}' => true,
        '\u{80}'..='\u{bf}' | '×' | '÷' => false,
        // General punctuation to miscellaneous symbols and arrows, letterlike ones among them.
        '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' => false,
        '\u{ff00}'..='\u{ff0f}' | '\u{1f000}'..='\u{1faff}' => false,
        _ => !is_hidden(character),
    }
}

#[cfg(test)]
mod tests {
    fn quoted(text: &str) -> String {
        super::quoted(text).to_string()
    }

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(quoted(""), "(empty)");
        assert_eq!(quoted("default"), "`default`");
        assert_eq!(quoted("a\u{202e}b\u{200b}c\nd\u{0}"), "`a\\u{202e}b\\u{200b}c\\nd\\u{0}`");
        assert_eq!(quoted("a\tb\r\n"), "`a\\tb\\r\\n`");
        assert_eq!(quoted("a`b"), "`a\\u{60}b`");
        assert_eq!(quoted("`"), "`\\u{60}`");
        assert_eq!(quoted("~ "), "`~ `");
        assert_eq!(quoted("é ж 漢"), "`é ж 漢`");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(quoted(&"x".repeat(80)).chars().count(), 82);
        assert_eq!(quoted(&"x".repeat(81)), format!("`{}…`", "x".repeat(80)));
    }

    #[test]
    fn letters_and_digits_are_of_a_word_and_signs_are_not() {
        for (text, expected) in [
            ("aZ9\u{aa}\u{b5}\u{ba}éж漢", true),
            (" -_.~\u{80}§\u{bf}×÷…→⸀、！🙂\u{a0}\u{200b}", false),
        ] {
            for character in text.chars() {
                assert_eq!(super::is_of_a_word(character), expected, "{character:?}");
            }
        }
    }
}
