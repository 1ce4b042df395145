//! A button that copies a text; the word "Copied" takes its place for a moment.

use yew::prelude::*;

use super::icon::{Icon, glyph};
use super::use_dispatch;
use crate::browser::clipboard;
use crate::state::Action;
use crate::text;

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied, untouched.
    pub text: AttrValue,
    /// What the button is called: "Copy iss".
    pub label: AttrValue,
}

/// Copies a text on a click.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let dispatch = use_dispatch();
    // How often it was copied: a new number makes a new element, whose animation starts afresh.
    let copied = use_state(|| 0_u32);
    let onclick = {
        let text = props.text.clone();
        let copied = copied.clone();
        move |_: MouseEvent| {
            let (dispatch, copied) = (dispatch.clone(), copied.clone());
            clipboard::write(text.to_string(), move |allowed| {
                if allowed {
                    copied.set(*copied + 1);
                }
                dispatch.emit(if allowed {
                    Action::Say(text::COPIED)
                } else {
                    Action::Complain(text::COPY_REFUSED)
                });
            });
        }
    };
    html! {
        <span class="copy">
            <button type="button" class="copy-button" aria-label={props.label.clone()} {onclick}>
                { glyph(Icon::Copy) }
            </button>
            if *copied > 0 {
                // The live region says it; this is for the eye alone.
                <span key={*copied} class="copied" aria-hidden="true">{ text::COPIED }</span>
            }
        </span>
    }
}
