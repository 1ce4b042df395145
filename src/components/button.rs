//! Buttons with words on them.

use yew::prelude::*;

/// Shows a button in a box of its own.
pub fn button(words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {onclick}>{ words }</button> }
}

/// Shows a button among words.
pub fn link(words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}
