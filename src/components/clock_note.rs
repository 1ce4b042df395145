//! A line that says that the page goes by another time than the computer, and ends that.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::use_dispatch;
use crate::browser::{clock, zone};
use crate::state::{Action, Clock};
use crate::text;

/// Properties of [`ClockNote`].
#[derive(Properties, PartialEq)]
pub struct ClockNoteProps {
    /// The clock of the page.
    pub clock: Clock,
}

/// Shows the time that was set, and a button back to the real one; nothing for the real one.
#[component]
pub fn ClockNote(props: &ClockNoteProps) -> Html {
    let dispatch = use_dispatch();
    if !props.clock.set {
        return html! {};
    }
    let onclick = dispatch.reform(|_: MouseEvent| Action::UseRealClock(clock::now_seconds()));
    let now = props.clock.now;
    html! {
        <aside class="clock-note" aria-label={text::CLOCK_SET}>
            <Glyph icon={Icon::Clock} />
            <p>
                { text::CLOCK_SET }{ " " }
                <strong>{ zone::utc(now).unwrap_or_else(|| now.to_string()) }</strong>
            </p>
            <button type="button" class="button" {onclick}>{ text::USE_REAL_CLOCK }</button>
        </aside>
    }
}
