//! A button that copies a text; the word "Copied" appears beside it for a moment.

use yew::prelude::*;

use super::controls::{use_controls, use_last_copied};
use super::icon::{Icon, glyph};
use crate::browser::clipboard;
use crate::copied_text::CopiedText;
use crate::state::{Action, Copied};
use crate::text;

/// Properties of [`CopyButton`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct CopyButtonProps {
    /// The text to copy.
    pub text: CopiedText,
    /// The name of the copied value, such as `iss`.
    pub name: AttrValue,
}

/// A button that copies a text and is labeled "Copy iss" after its `name`.
#[component]
pub fn CopyButton(CopyButtonProps { text, name }: &CopyButtonProps) -> Html {
    let controls = use_controls();
    let last = use_last_copied();
    let label = AttrValue::from(text::copy_name(name));
    let note = copied_note(last.as_ref(), Some(text), &label);
    let onclick = {
        let (text, label) = (text.clone(), label.clone());
        move |_: MouseEvent| copy(text.clone(), label.clone(), controls.dispatch.clone())
    };
    html! {
        <span class="copy">
            <button type="button" class="copy-button" aria-label={label} {onclick}>
                { glyph(Icon::Copy) }
            </button>
            { note }
        </span>
    }
}

/// Shows a [`CopyButton`].
pub fn copy_button(text: CopiedText, name: &str) -> Html {
    html! { <CopyButton {text} name={name.to_owned()} /> }
}

/// Copies a text for the button with this label, and reports whether the browser allowed it.
pub fn copy(text: CopiedText, label: AttrValue, dispatch: Callback<Action>) {
    clipboard::write(&text.clone(), move |allowed| {
        dispatch.emit(match allowed {
            true => Action::Copied { label, text },
            false => Action::ReportProblem(text::COPY_REFUSED),
        });
    });
}

/// Shows the word "Copied" if the button with this label copied last; with a `text`, only if it copied
/// that one.
pub fn copied_note(last: Option<&Copied>, text: Option<&CopiedText>, label: &AttrValue) -> Html {
    let copied =
        last.filter(|last| last.label == *label && text.is_none_or(|text| last.text == *text));
    html! {
        if let Some(copied) = copied {
            // The live region announces it; this is only to be seen. Each copy makes a new element,
            // whose animation starts again.
            <span key={copied.count} class="copied" aria-hidden="true">
                if copied.text.is_altered() { { text::COPIED_ESCAPED } } else { { text::COPIED } }
            </span>
        }
    }
}
