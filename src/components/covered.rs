//! Finds the characters of a part from which a withheld value could be decoded. They are covered.

use service_account_token::report::{Member, PartName, Span, Token};

use super::Ui;
use super::claim::is_nested;
use super::claim_link::members;
use crate::places::{length, within};

/// Replaces what is withheld in the decoded text.
const WITHHELD: char = '…';

/// Returns true while the value of a member is covered.
pub fn is_covered(member: &Member, part: PartName, position: usize, ui: Ui<'_>) -> bool {
    member.withheld.is_some() && ui.state.uncovered(part, position).is_none()
}

/// Returns the covered ranges among the characters of a part, for the decoded text up to `limit`, in
/// bytes.
///
/// A withheld value is at its ranges. A name may be withheld too, and so may the end of a text that
/// breaks off. Those are not values, so everything between the two values around them is covered. If
/// a place is not known, the whole part is covered.
pub fn covered(token: &Token, part: PartName, limit: usize, ui: Ui<'_>) -> Vec<Span> {
    let Some(ranges) = token.parts.iter().find(|one| one.name == part).map(|one| &one.ranges)
    else {
        return Vec::new();
    };
    let json = if part == PartName::Header { &token.header } else { &token.payload };
    let text = json.text.as_deref().unwrap_or_default();
    let hides = |start, end| text.get(start..end).is_none_or(|between| between.contains(WITHHELD));
    let place = |member: &Member| within(ranges, &member.ranges);
    let end_of_part = length(ranges);
    let mut covered = Vec::new();
    let mut before: Option<&Member> = None;
    let after =
        |before: Option<&Member>| before.map_or(Some(0), |one| place(one).map(|[_, end]| end));
    for (position, member) in members(token, part).iter().enumerate() {
        if is_covered(member, part, position, ui) {
            covered.push(place(member).unwrap_or([0, end_of_part]));
        }
        if is_nested(member.json_type) {
            continue;
        }
        if hides(before.map_or(0, |one| one.end), member.start) {
            let start = after(before).unwrap_or(0);
            covered.push([start, place(member).map_or(end_of_part, |[start, _]| start)]);
        }
        before = Some(member);
        if member.start > limit {
            return covered;
        }
    }
    if hides(before.map_or(0, |one| one.end), text.len()) {
        covered.push([after(before).unwrap_or(0), end_of_part]);
    }
    covered
}
