//! Buttons that take the report along, as Markdown on the clipboard or as JSON in a file, and the
//! menu behind "Share", whose links explain the token to others.

use std::rc::Rc;

use yew::prelude::*;

use super::Ui;
use super::button::button;
use super::copy_button::{copied_note, copy};
use crate::browser::{address, download, zone};
use crate::copied_text::CopiedText;
use crate::export;
use crate::share::{Extent, is_shareable, link, without_names};
use crate::state::State;
use crate::text::export::{COPY_MARKDOWN, EXPORT_JSON};
use crate::text::share as words;

/// What a button copies.
#[derive(Clone, Copy)]
enum What {
    Report,
    ReportWithoutNames,
    Link(Extent),
}

/// Shows the buttons. What they give is made when it is asked for.
pub fn exports(ui: Ui<'_>) -> Html {
    let state = Rc::new(ui.state.clone());
    let report = Rc::clone(&state.report);
    let json = move |_| download::save(export::JSON_FILE, &export::json(&report));
    let copying = |words: &'static str, what: What| {
        let label = AttrValue::Static(words);
        let note = copied_note(None, &label, ui);
        let (state, dispatch) = (Rc::clone(&state), ui.dispatch.clone());
        let onclick = move |_| {
            if let Some(text) = text(&state, what) {
                copy(CopiedText::lines(&text), label.clone(), dispatch.clone());
            }
        };
        html! { <>{ button(words, Callback::from(onclick)) }{ note }</> }
    };
    html! {
        <div class="exports">
            { copying(COPY_MARKDOWN, What::Report) }
            { button(EXPORT_JSON, Callback::from(json)) }
            if state.token().is_some_and(is_shareable) {
                { menu(state.example.is_some(), copying) }
            }
        </div>
    }
}

/// Shows what can be shared, from the harmless to what takes a warning.
fn menu(is_example: bool, copying: impl Fn(&'static str, What) -> Html) -> Html {
    let note = if is_example { words::EXAMPLE } else { words::NOTE };
    let whole = html! {
        <>
            { paragraph(words::WHOLE_NOTE) }
            { copying(words::LINK_OF_WHOLE, What::Link(Extent::Whole)) }
        </>
    };
    let all = html! {
        <>
            { paragraph(note) }
            { copying(words::LINK, What::Link(Extent::WithoutSignature)) }
            { paragraph(words::NAMES_NOTE) }
            { copying(words::LINK_WITHOUT_NAMES, What::Link(Extent::WithoutNames)) }
            { copying(words::MARKDOWN_WITHOUT_NAMES, What::ReportWithoutNames) }
            { fold(words::WHOLE, whole) }
        </>
    };
    fold(words::SHARE, all)
}

fn paragraph(text: &'static str) -> Html {
    html! { <p>{ text }</p> }
}

fn fold(title: &'static str, children: Html) -> Html {
    html! {
        <details class="share">
            <summary class="button">{ title }</summary>
            <div>{ children }</div>
        </details>
    }
}

fn text(state: &State, what: What) -> Option<String> {
    Some(match what {
        What::Report => export::markdown(&state.report, state.token()?, zone::utc),
        What::ReportWithoutNames => {
            let report = without_names(state)?;
            export::markdown(&report, report.tokens.first()?, zone::utc)
        }
        What::Link(extent) => link(state, extent, &address::of_page())?,
    })
}
