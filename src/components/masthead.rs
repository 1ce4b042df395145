//! The top of the page: its name, its promise and how to check it, the examples and the theme.

use yew::prelude::*;

use super::controls::use_controls;
use super::examples::{ExamplesMenu, examples_button};
use super::icon::{Icon, glyph};
use super::menu::{menu, menu_button};
use super::theme_button::ThemeButton;
use crate::examples::Example;
use crate::text;
use crate::theme::Theme;

/// Properties of [`Masthead`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct MastheadProps {
    /// The theme of the page.
    pub theme: Theme,
    /// The example that is open.
    pub example: Option<Example>,
}

/// The top of the page, with its menus. They are not inside the header: the page embedded in another one
/// has no header, but has the menu of the examples.
#[component]
pub fn Masthead(&MastheadProps { theme, example }: &MastheadProps) -> Html {
    let controls = use_controls();
    let check = controls.ids.of("check");
    let promise = html! {
        <>
            { glyph(Icon::Lock) }
            <span class="promise-words">{ text::PROMISE }</span>
            <span class="promise-check">{ text::HOW_TO_CHECK }</span>
        </>
    };
    let steps = html! {
        <>
            <ul>
                for step in text::HOW_TO_CHECK_STEPS {
                    <li>{ step }</li>
                }
            </ul>
            // In a window of its own, because what was pasted into this one must stay.
            <a class="button" href={text::PRIVACY_PAGE} target="_blank">{ text::PRIVACY }</a>
        </>
    };
    html! {
        <>
            <header class="masthead">
                <h1>{ text::TITLE }</h1>
                { menu_button(check.clone(), "promise", promise) }
                { examples_button("menu-button", text::EXAMPLES, &controls) }
                <ThemeButton {theme} />
            </header>
            { menu(check, "promise-menu", text::HOW_TO_CHECK, Callback::noop(), steps) }
            <ExamplesMenu open={example} />
        </>
    }
}
