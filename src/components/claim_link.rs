//! A button that leads from a finding or a piece of evidence to its claim.

use service_account_token::report::{PartName, Token};
use yew::prelude::*;

use super::controls::Controls;
use crate::members;
use crate::state::Action;
use crate::text;

/// Shows a button that goes to a member of the header or the payload. Back returns from there.
pub fn claim_link(controls: &Controls, token: &Token, (part, member): (PartName, usize)) -> Html {
    let onclick = controls.on_click(Action::GoTo { part, member });
    let paths = members::paths(members::of_part(token, part));
    let label = text::show_claim(paths.get(member).map_or("", String::as_str));
    html! {
        <button type="button" class="link claim-link" aria-label={label} {onclick}>
            { text::SHOW_CLAIM }
        </button>
    }
}
