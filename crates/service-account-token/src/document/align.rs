//! Leads from the content of a scalar back to the bytes that write it, where escapes, folds and
//! indentation stand between.

use std::ops::Range;

use crate::text::source_map::Pieces;

/// Returns the map of a content to the bytes `span` of a text that write it. A character whose bytes
/// are not found maps to an empty range.
pub(super) fn align(text: &str, span: Range<usize>, content: &str) -> Pieces {
    let source = text.get(span.clone()).unwrap_or_default();
    let (escapes, single) = (source.starts_with('"'), source.starts_with('\''));
    let mut pieces = Pieces::default();
    let mut at = usize::from(escapes || single);
    for character in content.chars() {
        let length = loop {
            let rest = source.get(at..).unwrap_or_default();
            let Some(next) = rest.chars().next() else { break 0 };
            if escapes && next == '\\' {
                match escape_length(rest) {
                    // A line break behind a backslash is not there.
                    None => at += rest.len() - rest.get(1..).unwrap_or_default().trim_start().len(),
                    Some(length) => break length,
                }
            } else if character == '\n' && rest.starts_with("\r\n") {
                break 2;
            } else if next == character {
                break next.len_utf8() + usize::from(single && rest.starts_with("''"));
            } else if character.is_whitespace() && next.is_whitespace() {
                break rest.len() - rest.trim_start().len();
            } else {
                at += next.len_utf8();
            }
        };
        let from = span.start + at;
        pieces.push(character.len_utf8(), from..from + length);
        at += length;
    }
    pieces
}

/// Returns the length of the escape at the start of a text; none for an escaped line break.
fn escape_length(text: &str) -> Option<usize> {
    let length = match text.as_bytes() {
        [_, b'\n' | b'\r', ..] => return None,
        // A surrogate pair: one character.
        [_, b'u', b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B', _, _, b'\\', b'u', ..] => {
            12
        }
        [_, b'u', ..] => 6,
        [_, b'U', ..] => 10,
        [_, b'x', ..] => 4,
        _ => 1 + text.chars().nth(1).map_or(0, char::len_utf8),
    };
    Some(length.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source_map::SourceMap;

    /// Asserts that the part of the content maps to the part of the source.
    #[track_caller]
    fn check(source: &str, content: &str, part: &str, written: &str) {
        let map = SourceMap::default().pieces(align(source, 0..source.len(), content));
        let at = content.find(part).unwrap();
        let range = map.hull(at..at + part.len());
        assert_eq!(source.get(range), Some(written));
    }

    #[test]
    fn each_part_of_a_content_is_found_in_what_writes_it() {
        check(r#""{\"a\":\"b\\c\"}""#, r#"{"a":"b\c"}"#, r#""b\c""#, r#"\"b\\c\""#);
        check(r#""é\u00e9\ud83d\ude00x""#, "éé\u{1f600}x", "x", "x");
        check("'it''s here'", "it's here", "here", "here");
        check("'it''s here'", "it's here", "'s", "''s");
        check("one\n  two\n", "one\ntwo\n", "two", "two");
        check("one\n  two\n\n  three", "one two\nthree", "three", "three");
        check("one\r\n    two\r\n      three", "one\ntwo\n  three", "three", "three");
        check("\"one\\\n   two\"", "onetwo", "two", "two");
    }
}
