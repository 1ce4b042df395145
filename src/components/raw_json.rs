//! The JSON of header and payload, exactly as in the token except for what is withheld.

use service_account_token::report::{PartName, Token};
use yew::prelude::*;

use super::copy_button::copy_button;
use super::light::lightable;
use super::section::section;
use super::{Ui, visible_lines};
use crate::copied_text::CopiedText;
use crate::text;

/// Shows the decoded texts, never written anew; hidden characters as chips.
pub fn raw_json(token: &Token, ui: Ui<'_>) -> Html {
    let children = html! {
        <>
            { part(token, PartName::Header, text::RAW_HEADER, "raw-header", ui) }
            { part(token, PartName::Payload, text::RAW_PAYLOAD, "raw-payload", ui) }
        </>
    };
    section("raw", text::RAW, Some(text::RAW_NOTE), children)
}

fn part(token: &Token, part: PartName, name: &'static str, id: &'static str, ui: Ui<'_>) -> Html {
    if token.parts.iter().all(|other| other.name != part) {
        return html! {};
    }
    let json = if part == PartName::Header { &token.header } else { &token.payload };
    let Some(source) = json.text.as_deref() else {
        return html! { <><h4>{ name }</h4><p>{ text::UNREADABLE_PART }</p></> };
    };
    html! {
        <>
            <div class="raw-head">
                <h4>{ name }</h4>
                { copy_button(CopiedText::json(source), name, ui) }
            </div>
            <pre key={ui.state.turn} {id} class="raw-text" translate="no">
                <code>{ lightable(source.as_bytes(), (token, part), None, visible_lines, ui) }</code>
            </pre>
        </>
    }
}
