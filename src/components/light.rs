//! A text of the token in which each member can be lit.

use sa_token::report::{PartName, Span, Token};
use yew::prelude::*;

use super::claim_link::{id, members};
use super::claims::MEMBERS_LIMIT;
use crate::html::html;
use crate::places::{stretch, within};

/// Shows the bytes of a text, cut where members begin and end. Each stretch names those that it
/// belongs to in `data-at`, the innermost first, as each claim names itself: who points at one
/// finds the others (see [`crate::browser::light`]).
///
/// The text is that of the part's `ranges` in the paste, or without any its decoded text.
pub fn lightable(
    bytes: &[u8],
    (token, part): (&Token, PartName),
    ranges: Option<&[Span]>,
    show: fn(&str) -> Html,
) -> Vec<Html> {
    let mut spans = Vec::new();
    for member in members(token, part).iter().take(MEMBERS_LIMIT) {
        spans.push(match ranges {
            None => [member.start, member.end],
            Some(ranges) => within(ranges, &member.ranges).unwrap_or_default(),
        });
    }
    let mut shown = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let (end, members) = stretch(start, bytes.len(), &spans);
        let mut names = String::new();
        for position in members {
            names.insert_str(0, &(id(part, position) + " "));
        }
        let text = String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default());
        shown.push(html! { <span data-at={names}>{ show(&text) }</span> });
        start = end;
    }
    shown
}
