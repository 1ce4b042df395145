//! What is said to somebody who cannot see the page change.

use yew::prelude::*;

use crate::state::Announcement;

/// Properties of [`LiveRegion`].
#[derive(Properties, PartialEq)]
pub struct LiveRegionProps {
    /// The last announcement.
    pub said: Announcement,
}

/// Announces politely; the same sentence twice is announced twice.
#[component]
pub fn LiveRegion(props: &LiveRegionProps) -> Html {
    html! {
        <div class="visually-hidden" role="status" aria-live="polite">
            <p key={props.said.turn}>{ &props.said.text }</p>
        </div>
    }
}
