//! Why we say so: the reasons for the conclusions, each with how sure it is.

use service_account_token::report::{Evidence as EvidenceData, Token};
use yew::prelude::*;

use super::claim_link::{claim_link, find};
use super::legend::legend;
use super::prose;
use super::section::section;
use crate::text;

/// Shows the evidence, each piece leading to the claim that it stands on.
pub fn evidence(token: &Token) -> Html {
    if token.evidence.is_empty() {
        return html! {};
    }
    let children = html! {
        <>
            <ul class="statements">
                for evidence in &token.evidence {
                    { piece(token, evidence) }
                }
            </ul>
            { legend() }
        </>
    };
    section("evidence", text::EVIDENCE, None, children)
}

fn piece(token: &Token, evidence: &EvidenceData) -> Html {
    let target = find(token, evidence.part, evidence.pointer.as_deref());
    html! {
        <li data-code={evidence.code.clone()}>
            { prose(&evidence.text) }{ " " }
            <span class="certainty">{ text::certainty(evidence.certainty) }</span>
            if let Some(target) = target {
                { " " }{ claim_link(target) }
            }
        </li>
    }
}
