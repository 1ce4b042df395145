//! The decoded JSON of header and payload: laid out, in colors, foldable; or the exact text.

use service_account_token::report::{Member, PartName, Token};
use yew::prelude::*;

use super::button::link;
use super::claims::label;
use super::controls::use_controls;
use super::copy_button::copy_button;
use super::highlighted::{Characters, highlighted};
use super::section::section;
use super::{visible_lines, visible_text};
use crate::copied_text::CopiedText;
use crate::element_ids::ElementIds;
use crate::json_layout::{Content, Scalar, Value, layout};
use crate::members::{self, LISTED_LIMIT};
use crate::shared::InToken;
use crate::text;

/// Properties of [`Json`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct JsonProps {
    /// The token.
    pub token: InToken<Token>,
    /// Changes with the token, so that no highlight of the one before is left.
    pub revision: usize,
}

/// The decoded texts: laid out, or exactly as in the token except for what is withheld. Hidden
/// characters are chips in both.
#[component]
pub fn Json(JsonProps { token, revision }: &JsonProps) -> Html {
    let ids = use_controls().ids;
    let exact = use_state(|| false);
    let Some(token) = token.get() else { return html! {} };
    let switch = {
        let exact = exact.clone();
        move |_: MouseEvent| exact.set(!*exact)
    };
    let words = if *exact { text::LAY_OUT } else { text::EXACT_TEXT };
    let part = |part| self::part(token, part, *exact, *revision, ids);
    let children = html! {
        <>
            { part(PartName::Header) }
            { part(PartName::Payload) }
            { link(words, Callback::from(switch)) }
        </>
    };
    section(ids, "json", text::JSON, Some(html! { text::JSON_NOTE }), children)
}

fn part(token: &Token, part: PartName, exact: bool, revision: usize, ids: ElementIds) -> Html {
    let (name, copied, laid_out_id, exact_id) = match part {
        PartName::Header => (text::HEADER, text::HEADER_JSON, "json-header", "raw-header"),
        _ => (text::part(part), text::PAYLOAD_JSON, "json-payload", "raw-payload"),
    };
    if members::ranges(token, part).is_none() && !members::is_decoded_part(token, part) {
        return html! {};
    }
    let Some(source) = members::json(token, part).text.as_deref() else {
        return html! { <><h4>{ name }</h4><p>{ text::UNREADABLE_PART }</p></> };
    };
    let value = if exact { None } else { layout(source) };
    let content = match &value {
        Some(value) => {
            let of_part = members::of_part(token, part);
            let members = of_part.get(..LISTED_LIMIT).unwrap_or(of_part);
            let paths = &members::paths(members);
            let shown = Laid { source, members, paths, part, name, ids }.value(value);
            html! { <div key={revision} id={ids.of(laid_out_id)} class="json-text" translate="no">{ shown }</div> }
        }
        None => {
            let (bytes, whole) = (source.as_bytes(), (token, part));
            let shown = highlighted(bytes, whole, Characters::Decoded, visible_lines, ids);
            html! { <pre key={revision} id={ids.of(exact_id)} class="raw-text" translate="no"><code>{ shown }</code></pre> }
        }
    };
    html! {
        <>
            <div class="raw-head">
                <h4>{ name }</h4>
                { copy_button(CopiedText::json(source), copied) }
            </div>
            { content }
        </>
    }
}

/// A part to lay out.
struct Laid<'a> {
    source: &'a str,
    members: &'a [Member],
    /// The path of each member.
    paths: &'a [String],
    part: PartName,
    /// The name of the part.
    name: &'static str,
    ids: ElementIds,
}

impl Laid<'_> {
    /// Shows a value on a line, or a container as lines that fold. Pointing at them highlights the
    /// member.
    fn value(&self, value: &Value) -> Html {
        // The members are in document order.
        let position = self.members.binary_search_by_key(&value.start, |member| member.start).ok();
        let at = position.map(|position| self.ids.member(self.part, position));
        let name = value.name.clone().map(|name| {
            html! { <><span class="json-name">{ self.text(name) }</span>{ ": " }</> }
        });
        let comma = if value.has_comma { "," } else { "" };
        match &value.content {
            Content::Scalar(kind, range) => {
                let class = match kind {
                    Scalar::String => "json-string",
                    Scalar::Number => "json-number",
                    Scalar::Word => "json-word",
                };
                let scalar = html! { <span {class}>{ self.text(range.clone()) }</span> };
                html! { <span class="json-line" data-at={at}>{ name }{ scalar }{ comma }</span> }
            }
            Content::Container { open, values, close } if values.is_empty() => html! {
                <span class="json-line" data-at={at}>{ name }{ *open }{ *close }{ comma }</span>
            },
            Content::Container { open, values, close } => html! {
                <details class="json-fold" open=true data-at={at}>
                    <summary aria-label={self.label(position)} data-rest={folded(values.len(), *close, comma)}>
                        { name }{ *open }
                    </summary>
                    <div class="json-inner">{ for values.iter().map(|value| self.value(value)) }</div>
                    if let Some(close) = close {
                        <span class="json-line">{ *close }{ comma }</span>
                    }
                </details>
            },
        }
    }

    /// Returns the name of the control that folds a member, or the whole part. What stands there may be no
    /// more than a brace.
    fn label(&self, position: Option<usize>) -> String {
        let member = position.and_then(|at| self.members.get(at).zip(self.paths.get(at)));
        member.map_or_else(|| self.name.to_owned(), |(member, path)| label(self.part, member, path))
    }

    fn text(&self, range: std::ops::Range<usize>) -> Html {
        visible_text(self.source.get(range).unwrap_or_default())
    }
}

/// Returns what stands for the values of a folded container.
fn folded(count: usize, close: Option<char>, comma: &str) -> String {
    let mut words = text::folded(count);
    words.extend(close);
    words + comma
}
