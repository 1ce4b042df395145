//! The field that takes a token: typed, pasted, dropped, or opened from a file.
//!
//! The text area always stays in the page and takes input. Once a token was read it folds to one
//! line with its text hidden from view (screens are shared), and the token view below shows what
//! may be shown.

use yew::prelude::*;

use super::use_dispatch;
use crate::browser::{clipboard, files, page};
use crate::state::{Action, Paste, Selection};
use crate::text;

/// The text area's name in the page.
pub const TEXT_AREA_ID: &str = "token";
const FILE_INPUT_ID: &str = "file";

/// Properties of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// What was put in.
    pub paste: Paste,
    /// The text area is folded to one line.
    pub folded: bool,
    /// How many tokens were found in it.
    pub tokens_found: usize,
    /// Something was cleared or replaced that can be brought back.
    pub undoable: bool,
    /// What to select.
    pub selection: Option<Selection>,
    /// Why something could not be done.
    #[prop_or_default]
    pub complaint: Option<&'static str>,
}

/// Shows the field with its buttons.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let folded = props.folded;
    let bringing_into_view = props.paste.text();
    use_effect_with(props.selection, move |selection| {
        if let Some(Selection { span: [start, end], .. }) = selection {
            let units = |end: usize| {
                bringing_into_view.get(..end).map_or(0, |text| text.encode_utf16().count() as u32)
            };
            page::select(TEXT_AREA_ID, units(*start), units(*end));
        }
    });
    use_effect_with(folded, |folded| {
        if *folded {
            page::scroll_to_start(TEXT_AREA_ID);
        }
    });
    html! {
        <div class="field">
            <div class="field-head">
                <label for={TEXT_AREA_ID}>{ text::TOKEN }</label>
                <Buttons empty={props.paste.is_empty()} />
            </div>
            <TextArea text={props.paste.text()} {folded} editable={is_text(&props.paste)} />
            if let Paste::Attachment { name, bytes } = &props.paste {
                <p class="attachment">
                    <strong>{ name }</strong>
                    <span>{ text::size(bytes.len()) }</span>
                    <span>{ text::tokens_found(props.tokens_found) }</span>
                    <span class="attachment-note">{ text::ATTACHMENT_NOTE }</span>
                </p>
            }
            if let Some(complaint) = props.complaint {
                <p class="complaint">{ complaint }</p>
            }
            <Foot
                empty={props.paste.is_empty()}
                foldable={props.tokens_found > 0 && !folded && is_text(&props.paste)}
                undoable={props.undoable}
            />
        </div>
    }
}

fn is_text(paste: &Paste) -> bool {
    matches!(paste, Paste::Text(_))
}

#[derive(Properties, PartialEq)]
struct TextAreaProps {
    text: AttrValue,
    folded: bool,
    /// There is a text to open the folded area for.
    editable: bool,
}

#[component]
fn TextArea(props: &TextAreaProps) -> Html {
    let dispatch = use_dispatch();
    let folded = props.folded;
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

#[derive(Properties, PartialEq)]
struct ButtonsProps {
    empty: bool,
}

#[component]
fn Buttons(props: &ButtonsProps) -> Html {
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

#[derive(Properties, PartialEq)]
struct FootProps {
    empty: bool,
    foldable: bool,
    undoable: bool,
}

/// What stands under the text area: a hint, or the ways back.
#[component]
fn Foot(props: &FootProps) -> Html {
    let dispatch = use_dispatch();
    let fold = dispatch.reform(|_: MouseEvent| Action::Fold(true));
    let undo = dispatch.reform(|_: MouseEvent| Action::Undo);
    html! {
        <div class="field-foot">
            if props.undoable {
                <p>
                    { if props.empty { text::UNDO_CLEAR } else { text::UNDO_REPLACE } }{ " " }
                    <button type="button" class="link" onclick={undo}>
                        { if props.empty { text::UNDO } else { text::BRING_BACK } }
                    </button>
                </p>
            } else if props.empty {
                <p>{ text::FIELD_HINT }</p>
            }
            if props.foldable {
                <button type="button" class="link" onclick={fold}>{ text::FOLD }</button>
            }
        </div>
    }
}
