//! Quotes untrusted text in a sentence. In it, a bidirectional control would reorder the sentence, an
//! invisible character would hide, and a long name would bury the rest.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::unicode::is_hidden;

/// The most characters of a text that are quoted.
const MAX_QUOTED_CHARS: usize = 80;

/// Returns the text in backticks, cut to [`MAX_QUOTED_CHARS`], with hidden characters escaped as
/// `\u{202e}`.
pub(crate) fn quoted(text: &str) -> Quoted<'_> {
    Quoted(text)
}

/// Like [`quoted`], but with "an empty string" instead of "(empty)".
pub(crate) fn in_words(text: &str) -> Cow<'static, str> {
    if text.is_empty() { "an empty string".into() } else { quoted(text).to_string().into() }
}

/// Like [`quoted`], but without the backticks, for a text inside a longer quotation.
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
            // Markdown shows two backticks as nothing.
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

#[cfg(test)]
mod tests {
    fn quoted(text: &str) -> String {
        super::quoted(text).to_string()
    }

    #[test]
    fn hidden_characters_are_escaped() {
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
}
