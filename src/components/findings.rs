//! What was found in a token or in the text, most severe first.

use sa_token::report::{Finding as FindingData, Severity, Token};
use yew::prelude::*;

use super::finding::Finding;
use super::section::Section;
use crate::snapshot::Snapshot;
use crate::state::by_severity;
use crate::text;

/// Properties of [`Blocking`] and [`Findings`].
#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    /// The token.
    pub token: Snapshot<Token>,
    /// What was found in the text around it.
    pub around: Snapshot<Vec<FindingData>>,
    /// A spot in the text can be selected.
    pub selectable: bool,
}

/// Shows the errors, right under the headline, since nothing else matters as long as they stand.
#[component]
pub fn Blocking(props: &FindingsProps) -> Html {
    let found = list(props, |severity| severity == Severity::Error);
    html! {
        if !found.is_empty() {
            <ul class="findings-list blocking" aria-label={text::ERRORS}>{ found }</ul>
        }
    }
}

/// Shows warnings and notes in a section of their own.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let found = list(props, |severity| severity != Severity::Error);
    html! {
        if !found.is_empty() {
            <Section id="findings" title={text::FINDINGS}>
                <ul class="findings-list">{ found }</ul>
            </Section>
        }
    }
}

fn list(props: &FindingsProps, keep: fn(Severity) -> bool) -> Vec<Html> {
    let own = by_severity(&props.token.findings, keep).into_iter().map(|finding| (finding, true));
    let around = by_severity(&props.around, keep).into_iter().map(|finding| (finding, false));
    let mut found: Vec<_> = own.chain(around).collect();
    found.sort_by_key(|(finding, _)| finding.severity);
    let more = |finding: &FindingData, own: bool| {
        let like = |(other, other_own): &&(&FindingData, bool)| {
            other.code == finding.code && *other_own == own
        };
        finding.count.saturating_sub(found.iter().filter(like).count())
    };
    found
        .iter()
        .map(|(finding, own)| {
            let token = own.then(|| props.token.clone());
            let finding = (*finding).clone();
            let more = more(&finding, *own);
            html! { <Finding {finding} {token} {more} selectable={props.selectable} /> }
        })
        .collect()
}
