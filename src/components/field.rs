//! The field that takes a token, with its buttons and what there is to say about it.

use yew::prelude::*;

use super::button::link;
use super::controls::{Controls, use_controls};
use super::field_buttons::FieldButtons;
use super::icon::{Icon, glyph};
use super::text_area::{TEXT_AREA_ID, TextArea};
use crate::shared::Shared;
use crate::state::{Action, Document, Paste, View};
use crate::text;

/// Properties of [`Field`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct FieldProps {
    /// The document whose text is in the field.
    pub document: Shared<Document>,
    /// How it is looked at.
    pub view: Shared<View>,
}

/// The field with its buttons.
#[component]
pub fn Field(FieldProps { document, view }: &FieldProps) -> Html {
    let controls = use_controls();
    let paste = &document.paste;
    let is_empty = paste.is_empty();
    let area = controls.ids.of(TEXT_AREA_ID);
    html! {
        <div class="field">
            <div class="field-head">
                if is_empty {
                    <h2><label for={area}>{ text::WELCOME }</label></h2>
                } else {
                    <label for={area}>{ text::TOKEN }</label>
                    <FieldButtons {is_empty} />
                }
            </div>
            <TextArea paste={paste.clone()} folded={view.folded} selection={view.selection} />
            if is_empty {
                { start() }
            }
            if let Some((name, bytes)) = paste.attached() {
                <p class="attachment">
                    <strong>{ name }</strong>
                    <span>{ text::size(bytes) }</span>
                    if document.knows_tokens() {
                        <span>{ text::tokens_found(document.report.tokens.len()) }</span>
                    }
                    <span class="attachment-note">{ text::ATTACHMENT_NOTE }</span>
                </p>
            }
            if let Some(problem) = view.problem {
                <p class="complaint">{ problem }</p>
            }
            { foot(document, view, &controls) }
        </div>
    }
}

/// Shows the ways to begin: the buttons, what may be pasted, and the promise.
fn start() -> Html {
    html! {
        <div class="field-start">
            <FieldButtons is_empty=true />
            <div>
                <p>{ text::FIELD_WHAT }</p>
                <p class="field-promise">{ glyph(Icon::Lock) }{ text::FIELD_PROMISE }</p>
                <p class="field-drop">{ text::FIELD_DROP }</p>
            </div>
        </div>
    }
}

/// Shows what is under the text area: the ways back.
fn foot(document: &Document, view: &View, controls: &Controls) -> Html {
    let is_text = matches!(document.paste, Paste::Text(_));
    let (undo_note, undo) = if document.paste.is_empty() {
        (text::UNDO_CLEAR, text::UNDO)
    } else {
        (text::UNDO_REPLACE, text::BRING_BACK)
    };
    html! {
        <div class="field-foot">
            if document.undo.is_some() {
                <p>{ undo_note }{ " " }{ link(undo, controls.on_click(Action::Undo)) }</p>
            }
            if view.chosen < document.report.tokens.len() && !view.folded && is_text {
                { link(text::FOLD, controls.on_click(Action::Fold(true))) }
            }
        </div>
    }
}
