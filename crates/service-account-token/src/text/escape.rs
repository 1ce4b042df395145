//! Escape sequences: those of a JSON string, and those that programming languages and shells write.

use std::str::Chars;

/// Returns a string of JSON without its escapes (RFC 8259 §7), and whether it had half a surrogate
/// pair, which becomes U+FFFD.
pub(crate) fn unescape_json(source: &str) -> (String, bool) {
    let mut value = String::with_capacity(source.len());
    let mut has_lone_surrogate = false;
    let mut rest = source.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            value.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some('r') => value.push('\r'),
            Some('b') => value.push('\u{8}'),
            Some('f') => value.push('\u{c}'),
            Some('u') => {
                let (character, is_lone) = json_code_point(&mut rest);
                value.push(character);
                has_lone_surrogate |= is_lone;
            }
            Some(other) => value.push(other),
            None => value.push('\\'),
        }
    }
    (value, has_lone_surrogate)
}

/// Reads what follows `\u`: four digits, or a surrogate pair of two such escapes. Returns U+FFFD and
/// true for half a pair.
fn json_code_point(rest: &mut Chars<'_>) -> (char, bool) {
    let Some(first) = json_digits(rest) else { return (char::REPLACEMENT_CHARACTER, false) };
    if let Some(character) = char::from_u32(first) {
        return (character, false);
    }
    let mut ahead = rest.clone();
    if first < 0xdc00
        && ahead.next() == Some('\\')
        && ahead.next() == Some('u')
        && let Some(second @ 0xdc00..=0xdfff) = json_digits(&mut ahead)
        && let Some(character) =
            char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    {
        *rest = ahead;
        return (character, false);
    }
    (char::REPLACEMENT_CHARACTER, true)
}

fn json_digits(rest: &mut Chars<'_>) -> Option<u32> {
    let mut number = 0;
    for _ in 0..4 {
        number = number * 16 + rest.next()?.to_digit(16)?;
    }
    Some(number)
}

/// The longest escape in braces that is read, from the `u` on: `u{0010ffff}` and a little more.
const MAX_BRACED_BYTES: usize = 13;

/// Reads the escape at the start of a text in any of the usual notations: `\n`, `\u002e`, `\u{2e}`,
/// `\U0000002e`, `\056` and `\x2e`. Returns what it stands for and its length in bytes.
pub(crate) fn read_escape(text: &str) -> Option<(char, usize)> {
    let after = text.strip_prefix('\\')?;
    let fixed = |from: usize, to: usize, radix| {
        let character = code_point(after.get(from..to)?.as_bytes(), radix)?;
        Some((character, 1 + to))
    };
    match after.as_bytes() {
        [b'u', b'{', ..] => {
            let end = after.bytes().take(MAX_BRACED_BYTES).position(|byte| byte == b'}')?;
            let character = code_point(after.get(2..end)?.as_bytes(), 16)?;
            Some((character, end + 2))
        }
        [b'u', ..] => fixed(1, 5, 16),
        [b'U', ..] => fixed(1, 9, 16),
        [b'x', ..] => fixed(1, 3, 16),
        [b'0'..=b'7', ..] => fixed(0, 3, 8),
        [b'n', ..] => Some(('\n', 2)),
        [b'r', ..] => Some(('\r', 2)),
        [b't', ..] => Some(('\t', 2)),
        _ => None,
    }
}

/// Returns the character of this number in digits of this radix.
pub(crate) fn code_point(digits: &[u8], radix: u32) -> Option<char> {
    let mut number: u32 = 0;
    for &digit in digits {
        let digit = char::from(digit).to_digit(radix)?;
        number = number.checked_mul(radix)?.checked_add(digit)?;
    }
    char::from_u32(number).filter(|_| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_strings_are_unescaped() {
        assert_eq!(unescape_json(r#"a\"\\\/\b\f\n\r\té"#).0, "a\"\\/\u{8}\u{c}\n\r\té");
        assert_eq!(unescape_json(r"\u002e\ud83d\ude00"), (".\u{1f600}".to_owned(), false));
        assert_eq!(unescape_json(r"\ud83d!"), ("\u{fffd}!".to_owned(), true));
        assert_eq!(unescape_json(r"\u12"), ("\u{fffd}".to_owned(), false));
        assert_eq!(unescape_json("\\"), ("\\".to_owned(), false));
    }

    #[test]
    fn every_notation_of_an_escape_is_read() {
        for (text, length) in
            [(r"\u002e!", 6), (r"\u{2e}!", 6), (r"\U0000002e!", 10), (r"\056!", 4), (r"\x2e!", 4)]
        {
            assert_eq!(read_escape(text), Some(('.', length)), "{text}");
        }
        assert_eq!(read_escape(r"\n"), Some(('\n', 2)));
    }

    #[test]
    fn broken_escapes_are_none() {
        for text in ["", "\\", r"\\", r"\q", r"\u12", r"\u{}", r"\u{2e", r"\ud800", r"\U110000ff"] {
            assert_eq!(read_escape(text), None, "{text}");
        }
    }
}
