//! A button that cycles through the themes: the system's, light, dark.

use yew::prelude::*;

use super::controls::use_controls;
use super::icon::{Icon, glyph};
use crate::state::Action;
use crate::text;
use crate::theme::Theme;

/// Properties of [`ThemeButton`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ThemeButtonProps {
    /// The theme of the page.
    pub theme: Theme,
}

/// A button that says which theme the page has, and switches to the next one.
#[component]
pub fn ThemeButton(&ThemeButtonProps { theme }: &ThemeButtonProps) -> Html {
    let controls = use_controls();
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
            onclick={controls.on_click(Action::SetTheme(theme.next()))}
        >
            { glyph(icon) }
        </button>
    }
}
