//! The JSON of header and payload, to the byte as it stands in the token.

use sa_token::report::Token;
use yew::prelude::*;

use super::copy_button::copy_button;
use super::section::section;
use super::{Ui, visible_lines};
use crate::text;

/// Shows the decoded texts, never written anew; hidden characters as chips.
pub fn raw_json(token: &Token, ui: Ui<'_>) -> Html {
    let children = html! {
        <>
            { part(text::RAW_HEADER, "raw-header", token.header.text.as_deref(), ui) }
            { part(text::RAW_PAYLOAD, "raw-payload", token.payload.text.as_deref(), ui) }
        </>
    };
    section("raw", text::RAW, Some(text::RAW_NOTE), children)
}

fn part(name: &'static str, id: &'static str, source: Option<&str>, ui: Ui<'_>) -> Html {
    let Some(source) = source else {
        return html! { <><h4>{ name }</h4><p>{ text::UNREADABLE_PART }</p></> };
    };
    html! {
        <>
            <div class="raw-head">
                <h4>{ name }</h4>
                { copy_button(source, name, ui) }
            </div>
            <pre {id} class="raw-text" translate="no">
                <code>{ visible_lines(source) }</code>
            </pre>
        </>
    }
}
