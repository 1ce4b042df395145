//! base64url without padding (RFC 4648 §5, RFC 7515 §2): strictly first, then leniently, with a name
//! for each thing that only the lenient reading accepts.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as STRICT;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::source_map::Pieces;

/// The lenient engine accepts bits at the end that belong to no byte. [`Characters`] has dealt with
/// everything else before.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Something that strict base64url does not have. Positions count characters of the text from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A character of neither alphabet.
    Character { at: usize, character: char },
    /// `+` or `/`: the first one, and how many there are.
    StandardAlphabet { at: usize, character: char, count: usize },
    /// `=`: the first one, and how many there are.
    Padding { at: usize, count: usize },
    /// One character more than whole groups of four.
    Length { length: usize },
    /// The last character has bits that belong to no byte and are not zero.
    TrailingBits { at: usize },
}

impl Flaw {
    /// Returns true for a character of neither alphabet.
    pub(crate) fn is_character(&self) -> bool {
        matches!(self, Self::Character { .. })
    }
}

/// What a text decodes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// From the characters that were decoded to the bytes of the text.
    pub(crate) pieces: Pieces,
    pub(crate) flaws: Vec<Flaw>,
}

/// Replaces each byte that an unknown character has bits in. UTF-8 never has it.
const UNKNOWN: u8 = 0xff;

/// Decodes any text, and skips the characters that do not belong there. That is right if they were
/// inserted.
pub(crate) fn decode(text: &str) -> Decoded {
    decode_with(text, false)
}

/// Decodes any text, and reads each character that does not belong there as an unknown one. That is
/// right if they replaced others.
pub(crate) fn decode_altered(text: &str) -> Decoded {
    decode_with(text, true)
}

fn decode_with(text: &str, altered: bool) -> Decoded {
    if let Ok(bytes) = STRICT.decode(text) {
        let mut pieces = Pieces::default();
        pieces.push(text.len(), 0..text.len());
        return Decoded { bytes, pieces, flaws: Vec::new() };
    }
    let mut read = Characters::read(text, altered);
    // If a character is missing before it, the end says nothing.
    let end_counts = !read.flaws.iter().any(Flaw::is_character);
    let length = read.text.len();
    if length % 4 == 1 {
        read.text.pop();
    }
    let (mut bytes, has_trailing_bits) = match STRICT.decode(&read.text) {
        Ok(bytes) => (bytes, false),
        Err(_) => (LENIENT.decode(&read.text).unwrap_or_default(), true),
    };
    for at in read.unknown {
        let touched = (at * 3 / 4)..((at + 1) * 3).div_ceil(4).min(bytes.len());
        bytes.get_mut(touched).unwrap_or_default().fill(UNKNOWN);
    }
    if length % 4 == 1 && end_counts {
        read.flaws.push(Flaw::Length { length });
    }
    if has_trailing_bits && end_counts {
        read.flaws.push(Flaw::TrailingBits { at: read.text.len().saturating_sub(1) });
    }
    Decoded { bytes, pieces: read.pieces, flaws: read.flaws }
}

/// Decodes the beginning of a text in either alphabet: at most `limit` characters, up to the first
/// that belongs to neither.
pub(crate) fn decode_prefix(text: &[u8], limit: usize) -> Vec<u8> {
    let characters = text.iter().take(limit).take_while(|&&byte| is_character(byte));
    let mut characters: Vec<u8> = characters.map(|&byte| url_safe(byte)).collect();
    if characters.len() % 4 == 1 {
        characters.pop();
    }
    LENIENT.decode(characters).unwrap_or_default()
}

/// Returns true for a character of either alphabet. Padding is in neither.
pub(crate) fn is_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'/')
}

/// Returns the character of base64url for one of either alphabet.
fn url_safe(byte: u8) -> u8 {
    match byte {
        b'+' => b'-',
        b'/' => b'_',
        _ => byte,
    }
}

/// The characters of a text in base64url, and what was between or instead of them.
#[derive(Default)]
struct Characters {
    text: String,
    pieces: Pieces,
    flaws: Vec<Flaw>,
    /// The indexes of unknown characters in the text.
    unknown: Vec<usize>,
}

impl Characters {
    fn read(source: &str, altered: bool) -> Self {
        let mut read = Self::default();
        let (mut padding, mut standard) = (None, None);
        for (index, (at, character)) in source.char_indices().enumerate() {
            let span = at..at + character.len_utf8();
            match character {
                '=' => padding.get_or_insert((index, 0_usize)).1 += 1,
                '+' | '/' => {
                    standard.get_or_insert((index, character, 0_usize)).2 += 1;
                    read.put(if character == '+' { '-' } else { '_' }, span);
                }
                _ if character.is_ascii() && is_character(character as u8) => {
                    read.put(character, span);
                }
                _ => {
                    read.flaws.push(Flaw::Character { at: index, character });
                    if altered {
                        read.unknown.push(read.text.len());
                        read.put('A', span);
                    }
                }
            }
        }
        if let Some((at, character, count)) = standard {
            read.flaws.push(Flaw::StandardAlphabet { at, character, count });
        }
        if let Some((at, count)) = padding {
            read.flaws.push(Flaw::Padding { at, count });
        }
        read
    }

    fn put(&mut self, character: char, from: std::ops::Range<usize>) {
        self.text.push(character);
        self.pieces.push(1, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: &str, bytes: &[u8], flaws: &[Flaw]) {
        let decoded = decode(part);
        assert_eq!((decoded.bytes.as_slice(), decoded.flaws.as_slice()), (bytes, flaws), "{part}");
    }

    #[test]
    fn strict_base64url_has_no_flaws() {
        check("", b"", &[]);
        check("e30", b"{}", &[]);
        check("-_-_", &[0xfb, 0xff, 0xbf], &[]);
    }

    #[test]
    fn each_flaw_is_named_with_its_position() {
        let plus = Flaw::StandardAlphabet { at: 0, character: '+', count: 4 };
        check("+/+/", &[0xfb, 0xff, 0xbf], &[plus]);
        check("e30=", b"{}", &[Flaw::Padding { at: 3, count: 1 }]);
        check("e31", b"{}", &[Flaw::TrailingBits { at: 2 }]);
        check("e30ge", b"{} ", &[Flaw::Length { length: 5 }]);
        check("e", b"", &[Flaw::Length { length: 1 }]);
        check("e*30", b"{}", &[Flaw::Character { at: 1, character: '*' }]);
        // With a character missing, the end says nothing.
        check("e3*", b"{", &[Flaw::Character { at: 2, character: '*' }]);
        check("eyI\u{e9}fQ", b"{\"\x1f", &[Flaw::Character { at: 3, character: 'é' }]);
    }

    #[test]
    fn an_altered_character_keeps_its_position() {
        let decoded = decode_altered("eyJ\u{e9}fQ");
        assert_eq!(decoded.bytes, b"{\"\xff}");
        assert_eq!(decoded.flaws, [Flaw::Character { at: 3, character: 'é' }]);
    }

    #[test]
    fn each_byte_that_an_altered_character_touches_is_unknown() {
        for (part, bytes) in [
            ("!WJjZGVm", b"\xffbcdef"),
            ("Y!JjZGVm", b"\xff\xffcdef"),
            ("YW!jZGVm", b"a\xff\xffdef"),
            ("YWJ!ZGVm", b"ab\xffdef"),
            ("YWJjZGV!", b"abcde\xff"),
        ] {
            assert_eq!(decode_altered(part).bytes, bytes, "{part}");
        }
        assert_eq!(decode_altered("YW!").bytes, b"a\xff");
        assert_eq!(decode_altered("YWJj!").bytes, b"abc");
    }

    #[test]
    fn a_prefix_ends_at_the_first_other_character() {
        assert_eq!(decode_prefix(b"eyJh.bGci", 64), b"{\"a");
        assert_eq!(decode_prefix(b"eyJhbGci", 5), b"{\"a");
        assert_eq!(decode_prefix(b"+/-_", 64), [0xfb, 0xff, 0xbf], "of either alphabet");
        assert_eq!(decode_prefix(b"", 64), b"");
    }
}
