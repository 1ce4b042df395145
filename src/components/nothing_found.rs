//! What is shown for a text without a token, or while none is known yet: what was found instead, and
//! what to do.

use yew::prelude::*;

use super::controls::use_controls;
use super::examples::ExamplesCards;
use super::finding::{Around, finding};
use super::icon::glyph;
use super::prose;
use super::welcome::ways;
use crate::shared::Shared;
use crate::state::{Document, by_severity};
use crate::text;

/// Properties of [`NothingFound`] and of [`StillReading`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct NothingFoundProps {
    /// The document.
    pub document: Shared<Document>,
}

/// Says that a long text is still being read.
#[component]
pub fn StillReading(NothingFoundProps { document }: &NothingFoundProps) -> Html {
    let id = use_controls().ids.of("headline");
    html! {
        <div class="nothing-found" data-reading="">
            <h2 {id}>{ text::reading(document.paste.bytes().len()) }</h2>
        </div>
    }
}

/// The findings about the text, the most severe one as the headline; then what helps to get a token.
#[component]
pub fn NothingFound(NothingFoundProps { document }: &NothingFoundProps) -> Html {
    let controls = use_controls();
    let around = Around { token: None, paste: &document.paste, shown_values: &[] };
    let mut findings = by_severity(&document.report.findings);
    let Some(first) = findings.next() else {
        return html! { <div class="nothing-found"><h2>{ text::NOTHING_FOUND }</h2></div> };
    };
    let others: Html = findings.map(|other| finding(&[other], 0, around, &controls)).collect();
    html! {
        <div
            class="nothing-found"
            data-code={first.code.to_string()}
            data-severity={text::severity(first.severity).to_ascii_lowercase()}
        >
            <div class="nothing-found-head">
                <h2 class="headline" id={controls.ids.of("headline")}>
                    { glyph(first.severity) }
                    <span class="subject">{ prose(&first.message) }</span>
                </h2>
                if let Some(help) = &first.help {
                    <p class="summary">{ prose(help) }</p>
                }
            </div>
            if document.report.findings.len() > 1 {
                <ul class="findings-list">{ others }</ul>
            }
            <div class="welcome">
                { ways() }
                <ExamplesCards />
            </div>
        </div>
    }
}
