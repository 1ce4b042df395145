//! A text of the token in which each member can be lit.

use service_account_token::report::{PartName, Span, Token};
use yew::prelude::*;

use super::Ui;
use super::claim_link::{id, members};
use super::claims::MEMBERS_LIMIT;
use super::covered::covered;
use crate::places::{stretch, within};
use crate::text;

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
    ui: Ui<'_>,
) -> Vec<Html> {
    let mut spans = Vec::new();
    for member in members(token, part).iter().take(MEMBERS_LIMIT) {
        spans.push(match ranges {
            None => [member.start, member.end],
            Some(ranges) => within(ranges, &member.ranges).unwrap_or_default(),
        });
    }
    let listed = spans.len();
    // The decoded text has nothing of what is withheld.
    if ranges.is_some() {
        let covered = covered(token, part, bytes.len(), ui);
        spans.extend(covered.into_iter().filter(|[start, _]| *start < bytes.len()));
    }
    let mut shown = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let (end, around) = stretch(start, bytes.len(), &spans);
        let mut names = String::new();
        let mut covered = false;
        for position in around {
            if position < listed {
                names.insert_str(0, &(id(part, position) + " "));
            } else {
                covered = true;
            }
        }
        let shown_here = if covered {
            html! { <span class="covered">{ text::covered(end - start) }</span> }
        } else {
            show(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()))
        };
        shown.push(html! { <span data-at={names}>{ shown_here }</span> });
        start = end;
    }
    shown
}
