//! Two menus: "Copy" exports the report, as Markdown to the clipboard or as JSON to a file, and the links
//! behind "Share" explain the token to others.

use yew::prelude::*;

use super::button::button;
use super::controls::{use_controls, use_last_copied};
use super::copy_button::{copied_note, copy};
use super::menu::{menu, menu_button};
use crate::browser::{address, download, share_sheet, zone};
use crate::copied_text::CopiedText;
use crate::element_ids::ElementIds;
use crate::export;
use crate::share::{Disclosure, Shown, is_shareable, link, without_names};
use crate::shared::Shared;
use crate::state::{Clock, Document};
use crate::text::TITLE;
use crate::text::export::{COPY, COPY_MARKDOWN, EXPORT_JSON};
use crate::text::share as words;

/// What a button copies.
#[derive(Clone, Copy)]
enum Export {
    Report,
    ReportWithoutNames,
    Link(Disclosure),
}

/// Properties of [`Exports`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ExportsProps {
    /// The document.
    pub document: Shared<Document>,
    /// The position of the token that is shown.
    pub chosen: usize,
    /// The clock of the page.
    pub clock: Clock,
}

impl ExportsProps {
    fn shown(&self) -> Shown<'_> {
        Shown { document: &self.document, chosen: self.chosen, clock: self.clock }
    }
}

/// The menus. What they export is made on request.
#[component]
pub fn Exports(props: &ExportsProps) -> Html {
    let controls = use_controls();
    let last = use_last_copied();
    let report = props.document.report.clone();
    let json = move |_| download::save(export::JSON_FILE, &export::json(&report));
    let copying = |words: &'static str, export: Export| {
        let label = AttrValue::Static(words);
        let note = copied_note(last.as_ref(), None, &label);
        let (props, dispatch) = (props.clone(), controls.dispatch.clone());
        let onclick = move |_| {
            if let Some(text) = text(&props, export) {
                copy(CopiedText::lines(&text), label.clone(), dispatch.clone());
            }
        };
        html! { <div class="export">{ button(words, Callback::from(onclick)) }{ note }</div> }
    };
    let report = html! {
        <>
            { copying(COPY_MARKDOWN, Export::Report) }
            <div class="export export-file">{ button(EXPORT_JSON, Callback::from(json)) }</div>
        </>
    };
    html! {
        <div class="exports">
            { sheet(controls.ids.of("copy-menu"), "button copy-open", COPY, report) }
            if props.shown().token().is_some_and(is_shareable) {
                { share(props, controls.ids, copying) }
            }
        </div>
    }
}

/// Shows what can be shared, from the harmless to what needs a warning.
fn share(
    props: &ExportsProps,
    ids: ElementIds,
    copying: impl Fn(&'static str, Export) -> Html,
) -> Html {
    let note = if props.document.example.is_some() { words::EXAMPLE } else { words::NOTE };
    let whole = html! {
        <>
            { paragraph(words::WHOLE_NOTE) }
            { copying(words::LINK_OF_WHOLE, Export::Link(Disclosure::Whole)) }
        </>
    };
    let all = html! {
        <>
            { paragraph(note) }
            { copying(words::LINK, Export::Link(Disclosure::WithoutSignature)) }
            { sending(props, words::SEND_LINK, Disclosure::WithoutSignature) }
            { paragraph(words::NAMES_NOTE) }
            { copying(words::LINK_WITHOUT_NAMES, Export::Link(Disclosure::WithoutNames)) }
            { sending(props, words::SEND_LINK_WITHOUT_NAMES, Disclosure::WithoutNames) }
            { copying(words::MARKDOWN_WITHOUT_NAMES, Export::ReportWithoutNames) }
            <details>
                <summary class="button">{ words::WHOLE }</summary>
                <div>{ whole }</div>
            </details>
        </>
    };
    sheet(ids.of("share-menu"), "button share", words::SHARE, all)
}

/// Shows a button that opens the system's share sheet with a link that cannot log in; nothing where there
/// is no such sheet, or no address that others could open.
fn sending(props: &ExportsProps, words: &'static str, disclosure: Disclosure) -> Html {
    if !share_sheet::is_there() || !address::of_page().starts_with("http") {
        return html! {};
    }
    let props = props.clone();
    let onclick = move |_| {
        if let Some(link) = text(&props, Export::Link(disclosure)) {
            share_sheet::open(TITLE, &link);
        }
    };
    html! { <div class="export">{ button(words, Callback::from(onclick)) }</div> }
}

fn paragraph(text: &'static str) -> Html {
    html! { <p>{ text }</p> }
}

/// Shows a menu with its button. It stays open after a copy, whose note is in it.
fn sheet(id: AttrValue, class: &'static str, title: &'static str, children: Html) -> Html {
    html! {
        <>
            { menu_button(id.clone(), class, html! { title }) }
            { menu(id, "export-menu", title, Callback::noop(), children) }
        </>
    }
}

fn text(props: &ExportsProps, export: Export) -> Option<String> {
    let shown = props.shown();
    let report = &props.document.report;
    Some(match export {
        Export::Report => export::markdown(report, shown.token()?, zone::utc),
        Export::ReportWithoutNames => {
            let report = without_names(shown)?;
            export::markdown(&report, report.tokens.first()?, zone::utc)
        }
        Export::Link(disclosure) => link(shown, disclosure, &address::of_page())?,
    })
}
