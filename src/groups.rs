//! How base64url carries bytes (RFC 4648 §5): four characters of six bits are three bytes of eight.
//!
//! The page decodes nothing: the bytes are those of the report's text, the characters those of the
//! paste, and a row shows bytes only where the two agree, bit by bit. So no row is ever wrong:
//! behind a damaged character, or where the report left out a signature that stood inside the text,
//! the two are out of step, and there only the characters are shown.

use service_account_token::report::{Encoding, PartName, Span, Token};

use crate::places::{characters_of, length, within};
use crate::text;
use crate::visible::code_point;

/// More groups are not shown at once: enough for a name or a UID, and no more than one looks
/// through.
pub const GROUPS_LIMIT: usize = 24;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The characters that hold a bit of these bytes of the decoded text.
pub fn holding([start, end]: Span) -> Span {
    [start * 4 / 3, (end * 4).div_ceil(3)]
}

/// The characters that a finding points at, with the group before and the one after, if they are in
/// a part and not all of it.
pub fn around(token: &Token, part: PartName, spot: Span) -> Option<Span> {
    let ranges = ranges(token, part)?;
    let [start, end] = within(ranges, &[spot])?;
    (end - start < length(ranges)).then(|| [start.saturating_sub(4), end + 4])
}

/// The groups that hold some characters of a part, a line each, such as `eyJh  7b 22 61  {"a`, and
/// which characters these are, from 1. `None` where none of them could be read, and for a part that
/// holds no text.
pub fn rows(
    token: &Token,
    part: PartName,
    paste: &[u8],
    [start, end]: Span,
) -> Option<(String, Span)> {
    let text = match part {
        PartName::Header => token.header.text.as_deref()?,
        PartName::Payload => token.payload.text.as_deref()?,
        _ => return None,
    };
    let first = start / 4;
    let count = (end.div_ceil(4) - first).min(GROUPS_LIMIT);
    let characters = shown(token, part, paste, text.as_bytes(), [first, count])?;
    let (mut rows, mut any) = (String::new(), false);
    for (turn, group) in characters.chunks(4).enumerate() {
        any |= push_row(&mut rows, group, text, (first + turn) * 3);
    }
    any.then_some((rows, [first * 4 + 1, first * 4 + characters.len()]))
}

fn ranges(token: &Token, part: PartName) -> Option<&[Span]> {
    let part = token.parts.iter().find(|one| one.name == part)?;
    Some(&part.ranges)
}

/// True where the token's characters stand in the paste one by one.
pub fn stands_plain(token: &Token) -> bool {
    use Encoding::{Base64, Base64url, Percent, Utf16};
    let encodings = &token.location.encoding;
    !encodings.iter().any(|one| matches!(one, Base64 | Base64url | Percent | Utf16))
}

/// The characters of some groups: from the paste where they stand there one by one, else those that
/// the text has in base64url.
fn shown(
    token: &Token,
    part: PartName,
    paste: &[u8],
    text: &[u8],
    [first, count]: [usize; 2],
) -> Option<Vec<u8>> {
    if stands_plain(token) {
        return Some(characters_of(paste, ranges(token, part)?, first * 4, count * 4));
    }
    // They would not be the token's own if anything was mended while the part was read.
    if token.findings.iter().any(|one| one.part == Some(part) && one.pointer.is_none()) {
        return None;
    }
    let shown = text.get(first * 3..text.len().min((first + count) * 3))?;
    Some(characters(shown).into_bytes())
}

/// Adds the row of a group whose bytes begin at `from` in the text; false if they do not agree.
fn push_row(rows: &mut String, group: &[u8], text: &str, from: usize) -> bool {
    let digits = group.iter().take_while(|character| **character != b'=').count();
    let to = text.len().min(from + digits * 6 / 8);
    let bytes = text.as_bytes().get(from..to).unwrap_or_default();
    let unused = unused_bits(group.get(..digits).unwrap_or_default(), bytes);
    let (mut hex, mut shown) = (String::new(), String::new());
    match &unused {
        None => hex.push_str(text::NOT_READ),
        Some(unused) => {
            for (at, byte) in (from..).zip(bytes) {
                hex += &format!("{byte:02x} ");
                match text.get(at..).and_then(|rest| rest.chars().next()) {
                    // Each row is one line.
                    Some(character @ ('\n' | '\t')) => shown += &code_point(character),
                    Some(character) => shown.push(character),
                    // One that began before goes on.
                    None => shown.push('·'),
                }
            }
            if !unused.is_empty() {
                shown += text::BITS_UNUSED;
                shown += unused;
            }
        }
    }
    *rows += &format!("{:<6}{hex:<10}{shown}\n", String::from_utf8_lossy(group));
    unused.is_some()
}

/// The bits that are left over when these characters carry these bytes; `None` when they do not.
fn unused_bits(characters: &[u8], bytes: &[u8]) -> Option<String> {
    let width = (characters.len() * 6).checked_sub(bytes.len() * 8).filter(|width| *width < 6)?;
    let mut unused = String::new();
    for (turn, character) in characters.iter().enumerate() {
        let mut differing = sextet(*character)? ^ sextet_at(bytes, turn);
        if turn + 1 == characters.len() {
            // Of the bytes these bits are zero.
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

/// The six bits that a character stands for, in either alphabet.
fn sextet(character: u8) -> Option<usize> {
    let character = match character {
        b'+' => b'-',
        b'/' => b'_',
        character => character,
    };
    ALPHABET.iter().position(|one| *one == character)
}

/// The six bits at a place among those of up to three bytes.
fn sextet_at(bytes: &[u8], turn: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    (byte(0) << 16 | byte(1) << 8 | byte(2)) >> (18 - 6 * turn.min(3)) & 63
}

/// Bytes as base64url writes them.
pub fn characters(bytes: &[u8]) -> String {
    let mut characters = String::new();
    for group in bytes.chunks(3) {
        for turn in 0..=group.len() {
            let character = ALPHABET.get(sextet_at(group, turn)).copied();
            characters.push(char::from(character.unwrap_or_default()));
        }
    }
    characters
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
    const BEGINNING: Span = [0, GROUPS_LIMIT * 4];

    fn report(text: &str) -> Report {
        inspect(text.as_bytes(), &Options::default())
    }

    fn rows_of(text: &str, part: PartName, characters: Span) -> Option<(String, Span)> {
        let report = report(text);
        rows(report.tokens.first().expect("there is a token"), part, text.as_bytes(), characters)
    }

    /// The rows of a payload's beginning.
    #[track_caller]
    fn check(payload: &str, expected: &[&str]) {
        let text = format!("{HEADER}.{payload}.");
        let shown = rows_of(&text, PartName::Payload, BEGINNING);
        let (rows, _) = shown.unwrap_or_default();
        assert_eq!(rows.lines().map(str::trim_end).collect::<Vec<_>>(), expected, "{payload}");
    }

    #[test]
    fn four_characters_are_three_bytes_and_the_last_bits_are_left() {
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
    fn bits_that_are_not_zero_and_padding_are_shown_as_they_stand() {
        check("e31", &["e31   7b 7d     {}  unused bits 01"]);
        check("e30=", &["e30=  7b 7d     {}  unused bits 00"]);
    }

    #[test]
    fn a_character_of_several_bytes_stands_where_it_begins() {
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
    fn behind_a_character_that_does_not_belong_there_only_characters_are_shown() {
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
    fn a_byte_that_is_no_text_is_not_taken_for_another() {
        // {"a":"ÿ?"} in Latin-1.
        check(
            "eyJhIjoi_z8ifQ",
            &["eyJh  7b 22 61  {\"a", "Ijoi  22 3a 22  \":\"", "_z8i  not read", "fQ    not read"],
        );
    }

    #[test]
    fn what_is_no_text_of_its_own_has_no_rows() {
        check("AAAA", &[]);
        assert_eq!(rows_of(BOUND, PartName::Signature, BEGINNING), None);
        assert_eq!(rows_of(BOUND, PartName::Payload, [9000, 9004]), None);
    }

    #[test]
    fn the_rows_of_a_claim_hold_it_and_little_more() {
        let report = report(BOUND);
        let payload = &report.tokens[0].payload;
        for member in &payload.members {
            let bytes = [member.start, member.end.min(member.start + 60)];
            let (rows, [first, last]) =
                rows_of(BOUND, PartName::Payload, holding(bytes)).expect("there are rows");
            let text: String = rows.lines().filter_map(|row| row.get(16..)).collect();
            let value = payload.text.as_deref().and_then(|text| text.get(bytes[0]..bytes[1]));
            assert!(text.contains(value.unwrap()), "{} in {text}", member.pointer);
            assert!(text.len() <= bytes[1] - bytes[0] + 4, "{text}");
            assert!(first % 4 == 1 && last <= 560, "{first} to {last}");
        }
    }

    #[test]
    fn no_more_rows_than_the_limit() {
        let (rows, place) = rows_of(BOUND, PartName::Payload, [4, 400]).unwrap();
        assert_eq!((rows.lines().count(), place), (GROUPS_LIMIT, [5, 4 + GROUPS_LIMIT * 4]));
        let (rows, place) = rows_of(BOUND, PartName::Payload, [552, 900]).unwrap();
        assert_eq!((rows.lines().count(), place), (2, [553, 560]));
    }

    #[test]
    fn a_token_that_is_encoded_once_more_has_its_own_characters() {
        let plain = rows_of(BOUND.trim(), PartName::Payload, [100, 180]);
        let wrapped = rows_of(&characters(BOUND.trim().as_bytes()), PartName::Payload, [100, 180]);
        assert!(plain.is_some());
        assert_eq!(wrapped, plain);
        // The last character's bits are not known then.
        let mended = characters(format!("{HEADER}.e31.").as_bytes());
        assert_eq!(rows_of(&mended, PartName::Payload, BEGINNING), None);
    }

    #[test]
    fn characters_are_those_of_base64url() {
        assert_eq!(characters(b""), "");
        assert_eq!(characters(&[0xfb, 0xff, 0xbf]), "-_-_");
        assert_eq!(characters(b"{}"), "e30");
        assert_eq!(characters(b"{}  "), "e30gIA");
    }

    #[test]
    fn a_spot_is_a_place_inside_a_part() {
        let text = format!("{HEADER}.eyJhIjoi*YiIsImMiOiJkIn0.");
        let report = report(&text);
        let token = &report.tokens[0];
        assert_eq!(around(token, PartName::Payload, [28, 29]), Some([4, 13]));
        assert_eq!(around(token, PartName::Payload, [0, 4]), None, "in the header");
        assert_eq!(around(token, PartName::Payload, [20, 44]), None, "all of it");
    }
}
