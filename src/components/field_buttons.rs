//! The buttons of the field: paste, open a file, clear.

use yew::prelude::*;

use super::button::button;
use super::controls::use_controls;
use super::text_area::TEXT_AREA_ID;
use crate::browser::{clipboard, files, page};
use crate::state::Action;
use crate::text;

/// Properties of [`FieldButtons`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct FieldButtonsProps {
    /// There is no text to clear.
    pub is_empty: bool,
}

/// The buttons. What the browser refuses is said under the field.
#[component]
pub fn FieldButtons(&FieldButtonsProps { is_empty }: &FieldButtonsProps) -> Html {
    let controls = use_controls();
    let (file, area) = (controls.ids.of("file"), controls.ids.of(TEXT_AREA_ID));
    let (paste, open, clear) =
        (controls.dispatch.clone(), controls.dispatch.clone(), controls.dispatch);
    let paste = move |_| {
        let paste = paste.clone();
        clipboard::read(move |action| paste.emit(action));
    };
    let open = move |event: Event| files::chosen(&event, open.clone());
    let clear = move |event: MouseEvent| {
        // The button disappears with the text.
        page::focus(&event, &area);
        clear.emit(Action::Clear);
    };
    html! {
        <div class="field-buttons">
            { button(text::PASTE, Callback::from(paste)) }
            <span class="button-file">
                <input type="file" multiple=true id={&file} class="visually-hidden" onchange={open} />
                <label for={file} class="button">{ text::OPEN_FILE }</label>
            </span>
            if !is_empty {
                { button(text::CLEAR, Callback::from(clear)) }
            }
        </div>
    }
}
