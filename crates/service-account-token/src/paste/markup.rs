//! Recognizes what colors a text: the codes of a terminal, and the elements of a web page.

use crate::text::bytes::prefix_len;
use crate::text::escape::code_point;

/// The longest element. An attribute could hold a token of its own.
const MAX_ELEMENT: usize = 200;

/// The longest sequence of a terminal.
const MAX_SEQUENCE: usize = 64;

/// An element of a web page around or between the characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) length: usize,
    /// True for `<br>`.
    pub(super) breaks_line: bool,
}

/// Returns the length of the sequence of a terminal at the start of a text. A log may show the escape
/// character in another way, or have lost it.
pub(super) fn sequence(text: &[u8]) -> Option<usize> {
    const ESCAPES: &[&[u8]] = &[
        b"\x1b",
        b"^[",
        b"\\x1b",
        b"\\x1B",
        b"\\033",
        b"\\e",
        b"\\u001b",
        b"\\u001B",
        "\u{241b}".as_bytes(),
    ];
    if text.first() == Some(&b'[') {
        return control(text).filter(|&length| text.get(length - 1) == Some(&b'm') && length > 2);
    }
    let escape = ESCAPES.iter().find(|escape| text.starts_with(escape))?.len();
    let rest = text.get(escape..)?;
    let length = match rest {
        [b'[', ..] => control(rest)?,
        // A hyperlink.
        [b']', ..] => {
            let rest = rest.get(..MAX_SEQUENCE).unwrap_or(rest);
            rest.iter().position(|&byte| matches!(byte, 0x07 | b'\\'))? + 1
        }
        [b'(' | b')', b'0' | b'A' | b'B', ..] => 2,
        _ => return None,
    };
    Some(escape + length)
}

/// Returns the length of a carriage return at the end of a line as editors show it.
pub(super) fn shown_return(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"^M")?;
    matches!(rest, [] | [b'\n', ..]).then_some(2)
}

/// Returns the length of a control sequence from its bracket on (ECMA-48 §5.4).
fn control(text: &[u8]) -> Option<usize> {
    let text = text.get(..MAX_SEQUENCE).unwrap_or(text);
    let parameters =
        prefix_len(text.get(1..)?, |byte| matches!(byte, b'0'..=b'9' | b';' | b':' | b'?'));
    let last = text.get(1 + parameters)?;
    last.is_ascii_alphabetic().then_some(2 + parameters)
}

/// Returns the element at the start of a text, if it only shows a text in another way.
pub(super) fn element(text: &[u8]) -> Option<Element> {
    const NAMES: &[&[u8]] = &[
        b"span", b"br", b"wbr", b"b", b"i", b"u", b"s", b"em", b"strong", b"font", b"mark", b"code",
    ];
    let inner = text.strip_prefix(b"<")?;
    let inner = inner.strip_prefix(b"/").unwrap_or(inner);
    let name = inner.get(..prefix_len(inner, |byte| byte.is_ascii_alphabetic()))?;
    let known = NAMES.iter().find(|known| name.eq_ignore_ascii_case(known))?;
    let after = inner.get(name.len()..)?;
    if !matches!(after, [b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r', ..]) {
        return None;
    }
    let near = after.get(..MAX_ELEMENT).unwrap_or(after);
    let end = near.iter().position(|byte| matches!(byte, b'>' | b'<'))?;
    let attributes = near.get(..end)?;
    let plain = near.get(end) == Some(&b'>') && !attributes.windows(3).any(|three| three == b"eyJ");
    let length = text.len() - after.len() + end + 1;
    plain.then_some(Element { length, breaks_line: *known == b"br" })
}

/// The longest character reference, such as `&period;`.
const MAX_REFERENCE: usize = 12;

/// Returns the character that the reference at the start of a text stands for, and the length of the
/// reference. Only what a token or its surroundings may have is known by name.
pub(super) fn entity(text: &[u8]) -> Option<(char, usize)> {
    let near = text.get(..MAX_REFERENCE).unwrap_or(text);
    let end = near.iter().position(|&byte| byte == b';')?;
    let mut name = near.get(1..end)?;
    // A page that shows the source of a page has `&amp;#46;`.
    let mut length = end + 1;
    if name == b"amp" {
        let rest = text.get(length..)?;
        let rest = rest.get(..MAX_REFERENCE).unwrap_or(rest);
        if let Some(end) = rest.iter().position(|&byte| byte == b';') {
            let inner = rest.get(..end)?;
            if referenced(inner).is_some() {
                name = inner;
                length += end + 1;
            }
        }
    }
    Some((referenced(name)?, length))
}

/// Returns the character of this name or number (HTML §13.5).
fn referenced(name: &[u8]) -> Option<char> {
    Some(match name {
        [b'#', b'x' | b'X', digits @ ..] => code_point(digits, 16)?,
        [b'#', digits @ ..] => code_point(digits, 10)?,
        b"quot" => '"',
        b"apos" => '\'',
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"nbsp" => '\u{a0}',
        b"period" => '.',
        b"lowbar" => '_',
        b"hyphen" | b"dash" => '-',
        b"shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_of_a_terminal_end_with_a_letter() {
        for code in [
            "\x1b[0m",
            "\x1b[m",
            "\x1b[1;32m",
            "\x1b[38;5;208m",
            "\x1b[K",
            "\x1b[?25l",
            "\x1b(B",
            "\x1b]8;;\x07",
            "^[[31m",
            r"\x1b[31m",
            r"\033[0;31m",
            r"\e[31m",
            r"\u001b[31m",
            "[31m",
            "[0;1m",
            "\u{241b}[31m",
        ] {
            let text = format!("{code}eyJ");
            assert_eq!(sequence(text.as_bytes()), Some(code.len()), "{code:?}");
        }
        for other in
            ["\x1b", "\x1beyJ", "[", "[m", "[]", "[1]", "[2K", "[redacted]", "^[", r"\x1beyJ"]
        {
            assert_eq!(sequence(other.as_bytes()), None, "{other:?}");
        }
    }

    #[test]
    fn elements_that_show_a_text_are_recognized() {
        for text in
            ["<span>", "</span>", "<span class=\"a\">", "<BR>", "<br/>", "<br />", "<wbr>", "</b>"]
        {
            let found = element(format!("{text}eyJ").as_bytes());
            let breaks_line = text.to_lowercase().starts_with("<br");
            assert_eq!(found, Some(Element { length: text.len(), breaks_line }), "{text}");
        }
        for other in [
            "<",
            "<>",
            "<redacted>",
            "<td>",
            "<br",
            "<span",
            "<bread>",
            "<span <b>",
            "<a b>",
            "<span a=\"eyJ\">",
        ] {
            assert_eq!(element(other.as_bytes()), None, "{other}");
        }
    }
}
