//! The field that takes a token, with its buttons, and what has to be said about it.

use yew::prelude::*;

use super::Ui;
use super::button::link;
use super::field_buttons::field_buttons;
use super::text_area::{TEXT_AREA_ID, text_area};
use crate::state::{Action, Paste};
use crate::text;

/// Shows the field with its buttons.
pub fn field(ui: Ui<'_>) -> Html {
    html! {
        <div class="field">
            <div class="field-head">
                <label for={TEXT_AREA_ID}>{ text::TOKEN }</label>
                { field_buttons(ui) }
            </div>
            { text_area(ui) }
            if let Some((name, bytes)) = ui.state.paste.attached() {
                <p class="attachment">
                    <strong>{ name }</strong>
                    <span>{ text::size(bytes) }</span>
                    if ui.state.knows_tokens() {
                        <span>{ text::tokens_found(ui.state.report.tokens.len()) }</span>
                    }
                    <span class="attachment-note">{ text::ATTACHMENT_NOTE }</span>
                </p>
            }
            if let Some(complaint) = ui.state.complaint {
                <p class="complaint">{ complaint }</p>
            }
            { foot(ui) }
        </div>
    }
}

/// What stands under the text area: a hint, or the ways back.
fn foot(ui: Ui<'_>) -> Html {
    let state = ui.state;
    let is_text = matches!(state.paste, Paste::Text(_));
    let (undo_note, undo) = if state.paste.is_empty() {
        (text::UNDO_CLEAR, text::UNDO)
    } else {
        (text::UNDO_REPLACE, text::BRING_BACK)
    };
    html! {
        <div class="field-foot">
            if state.undo.is_some() {
                <p>{ undo_note }{ " " }{ link(undo, ui.on_click(Action::Undo)) }</p>
            } else if state.paste.is_empty() {
                <p>{ text::FIELD_HINT }</p>
            }
            if state.token().is_some() && !state.folded && is_text {
                { link(text::FOLD, ui.on_click(Action::Fold(true))) }
            }
        </div>
    }
}
