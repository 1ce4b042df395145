//! The JSON of header and payload, exactly as in the token except for what is withheld.

use service_account_token::report::{PartName, Token};
use yew::prelude::*;

use super::controls::use_controls;
use super::copy_button::copy_button;
use super::highlighted::{Characters, highlighted};
use super::section::section;
use super::visible_lines;
use crate::copied_text::CopiedText;
use crate::element_ids::ElementIds;
use crate::members;
use crate::shared::InToken;
use crate::text;

/// Properties of [`RawJson`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct RawJsonProps {
    /// The token.
    pub token: InToken<Token>,
    /// Changes with the token, so that no highlight of the one before is left.
    pub revision: usize,
}

/// The decoded texts, not reformatted, with hidden characters as chips.
#[component]
pub fn RawJson(RawJsonProps { token, revision }: &RawJsonProps) -> Html {
    let ids = use_controls().ids;
    let Some(token) = token.get() else { return html! {} };
    let children = html! {
        <>
            { part(token, PartName::Header, *revision, ids) }
            { part(token, PartName::Payload, *revision, ids) }
        </>
    };
    section(ids, "raw", text::RAW, Some(text::RAW_NOTE), children)
}

fn part(token: &Token, part: PartName, revision: usize, ids: ElementIds) -> Html {
    let (name, id) = match part {
        PartName::Header => (text::RAW_HEADER, ids.of("raw-header")),
        _ => (text::RAW_PAYLOAD, ids.of("raw-payload")),
    };
    if members::ranges(token, part).is_none() && !members::is_decoded_part(token, part) {
        return html! {};
    }
    let Some(source) = members::json(token, part).text.as_deref() else {
        return html! { <><h4>{ name }</h4><p>{ text::UNREADABLE_PART }</p></> };
    };
    let shown =
        highlighted(source.as_bytes(), (token, part), Characters::Decoded, visible_lines, ids);
    html! {
        <>
            <div class="raw-head">
                <h4>{ name }</h4>
                { copy_button(CopiedText::json(source), name) }
            </div>
            <pre key={revision} {id} class="raw-text" translate="no"><code>{ shown }</code></pre>
        </>
    }
}
