//! Two buttons that take the report along: as Markdown on the clipboard, as JSON in a file.

use std::rc::Rc;

use yew::prelude::*;

use super::Ui;
use super::button::button;
use super::copy_button::{copied_note, copy};
use crate::browser::{download, zone};
use crate::export;
use crate::text::export::{COPY_MARKDOWN, EXPORT_JSON};

/// Shows the buttons. What they give is made when it is asked for.
pub fn exports(ui: Ui<'_>) -> Html {
    let label = AttrValue::Static(COPY_MARKDOWN);
    let note = copied_note(None, &label, ui);
    let (report, chosen) = (Rc::clone(&ui.state.report), ui.state.chosen);
    let markdown = {
        let (report, dispatch) = (Rc::clone(&report), ui.dispatch.clone());
        move |_| {
            if let Some(token) = report.tokens.get(chosen) {
                let text = export::markdown(&report, token, zone::utc);
                copy(AttrValue::from(text), label.clone(), dispatch.clone());
            }
        }
    };
    let json = move |_| download::save(export::JSON_FILE, &export::json(&report));
    html! {
        <div class="exports">
            { button(COPY_MARKDOWN, Callback::from(markdown)) }
            { button(EXPORT_JSON, Callback::from(json)) }
            { note }
        </div>
    }
}
