//! A text of the token in which each member can be highlighted.

use service_account_token::report::{PartName, Span, Token};
use yew::prelude::*;

use crate::element_ids::ElementIds;
use crate::members::{self, LISTED_LIMIT};
use crate::spans::{span_within, stretch};
use crate::text;

/// Which text of a part is shown.
#[derive(Clone, Copy, Debug)]
pub enum Characters<'a> {
    /// The decoded JSON, in which nothing withheld is left.
    Decoded,
    /// The characters of the token.
    Encoded {
        /// The ranges of the part in the paste.
        ranges: &'a [Span],
        /// The spans of these characters to cover.
        covered: &'a [Span],
    },
}

/// Shows the bytes of a text in elements, cut where members begin and end. `data-at` of each element
/// has the ids of the members around it, the innermost first, and `data-at` of each claim has its own:
/// so pointing at one finds the others (see [`crate::browser::highlight`]).
pub fn highlighted(
    bytes: &[u8],
    (token, part): (&Token, PartName),
    characters: Characters<'_>,
    show: fn(&str) -> Html,
    ids: ElementIds,
) -> Vec<Html> {
    let members = members::of_part(token, part).iter().take(LISTED_LIMIT);
    let mut spans: Vec<Span> = match characters {
        Characters::Decoded => members.map(|member| Span::new(member.start, member.end)).collect(),
        Characters::Encoded { ranges, .. } => {
            members.map(|member| span_within(ranges, &member.ranges).unwrap_or_default()).collect()
        }
    };
    let listed = spans.len();
    if let Characters::Encoded { covered, .. } = characters {
        spans.extend(covered.iter().filter(|span| span.start < bytes.len()));
    }
    let mut shown = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let (end, around) = stretch(start, bytes.len(), &spans);
        let is_covered = around.iter().any(|position| *position >= listed);
        let inner_first = around.iter().rev().filter(|position| **position < listed);
        let names: Vec<String> = inner_first.map(|position| ids.member(part, *position)).collect();
        let content = if is_covered {
            html! { <span class="covered">{ text::covered(end - start) }</span> }
        } else {
            show(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()))
        };
        shown.push(html! { <span data-at={names.join(" ")}>{ content }</span> });
        start = end;
    }
    shown
}
