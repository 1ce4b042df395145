//! The tokens of a text that contains several, to choose one.

use service_account_token::report::{Report, Token};
use yew::prelude::*;

use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::{prose, visible_text};
use crate::shared::Shared;
use crate::state::Action;
use crate::text;

/// Properties of [`TokenList`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TokenListProps {
    /// The report of the text.
    pub report: Shared<Report>,
    /// The position of the token that is shown.
    pub chosen: usize,
}

/// Shows a button for each token; nothing for a single one.
#[component]
pub fn TokenList(TokenListProps { report, chosen }: &TokenListProps) -> Html {
    let controls = use_controls();
    let tokens = &report.tokens;
    if tokens.len() < 2 {
        return html! {};
    }
    html! {
        <nav class="token-list" aria-label={text::CHOOSE_TOKEN}>
            <p class="token-list-count">{ text::tokens_found(tokens.len()) }</p>
            <ol>
                for (index, token) in tokens.iter().enumerate() {
                    { item(token, index, index == *chosen, &controls) }
                }
            </ol>
        </nav>
    }
}

fn item(token: &Token, index: usize, is_chosen: bool, controls: &Controls) -> Html {
    let current = is_chosen.then_some("true");
    html! {
        <li data-kind={text::kind_code(token.kind)}>
            <button
                type="button"
                aria-current={current}
                onclick={controls.on_click(Action::Choose(index))}
            >
                { glyph(token.kind) }
                <span class="token-list-words">
                    <span class="token-list-headline">{ prose(&token.headline) }</span>
                    if let Some(label) = label(token) {
                        <span class="token-list-place">{ visible_text(&label) }</span>
                    }
                </span>
            </button>
        </li>
    }
}

/// Returns what distinguishes a token from its neighbors: where it is in a document, or its service
/// account.
fn label(token: &Token) -> Option<String> {
    if let Some(display) = &token.location.display {
        return Some(display.to_string());
    }
    let identity = &token.identity.as_ref()?;
    Some(format!("{}/{}", identity.namespace, identity.service_account))
}
