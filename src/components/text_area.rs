//! The text area: typed, pasted or dropped into.
//!
//! It always stays in the page and takes input. Once a token was read, it folds to one line and holds
//! no text: screens are shared, and find-in-page, assistive technology and extensions can find the
//! text of a text area. The token view below shows what may be shown, and "Edit"
//! puts the text back.

use yew::prelude::*;

use super::Ui;
use crate::browser::{Place, files, page};
use crate::state::{Action, Paste, Selection, State};
use crate::text;

/// The text area's name in the page.
pub const TEXT_AREA_ID: &str = "token";

/// Shows the text area, open or folded.
pub fn text_area(ui: Ui<'_>) -> Html {
    let folded = ui.state.folded;
    let oninput = ui.dispatch.reform(|event: InputEvent| page::input(&event));
    let dispatch = ui.dispatch.clone();
    // A paste into the folded field is another token, not an edit of this one. Like one into the
    // empty field it goes past the browser's own editing, whose undo history would keep it.
    let whole = folded || ui.state.paste.is_empty();
    let onpaste = move |event: Event| files::pasted(&event, whole, dispatch.clone());
    let edit = {
        let dispatch = ui.dispatch.clone();
        move |event: MouseEvent| {
            dispatch.emit(Action::Fold(false));
            // The button is gone with the fold.
            page::focus(&event, TEXT_AREA_ID);
        }
    };
    let value = if folded { AttrValue::Static("") } else { ui.state.paste.text() };
    html! {
        <div class="field-area" data-folded={folded.then_some("true")}>
            // Browsers and extensions send text away to translate or to correct it, and keep it to
            // restore the page: the attributes ask them not to.
            <textarea
                id={TEXT_AREA_ID}
                {value}
                {oninput}
                {onpaste}
                placeholder={if folded { text::FIELD_FOLDED } else { text::FIELD_PLACEHOLDER }}
                rows="6"
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
            if folded && matches!(ui.state.paste, Paste::Text(_)) {
                <button type="button" class="link field-edit" onclick={edit}>{ text::EDIT }</button>
            }
        </div>
    }
}

/// Selects a spot of the text and brings it into view, whenever that is asked for.
#[hook]
pub fn use_caret(place: &Place, state: &State) {
    let place = place.clone();
    let text = state.paste.text();
    use_effect_with(state.selection, move |selection| {
        if let Some(Selection { span: [start, end], .. }) = selection {
            // A text area counts in UTF-16.
            let units = |end: usize| {
                text.get(..end).map_or(0, |before| before.encode_utf16().count() as u32)
            };
            page::select(&place, TEXT_AREA_ID, units(*start), units(*end));
        }
    });
}
