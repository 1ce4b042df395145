//! The members of the payload or the header, in their own order, nested ones indented.
//!
//! Each list is a component: there may be hundreds of members with their times, and in the last
//! minute before an expiry the text above them changes every second. A list is rendered only when
//! something in it changed.

use std::rc::Rc;

use service_account_token::report::{Member, PartName, Token};
use yew::prelude::*;

use super::claim::{Outline, claim, is_nested};
use super::section::section;
use super::{Ui, claim_link};
use crate::state::{Action, State};
use crate::text;

/// More members are only in the raw JSON: an ordinary token has twenty, and each is several
/// elements of the page.
pub const MEMBERS_LIMIT: usize = 400;

/// Shows every member of the header or the payload with what it means; nothing where there are none.
pub fn claims(token: &Token, part: PartName, ui: Ui<'_>) -> Html {
    if claim_link::members(token, part).is_empty() {
        return html! {};
    }
    // A list that is not rendered again keeps this state, which must not hold a cleared text.
    let state = Rc::new(State { undo: None, ..ui.state.clone() });
    let dispatch = ui.dispatch.clone();
    html! { <Claims {part} {state} {dispatch} /> }
}

/// Properties of [`Claims`].
#[derive(Properties, Clone, Debug)]
pub struct ClaimsProps {
    /// Header or payload.
    pub part: PartName,
    /// The state of the page, without what was cleared.
    pub state: Rc<State>,
    /// Takes the actions of the user.
    pub dispatch: Callback<Action>,
}

impl ClaimsProps {
    fn members(&self) -> &[Member] {
        self.state.token().map_or(&[], |token| claim_link::members(token, self.part))
    }
}

/// Equal if the list looks the same. Unless the clock was set, times update themselves; and every
/// `dispatch` does the same.
impl PartialEq for ClaimsProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&*self.state, &*other.state);
        let set = |state: &State| state.clock.set.then_some(state.clock.now);
        self.part == other.part
            && (one.turn, one.article, set(one)) == (two.turn, two.article, set(two))
            && (&one.pinned, &one.copied) == (&two.pinned, &two.copied)
            && one.uncovered == two.uncovered
            && self.members() == other.members()
    }
}

/// The members of a part.
#[component]
pub fn Claims(ClaimsProps { part, state, dispatch }: &ClaimsProps) -> Html {
    let part = *part;
    let ui = Ui { state, dispatch };
    let Some(token) = state.token() else { return html! {} };
    let members = claim_link::members(token, part);
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
