//! One member of the claims or the header as a row: its name, its exact value, what it is in a few
//! words, and its explanation behind a disclosure.

use service_account_token::report::{Member, PartName, Withheld};
use yew::prelude::*;

use super::button::cover_button;
use super::bytes::bytes_menu;
use super::certainty_mark::{certainty_mark, mark_of};
use super::claim_menu::{Choice, ClaimMenu};
use super::controls::Controls;
use super::moment::moment;
use super::{prose, visible_name, visible_text};
use crate::base64_view::Base64Rows;
use crate::members::{Outline, is_nested, last_key};
use crate::state::Action;
use crate::text;

/// Deeper members are not indented further.
const DEEPEST_INDENT: usize = 5;

/// What to show about a member.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The member.
    pub member: &'a Member,
    /// Header or payload.
    pub part: PartName,
    /// Its position among the members of that part.
    pub position: usize,
    /// Its name in the names of its controls: no two rows have the same.
    pub label: &'a str,
    /// Where it is among the others.
    pub outline: Outline,
    /// It stays highlighted.
    pub is_pinned: bool,
    /// The user went to it from elsewhere, to read what it means.
    pub is_revealed: bool,
    /// Its characters and bytes, while it stays highlighted.
    pub rows: Option<&'a Base64Rows>,
    /// Its withheld value, if that is shown.
    pub shown_value: Option<&'a AttrValue>,
    /// How it is explained.
    pub explanation: Explanation,
    /// What can be copied of it, while its menu is open.
    pub choices: Option<Vec<Choice>>,
    /// The time that the clock was set to, in Unix seconds.
    pub set_time: Option<i64>,
}

/// What the controls of a row do, given its position.
#[derive(Clone, Debug)]
pub struct RowControls {
    /// Opens the explanation, or closes it.
    pub explain: Callback<usize>,
    /// Opens the menu, or closes it.
    pub open_menu: Callback<Option<usize>>,
}

/// How a member is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// It has none, or shares one that stands under the list.
    Elsewhere,
    /// By its own sentence.
    Own {
        /// The sentence is shown.
        is_open: bool,
        /// The number of its source under the list.
        source: Option<usize>,
    },
}

/// Shows a member under an id that leads to it. While it is pinned, a menu with its bytes stands in the
/// place of its title, so that no other row moves.
pub fn claim(claim: &Claim<'_>, row: &RowControls, controls: &Controls) -> Html {
    let &Claim { member, part, position, outline, is_pinned, is_revealed, .. } = claim;
    let id = AttrValue::from(controls.ids.member(part, position));
    let depth = outline.depth.min(DEEPEST_INDENT).to_string();
    let menu = AttrValue::from(format!("{id}-copy"));
    let why = AttrValue::from(format!("{id}-why"));
    let is_open =
        matches!(claim.explanation, Explanation::Own { is_open: true, .. }) || is_revealed;
    html! {
        <div
            class="claim"
            id={&id}
            tabindex="-1"
            data-at={&id}
            data-pinned={is_pinned.then_some("")}
            data-explained={is_open.then_some("")}
            data-pointer={member.pointer.clone()}
            data-depth={depth}
        >
            <dt translate="no">
                if let Explanation::Own { .. } = claim.explanation {
                    <button
                        type="button"
                        class="explain"
                        aria-label={text::explain_name(claim.label)}
                        aria-expanded={is_open.to_string()}
                        aria-controls={&why}
                        onclick={row.explain.reform(move |_: MouseEvent| position)}
                    />
                }
                { name(member) }
            </dt>
            { value(claim, controls) }
            { title(claim, &id) }
            <ClaimMenu
                name={claim.label.to_owned()}
                id={menu}
                choices={claim.choices.clone()}
                on_toggle={row.open_menu.reform(move |open: bool| open.then_some(position))}
            />
            if let Explanation::Own { source, .. } = claim.explanation {
                <dd class="claim-meaning" id={why}>
                    { prose(&member.meaning) }
                    if let Some(number) = source {
                        <sup aria-label={text::source_number(number)}>{ number }</sup>
                    }
                </dd>
            }
        </div>
    }
}

/// Shows what a member is in a few words, or the menu with its bytes.
fn title(&Claim { member, rows, .. }: &Claim<'_>, id: &AttrValue) -> Html {
    html! {
        <dd class="claim-title">
            <span class="claim-title-words">
                { &*member.title }
                if let Some(certainty) = mark_of(member) {
                    { certainty_mark(certainty) }
                }
            </span>
            if let Some(rows) = rows {
                { bytes_menu(AttrValue::from(format!("{id}-bytes")), rows) }
            }
        </dd>
    }
}

fn name(member: &Member) -> Html {
    match &member.name {
        Some(name) if name.is_empty() => html! { <code>{ "\"\"" }</code> },
        Some(name) => html! { <code>{ visible_name(name) }</code> },
        None => html! { <code>{ text::item(last_key(member)) }</code> },
    }
}

/// Shows the exact value: a string in the quotation marks of JSON, anything else as it is.
fn value(claim: &Claim<'_>, controls: &Controls) -> Html {
    let member = claim.member;
    if let Some(withheld) = &member.withheld {
        return withheld_value(claim, withheld, controls);
    }
    if is_nested(member.json_type) {
        let words = text::nested(member.json_type, claim.outline.children);
        return html! { <dd class="claim-value claim-nested">{ words }</dd> };
    }
    let Some(text) = member.value.as_ref().or(member.text.as_ref()) else { return html! {} };
    let kind = member.value.is_some().then_some("string");
    html! {
        <dd class="claim-value" translate="no">
            if let Some(time) = &member.time {
                { moment(time, claim.set_time) }
            }
            <code data-type={kind}>{ visible_text(text) }</code>
        </dd>
    }
}

/// Shows a value that the report withholds: covered, or read from the paste.
fn withheld_value(claim: &Claim<'_>, withheld: &Withheld, controls: &Controls) -> Html {
    let &Claim { part, position, label, shown_value, .. } = claim;
    let shown = shown_value.is_some();
    let onclick = controls.on_click(Action::ShowValue { part, member: position, shown: !shown });
    html! {
        <dd class="claim-value claim-withheld" translate="no">
            if let Some(value) = shown_value {
                <code data-type="string">{ visible_text(value) }</code>
            } else {
                <span class="covered">
                    { text::withheld(withheld.reason) }{ ", " }
                    { text::characters(withheld.characters) }{ ", " }{ text::COVERED }
                </span>
            }
            { cover_button(label, shown, onclick) }
        </dd>
    }
}
