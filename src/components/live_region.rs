//! What is said to somebody who cannot see the page change.

use yew::prelude::*;

use crate::state::Announcement;

/// Announces politely; the same sentence twice is announced twice.
pub fn live_region(said: &Announcement) -> Html {
    html! {
        <div class="visually-hidden" role="status" aria-live="polite">
            <p key={said.turn}>{ &said.text }</p>
        </div>
    }
}
