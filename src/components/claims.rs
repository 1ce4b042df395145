//! The members of the payload or the header, in their own order, nested ones indented.

use sa_token::report::{Member, PartName, Token};
use yew::prelude::*;

use super::claim::{Claim, is_nested};
use super::claim_link;
use super::section::Section;
use crate::snapshot::Snapshot;
use crate::text;

/// More members are only in the raw JSON: an ordinary token has twenty, and each is several
/// elements of the page.
pub const MEMBERS_LIMIT: usize = 400;

/// Properties of [`Claims`].
#[derive(Properties, PartialEq)]
pub struct ClaimsProps {
    /// The token.
    pub token: Snapshot<Token>,
    /// Header or payload.
    pub part: PartName,
}

/// Shows every member with what it means; nothing where there are none.
#[component]
pub fn Claims(props: &ClaimsProps) -> Html {
    let members = claim_link::members(&props.token, props.part);
    if members.is_empty() {
        return html! {};
    }
    let (id, title, note) = match props.part {
        PartName::Header => ("header", text::HEADER, text::HEADER_NOTE),
        _ => ("claims", text::CLAIMS, text::CLAIMS_NOTE),
    };
    let outline = outline(members);
    html! {
        <Section {id} {title} {note}>
            <dl class="claims-list">
                for (position, place) in outline.iter().enumerate().take(MEMBERS_LIMIT) {
                    <Claim
                        token={props.token.clone()}
                        part={props.part}
                        {position}
                        depth={place.depth}
                        children={place.children}
                    />
                }
            </dl>
            if let Some(more) = members.len().checked_sub(MEMBERS_LIMIT).filter(|more| *more > 0) {
                <p class="claims-more">{ text::more_members(more) }</p>
            }
        </Section>
    }
}

/// Where a member stands in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    depth: usize,
    children: usize,
}

/// The tree of members that come in document order, parents before children: one pass, with the
/// open parents on a stack.
fn outline(members: &[Member]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(members.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (position, member) in members.iter().enumerate() {
        while open.pop_if(|(_, end)| *end <= member.start).is_some() {}
        if let Some(parent) = open.last().and_then(|(parent, _)| places.get_mut(*parent)) {
            parent.children += 1;
        }
        places.push(Place { depth: open.len(), children: 0 });
        if is_nested(member.json_type) {
            open.push((position, member.end));
        }
    }
    places
}
