//! base64url without padding (RFC 4648 §5, RFC 7515 §2): strictly first, then leniently, with every
//! difference between the two named.

use crate::origin::Pieces;

/// Something that strict base64url does not have. Positions count characters of the part from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A character of no alphabet.
    Character { at: usize, character: char },
    /// `+` or `/`.
    StandardAlphabet { at: usize, character: char, count: usize },
    /// `=`.
    Padding { at: usize, count: usize },
    /// One character more than whole groups of four.
    Length { length: usize },
    /// The last character has bits that belong to no byte and are not zero.
    TrailingBits { at: usize },
}

impl Flaw {
    pub(crate) fn is_character(&self) -> bool {
        matches!(self, Self::Character { .. })
    }
}

/// What a part decodes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// From the characters that were decoded to the bytes of the part.
    pub(crate) pieces: Pieces,
    pub(crate) flaws: Vec<Flaw>,
}

/// Stands for each byte that a character which is not known has bits in: UTF-8 never has it.
const UNKNOWN: u8 = 0xff;

/// Decodes a part, whatever it holds, without the characters that do not belong there: right where
/// they were added.
pub(crate) fn decode(part: &str) -> Decoded {
    decode_with(part, false)
}

/// Decodes a part with every character that does not belong there taken for one that is not known:
/// right where they were altered.
pub(crate) fn decode_altered(part: &str) -> Decoded {
    decode_with(part, true)
}

fn decode_with(part: &str, altered: bool) -> Decoded {
    let strict = bytes(part.as_bytes());
    if strict.alphabets == 0 && strict.canonical {
        let mut pieces = Pieces::default();
        pieces.push(part.len(), 0..part.len());
        return Decoded { bytes: strict.bytes, pieces, flaws: Vec::new() };
    }
    let mut read = Characters::read(part, altered);
    // Of what stands at the end nothing can be told where a character is missing before it.
    let told = !read.flaws.iter().any(Flaw::is_character);
    let length = read.text.len();
    if length % 4 == 1 {
        read.text.pop();
    }
    let mut lenient = bytes(read.text.as_bytes());
    for at in read.unknown {
        let touched = (at * 3 / 4)..((at + 1) * 3).div_ceil(4).min(lenient.bytes.len());
        lenient.bytes.get_mut(touched).unwrap_or_default().fill(UNKNOWN);
    }
    if length % 4 == 1 && told {
        read.flaws.push(Flaw::Length { length });
    }
    if !lenient.canonical && told {
        read.flaws.push(Flaw::TrailingBits { at: read.text.len().saturating_sub(1) });
    }
    Decoded { bytes: lenient.bytes, pieces: read.pieces, flaws: read.flaws }
}

/// Decodes the beginning of a text in either alphabet: at most `limit` characters, up to the first
/// that belongs to none.
pub(crate) fn decode_prefix(text: &[u8], limit: usize) -> Vec<u8> {
    let length = text.iter().take(limit).take_while(|&&byte| is_character(byte)).count();
    bytes(text.get(..length).unwrap_or_default()).bytes
}

/// Characters decoded.
struct Bytes {
    /// A last character that is one too many gives none.
    bytes: Vec<u8>,
    /// [`STANDARD`] and [`NONE`], where there were such characters.
    alphabets: u8,
    /// That is all they hold: no character too many, no bit at the end that is not zero.
    canonical: bool,
}

fn bytes(characters: &[u8]) -> Bytes {
    let (groups, rest) = characters.as_chunks::<4>();
    let mut bytes = vec![0; characters.len() * 3 / 4];
    let mut alphabets = 0;
    let mut word = |group: &[u8]| {
        group.iter().fold(0, |word: u32, &character| {
            let value = value(character);
            alphabets |= value;
            word << 6 | u32::from(value & SEXTET)
        })
    };
    let (threes, last) = bytes.as_chunks_mut::<3>();
    for (group, three) in groups.iter().zip(threes) {
        let [_, a, b, c] = word(group).to_be_bytes();
        *three = [a, b, c];
    }
    let mut left = word(rest) << (6 * (4 - rest.len()));
    for byte in last {
        *byte = (left >> 16) as u8;
        left = left << 8 & 0x00ff_ffff;
    }
    Bytes { bytes, alphabets: alphabets & !SEXTET, canonical: rest.len() != 1 && left == 0 }
}

/// The bits of a value that a character stands for.
const SEXTET: u8 = 0b11_1111;

/// Marks the value of a character of the standard alphabet that base64url does not have.
const STANDARD: u8 = 0x40;

/// The value of what is no character of either alphabet.
const NONE: u8 = 0x80;

/// The value of every byte.
#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it, and would tell")]
static VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut value = 0;
    while value < alphabet.len() {
        values[alphabet[value] as usize] = value as u8;
        value += 1;
    }
    values[b'+' as usize] = STANDARD | 62;
    values[b'/' as usize] = STANDARD | 63;
    values
};

fn value(byte: u8) -> u8 {
    VALUES.get(usize::from(byte)).copied().unwrap_or(NONE)
}

/// A character of either alphabet, padding not among them.
pub(crate) fn is_character(byte: u8) -> bool {
    value(byte) != NONE
}

/// The characters of a part in the one alphabet, and what stood between or instead of them.
#[derive(Default)]
struct Characters {
    text: String,
    pieces: Pieces,
    flaws: Vec<Flaw>,
    /// Where in the text one stands whose value is not known.
    unknown: Vec<usize>,
}

impl Characters {
    fn read(part: &str, altered: bool) -> Self {
        let mut read = Self::default();
        let (mut padding, mut standard) = (None, None);
        for (index, (at, character)) in part.char_indices().enumerate() {
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
    fn ok_strict() {
        check("", b"", &[]);
        check("e30", b"{}", &[]);
        check("-_-_", &[0xfb, 0xff, 0xbf], &[]);
    }

    #[test]
    fn err_named_with_its_place() {
        let plus = Flaw::StandardAlphabet { at: 0, character: '+', count: 4 };
        check("+/+/", &[0xfb, 0xff, 0xbf], &[plus]);
        check("e30=", b"{}", &[Flaw::Padding { at: 3, count: 1 }]);
        check("e31", b"{}", &[Flaw::TrailingBits { at: 2 }]);
        check("e30ge", b"{} ", &[Flaw::Length { length: 5 }]);
        check("e", b"", &[Flaw::Length { length: 1 }]);
        check("e*30", b"{}", &[Flaw::Character { at: 1, character: '*' }]);
        // Whether the end is as it should be cannot be told.
        check("e3*", b"{", &[Flaw::Character { at: 2, character: '*' }]);
        check("eyI\u{e9}fQ", b"{\"\x1f", &[Flaw::Character { at: 3, character: 'é' }]);
    }

    #[test]
    fn an_altered_character_keeps_its_place() {
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

    proptest::proptest! {
        #[test]
        fn strict_parts_decode_as_the_base64_crate_decodes_them(text in "[A-Za-z0-9_-]{0,40}") {
            use base64::Engine;
            let expected = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(&text);
            let decoded = decode(&text);
            proptest::prop_assert_eq!(decoded.flaws.is_empty(), expected.is_ok());
            if let Ok(bytes) = expected {
                proptest::prop_assert_eq!(decoded.bytes, bytes);
            }
        }
    }

    #[test]
    fn a_prefix_ends_at_the_first_other_character() {
        assert_eq!(decode_prefix(b"eyJh.bGci", 64), b"{\"a");
        assert_eq!(decode_prefix(b"eyJhbGci", 5), b"{\"a");
        assert_eq!(decode_prefix(b"", 64), b"");
    }
}
