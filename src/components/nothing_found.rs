//! What is shown when a text holds no token, or none is known yet: what was found instead, and what
//! to do.

use yew::prelude::*;

use super::finding::finding;
use super::{Ui, prose};
use crate::state::by_severity;
use crate::text;

/// Shows that a long text is still being read.
pub fn reading(ui: Ui<'_>) -> Html {
    html! {
        <div class="nothing-found" data-reading="">
            <h2 id="headline">{ text::reading(ui.state.paste.bytes().len()) }</h2>
        </div>
    }
}

/// Shows the findings about the text, the most telling one as the headline.
pub fn nothing_found(ui: Ui<'_>) -> Html {
    let mut findings = by_severity(&ui.state.report.findings);
    let Some(first) = findings.next() else {
        return html! { <div class="nothing-found"><h2>{ text::NOTHING_FOUND }</h2></div> };
    };
    html! {
        <div class="nothing-found" data-code={first.code.clone()}>
            <h2 id="headline">{ prose(&first.message) }</h2>
            if let Some(help) = &first.help {
                <p class="summary">{ prose(help) }</p>
            }
            <ul class="findings-list">
                for other in findings {
                    { finding(other, None, 0, ui) }
                }
            </ul>
        </div>
    }
}
