//! A note that the clock of the page was set, with a button back to the computer's.

use yew::prelude::*;

use super::button::button;
use super::controls::use_controls;
use super::icon::{Icon, glyph};
use crate::browser::{page, zone};
use crate::state::{Action, Clock};
use crate::text;

/// Properties of [`ClockNote`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ClockNoteProps {
    /// The clock of the page.
    pub clock: Clock,
}

/// Shows the time that was set, and a button back to the real one; nothing for the real one.
#[component]
pub fn ClockNote(ClockNoteProps { clock }: &ClockNoteProps) -> Html {
    let controls = use_controls();
    let Clock { now, set: true } = *clock else { return html! {} };
    let result = controls.ids.link_to("result");
    let onclick = move |event: MouseEvent| {
        // The button disappears with the note.
        page::focus_first(&event, &[".timeline-slider", &result]);
        controls.dispatch.emit(Action::UseRealClock);
    };
    html! {
        <aside class="clock-note" aria-label={text::CLOCK_SET}>
            { glyph(Icon::Clock) }
            <p>
                { text::CLOCK_SET }{ " " }
                <strong>{ zone::utc(now).unwrap_or_else(|| now.to_string()) }</strong>
            </p>
            { button(text::USE_REAL_CLOCK, Callback::from(onclick)) }
        </aside>
    }
}
