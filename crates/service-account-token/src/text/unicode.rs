//! Classes of characters, each a part of the one before: [`is_hidden`], `is_zero_width` and
//! `is_bidi_control`. The ranges are those of Unicode 17.

/// Returns true for a character that shows nothing of its own or changes how its neighbors are shown.
///
/// These are the controls (general category `Cc`), white space other than the plain space
/// (`White_Space`), what a renderer may ignore (`Default_Ignorable_Code_Point`), fillers, private use
/// (`Co`), and everything from plane 14 on, where the tag characters are. Format characters that do
/// show a mark are not among them: see [`is_format_mark`].
pub fn is_hidden(character: char) -> bool {
    is_zero_width(character)
        || character.is_control()
        || character.is_whitespace() && character != ' '
        || matches!(character,
            '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// Returns true for a format character (`Cf`) that shows a mark, over or around its neighbors: number
/// signs and the like of Arabic, Syriac and Kaithi, and the joiners of Egyptian hieroglyphs.
pub fn is_format_mark(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}')
}

/// Returns true for a character that takes no room in a line: joiners, soft hyphens, variation
/// selectors and direction controls. Editors, chats and web pages put them into a token; no token has
/// one of its own.
pub(crate) fn is_zero_width(character: char) -> bool {
    is_bidi_control(character)
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Returns true for a character that changes the direction of the text around it (`Bidi_Control`).
pub(crate) fn is_bidi_control(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns true for a letter or a digit. Beyond ASCII the blocks decide, and not every character: all
/// but punctuation, symbols and what is hidden counts as a letter.
pub(crate) fn is_of_a_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{aa}' | '\u{b5}' | '\u{ba}' => true,
        '\u{80}'..='\u{bf}' | '×' | '÷' => false,
        // From General Punctuation to Miscellaneous Symbols and Arrows, with Letterlike Symbols.
        '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' => false,
        '\u{ff00}'..='\u{ff0f}' | '\u{1f000}'..='\u{1faff}' => false,
        _ => !is_hidden(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_part_of_the_one_before() {
        for character in '\0'..=char::MAX {
            assert!(!is_bidi_control(character) || is_zero_width(character), "{character:?}");
            assert!(!is_zero_width(character) || is_hidden(character), "{character:?}");
            assert!(!is_format_mark(character) || !is_hidden(character), "{character:?}");
        }
    }

    #[test]
    fn hidden_characters_are_told_from_letters_signs_and_the_space() {
        for character in "\0\n\u{7f}\u{85}\u{a0}\u{ad}\u{1680}\u{2003}\u{2028}\u{202e}\u{3000}\
            \u{3164}\u{e000}\u{feff}\u{e0041}\u{10ffff}"
            .chars()
        {
            assert!(is_hidden(character), "{character:?}");
        }
        for character in " ~aéж漢あ🙂…\u{301}\u{600}\u{fffd}".chars() {
            assert!(!is_hidden(character), "{character:?}");
        }
    }

    #[test]
    fn letters_and_digits_are_of_a_word_and_signs_are_not() {
        for (text, expected) in [
            ("aZ9\u{aa}\u{b5}\u{ba}éж漢", true),
            (" -_.~\u{80}§\u{bf}×÷…→⸀、！🙂\u{a0}\u{200b}", false),
        ] {
            for character in text.chars() {
                assert_eq!(is_of_a_word(character), expected, "{character:?}");
            }
        }
    }
}
