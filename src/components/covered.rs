//! Which characters of a part must not be seen, since what is withheld could be decoded from them.

use sa_token::report::{Member, PartName, Span, Token};

use super::Ui;
use super::claim::is_nested;
use super::claim_link::members;
use crate::places::{length, within};

/// What the decoded text has in the place of what is withheld.
const WITHHELD: char = '…';

/// True while the value of a member is not to be seen.
pub fn is_covered(member: &Member, part: PartName, position: usize, ui: Ui<'_>) -> bool {
    member.withheld.is_some() && ui.state.uncovered(part, position).is_none()
}

/// The places of covered characters among those of a part, as far as the decoded text goes up to
/// `limit`, in bytes.
///
/// A value that is withheld stands at its ranges. But a name may be withheld as well, and the end of
/// a text that breaks off; these are no values of their own. There everything between the two
/// values around it is covered. What has no place that is known could be anywhere.
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
