//! A line that says that the page goes by another time than the computer, and ends that.

use yew::prelude::*;

use super::icon::{Icon, glyph};
use crate::browser::clock::now_seconds;
use crate::browser::zone;
use crate::state::{Action, Clock};
use crate::text;

/// Shows the time that was set, and a button back to the real one; nothing for the real one.
pub fn clock_note(clock: Clock, dispatch: &Callback<Action>) -> Html {
    if !clock.set {
        return html! {};
    }
    let onclick = dispatch.reform(|_: MouseEvent| Action::UseRealClock(now_seconds()));
    let now = clock.now;
    html! {
        <aside class="clock-note" aria-label={text::CLOCK_SET}>
            { glyph(Icon::Clock) }
            <p>
                { text::CLOCK_SET }{ " " }
                <strong>{ zone::utc(now).unwrap_or_else(|| now.to_string()) }</strong>
            </p>
            <button type="button" class="button" {onclick}>{ text::USE_REAL_CLOCK }</button>
        </aside>
    }
}
