//! The head of the page: its name, its promise, how to check the promise, the examples and the theme.

use yew::prelude::*;

use super::Ui;
use super::examples::examples_menu;
use super::icon::{Icon, glyph};
use super::theme_button::theme_button;
use crate::text;

/// Shows the head of the page.
pub fn masthead(ui: Ui<'_>) -> Html {
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
                    // In a window of its own: what was pasted into this one must stay.
                    <li><a class="button" href={text::PRIVACY_PAGE} target="_blank">{ text::PRIVACY }</a></li>
                </ul>
            </details>
            { examples_menu() }
            { theme_button(ui) }
        </header>
    }
}
