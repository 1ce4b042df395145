//! The JSON of header and payload, to the byte as it stands in the token.

use sa_token::report::Token;
use yew::prelude::*;

use super::section::Section;
use super::{CopyButton, VisibleText};
use crate::snapshot::Snapshot;
use crate::text;
use crate::visible::Lines;

/// Properties of [`RawJson`].
#[derive(Properties, PartialEq)]
pub struct RawJsonProps {
    /// The token.
    pub token: Snapshot<Token>,
}

/// Shows the decoded texts, never written anew; hidden characters as chips.
#[component]
pub fn RawJson(props: &RawJsonProps) -> Html {
    html! {
        <Section id="raw" title={text::RAW} note={text::RAW_NOTE}>
            { part(text::RAW_HEADER, "raw-header", props.token.header.text.as_ref()) }
            { part(text::RAW_PAYLOAD, "raw-payload", props.token.payload.text.as_ref()) }
        </Section>
    }
}

fn part(name: &'static str, id: &'static str, source: Option<&String>) -> Html {
    let Some(source) = source else {
        return html! { <><h4>{ name }</h4><p>{ text::UNREADABLE_PART }</p></> };
    };
    html! {
        <>
            <div class="raw-head">
                <h4>{ name }</h4>
                <CopyButton text={source.clone()} label={text::copy_name(name)} />
            </div>
            <pre {id} class="raw-text" translate="no">
                <code><VisibleText text={source.clone()} lines={Lines::Kept} /></code>
            </pre>
        </>
    }
}
