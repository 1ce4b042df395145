//! The reasons for the conclusions, each with its certainty.

use service_account_token::report::{Evidence as Piece, Token};
use yew::prelude::*;

use super::claim_link::claim_link;
use super::controls::use_controls;
use super::legend::legend;
use super::prose;
use super::section::folded_section;
use crate::element_ids::ElementIds;
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
    let ids = use_controls().ids;
    let Some(token) = token.get() else { return html! {} };
    if token.evidence.is_empty() {
        return html! {};
    }
    let children = html! {
        <>
            <ul class="statements">
                { for token.evidence.iter().map(|one| piece(token, one, ids)) }
            </ul>
            { legend() }
        </>
    };
    folded_section(ids, "evidence", text::EVIDENCE, children)
}

fn piece(token: &Token, evidence: &Piece, ids: ElementIds) -> Html {
    let member = members::find(token, evidence.part, evidence.pointer.as_deref());
    html! {
        <li data-code={evidence.code.to_string()}>
            { prose(&evidence.text) }{ " " }
            <span class="certainty">{ text::certainty(evidence.certainty) }</span>
            if let Some(member) = member {
                { " " }{ claim_link(ids, member) }
            }
        </li>
    }
}
