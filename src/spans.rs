//! The spans of a token's members in what is shown of it, so that each can be highlighted there.
//!
//! In the exact JSON a member is at its own `start` and `end`. In the token it is at its `ranges`, which
//! are bytes of the paste: one range if the token is on one line, several if it was wrapped. The token
//! view shows the bytes of a part's ranges one after the other, so an offset in the paste becomes an
//! offset among them.

use service_account_token::report::Span;

/// Returns the end of the longest stretch from `start` that belongs to the same members, and their
/// positions, the innermost last. The text has this length. `members` are in document order, parents
/// before children; an empty one is not in this text.
///
/// Two neighbors may share a character: in base64 that was encoded again, one character has bits of
/// both.
pub fn stretch(start: usize, length: usize, members: &[Span]) -> (usize, Vec<usize>) {
    let (mut end, mut around) = (length, Vec::new());
    for (position, member) in members.iter().enumerate() {
        if member.start > start {
            end = end.min(member.start);
        } else if member.end > start {
            end = end.min(member.end);
            around.push(position);
        }
    }
    (end, around)
}

/// Returns the span of a member's ranges, or of a finding's place, among the bytes of a part's ranges;
/// `None` unless all of it is in the part.
pub fn span_within(part: &[Span], ranges: &[Span]) -> Option<Span> {
    let (first, last) = (ranges.first()?, ranges.last()?);
    Some(Span::new(offset(part, first.start)?, offset(part, last.end.checked_sub(1)?)? + 1))
}

/// Returns the number of bytes in the ranges of a part.
pub fn length(part: &[Span]) -> usize {
    let mut length = 0;
    for span in part {
        length += span.end.saturating_sub(span.start);
    }
    length
}

/// Returns up to `count` bytes of a part's ranges, one range after the other, after the first `skip`.
pub fn characters_of(paste: &[u8], part: &[Span], mut skip: usize, count: usize) -> Vec<u8> {
    let mut characters = Vec::new();
    for span in part {
        let of_range = paste.get(span.range()).unwrap_or_default();
        characters.extend_from_slice(of_range.get(skip..).unwrap_or_default());
        skip = skip.saturating_sub(of_range.len());
        if characters.len() >= count {
            break;
        }
    }
    characters.truncate(count);
    characters
}

fn offset(part: &[Span], at: usize) -> Option<usize> {
    let mut before = 0;
    for span in part {
        if span.range().contains(&at) {
            return Some(before + at - span.start);
        }
        before += span.end - span.start;
    }
    None
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
    use service_account_token::report::{Member, Part};
    use service_account_token::{Options, inspect};

    use super::*;

    const BOUND: &str =
        include_str!("../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
    /// In a Secret's `data.token` a token is base64-encoded once more.
    const SECRET: &str =
        include_str!("../crates/service-account-token/tests/samples/secret-explicit.yaml");
    /// `{"aud":["a","b","c","d"],"k":{"\u0061":1}}`, whose items are one byte apart.
    const CLOSE: &str =
        "eyJhbGciOiJub25lIn0.eyJhdWQiOlsiYSIsImIiLCJjIiwiZCJdLCJrIjp7IlxcdTAwNjEiOjF9fQ.";

    fn stretches(length: usize, members: &[Span]) -> Vec<(Span, Vec<usize>)> {
        let mut stretches = Vec::new();
        let mut start = 0;
        while start < length {
            let (end, around) = stretch(start, length, members);
            stretches.push((Span::new(start, end), around));
            start = end;
        }
        stretches
    }

    fn at(text: &str, ranges: &[Span]) -> String {
        ranges.iter().filter_map(|span| text.get(span.range())).collect()
    }

    /// The bytes that are highlighted for a member are those of its ranges in the report.
    fn check_part(text: &str, part: &Part, members: &[Member]) {
        let shown = at(text, &part.ranges);
        let spans: Vec<Span> = members
            .iter()
            .map(|member| span_within(&part.ranges, &member.ranges).expect("it is in its part"))
            .collect();
        let stretches = stretches(shown.len(), &spans);
        for (position, member) in members.iter().enumerate() {
            let of_member = stretches.iter().filter(|(_, members)| members.contains(&position));
            let highlighted: String =
                of_member.filter_map(|(span, _)| shown.get(span.range())).collect();
            assert_eq!(highlighted, at(text, &member.ranges), "{}", member.pointer);
        }
    }

    #[track_caller]
    fn check(text: &str) {
        let report = inspect(text.as_bytes(), &Options::new());
        let token = report.tokens.first().expect("there is a token");
        let [header, payload, ..] = token.parts.as_slice() else { panic!("too few parts") };
        check_part(text, header, &token.header.members);
        check_part(text, payload, &token.payload.members);
        assert!(!token.payload.members.is_empty());
    }

    fn wrapped(token: &str, width: usize, between: &str) -> String {
        let characters: Vec<char> = token.trim().chars().collect();
        let lines: Vec<String> =
            characters.chunks(width).map(|line| line.iter().collect()).collect();
        lines.join(between)
    }

    fn base64(text: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(text)
    }

    #[test]
    fn every_member_is_highlighted_on_its_own_bytes() {
        check(BOUND);
        check(CLOSE);
    }

    #[test]
    fn also_in_a_wrapped_token() {
        check(&wrapped(BOUND, 64, "\n"));
        check(&wrapped(BOUND, 61, "\r\n    "));
        check(&wrapped(BOUND, 76, "\\n"));
    }

    #[test]
    fn also_in_a_token_that_is_encoded_again() {
        check(SECRET);
        check(&base64(BOUND.trim()));
        check(&wrapped(&base64(BOUND.trim()), 76, "\n"));
        // Each way in which the items can fall into base64 rows.
        for blanks in ["", " ", "  "] {
            check(&base64(&format!("{blanks}{CLOSE}")));
        }
    }

    #[test]
    fn also_with_invisible_characters_between() {
        check(&wrapped(BOUND, 100, "\u{200b}"));
    }

    #[test]
    fn innermost_member_is_last() {
        assert_eq!(
            stretches(6, &[Span::new(1, 5), Span::new(2, 3), Span::new(9, 12), Span::new(0, 0)]),
            [
                (Span::new(0, 1), vec![]),
                (Span::new(1, 2), vec![0]),
                (Span::new(2, 3), vec![0, 1]),
                (Span::new(3, 5), vec![0]),
                (Span::new(5, 6), vec![]),
            ]
        );
        assert_eq!(stretches(0, &[Span::new(0, 4)]), []);
    }

    #[test]
    fn member_outside_the_part_has_no_span() {
        assert_eq!(
            span_within(
                &[Span::new(10, 20), Span::new(30, 40)],
                &[Span::new(18, 20), Span::new(30, 32)]
            ),
            Some(Span::new(8, 12))
        );
        assert_eq!(span_within(&[Span::new(10, 20)], &[Span::new(18, 22)]), None);
        assert_eq!(span_within(&[Span::new(10, 20)], &[]), None);
        assert_eq!(span_within(&[Span::new(10, 20)], &[Span::new(10, 10)]), None);
    }
}
