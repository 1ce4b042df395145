//! The field that takes a token, with its buttons and what there is to say about it.

use yew::prelude::*;

use super::button::link;
use super::controls::{Controls, use_controls};
use super::field_buttons::FieldButtons;
use super::icon::{Icon, glyph};
use super::text_area::{TEXT_AREA_ID, TextArea};
use crate::browser::page;
use crate::shared::Shared;
use crate::state::{Action, Document, TEXT_AREA_LIMIT_BYTES, View};
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
            <TextArea
                paste={paste.clone()}
                folded={view.folded}
                has_token={view.chosen < document.report.tokens.len()}
                number={view.text_area}
                selection={view.selection}
            />
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
                    <span class="attachment-note">{ text::attachment_note(bytes > TEXT_AREA_LIMIT_BYTES) }</span>
                </p>
            }
            if let Some(problem) = view.problem {
                <p class="complaint">{ problem }</p>
            }
            { foot(document, &controls) }
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
fn foot(document: &Document, controls: &Controls) -> Html {
    let undo_click = {
        let (dispatch, area) = (controls.dispatch.clone(), controls.ids.of(TEXT_AREA_ID));
        Callback::from(move |event: MouseEvent| {
            // The button disappears with what it brings back.
            page::focus(&event, &area);
            dispatch.emit(Action::Undo);
        })
    };
    let (undo_note, undo) = if document.paste.is_empty() {
        (text::UNDO_CLEAR, text::UNDO)
    } else {
        (text::UNDO_REPLACE, text::BRING_BACK)
    };
    html! {
        <div class="field-foot">
            if document.undo.is_some() {
                <p>{ undo_note }{ " " }{ link(undo, undo_click) }</p>
            }
        </div>
    }
}
