//! Finds the characters of a part from which a withheld value could be decoded. They are covered.

use service_account_token::report::{Member, PartName, Span, Token};

use crate::members::{self, is_nested};
use crate::spans::{length, span_within};
use crate::state::ShownValue;

/// Replaces withheld values in the decoded text.
const WITHHELD: char = '…';

/// Returns the spans to cover among the characters of a part, for the decoded text up to `limit`, in
/// bytes.
///
/// A withheld value is at its ranges. A name may be withheld too, and so may the end of a text that
/// breaks off. Those are not values, so everything between the two values around them is covered. If
/// a place is not known, the whole part is covered.
pub fn covered_spans(
    token: &Token,
    part: PartName,
    limit: usize,
    shown_values: &[ShownValue],
) -> Vec<Span> {
    let Some(ranges) = members::ranges(token, part) else { return Vec::new() };
    let text = members::json(token, part).text.as_deref().unwrap_or_default();
    let hides = |start, end| text.get(start..end).is_none_or(|between| between.contains(WITHHELD));
    let is_shown =
        |position| shown_values.iter().any(|value| (value.part, value.member) == (part, position));
    let place = |member: &Member| span_within(ranges, &member.ranges);
    let end_of_part = length(ranges);
    let mut covered = Vec::new();
    let mut before: Option<&Member> = None;
    let after =
        |before: Option<&Member>| before.map_or(Some(0), |one| place(one).map(|span| span.end));
    for (position, member) in members::of_part(token, part).iter().enumerate() {
        if member.withheld.is_some() && !is_shown(position) {
            covered.push(place(member).unwrap_or_else(|| Span::new(0, end_of_part)));
        }
        if is_nested(member.json_type) {
            continue;
        }
        if hides(before.map_or(0, |one| one.end), member.start) {
            let start = after(before).unwrap_or(0);
            let end = place(member).map_or(end_of_part, |span| span.start);
            covered.push(Span::new(start, end));
        }
        before = Some(member);
        if member.start > limit {
            return covered;
        }
    }
    if hides(before.map_or(0, |one| one.end), text.len()) {
        covered.push(Span::new(after(before).unwrap_or(0), end_of_part));
    }
    covered
}
