//! The reasons for the conclusions, each with its certainty.

use service_account_token::report::{Evidence as Piece, Token};
use yew::prelude::*;

use super::claim_link::claim_link;
use super::controls::{Controls, use_controls};
use super::legend::legend;
use super::prose;
use super::section::folded_section;
use crate::members;
use crate::shared::InToken;
use crate::text;

/// Properties of [`Evidence`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct EvidenceProps {
    /// The token.
    pub token: InToken<Token>,
}

/// The evidence. Each piece leads to its claim.
#[component]
pub fn Evidence(EvidenceProps { token }: &EvidenceProps) -> Html {
    let controls = use_controls();
    let Some(token) = token.get() else { return html! {} };
    if token.evidence.is_empty() {
        return html! {};
    }
    let children = html! {
        <>
            <ul class="statements">
                { for token.evidence.iter().map(|one| piece(token, one, &controls)) }
            </ul>
            { legend() }
        </>
    };
    folded_section(controls.ids, "evidence", text::EVIDENCE, children)
}

fn piece(token: &Token, evidence: &Piece, controls: &Controls) -> Html {
    let member = members::find(token, evidence.part, evidence.pointer.as_deref());
    html! {
        <li data-code={evidence.code.to_string()}>
            { prose(&evidence.text) }{ " " }
            <span class="certainty">{ text::certainty(evidence.certainty) }</span>
            if let Some(member) = member {
                { " " }{ claim_link(controls, token, member) }
            }
        </li>
    }
}
