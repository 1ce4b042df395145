//! The buttons of the field: paste, open a file, clear.

use yew::prelude::*;

use super::text_area::TEXT_AREA_ID;
use crate::browser::{clipboard, files, page};
use crate::state::Action;
use crate::text;

const FILE_INPUT_ID: &str = "file";

/// Shows the buttons; what the browser refuses is said under the field.
pub fn field_buttons(empty: bool, dispatch: &Callback<Action>) -> Html {
    let paste = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| {
            let dispatch = dispatch.clone();
            clipboard::read(move |text| dispatch.emit(from_clipboard(text)));
        }
    };
    let open = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let dispatch = dispatch.clone();
            files::chosen(&event, move |action| dispatch.emit(action));
        }
    };
    let dispatch = dispatch.clone();
    let clear = move |_: MouseEvent| {
        dispatch.emit(Action::Clear);
        // The button is gone with the text.
        page::focus(TEXT_AREA_ID);
    };
    html! {
        <div class="field-buttons">
            <button type="button" class="button" onclick={paste}>{ text::PASTE }</button>
            <span class="button-file">
                <input type="file" id={FILE_INPUT_ID} class="visually-hidden" onchange={open} />
                <label for={FILE_INPUT_ID} class="button">{ text::OPEN_FILE }</label>
            </span>
            if !empty {
                <button type="button" class="button" onclick={clear}>{ text::CLEAR }</button>
            }
        </div>
    }
}

fn from_clipboard(text: Option<String>) -> Action {
    match text {
        Some(text) if !text.is_empty() => Action::Pasted(text),
        Some(_) => Action::Complain(text::CLIPBOARD_EMPTY),
        None => Action::Complain(text::CLIPBOARD_REFUSED),
    }
}
