//! The top of the page: its name, its promise and how to check it, the examples and the theme.

use yew::prelude::*;

use super::examples::ExamplesMenu;
use super::icon::{Icon, glyph};
use super::theme_button::ThemeButton;
use crate::text;
use crate::theme::Theme;

/// Properties of [`Masthead`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct MastheadProps {
    /// The theme of the page.
    pub theme: Theme,
}

/// The top of the page.
#[component]
pub fn Masthead(&MastheadProps { theme }: &MastheadProps) -> Html {
    html! {
        <header class="masthead">
            <h1>{ text::TITLE }</h1>
            <details class="promise" name="head">
                <summary>
                    { glyph(Icon::Lock) }
                    <span class="promise-words">{ text::PROMISE }</span>
                    <span class="promise-check">{ text::HOW_TO_CHECK }</span>
                </summary>
                <ul>
                    for step in text::HOW_TO_CHECK_STEPS {
                        <li>{ step }</li>
                    }
                    // In a window of its own, because what was pasted into this one must stay.
                    <li><a class="button" href={text::PRIVACY_PAGE} target="_blank">{ text::PRIVACY }</a></li>
                </ul>
            </details>
            <ExamplesMenu />
            <ThemeButton {theme} />
        </header>
    }
}
