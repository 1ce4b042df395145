//! Why we say so: the reasons for the conclusions, each with how sure it is.

use sa_token::report::{Evidence as EvidenceData, Token};
use yew::prelude::*;

use super::Prose;
use super::certainty_legend::CertaintyLegend;
use super::claim_link::{ClaimLink, find};
use super::section::Section;
use crate::snapshot::Snapshot;
use crate::text;

/// Properties of [`Evidence`].
#[derive(Properties, PartialEq)]
pub struct EvidenceProps {
    /// The token.
    pub token: Snapshot<Token>,
}

/// Shows the evidence, each piece leading to the claim that it stands on.
#[component]
pub fn Evidence(props: &EvidenceProps) -> Html {
    if props.token.evidence.is_empty() {
        return html! {};
    }
    html! {
        <Section id="evidence" title={text::EVIDENCE}>
            <ul class="statements">
                for evidence in &props.token.evidence {
                    { piece(&props.token, evidence) }
                }
            </ul>
            <CertaintyLegend />
        </Section>
    }
}

fn piece(token: &Token, evidence: &EvidenceData) -> Html {
    let target = find(token, evidence.part, evidence.pointer.as_deref());
    html! {
        <li data-code={evidence.code}>
            <Prose text={evidence.text.to_string()} />{ " " }
            <span class="certainty">{ text::certainty(evidence.certainty) }</span>
            if let Some(target) = target {
                <ClaimLink {target} />
            }
        </li>
    }
}
