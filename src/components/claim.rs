//! One member of the claims or the header: its name, its exact value and what that means.

use service_account_token::report::{JsonType, Member, PartName, Span, Token, Withheld};
use yew::prelude::*;

use super::bytes::bytes;
use super::copy_button::copy_button;
use super::moment::moment;
use super::token_view::cover_button;
use super::{Ui, claim_link, prose, visible_name, visible_text};
use crate::copied_text::CopiedText;
use crate::groups::{holding, stands_plain};
use crate::places::within;
use crate::state::Action;
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
pub fn claim(
    member: &Member,
    (part, position): (PartName, usize),
    outline: Outline,
    ui: Ui<'_>,
) -> Html {
    let id = claim_link::id(part, position);
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
                { value(member, (part, position), outline.children, ui) }
                if let Some(time) = &member.time {
                    { moment(time, ui.state.clock) }
                }
                { meaning(member) }
                if let (true, Some(token)) = (pinned, ui.state.token()) {
                    { bytes(token, part, characters(token, member, part), ui) }
                }
            </dd>
        </div>
    }
}

/// Returns the characters of the part that hold the value. After a withheld value, for which the
/// decoded text has only a mark, they do not follow from the value's place in that text.
fn characters(token: &Token, member: &Member, part: PartName) -> Span {
    let part = token.parts.iter().find(|one| one.name == part && stands_plain(token));
    let place = part.and_then(|part| within(&part.ranges, &member.ranges));
    place.unwrap_or_else(|| holding([member.start, member.end]))
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
fn value(
    member: &Member,
    (part, position): (PartName, usize),
    children: usize,
    ui: Ui<'_>,
) -> Html {
    if let Some(withheld) = &member.withheld {
        return withheld_value(member, withheld, (part, position), ui);
    }
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

/// Shows a value that the report withholds: covered, or read from the paste.
fn withheld_value(
    member: &Member,
    withheld: &Withheld,
    (part, position): (PartName, usize),
    ui: Ui<'_>,
) -> Html {
    let value = ui.state.uncovered(part, position);
    let shown = value.is_some();
    let name = member.name.as_deref().unwrap_or_else(|| last_key(member));
    let onclick = ui.on_click(Action::ShowValue { part, member: position, shown: !shown });
    html! {
        <p class="claim-value claim-withheld" translate="no">
            if let Some(value) = value {
                <code data-type="string">{ visible_text(value) }</code>
            } else {
                <span class="covered">
                    { text::withheld(withheld.reason) }{ ", " }
                    { text::characters(withheld.characters) }{ ", " }{ text::COVERED }
                </span>
            }
            { cover_button(name, shown, onclick) }
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
