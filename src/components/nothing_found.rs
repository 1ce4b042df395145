//! What is shown for a text without a token, or while none is known yet: what was found instead, and
//! what to do.

use yew::prelude::*;

use super::controls::use_controls;
use super::finding::{Around, finding};
use super::prose;
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

/// The findings about the text, the most severe one as the headline.
#[component]
pub fn NothingFound(NothingFoundProps { document }: &NothingFoundProps) -> Html {
    let controls = use_controls();
    let around = Around { token: None, paste: &document.paste, shown_values: &[] };
    let mut findings = by_severity(&document.report.findings);
    let Some(first) = findings.next() else {
        return html! { <div class="nothing-found"><h2>{ text::NOTHING_FOUND }</h2></div> };
    };
    html! {
        <div class="nothing-found" data-code={first.code.to_string()}>
            <h2 id={controls.ids.of("headline")}>{ prose(&first.message) }</h2>
            if let Some(help) = &first.help {
                <p class="summary">{ prose(help) }</p>
            }
            <ul class="findings-list">
                for other in findings {
                    { finding(other, 0, around, &controls) }
                }
            </ul>
        </div>
    }
}
