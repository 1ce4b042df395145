//! A live region, for users who cannot see the page change.

use yew::prelude::*;

use crate::state::Announcement;

/// Announces a sentence politely; the same sentence twice is announced twice.
pub fn live_region(announcement: &Announcement) -> Html {
    html! {
        <div class="visually-hidden" role="status" aria-live="polite">
            <p key={announcement.count}>{ &announcement.text }</p>
        </div>
    }
}
