//! One member of the claims or the header: its name, its exact value and its meaning.

use service_account_token::report::{Member, PartName, Withheld};
use yew::prelude::*;

use super::button::cover_button;
use super::bytes::bytes;
use super::controls::Controls;
use super::copy_button::copy_button;
use super::moment::moment;
use super::{prose, visible_name, visible_text};
use crate::base64_view::Base64Rows;
use crate::copied_text::CopiedText;
use crate::members::{self, Outline, is_nested, last_key};
use crate::state::Action;
use crate::text;

/// Deeper members are not indented further.
const DEEPEST_INDENT: usize = 5;

/// What to show about a member.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The member.
    pub member: &'a Member,
    /// Header or payload.
    pub part: PartName,
    /// Its position among the members of that part.
    pub position: usize,
    /// Where it is among the others.
    pub outline: Outline,
    /// It stays highlighted.
    pub is_pinned: bool,
    /// Its characters and bytes, while it stays highlighted.
    pub rows: Option<&'a Base64Rows>,
    /// Its withheld value, if that is shown.
    pub shown_value: Option<&'a AttrValue>,
    /// The time that the clock was set to, in Unix seconds.
    pub set_time: Option<i64>,
}

/// Shows a member under an id that leads to it. While it is pinned, its bytes can be looked at one by
/// one.
pub fn claim(claim: Claim<'_>, controls: &Controls) -> Html {
    let Claim { member, part, position, outline, is_pinned, .. } = claim;
    let id = AttrValue::from(controls.ids.member(part, position));
    let depth = outline.depth.min(DEEPEST_INDENT).to_string();
    html! {
        <div
            class="claim"
            id={&id}
            tabindex="-1"
            data-at={id}
            data-pinned={is_pinned.then_some("")}
            data-pointer={member.pointer.clone()}
            data-depth={depth}
        >
            <dt translate="no">{ name(member) }</dt>
            <dd>
                { value(claim, controls) }
                if let Some(time) = &member.time {
                    { moment(time, claim.set_time) }
                }
                { meaning(member) }
                if let Some(rows) = claim.rows {
                    { bytes(rows) }
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

/// Shows the exact value: a string in the quotation marks of JSON, anything else as it is.
fn value(claim: Claim<'_>, controls: &Controls) -> Html {
    let member = claim.member;
    if let Some(withheld) = &member.withheld {
        return withheld_value(claim, withheld, controls);
    }
    if is_nested(member.json_type) {
        let words = text::nested(member.json_type, claim.outline.children);
        return html! { <p class="claim-value claim-nested">{ words }</p> };
    }
    let Some(text) = member.value.as_ref().or(member.text.as_ref()) else { return html! {} };
    let kind = member.value.is_some().then_some("string");
    html! {
        <p class="claim-value" translate="no">
            <code data-type={kind}>{ visible_text(text) }</code>
            { copy_button(CopiedText::value(text), members::name(member)) }
        </p>
    }
}

/// Shows a value that the report withholds: covered, or read from the paste.
fn withheld_value(claim: Claim<'_>, withheld: &Withheld, controls: &Controls) -> Html {
    let Claim { member, part, position, shown_value, .. } = claim;
    let shown = shown_value.is_some();
    let onclick = controls.on_click(Action::ShowValue { part, member: position, shown: !shown });
    html! {
        <p class="claim-value claim-withheld" translate="no">
            if let Some(value) = shown_value {
                <code data-type="string">{ visible_text(value) }</code>
            } else {
                <span class="covered">
                    { text::withheld(withheld.reason) }{ ", " }
                    { text::characters(withheld.characters) }{ ", " }{ text::COVERED }
                </span>
            }
            { cover_button(members::name(member), shown, onclick) }
        </p>
    }
}

fn meaning(member: &Member) -> Html {
    // An item of a list mostly means nothing beyond its list.
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
