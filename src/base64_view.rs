//! How base64url encodes bytes (RFC 4648 §5), row by row: four characters of six bits are three bytes
//! of eight.
//!
//! The page decodes nothing: the bytes are those of the report's text, the characters those of the
//! paste, and a row shows bytes only where the two agree, bit by bit. So no row is ever wrong: after a
//! damaged character, or where the report withholds a signature inside the text, the two no longer
//! match, and only the characters are shown.

use std::fmt::Write as _;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use service_account_token::report::{Encoding, Member, PartName, Span, Token};

use crate::members;
use crate::spans::{characters_of, length, span_within};
use crate::text;
use crate::visible::code_point;

/// At most this many rows are shown: enough for a name or a UID, and no more than one reads through.
pub const ROWS_LIMIT: usize = 24;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Characters of base64url with their bytes, a row for each four characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64Rows {
    /// The rows, a line each, such as `eyJh  7b 22 61  {"a`.
    pub text: String,
    /// The first and the last character, counted from 1.
    pub characters: Span,
}

/// Returns the span of the characters that have a bit of these bytes of the decoded text.
pub fn characters_of_bytes(Span { start, end }: Span) -> Span {
    Span::new(start * 4 / 3, (end * 4).div_ceil(3))
}

/// Returns the span of a member among the characters of its part. After a withheld value, for which the
/// decoded text has only a mark, it does not follow from the member's place in that text.
pub fn characters_of_member(token: &Token, part: PartName, member: &Member) -> Span {
    let ranges = members::ranges(token, part).filter(|_| is_verbatim(token));
    let span = ranges.and_then(|ranges| span_within(ranges, &member.ranges));
    span.unwrap_or_else(|| characters_of_bytes(Span::new(member.start, member.end)))
}

/// Returns the span of the characters that a finding points at, with the row before and the row after.
/// Returns `None` unless they are in the part, and not all of it.
pub fn surrounding_rows(token: &Token, part: PartName, place: Span) -> Option<Span> {
    let ranges = members::ranges(token, part)?;
    let Span { start, end } = span_within(ranges, &[place])?;
    (end - start < length(ranges)).then(|| Span::new(start.saturating_sub(4), end + 4))
}

/// Returns the rows with these characters of a part. Returns `None` if none of them could be read, and
/// for a part without text.
pub fn rows(token: &Token, part: PartName, paste: &[u8], place: Span) -> Option<Base64Rows> {
    let Span { start, end } = place;
    let text = match part {
        PartName::Header => token.header.text.as_deref()?,
        PartName::Payload => token.payload.text.as_deref()?,
        _ => return None,
    };
    // Decoded claims have no characters of base64.
    members::ranges(token, part)?;
    let first = start / 4;
    let count = (end.div_ceil(4) - first).min(ROWS_LIMIT);
    let characters = row_characters(token, part, paste, text.as_bytes(), [first, count])?;
    let (mut rows, mut any) = (String::new(), false);
    for (index, row) in characters.chunks(4).enumerate() {
        any |= push_row(&mut rows, row, text, (first + index) * 3);
    }
    let characters = Span::new(first * 4 + 1, first * 4 + characters.len());
    any.then_some(Base64Rows { text: rows, characters })
}

/// Returns true if the characters of the token are in the paste one by one.
pub fn is_verbatim(token: &Token) -> bool {
    use Encoding::{Base64, Base64url, Percent, Utf16};
    let encodings = &token.location.encoding;
    !encodings.iter().any(|one| matches!(one, Base64 | Base64url | Percent | Utf16))
}

/// Returns the characters of some rows: from the paste if they are there one by one, and otherwise
/// those that encode the text.
fn row_characters(
    token: &Token,
    part: PartName,
    paste: &[u8],
    text: &[u8],
    [first, count]: [usize; 2],
) -> Option<Vec<u8>> {
    if is_verbatim(token) {
        return Some(characters_of(paste, members::ranges(token, part)?, first * 4, count * 4));
    }
    // They would not be the token's own if anything was repaired while the part was read.
    if token.findings.iter().any(|one| one.part == Some(part) && one.pointer.is_none()) {
        return None;
    }
    let bytes = text.get(first * 3..text.len().min((first + count) * 3))?;
    Some(BASE64_URL_SAFE_NO_PAD.encode(bytes).into_bytes())
}

/// Adds a row whose bytes begin at `from` in the text. Returns false if they do not agree.
fn push_row(rows: &mut String, row: &[u8], text: &str, from: usize) -> bool {
    let digits = row.iter().take_while(|character| **character != b'=').count();
    let to = text.len().min(from + digits * 6 / 8);
    let bytes = text.as_bytes().get(from..to).unwrap_or_default();
    let unused = unused_bits(row.get(..digits).unwrap_or_default(), bytes);
    let (mut hex, mut shown) = (String::new(), String::new());
    match &unused {
        None => hex.push_str(text::NOT_READ),
        Some(unused) => {
            for (at, byte) in (from..).zip(bytes) {
                // Writing to a string cannot fail.
                _ = write!(hex, "{byte:02x} ");
                match text.get(at..).and_then(|rest| rest.chars().next()) {
                    // Each row is one line.
                    Some(character @ ('\n' | '\t')) => shown += &code_point(character),
                    Some(character) => shown.push(character),
                    // The middle of a character.
                    None => shown.push('·'),
                }
            }
            if !unused.is_empty() {
                shown += text::BITS_UNUSED;
                shown += unused;
            }
        }
    }
    let characters = String::from_utf8_lossy(row);
    _ = writeln!(rows, "{characters:<6}{hex:<10}{shown}");
    unused.is_some()
}

/// Returns the bits left over if these characters encode these bytes; `None` if they do not.
fn unused_bits(characters: &[u8], bytes: &[u8]) -> Option<String> {
    let width = (characters.len() * 6).checked_sub(bytes.len() * 8).filter(|width| *width < 6)?;
    let mut unused = String::new();
    for (index, character) in characters.iter().enumerate() {
        let mut differing = sextet(*character)? ^ sextet_at(bytes, index);
        if index + 1 == characters.len() {
            // In the encoding of the bytes they are zero.
            for at in (0..width).rev() {
                unused.push(if differing >> at & 1 == 1 { '1' } else { '0' });
            }
            differing >>= width;
        }
        if differing != 0 {
            return None;
        }
    }
    Some(unused)
}

/// Returns the six bits of a character, in either alphabet.
fn sextet(character: u8) -> Option<usize> {
    let character = match character {
        b'+' => b'-',
        b'/' => b'_',
        character => character,
    };
    ALPHABET.iter().position(|one| *one == character)
}

/// Returns six of the bits of up to three bytes.
fn sextet_at(bytes: &[u8], index: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    (byte(0) << 16 | byte(1) << 8 | byte(2)) >> (18 - 6 * index.min(3)) & 63
}

#[cfg(test)]
mod tests {
    use service_account_token::report::Report;
    use service_account_token::{Options, inspect};

    use super::*;

    const BOUND: &str =
        include_str!("../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
    /// {"alg":"none"}
    const HEADER: &str = "eyJhbGciOiJub25lIn0";
    const BEGINNING: Span = Span::new(0, ROWS_LIMIT * 4);

    fn report(text: &str) -> Report {
        inspect(text.as_bytes(), &Options::new())
    }

    fn rows_of(text: &str, part: PartName, characters: Span) -> Option<Base64Rows> {
        let report = report(text);
        rows(report.tokens.first().expect("there is a token"), part, text.as_bytes(), characters)
    }

    /// Checks the first rows of a payload.
    #[track_caller]
    fn check(payload: &str, expected: &[&str]) {
        let text = format!("{HEADER}.{payload}.");
        let rows = rows_of(&text, PartName::Payload, BEGINNING);
        let rows = rows.map(|rows| rows.text).unwrap_or_default();
        assert_eq!(rows.lines().map(str::trim_end).collect::<Vec<_>>(), expected, "{payload}");
    }

    #[test]
    fn four_characters_are_three_bytes_and_the_last_bits_are_unused() {
        check(
            "eyJhIjoxfQ",
            &[
                "eyJh  7b 22 61  {\"a",
                "Ijox  22 3a 31  \":1",
                "fQ    7d        }  unused bits 0000",
            ],
        );
        check("e30", &["e30   7b 7d     {}  unused bits 00"]);
        check("e30g", &["e30g  7b 7d 20  {}"]);
    }

    #[test]
    fn bits_that_are_not_zero_and_padding_are_shown() {
        check("e31", &["e31   7b 7d     {}  unused bits 01"]);
        check("e30=", &["e30=  7b 7d     {}  unused bits 00"]);
    }

    #[test]
    fn character_of_several_bytes_is_shown_at_its_first() {
        // {"a":"é\n"} with the line break written out.
        check(
            "eyJhIjoiw6lcbiJ9",
            &[
                "eyJh  7b 22 61  {\"a",
                "Ijoi  22 3a 22  \":\"",
                "w6lc  c3 a9 5c  é·\\",
                "biJ9  6e 22 7d  n\"}",
            ],
        );
        // {, a line feed, }.
        check("ewp9", &["ewp9  7b 0a 7d  {⟨U+000A⟩}"]);
    }

    #[test]
    fn after_an_invalid_character_only_characters_are_shown() {
        // {"a":"b","c":"d"} with a `*` put in.
        check(
            "eyJhIjoi*YiIsImMiOiJkIn0",
            &[
                "eyJh  7b 22 61  {\"a",
                "Ijoi  22 3a 22  \":\"",
                "*YiI  not read",
                "sImM  not read",
                "iOiJ  not read",
                "kIn0  not read",
            ],
        );
    }

    #[test]
    fn byte_that_is_not_utf8_is_not_shown_as_another() {
        // {"a":"ÿ?"} in Latin-1.
        check(
            "eyJhIjoi_z8ifQ",
            &["eyJh  7b 22 61  {\"a", "Ijoi  22 3a 22  \":\"", "_z8i  not read", "fQ    not read"],
        );
    }

    #[test]
    fn part_without_text_has_no_rows() {
        check("AAAA", &[]);
        assert_eq!(rows_of(BOUND, PartName::Signature, BEGINNING), None);
        assert_eq!(rows_of(BOUND, PartName::Payload, Span::new(9000, 9004)), None);
    }

    #[test]
    fn rows_of_a_claim_contain_it_and_little_more() {
        let report = report(BOUND);
        let payload = &report.tokens[0].payload;
        for member in &payload.members {
            let bytes = [member.start, member.end.min(member.start + 60)];
            let rows = rows_of(BOUND, PartName::Payload, characters_of_bytes(bytes.into()));
            let Base64Rows { text: rows, characters: Span { start: first, end: last } } =
                rows.expect("there are rows");
            let text: String = rows.lines().filter_map(|row| row.get(16..)).collect();
            let value = payload.text.as_deref().and_then(|text| text.get(bytes[0]..bytes[1]));
            assert!(text.contains(value.unwrap()), "{} in {text}", member.pointer);
            assert!(text.len() <= bytes[1] - bytes[0] + 4, "{text}");
            assert!(first % 4 == 1 && last <= 560, "{first} to {last}");
        }
    }

    #[test]
    fn rows_are_limited() {
        let shown = |characters| {
            let rows = rows_of(BOUND, PartName::Payload, characters).unwrap();
            (rows.text.lines().count(), rows.characters)
        };
        assert_eq!(shown(Span::new(4, 400)), (ROWS_LIMIT, Span::new(5, 4 + ROWS_LIMIT * 4)));
        assert_eq!(shown(Span::new(552, 900)), (2, Span::new(553, 560)));
    }

    #[test]
    fn token_that_is_encoded_again_has_its_own_characters() {
        let plain = rows_of(BOUND.trim(), PartName::Payload, Span::new(100, 180));
        let wrapped = rows_of(
            &BASE64_URL_SAFE_NO_PAD.encode(BOUND.trim()),
            PartName::Payload,
            Span::new(100, 180),
        );
        assert!(plain.is_some());
        assert_eq!(wrapped, plain);
        // Then the bits of the last character are unknown.
        let repaired = BASE64_URL_SAFE_NO_PAD.encode(format!("{HEADER}.e31."));
        assert_eq!(rows_of(&repaired, PartName::Payload, BEGINNING), None);
    }

    #[test]
    fn place_of_a_finding_is_inside_its_part() {
        let text = format!("{HEADER}.eyJhIjoi*YiIsImMiOiJkIn0.");
        let report = report(&text);
        let token = &report.tokens[0];
        assert_eq!(
            surrounding_rows(token, PartName::Payload, Span::new(28, 29)),
            Some(Span::new(4, 13))
        );
        assert_eq!(
            surrounding_rows(token, PartName::Payload, Span::new(0, 4)),
            None,
            "in the header"
        );
        assert_eq!(
            surrounding_rows(token, PartName::Payload, Span::new(20, 44)),
            None,
            "all of it"
        );
    }
}
