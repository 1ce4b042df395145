//! The text area: typed, pasted or dropped into.
//!
//! It always stays in the page and takes input. Once a token was read it folds to one line with its
//! text hidden from view (screens are shared), and the token view below shows what may be shown.

use yew::prelude::*;

use super::Ui;
use crate::browser::{Place, files, page};
use crate::html::html;
use crate::state::{Action, Paste, Selection, State};
use crate::text;

/// The text area's name in the page.
pub const TEXT_AREA_ID: &str = "token";

/// Shows the text area, open or folded.
pub fn text_area(ui: Ui<'_>) -> Html {
    let folded = ui.state.folded;
    let oninput = ui.dispatch.reform(|event: InputEvent| {
        let text = page::text_of(&event);
        if page::is_typed(&event) { Action::Typed(text) } else { Action::Pasted(text) }
    });
    let dispatch = ui.dispatch.clone();
    // A paste into the folded field is another token, not an edit of this one.
    let onpaste = move |event: Event| files::pasted(&event, folded, dispatch.clone());
    let value = ui.state.paste.text();
    html! {
        <div class="field-area" data-folded={folded.then_some("true")}>
            // Browsers and extensions send text away to translate or to correct it, and keep it to
            // restore the page: the attributes ask them not to.
            <textarea
                id={TEXT_AREA_ID}
                {value}
                {oninput}
                {onpaste}
                placeholder={text::FIELD_PLACEHOLDER}
                rows="6"
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
            if folded {
                <span class="field-folded" aria-hidden="true">{ text::FIELD_FOLDED }</span>
                if matches!(ui.state.paste, Paste::Text(_)) {
                    <button
                        type="button"
                        class="link field-edit"
                        onclick={ui.on_click(Action::Fold(false))}
                    >
                        { text::EDIT }
                    </button>
                }
            }
        </div>
    }
}

/// Keeps in view what matters of the text: a spot whenever it is asked for, and the beginning in
/// the folded field, since a paste leaves the caret at the end, in the signature.
#[hook]
pub fn use_caret(place: &Place, state: &State) {
    let place = place.clone();
    let text = state.paste.text();
    use_effect_with((state.folded, state.selection), move |(folded, selection)| {
        if let Some(Selection { span: [start, end], .. }) = selection {
            // A text area counts in UTF-16.
            let units = |end: usize| {
                text.get(..end).map_or(0, |before| before.encode_utf16().count() as u32)
            };
            page::select(&place, TEXT_AREA_ID, units(*start), units(*end));
        } else if *folded {
            page::scroll_to_start(&place, TEXT_AREA_ID);
        }
    });
}
