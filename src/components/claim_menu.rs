//! The small menu that copies a claim: its value, its JSON, a path to it, a link to it.

use yew::prelude::*;

use super::controls::{use_controls, use_last_copied};
use super::copy_button::{copied_note, copy};
use super::icon::{Icon, glyph};
use crate::browser::page;
use crate::copied_text::CopiedText;
use crate::text;

/// Something to copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it is, such as `jq path`.
    pub words: &'static str,
    /// The text.
    pub text: CopiedText,
}

/// Properties of [`ClaimMenu`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ClaimMenuProps {
    /// The name of the claim, which no other menu has.
    pub name: AttrValue,
    /// The id of its button.
    pub id: AttrValue,
    /// What can be copied, while the menu is open. It is made on request: there may be hundreds of menus.
    pub choices: Option<Vec<Choice>>,
    /// Opens the menu, or closes it.
    pub on_toggle: Callback<bool>,
}

/// A button that opens a menu. Choosing, Escape and going elsewhere close it; the first two return
/// the focus to the button.
#[component]
pub fn ClaimMenu(ClaimMenuProps { name, id, choices, on_toggle }: &ClaimMenuProps) -> Html {
    let dispatch = use_controls().dispatch;
    let last = use_last_copied();
    let first = use_node_ref();
    let label = AttrValue::from(text::copy_name(name));
    let is_open = choices.is_some();
    use_effect_with(is_open, {
        let first = first.clone();
        move |is_open| {
            if let (true, Some(first)) = (*is_open, first.cast()) {
                page::focus_element(&first);
            }
        }
    });
    let onclick = on_toggle.reform(move |_: MouseEvent| !is_open);
    let onkeydown = {
        let (on_toggle, id) = (on_toggle.clone(), id.clone());
        move |event: KeyboardEvent| {
            if is_open && event.key() == "Escape" {
                // What is pinned stays.
                event.stop_propagation();
                page::focus(&event, &id);
                on_toggle.emit(false);
            }
        }
    };
    let onfocusout = {
        let on_toggle = on_toggle.clone();
        move |event: FocusEvent| {
            if is_open && page::leaves(&event, ".claim") {
                on_toggle.emit(false);
            }
        }
    };
    let item = |(at, Choice { words, text }): (usize, &Choice)| {
        let (on_toggle, id) = (on_toggle.clone(), id.clone());
        let (label, text, dispatch) = (label.clone(), text.clone(), dispatch.clone());
        let name = text::copy_as(name, words);
        let onclick = move |event: MouseEvent| {
            copy(text.clone(), label.clone(), dispatch.clone());
            page::focus(&event, &id);
            on_toggle.emit(false);
        };
        let place = if at == 0 { first.clone() } else { NodeRef::default() };
        html! { <button type="button" ref={place} aria-label={name} {onclick}>{ *words }</button> }
    };
    html! {
        <dd class="claim-copy copy" {onkeydown} {onfocusout}>
            <button
                type="button"
                class="copy-button"
                {id}
                aria-label={&label}
                aria-expanded={is_open.to_string()}
                {onclick}
            >
                { glyph(Icon::Copy) }
            </button>
            if let Some(choices) = choices {
                <div class="claim-choices" role="group" aria-label={&label}>
                    { for choices.iter().enumerate().map(item) }
                </div>
            }
            { copied_note(last.as_ref(), None, &label) }
        </dd>
    }
}
