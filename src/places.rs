//! Where the members of a token stand in what is shown of it, so that each can be lit there.
//!
//! In the raw JSON a member stands at its own `start` and `end`. In the token it stands at its
//! `ranges`, which are bytes of the paste: one where the token stands on one line, several where it
//! was wrapped. The token view shows the bytes of a part's ranges one after the other, so a place
//! in the paste becomes a place among them.

use service_account_token::report::Span;

/// The stretch of a text of this length that begins at `start` and belongs to the same members all
/// along: where it ends, and their positions, the innermost last. `members` come in document order,
/// parents before children; an empty one stands nowhere in this text.
///
/// Two neighbours may share a character: in base64 that was encoded once more, one character holds
/// bits of both.
pub fn stretch(start: usize, length: usize, members: &[Span]) -> (usize, Vec<usize>) {
    let (mut end, mut around) = (length, Vec::new());
    for (position, [first, last]) in members.iter().enumerate() {
        if *first > start {
            end = end.min(*first);
        } else if *last > start {
            end = end.min(*last);
            around.push(position);
        }
    }
    (end, around)
}

/// Where the ranges of a member, or a finding's spot, stand among the bytes of a part's ranges;
/// `None` where they are not all in the part.
pub fn within(part: &[Span], ranges: &[Span]) -> Option<Span> {
    let ([first, _], [_, end]) = (ranges.first()?, ranges.last()?);
    Some([offset(part, *first)?, offset(part, end.checked_sub(1)?)? + 1])
}

/// How many bytes the ranges of a part have.
pub fn length(part: &[Span]) -> usize {
    let mut length = 0;
    for [start, end] in part {
        length += end.saturating_sub(*start);
    }
    length
}

/// Some of the bytes of a part's ranges, one range after the other.
pub fn characters_of(paste: &[u8], part: &[Span], mut skip: usize, count: usize) -> Vec<u8> {
    let mut characters = Vec::new();
    for [start, end] in part {
        let of_range = paste.get(*start..*end).unwrap_or_default();
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
    for [start, end] in part {
        if (*start..*end).contains(&at) {
            return Some(before + at - start);
        }
        before += end - start;
    }
    None
}

#[cfg(test)]
mod tests {
    use service_account_token::report::{Member, Part};
    use service_account_token::{Options, inspect};

    use super::*;

    const BOUND: &str =
        include_str!("../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
    /// In a Secret's `data.token` a token is base64-encoded once more.
    const SECRET: &str =
        include_str!("../crates/service-account-token/tests/samples/secret-explicit.yaml");
    /// `{"aud":["a","b","c","d"],"k":{"\u0061":1}}`, whose items stand one byte apart.
    const CLOSE: &str =
        "eyJhbGciOiJub25lIn0.eyJhdWQiOlsiYSIsImIiLCJjIiwiZCJdLCJrIjp7IlxcdTAwNjEiOjF9fQ.";

    fn stretches(length: usize, members: &[Span]) -> Vec<(Span, Vec<usize>)> {
        let mut stretches = Vec::new();
        let mut start = 0;
        while start < length {
            let (end, around) = stretch(start, length, members);
            stretches.push(([start, end], around));
            start = end;
        }
        stretches
    }

    fn at(text: &str, ranges: &[Span]) -> String {
        ranges.iter().filter_map(|[start, end]| text.get(*start..*end)).collect()
    }

    /// The bytes that are lit for a member are those that the report gives it.
    fn check_part(text: &str, part: &Part, members: &[Member]) {
        let shown = at(text, &part.ranges);
        let spans: Vec<Span> = members
            .iter()
            .map(|member| within(&part.ranges, &member.ranges).expect("it is in its part"))
            .collect();
        let stretches = stretches(shown.len(), &spans);
        for (position, member) in members.iter().enumerate() {
            let of_member = stretches.iter().filter(|(_, members)| members.contains(&position));
            let lit: String =
                of_member.filter_map(|([start, end], _)| shown.get(*start..*end)).collect();
            assert_eq!(lit, at(text, &member.ranges), "{}", member.pointer);
        }
    }

    #[track_caller]
    fn check(text: &str) {
        let report = inspect(text.as_bytes(), &Options::default());
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
        crate::groups::characters(text.as_bytes())
    }

    #[test]
    fn every_member_is_lit_on_its_own_bytes() {
        check(BOUND);
        check(CLOSE);
    }

    #[test]
    fn and_in_a_token_that_is_wrapped() {
        check(&wrapped(BOUND, 64, "\n"));
        check(&wrapped(BOUND, 61, "\r\n    "));
        check(&wrapped(BOUND, 76, "\\n"));
    }

    #[test]
    fn and_in_one_that_is_encoded_once_more() {
        check(SECRET);
        check(&base64(BOUND.trim()));
        check(&wrapped(&base64(BOUND.trim()), 76, "\n"));
        // Each way in which the items can fall into groups of four.
        for blanks in ["", " ", "  "] {
            check(&base64(&format!("{blanks}{CLOSE}")));
        }
    }

    #[test]
    fn and_with_characters_between_that_cannot_be_seen() {
        check(&wrapped(BOUND, 100, "\u{200b}"));
    }

    #[test]
    fn the_innermost_member_is_last() {
        assert_eq!(
            stretches(6, &[[1, 5], [2, 3], [9, 12], [0, 0]]),
            [
                ([0, 1], vec![]),
                ([1, 2], vec![0]),
                ([2, 3], vec![0, 1]),
                ([3, 5], vec![0]),
                ([5, 6], vec![]),
            ]
        );
        assert_eq!(stretches(0, &[[0, 4]]), []);
    }

    #[test]
    fn what_is_not_in_the_part_has_no_place_there() {
        assert_eq!(within(&[[10, 20], [30, 40]], &[[18, 20], [30, 32]]), Some([8, 12]));
        assert_eq!(within(&[[10, 20]], &[[18, 22]]), None);
        assert_eq!(within(&[[10, 20]], &[]), None);
        assert_eq!(within(&[[10, 20]], &[[10, 10]]), None);
    }
}
