//! What the buttons copy: text without control characters and invisible characters of a token.
//!
//! A terminal runs a pasted line as soon as a line break follows it, and obeys escape sequences. A
//! right-to-left override makes a line look like a different one. The issuer of a token chooses its
//! claims, so none of these characters reaches the clipboard: every character that [`crate::visible`]
//! shows by its code point is written as a JSON escape, such as `\u001b`. Every copy button copies a
//! [`CopiedText`], and so follows this rule.

use std::fmt::Write as _;

use yew::AttrValue;

use crate::visible::is_hidden;

/// A text that is safe to paste anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedText {
    text: AttrValue,
    altered: bool,
}

impl CopiedText {
    /// Makes a value of one line. With a hidden character in it, it becomes a JSON string in quotation
    /// marks: those say how to read the escapes, and parsing it as JSON gives the exact value.
    pub fn value(text: &str) -> Self {
        if !text.chars().any(is_hidden) {
            return Self { text: AttrValue::from(text.to_owned()), altered: false };
        }
        let mut quoted = String::from('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                _ => push_escaped(&mut quoted, character),
            }
        }
        quoted.push('"');
        Self { text: AttrValue::from(quoted), altered: true }
    }

    /// Makes a JSON text. Line breaks and tabs between its values become spaces, which mean the same in
    /// JSON; in a string they become escapes.
    pub fn json(text: &str) -> Self {
        let (mut in_string, mut escaped) = (false, false);
        Self::changed(text, |out, character| {
            match character {
                '"' if !escaped => in_string = !in_string,
                '\t' | '\n' | '\r' if !in_string => return out.push(' '),
                _ => {}
            }
            escaped = in_string && !escaped && character == '\\';
            push_escaped(out, character);
        })
    }

    /// Lines that this project wrote, such as a command or a report, with names from a token in
    /// them. The line feeds stay: a name that holds one does not get into a command, and in a
    /// report it is escaped.
    pub fn lines(text: &str) -> Self {
        Self::changed(text, |out, character| match character {
            '\n' => out.push(character),
            _ => push_escaped(out, character),
        })
    }

    fn changed(text: &str, mut write: impl FnMut(&mut String, char)) -> Self {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            write(&mut out, character);
        }
        let altered = out != text;
        Self { text: AttrValue::from(out), altered }
    }

    /// Returns the text for the clipboard.
    pub fn text(&self) -> &AttrValue {
        &self.text
    }

    /// Returns true if the text differs from what the page shows.
    pub fn is_altered(&self) -> bool {
        self.altered
    }
}

/// Writes a character; a hidden one as its JSON escape, in UTF-16 units.
pub(crate) fn push_escaped(out: &mut String, character: char) {
    if is_hidden(character) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            _ = write!(out, "\\u{unit:04x}");
        }
    } else {
        out.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::CopiedText;

    #[track_caller]
    fn check(copied: CopiedText, text: &str, altered: bool) {
        assert_eq!((copied.text().as_str(), copied.is_altered()), (text, altered));
    }

    /// Controls (C0, DELETE, C1), line and paragraph separators, bidirectional controls.
    fn acts(character: char) -> bool {
        character.is_control()
            || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}')
    }

    #[test]
    fn ordinary_values_are_copied_as_they_are() {
        for text in ["system:serviceaccount:a:b", "", "a \"b\" \\ c", "é 日本 😀", "$(reboot)"]
        {
            check(CopiedText::value(text), text, false);
        }
    }

    #[test]
    fn value_with_a_hidden_character_becomes_a_json_string() {
        check(CopiedText::value("a\u{1b}[31m\rb\n"), r#""a\u001b[31m\u000db\u000a""#, true);
        check(CopiedText::value("\0\"\\\u{85}"), r#""\u0000\"\\\u0085""#, true);
        check(CopiedText::value("a\u{202e}b\u{200b}"), r#""a\u202eb\u200b""#, true);
        check(CopiedText::value("\u{e0041}"), r#""\udb40\udc41""#, true);
    }

    #[test]
    fn copied_json_stays_json_without_line_breaks() {
        let json = r#"{"a":"b \" \\","c":1}"#;
        check(CopiedText::json(json), json, false);
        check(CopiedText::json("{\n\t\"a\": \"b\"\r\n}"), "{  \"a\": \"b\"  }", true);
        // Raw control characters in a string are not JSON, but a damaged token may hold them.
        check(CopiedText::json("{\"a\\\"\n\":\"\\\\\"\n}"), "{\"a\\\"\\u000a\":\"\\\\\" }", true);
        check(CopiedText::json("{\"a\u{7f}\"\u{1b}"), "{\"a\\u007f\"\\u001b", true);
    }

    #[test]
    fn copied_lines_keep_only_line_feeds() {
        check(CopiedText::lines("# a\n\nb"), "# a\n\nb", false);
        check(CopiedText::lines("a\r\n\tb\u{9b}"), "a\\u000d\n\\u0009b\\u009b", true);
    }

    #[test]
    fn no_control_character_is_copied_and_every_value_can_be_parsed_back() {
        for character in '\0'..=char::MAX {
            let text = format!("a{character}b");
            let copied = CopiedText::value(&text);
            assert!(!copied.text().contains(acts), "{character:?}");
            if copied.is_altered() {
                #[cfg(not(target_arch = "wasm32"))]
                assert_eq!(serde_json::from_str::<String>(copied.text()).unwrap(), text);
            } else {
                assert_eq!(copied.text(), text.as_str());
            }
            let lines = CopiedText::lines(&text);
            assert!(!lines.text().contains(|one| acts(one) && one != '\n'), "{character:?}");
            for json in [format!("{{\"{text}\":1}}"), text] {
                assert!(!CopiedText::json(&json).text().contains(acts), "{character:?}");
            }
        }
    }

    #[test]
    #[cfg(not(target_arch = "wasm32"))]
    fn copied_json_says_what_the_text_says() {
        let json =
            "{\n  \"a\": [1,\r\n\t\"\\u001b\u{202e}\u{85}\\\\\"],\n \"\\\"b\": \"\u{2028}\"}";
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let copied = CopiedText::json(json);
        assert_eq!(read(copied.text()), read(json));
    }
}
