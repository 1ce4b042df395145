//! The buttons of the field: paste, open a file, clear.

use yew::prelude::*;

use super::Ui;
use super::button::button;
use super::text_area::TEXT_AREA_ID;
use crate::browser::{clipboard, files, page};
use crate::state::Action;
use crate::text;

const FILE_INPUT_ID: &str = "file";

/// Shows the buttons; what the browser refuses is said under the field.
pub fn field_buttons(ui: Ui<'_>) -> Html {
    let (paste, open, clear) = (ui.dispatch.clone(), ui.dispatch.clone(), ui.dispatch.clone());
    let paste = move |_| {
        let paste = paste.clone();
        clipboard::read(move |action| paste.emit(action));
    };
    let open = move |event: Event| files::chosen(&event, open.clone());
    let clear = move |event: MouseEvent| {
        clear.emit(Action::Clear);
        // The button is gone with the text.
        page::focus(&event, TEXT_AREA_ID);
    };
    html! {
        <div class="field-buttons">
            { button(text::PASTE, Callback::from(paste)) }
            <span class="button-file">
                <input type="file" id={FILE_INPUT_ID} class="visually-hidden" onchange={open} />
                <label for={FILE_INPUT_ID} class="button">{ text::OPEN_FILE }</label>
            </span>
            if !ui.state.paste.is_empty() {
                { button(text::CLEAR, Callback::from(clear)) }
            }
        </div>
    }
}
