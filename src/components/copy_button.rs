//! A button that copies a text; the word "Copied" takes its place for a moment.

use yew::prelude::*;

use super::Ui;
use super::icon::{Icon, glyph};
use crate::browser::clipboard;
use crate::copied_text::CopiedText;
use crate::state::Action;
use crate::text;

/// Shows a button that copies a text and is called "Copy iss" after its `name`.
pub fn copy_button(text: CopiedText, name: &str, ui: Ui<'_>) -> Html {
    let label = AttrValue::from(text::copy_name(name));
    let note = copied_note(Some(&text), &label, ui);
    let onclick = {
        let (label, dispatch) = (label.clone(), ui.dispatch.clone());
        move |_: MouseEvent| copy(text.clone(), label.clone(), dispatch.clone())
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

/// Copies a text for the button of this name, and says whether the browser allowed it.
pub fn copy(text: CopiedText, label: AttrValue, dispatch: Callback<Action>) {
    clipboard::write(&text.clone(), move |allowed| {
        dispatch.emit(match allowed {
            true => Action::Copied { label, text },
            false => Action::Complain(text::COPY_REFUSED),
        });
    });
}

/// The word "Copied", if this button copied last, and this text if there is only one that it can
/// copy.
pub fn copied_note(text: Option<&CopiedText>, label: &AttrValue, ui: Ui<'_>) -> Html {
    let copied = ui.state.copied.as_ref();
    let copied =
        copied.filter(|last| last.label == *label && text.is_none_or(|text| last.text == *text));
    html! {
        if let Some(copied) = copied {
            // The live region says it; this is for the eye alone. Each time it is another
            // element, whose animation starts afresh.
            <span key={copied.turn} class="copied" aria-hidden="true">
                if copied.text.is_altered() { { text::COPIED_ESCAPED } } else { { text::COPIED } }
            </span>
        }
    }
}
