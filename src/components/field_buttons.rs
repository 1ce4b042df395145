//! The buttons of the field: paste, open a file, clear.

use yew::prelude::*;

use super::text_area::TEXT_AREA_ID;
use super::use_dispatch;
use crate::browser::{clipboard, files, page};
use crate::state::Action;
use crate::text;

const FILE_INPUT_ID: &str = "file";

/// Properties of [`FieldButtons`].
#[derive(Properties, PartialEq)]
pub struct FieldButtonsProps {
    /// There is nothing to clear.
    pub empty: bool,
}

/// Shows the buttons; what the browser refuses is said under the field.
#[component]
pub fn FieldButtons(props: &FieldButtonsProps) -> Html {
    let dispatch = use_dispatch();
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
            if !props.empty {
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
