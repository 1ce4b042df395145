//! The field that takes a token, with its buttons, and what has to be said about it.

use yew::prelude::*;

use super::field_buttons::field_buttons;
use super::text_area::{TEXT_AREA_ID, TextArea};
use super::use_dispatch;
use crate::state::{Action, Paste, Selection};
use crate::text;

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
    let dispatch = use_dispatch();
    let folded = props.folded;
    html! {
        <div class="field">
            <div class="field-head">
                <label for={TEXT_AREA_ID}>{ text::TOKEN }</label>
                { field_buttons(props.paste.is_empty(), &dispatch) }
            </div>
            <TextArea
                text={props.paste.text()}
                {folded}
                editable={is_text(&props.paste)}
                selection={props.selection}
            />
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
            { foot(props, &dispatch) }
        </div>
    }
}

fn is_text(paste: &Paste) -> bool {
    matches!(paste, Paste::Text(_))
}

/// What stands under the text area: a hint, or the ways back.
fn foot(props: &FieldProps, dispatch: &Callback<Action>) -> Html {
    let empty = props.paste.is_empty();
    let foldable = props.tokens_found > 0 && !props.folded && is_text(&props.paste);
    let fold = dispatch.reform(|_: MouseEvent| Action::Fold(true));
    let undo = dispatch.reform(|_: MouseEvent| Action::Undo);
    html! {
        <div class="field-foot">
            if props.undoable {
                <p>
                    { if empty { text::UNDO_CLEAR } else { text::UNDO_REPLACE } }{ " " }
                    <button type="button" class="link" onclick={undo}>
                        { if empty { text::UNDO } else { text::BRING_BACK } }
                    </button>
                </p>
            } else if empty {
                <p>{ text::FIELD_HINT }</p>
            }
            if foldable {
                <button type="button" class="link" onclick={fold}>{ text::FOLD }</button>
            }
        </div>
    }
}
