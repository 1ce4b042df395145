//! One member of the claims or the header: its name, its exact value and what that means.

use sa_token::report::{JsonType, Member, PartName};
use yew::prelude::*;

use super::bytes::bytes;
use super::copy_button::copy_button;
use super::moment::moment;
use super::{Ui, prose, visible_name, visible_text};
use crate::copied_text::CopiedText;
use crate::groups::holding;
use crate::html::html;
use crate::text;

/// Deeper members are not indented further.
const DEEPEST_INDENT: usize = 5;

/// Where a member stands among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many values it stands in.
    pub depth: usize,
    /// How many values stand in it.
    pub children: usize,
}

/// Shows a member under a name in the page that leads to it, and that lights it. While it is pinned
/// its bytes can be looked at one by one.
pub fn claim(member: &Member, part: PartName, id: String, outline: Outline, ui: Ui<'_>) -> Html {
    let depth = outline.depth.min(DEEPEST_INDENT).to_string();
    let pinned = ui.state.pinned.as_ref() == Some(&id);
    let id = AttrValue::from(id);
    html! {
        <div
            class="claim"
            id={&id}
            tabindex="-1"
            data-at={id}
            data-pinned={pinned.then_some("")}
            data-pointer={member.pointer.clone()}
            data-depth={depth}
        >
            <dt translate="no">{ name(member) }</dt>
            <dd>
                { value(member, outline.children, ui) }
                if let Some(time) = &member.time {
                    { moment(time, ui.state.clock) }
                }
                { meaning(member) }
                if let (true, Some(token)) = (pinned, ui.state.token()) {
                    { bytes(token, part, holding([member.start, member.end]), ui) }
                }
            </dd>
        </div>
    }
}

fn name(member: &Member) -> Html {
    let name = match &member.name {
        Some(name) if name.is_empty() => html! { <code>{ "\"\"" }</code> },
        Some(name) => html! { <code>{ visible_name(name) }</code> },
        None => html! { <code>{ text::item(last_key(member)) }</code> },
    };
    html! {
        <>
            { name }
            if !member.title.is_empty() {
                <span class="claim-title">{ &*member.title }</span>
            }
        </>
    }
}

/// The exact value: a string within the marks that JSON gives it, anything else as it stands.
fn value(member: &Member, children: usize, ui: Ui<'_>) -> Html {
    if is_nested(member.json_type) {
        let words = text::nested(member.json_type, children);
        return html! { <p class="claim-value claim-nested">{ words }</p> };
    }
    let Some(text) = member.value.as_ref().or(member.text.as_ref()) else { return html! {} };
    let kind = member.value.is_some().then_some("string");
    let name = member.name.as_deref().unwrap_or_else(|| last_key(member));
    html! {
        <p class="claim-value" translate="no">
            <code data-type={kind}>{ visible_text(text) }</code>
            { copy_button(CopiedText::value(text), name, ui) }
        </p>
    }
}

fn meaning(member: &Member) -> Html {
    // A value in a list mostly says nothing that its list did not.
    if member.meaning.is_empty() && member.source.is_none() {
        return html! {};
    }
    html! {
        <p class="claim-meaning">
            { prose(&member.meaning) }{ " " }
            <span class="claim-source">
                if let Some(source) = &member.source {
                    { &**source }{ ", " }
                }
                { text::certainty(member.certainty) }
            </span>
        </p>
    }
}

fn last_key(member: &Member) -> &str {
    member.pointer.rsplit_once('/').map_or(&member.pointer, |(_, key)| key)
}

/// True for what has members of its own.
pub fn is_nested(json_type: JsonType) -> bool {
    matches!(json_type, JsonType::Object | JsonType::Array)
}
