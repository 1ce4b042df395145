//! Buttons with words on them.

use yew::prelude::*;

use crate::text;

/// Shows a button in a box.
pub fn button(words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {onclick}>{ words }</button> }
}

/// Shows a button among words.
pub fn link(words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}

/// Shows a button that shows or covers something with this name.
pub fn cover_button(name: &str, shown: bool, onclick: Callback<MouseEvent>) -> Html {
    let word = if shown { text::COVER_SIGNATURE } else { text::SHOW_SIGNATURE };
    let label = format!("{word}: {name}");
    html! { <button type="button" class="link" aria-label={label} {onclick}>{ word }</button> }
}
