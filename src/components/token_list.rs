//! The tokens of a text that holds several, to choose one.

use service_account_token::report::Token;
use yew::prelude::*;

use super::icon::glyph;
use super::{Ui, prose, visible_text};
use crate::state::Action;
use crate::text;

/// Shows a button for each token; nothing for a single one.
pub fn token_list(ui: Ui<'_>) -> Html {
    let tokens = &ui.state.report.tokens;
    if tokens.len() < 2 {
        return html! {};
    }
    html! {
        <nav class="token-list" aria-label={text::CHOOSE_TOKEN}>
            <p class="token-list-count">{ text::tokens_found(tokens.len()) }</p>
            <ol>
                for (index, token) in tokens.iter().enumerate() {
                    { item(token, index, ui) }
                }
            </ol>
        </nav>
    }
}

fn item(token: &Token, index: usize, ui: Ui<'_>) -> Html {
    let current = (index == ui.state.chosen).then_some("true");
    html! {
        <li data-kind={text::kind_code(token.kind)}>
            <button type="button" aria-current={current} onclick={ui.on_click(Action::Choose(index))}>
                { glyph(token.kind) }
                <span class="token-list-words">
                    <span class="token-list-headline">{ prose(&token.headline) }</span>
                    if let Some(place) = place(token) {
                        <span class="token-list-place">{ visible_text(&place) }</span>
                    }
                </span>
            </button>
        </li>
    }
}

/// What tells a token from its neighbours: where it stands in a document, else whose it is.
fn place(token: &Token) -> Option<String> {
    if let Some(display) = &token.location.display {
        return Some(display.to_string());
    }
    let identity = &token.identity.as_ref()?;
    Some(format!("{}/{}", identity.namespace, identity.service_account))
}
