//! A button that goes through the themes: the system's, light, dark.

use yew::prelude::*;

use super::Ui;
use super::icon::{Icon, glyph};
use crate::state::{Action, Theme};
use crate::text;

/// Shows a button that says which theme the page wears, and that puts on the next one.
pub fn theme_button(ui: Ui<'_>) -> Html {
    let theme = ui.state.theme;
    let icon = match theme {
        Theme::System => Icon::Half,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let name = text::theme::theme(theme);
    html! {
        <button
            type="button"
            class="theme"
            aria-label={name}
            title={name}
            onclick={ui.on_click(Action::Wear(theme.next()))}
        >
            { glyph(icon) }
        </button>
    }
}
