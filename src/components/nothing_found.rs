//! What is shown when a text holds no token: what was found instead, and what to do.

use sa_token::report::Finding as FindingData;
use yew::prelude::*;

use super::finding::Finding;
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

/// Shows the findings about the text.
#[component]
pub fn NothingFound(props: &NothingFoundProps) -> Html {
    html! {
        <div class="nothing-found">
            <h2>{ text::NOTHING_FOUND }</h2>
            <ul class="findings-list">
                for finding in by_severity(&props.findings, |_| true) {
                    <Finding finding={finding.clone()} selectable={props.selectable} />
                }
            </ul>
        </div>
    }
}
