//! A line that says that the page goes by another time than the computer, and ends that.

use yew::prelude::*;

use super::Ui;
use super::button::button;
use super::icon::{Icon, glyph};
use crate::browser::zone;
use crate::state::{Action, Clock};
use crate::text;

/// Shows the time that was set, and a button back to the real one; nothing for the real one.
pub fn clock_note(ui: Ui<'_>) -> Html {
    let Clock { now, set: true } = ui.state.clock else { return html! {} };
    html! {
        <aside class="clock-note" aria-label={text::CLOCK_SET}>
            { glyph(Icon::Clock) }
            <p>
                { text::CLOCK_SET }{ " " }
                <strong>{ zone::utc(now).unwrap_or_else(|| now.to_string()) }</strong>
            </p>
            { button(text::USE_REAL_CLOCK, ui.on_click(Action::UseRealClock)) }
        </aside>
    }
}
