//! The mark of a certainty: one character in place of a word that would stand in every row, and the key
//! to the marks.

use service_account_token::report::{Certainty, Member};
use yew::prelude::*;

use crate::text;

/// The certainties, from the strongest on.
const ORDER: [Certainty; 5] = [
    Certainty::Certain,
    Certainty::Documented,
    Certainty::Seen,
    Certainty::Likely,
    Certainty::Unknown,
];

/// Shows the mark of a certainty, which assistive technology reads as its word.
pub fn certainty_mark(certainty: Certainty) -> Html {
    let word = text::certainty(certainty);
    html! { <span class="mark" role="img" aria-label={word} title={word} data-certainty={word} /> }
}

/// Shows the marks of these members with their words.
pub fn mark_key(members: &[Member]) -> Html {
    let is_used = |certainty| members.iter().any(|member| mark_of(member) == Some(certainty));
    html! {
        <ul class="mark-key" aria-label={text::MARKS}>
            for certainty in ORDER.into_iter().filter(|certainty| is_used(*certainty)) {
                <li>
                    <span class="mark" aria-hidden="true" data-certainty={text::certainty(certainty)} />
                    { text::certainty(certainty) }
                </li>
            }
        </ul>
    }
}

/// Returns how certain the meaning of a member is; `None` for one without a meaning, as most items of a
/// list are.
pub fn mark_of(member: &Member) -> Option<Certainty> {
    (!member.meaning.is_empty() || member.source.is_some()).then_some(member.certainty)
}
