//! The text area: typed, pasted or dropped into.
//!
//! It is always there and takes input. Once a token was read, it folds to one line and is empty:
//! screens are shared, and find-in-page, assistive technology and extensions can find the text of a
//! text area. The token view below it shows what may be shown, and "Edit" puts the text back.

use yew::prelude::*;

use super::controls::use_controls;
use crate::browser::{files, page};
use crate::state::{Action, Paste, Selection};
use crate::text;

/// The name of the text area, of which its id is made.
pub const TEXT_AREA_ID: &str = "token";

/// Properties of [`TextArea`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TextAreaProps {
    /// What was pasted.
    pub paste: Paste,
    /// The text area is folded to one line.
    pub folded: bool,
    /// There is a token to fold it into.
    pub has_token: bool,
    /// Changes with each text that the page puts into it.
    pub number: usize,
    /// What to select in it.
    pub selection: Option<Selection>,
}

/// The text area, unfolded or folded.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let TextAreaProps { paste, folded, has_token, number, selection } = props;
    let controls = use_controls();
    let area = use_node_ref();
    use_focus(&area, *number);
    use_selection(&area, paste, *selection);

    let folded = *folded;
    let id = controls.ids.of(TEXT_AREA_ID);
    let oninput = controls.dispatch.reform(|event: InputEvent| page::input(&event));
    let dispatch = controls.dispatch.clone();
    // A paste into the folded field replaces the text instead of editing it. Like a paste into the
    // empty field, it bypasses the browser's own editing, whose undo history would keep it.
    let whole = folded || paste.is_empty();
    let onpaste = move |event: Event| files::pasted(&event, whole, dispatch.clone());
    // One button for both ways: folded, it has the focus again.
    let onclick = {
        let (dispatch, id) = (controls.dispatch, id.clone());
        move |event: MouseEvent| {
            dispatch.emit(Action::Fold(!folded));
            if folded {
                page::focus(&event, &id);
            }
        }
    };
    let is_text = matches!(paste, Paste::Text(_));
    let value = if folded { AttrValue::Static("") } else { paste.text() };
    html! {
        <div class="field-area" data-folded={folded.then_some("true")}>
            // Browsers and extensions send text away to translate or correct it, and store it to
            // restore the page. The attributes ask them not to.
            <textarea
                key={*number}
                {id}
                ref={area}
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
            if is_text && *has_token {
                <button type="button" class="link field-edit" {onclick}>
                    { if folded { text::EDIT } else { text::FOLD } }
                </button>
            }
        </div>
    }
}

/// Gives the focus to the text area that replaces the one which has it.
#[hook]
pub(super) fn use_focus(area: &NodeRef, number: usize) {
    // Before the page is rendered, the old one is still there.
    let had_focus = page::has_focus(area.get().as_ref());
    let area = area.clone();
    use_effect_with(number, move |_| {
        if had_focus && let Some(area) = area.cast() {
            page::focus_at_end(&area);
        }
    });
}

/// Selects bytes of the text and scrolls them into view, each time that is asked for.
#[hook]
fn use_selection(area: &NodeRef, paste: &Paste, selection: Option<Selection>) {
    let (area, text) = (area.clone(), paste.text());
    use_effect_with(selection, move |selection| {
        if let (Some(Selection { span, .. }), Some(area)) = (selection, area.cast()) {
            // A text area counts UTF-16 units.
            let units = |end: usize| {
                text.get(..end).map_or(0, |before| before.encode_utf16().count() as u32)
            };
            page::select(&area, units(span.start), units(span.end));
        }
    });
}
