//! The tokens of a text that holds several, to choose one.

use sa_token::report::Token;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::{Prose, VisibleText, use_dispatch};
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
                <Glyph icon={Icon::from(token.kind)} />
                <span class="token-list-words">
                    <span class="token-list-headline"><Prose text={token.headline.to_string()} /></span>
                    if let Some(place) = place(token) {
                        <span class="token-list-place"><VisibleText text={place} /></span>
                    }
                </span>
            </button>
        </li>
    }
}

/// What tells a token from its neighbours: where it stands in a document, else whose it is.
fn place(token: &Token) -> Option<AttrValue> {
    if let Some(display) = &token.location.display {
        return Some(AttrValue::from(display.to_string()));
    }
    let identity = token.identity.as_ref()?;
    Some(AttrValue::from(format!("{}/{}", identity.namespace, identity.service_account)))
}
