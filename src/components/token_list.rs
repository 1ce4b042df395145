//! The tokens of a text that holds several, to choose one.

use sa_token::report::Token;
use yew::prelude::*;

use super::icon::glyph;
use super::{prose, use_dispatch, visible_text};
use crate::snapshot::Snapshot;
use crate::state::Action;
use crate::text;

/// Properties of [`TokenList`].
#[derive(Properties, PartialEq)]
pub struct TokenListProps {
    /// The tokens, in the order of the text.
    pub tokens: Vec<Snapshot<Token>>,
    /// Which of them is shown.
    pub chosen: usize,
}

/// Shows a button for each token; nothing for a single one.
#[component]
pub fn TokenList(props: &TokenListProps) -> Html {
    let dispatch = use_dispatch();
    if props.tokens.len() < 2 {
        return html! {};
    }
    html! {
        <nav class="token-list" aria-label={text::CHOOSE_TOKEN}>
            <p class="token-list-count">{ text::tokens_found(props.tokens.len()) }</p>
            <ol>
                for (index, token) in props.tokens.iter().enumerate() {
                    { item(token, index, index == props.chosen, &dispatch) }
                }
            </ol>
        </nav>
    }
}

fn item(token: &Token, index: usize, current: bool, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Choose(index));
    html! {
        <li data-kind={text::kind_code(token.kind)}>
            <button type="button" aria-current={current.then_some("true")} {onclick}>
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
