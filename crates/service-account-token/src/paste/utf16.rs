//! Reads UTF-16, which PowerShell writes into files and below base64, often without a byte order
//! mark.

use crate::text::source_map::Pieces;

/// The number of units that show an encoding without a byte order mark.
const LOOK_AHEAD: usize = 64;

/// The fewest units of a text without a byte order mark.
const SHORTEST: usize = 8;

/// Returns the text of UTF-16, and the map of its bytes back to these. None if this is another
/// encoding.
pub(super) fn read(bytes: &[u8]) -> Option<(String, Pieces)> {
    let (of_unit, mark): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, ..] => (u16::from_le_bytes, 2),
        [0xfe, 0xff, ..] => (u16::from_be_bytes, 2),
        _ if is_mostly_ascii(bytes, u16::from_le_bytes) => (u16::from_le_bytes, 0),
        _ if is_mostly_ascii(bytes, u16::from_be_bytes) => (u16::from_be_bytes, 0),
        _ => return None,
    };
    let (pairs, rest) = bytes.get(mark..)?.as_chunks::<2>();
    let (mut text, mut pieces) = (String::with_capacity(pairs.len()), Pieces::default());
    let mut at = mark;
    for character in char::decode_utf16(pairs.iter().map(|&pair| of_unit(pair))) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        let length = 2 * character.len_utf16();
        text.push(character);
        pieces.push(character.len_utf8(), at..at + length);
        at += length;
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        pieces.push(char::REPLACEMENT_CHARACTER.len_utf8(), at..at + 1);
    }
    Some((text, pieces))
}

/// Returns true for UTF-16 at the start of decoded bytes, which may break off.
pub(super) fn begins(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
        || is_mostly_ascii(bytes, u16::from_le_bytes)
        || is_mostly_ascii(bytes, u16::from_be_bytes)
}

/// Returns true if nearly all of the first units are ASCII, and none is a control character.
fn is_mostly_ascii(bytes: &[u8], of_unit: fn([u8; 2]) -> u16) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let first = pairs.get(..LOOK_AHEAD).unwrap_or(pairs);
    let (mut ascii, mut control) = (0, false);
    for &pair in first {
        let unit = of_unit(pair);
        let blank = matches!(unit, 0x09 | 0x0a | 0x0d);
        control |= unit < 0x20 && !blank;
        ascii += usize::from(blank || (0x20..0x7f).contains(&unit));
    }
    first.len() >= SHORTEST && !control && ascii * 8 >= first.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, of_unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(of_unit).collect()
    }

    #[test]
    fn text_of_both_byte_orders_is_read_with_and_without_a_mark() {
        for text in ["token: eyJhbGciOi", "❯ cat token and more", "PS C:\\> \u{1f600} a b c d e f"]
        {
            for of_unit in [u16::to_le_bytes, u16::to_be_bytes] {
                let plain = encoded(text, of_unit);
                assert_eq!(read(&plain).map(|(text, _)| text).as_deref(), Some(text));
                let marked = encoded(&format!("\u{feff}{text}"), of_unit);
                assert_eq!(read(&marked).map(|(text, _)| text).as_deref(), Some(text));
            }
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_not_lost_in_silence() {
        let mut bytes = encoded("eyJhbGciOi", u16::to_le_bytes);
        bytes.push(b'J');
        assert_eq!(read(&bytes).unwrap().0, "eyJhbGciOi\u{fffd}");
    }

    #[test]
    fn other_bytes_are_no_utf_16() {
        for bytes in [&b""[..], b"eyJhbGciOiJSUzI1NiJ9", b"a\0b\0", &[0; 64], &[1, 0].repeat(32)] {
            assert!(read(bytes).is_none() && !begins(bytes), "{bytes:?}");
        }
        assert!(read("中文中文中文中文中文".as_bytes()).is_none());
    }
}
