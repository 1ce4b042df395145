//! The members of the payload or the header, in their own order, nested ones indented.

use sa_token::report::{Member, PartName, Token};
use yew::prelude::*;

use super::claim::{Outline, claim, is_nested};
use super::section::section;
use super::{Ui, claim_link};
use crate::html::html;
use crate::text;

/// More members are only in the raw JSON: an ordinary token has twenty, and each is several
/// elements of the page.
pub const MEMBERS_LIMIT: usize = 400;

/// Shows every member of the header or the payload with what it means; nothing where there are none.
pub fn claims(token: &Token, part: PartName, ui: Ui<'_>) -> Html {
    let members = claim_link::members(token, part);
    if members.is_empty() {
        return html! {};
    }
    let (id, title, note) = match part {
        PartName::Header => ("header", text::HEADER, text::HEADER_NOTE),
        _ => ("claims", text::CLAIMS, text::CLAIMS_NOTE),
    };
    let listed = members.iter().zip(outline(members)).enumerate().take(MEMBERS_LIMIT);
    let more = members.len().saturating_sub(MEMBERS_LIMIT);
    let children = html! {
        <>
            <dl key={ui.state.turn} class="claims-list">
                for (position, (member, outline)) in listed {
                    { claim(member, (part, position), outline, ui) }
                }
            </dl>
            if more > 0 {
                <p class="claims-more">{ text::more_members(more) }</p>
            }
        </>
    };
    section(id, title, Some(note), children)
}

/// The tree of members that come in document order, parents before children: one pass, with the
/// open parents on a stack.
fn outline(members: &[Member]) -> Vec<Outline> {
    let mut places: Vec<Outline> = Vec::with_capacity(members.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (position, member) in members.iter().enumerate() {
        while open.pop_if(|(_, end)| *end <= member.start).is_some() {}
        if let Some(parent) = open.last().and_then(|(parent, _)| places.get_mut(*parent)) {
            parent.children += 1;
        }
        places.push(Outline { depth: open.len(), children: 0 });
        if is_nested(member.json_type) {
            open.push((position, member.end));
        }
    }
    places
}
