//! The text area: typed, pasted or dropped into.
//!
//! It always stays in the page and takes input. Once a token was read it folds to one line with its
//! text hidden from view (screens are shared), and the token view below shows what may be shown.

use yew::prelude::*;

use super::use_dispatch;
use crate::browser::{files, page};
use crate::state::{Action, Selection};
use crate::text;

/// The text area's name in the page.
pub const TEXT_AREA_ID: &str = "token";

/// Properties of [`TextArea`].
#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    /// What stands in it.
    pub text: AttrValue,
    /// It is folded to one line.
    pub folded: bool,
    /// There is a text to open the folded area for.
    pub editable: bool,
    /// What to select.
    pub selection: Option<Selection>,
}

/// Shows the text area, open or folded.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let dispatch = use_dispatch();
    let folded = props.folded;
    use_selection(props.selection, props.text.clone());
    use_effect_with(folded, |folded| {
        // A paste leaves the caret, and what is in view, at the end: the signature.
        if *folded {
            page::scroll_to_start(TEXT_AREA_ID);
        }
    });
    let edit = dispatch.reform(|_: MouseEvent| Action::Fold(false));
    let oninput = dispatch.reform(|event: InputEvent| {
        let text = page::text_of(&event);
        if page::is_typed(&event) { Action::Typed(text) } else { Action::Pasted(text) }
    });
    let onpaste = move |event: Event| {
        let dispatch = dispatch.clone();
        // A paste into the folded field is another token, not an edit of this one.
        files::pasted(&event, folded, move |action| dispatch.emit(action));
    };
    let placeholder = text::FIELD_PLACEHOLDER;
    html! {
        <div class={classes!("field-area", folded.then_some("is-folded"))}>
            // Browsers and extensions send text away to translate or to correct it, and keep it to
            // restore the page: the attributes ask them not to.
            <textarea
                id={TEXT_AREA_ID}
                value={&props.text}
                {oninput}
                {onpaste}
                {placeholder}
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
                if props.editable {
                    <button type="button" class="link field-edit" onclick={edit}>{ text::EDIT }</button>
                }
            }
        </div>
    }
}

/// Selects bytes of the text whenever that is asked for.
#[hook]
fn use_selection(selection: Option<Selection>, text: AttrValue) {
    use_effect_with(selection, move |selection| {
        if let Some(Selection { span: [start, end], .. }) = selection {
            // A text area counts in UTF-16.
            let units = |end: usize| {
                text.get(..end).map_or(0, |before| before.encode_utf16().count() as u32)
            };
            page::select(TEXT_AREA_ID, units(*start), units(*end));
        }
    });
}
