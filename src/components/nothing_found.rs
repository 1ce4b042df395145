//! What is shown when a text holds no token: what was found instead, and what to do.

use sa_token::report::Finding as FindingData;
use yew::prelude::*;

use super::finding::{Place, finding};
use super::{prose, use_dispatch};
use crate::snapshot::Snapshot;
use crate::state::by_severity;
use crate::text;

/// Properties of [`NothingFound`].
#[derive(Properties, PartialEq)]
pub struct NothingFoundProps {
    /// What was found in the text.
    pub findings: Snapshot<Vec<FindingData>>,
    /// A spot in the text can be selected.
    pub selectable: bool,
}

/// Shows the findings about the text, the most telling one as the headline.
#[component]
pub fn NothingFound(props: &NothingFoundProps) -> Html {
    let select = Some(use_dispatch()).filter(|_| props.selectable);
    let place = Place { token: None, select };
    let mut findings = by_severity(&props.findings, |_| true).into_iter();
    let Some(first) = findings.next() else {
        return html! { <div class="nothing-found"><h2>{ text::NOTHING_FOUND }</h2></div> };
    };
    html! {
        <div class="nothing-found" data-code={first.code}>
            <h2 id="headline">{ prose(&first.message) }</h2>
            if let Some(help) = &first.help {
                <p class="summary">{ prose(help) }</p>
            }
            <ul class="findings-list">
                for other in findings {
                    { finding(other, &place, 0) }
                }
            </ul>
        </div>
    }
}
