//! The members of the payload or the header as rows, in their own order, nested ones indented.
//!
//! There may be hundreds of members with their times, and in the last minute before an expiry the text
//! above them changes every second. They are rendered again only if one of them changed.

use std::collections::BTreeSet;

use service_account_token::report::{JsonPart, Member, PartName};
use yew::prelude::*;

use super::certainty_mark::mark_key;
use super::claim::{Claim, Explanation, RowControls, claim};
use super::claim_menu::Choice;
use super::controls::{Controls, use_controls};
use super::section::section;
use super::{prose, visible_name};
use crate::base64_view::Base64Rows;
use crate::browser::{address, page};
use crate::claim_path;
use crate::copied_text::CopiedText;
use crate::members::{self, LISTED_LIMIT, Shared};
use crate::shared::InToken;
use crate::state::{Action, ShownValue};
use crate::text;

/// Up to this many members are found without a filter.
const UNFILTERED_LIMIT: usize = 12;

/// Of the members that share a sentence, as many are named.
const NAMED_LIMIT: usize = 8;

/// The member that stays highlighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// Its position.
    pub position: usize,
    /// Its characters and bytes, if they can be shown.
    pub rows: Option<Base64Rows>,
    /// The user went to it from elsewhere, to read what it means.
    pub is_revealed: bool,
}

/// Properties of [`Claims`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ClaimsProps {
    /// Header or payload.
    pub part: PartName,
    /// Its JSON and its members.
    pub json: InToken<JsonPart>,
    /// The address of the example that is shown, within the page.
    #[prop_or_default]
    pub example: Option<AttrValue>,
    /// The one that stays highlighted.
    pub pinned: Option<Pinned>,
    /// The withheld values that are shown.
    pub shown_values: Vec<ShownValue>,
    /// Every claim is shown with its explanation.
    pub explain_all: bool,
    /// The time that the clock was set to, in Unix seconds. Otherwise the times update themselves.
    pub set_time: Option<i64>,
    /// Changes with the token, so that no highlight of the one before is left.
    pub revision: usize,
}

/// Every member of the header or the payload with its meaning; nothing if there are none.
#[component]
pub fn Claims(props: &ClaimsProps) -> Html {
    let controls = use_controls();
    let toggled = use_state(Toggled::default);
    let filter = use_state(String::new);
    let menu = use_state(|| None);
    let &ClaimsProps { part, explain_all, revision, .. } = props;
    let Some(JsonPart { members, .. }) = props.json.get() else { return html! {} };
    if members.is_empty() {
        return html! {};
    }
    let (name, title, note) = match part {
        PartName::Header => ("header", text::HEADER, html! { text::HEADER_NOTE }),
        _ => ("claims", text::CLAIMS, claims_note()),
    };
    let paths = members::paths(members);
    let shared = members::shared_meanings(members);
    let sources = members::sources(members);
    let kept = members::kept_by(&filter, members, &paths);
    let row_controls = {
        let (toggled, menu) = (toggled.clone(), menu.clone());
        RowControls {
            explain: Callback::from(move |at| toggled.set(toggled.with(explain_all, at))),
            open_menu: Callback::from(move |at| menu.set(at)),
        }
    };
    let listed = members.iter().zip(members::outline(members)).enumerate().take(LISTED_LIMIT);
    let row = |(position, (member, outline)): (usize, (&Member, _))| {
        let pinned = props.pinned.as_ref().filter(|pinned| pinned.position == position);
        let own = !member.meaning.is_empty() && !shared.iter().any(|one| one.is_of(member));
        let explanation = if own {
            let is_open = toggled.is_open(explain_all, position);
            let number = |source| sources.iter().position(|one| *one == source).map(|at| at + 1);
            Explanation::Own { is_open, source: member.source.as_deref().and_then(number) }
        } else {
            Explanation::Elsewhere
        };
        let label = label(part, member, paths.get(position).map_or("", String::as_str));
        let shown = Claim {
            member,
            part,
            position,
            label: &label,
            outline,
            is_pinned: pinned.is_some(),
            is_revealed: pinned.is_some_and(|pinned| pinned.is_revealed),
            rows: pinned.and_then(|pinned| pinned.rows.as_ref()),
            shown_value: shown_value(props, position),
            explanation,
            choices: (*menu == Some(position)).then(|| choices(props, position, &controls)),
            set_time: props.set_time,
        };
        claim(&shown, &row_controls, &controls)
    };
    let is_pinned = |at| props.pinned.as_ref().is_some_and(|pinned| pinned.position == at);
    let rows = listed.filter(|(at, _)| kept.get(*at) == Some(&true) || is_pinned(*at)).map(row);
    let children = html! {
        <>
            { tools(props, &filter, kept.iter().filter(|kept| **kept).count(), &controls) }
            <dl key={revision} class="claims-list">{ for rows }</dl>
            { for shared.iter().map(shared_meaning) }
            { footnotes(&sources) }
            if let Some(more) = members.len().checked_sub(LISTED_LIMIT).filter(|more| *more > 0) {
                <p class="claims-more">{ text::more_members(more) }</p>
            }
        </>
    };
    section(controls.ids, name, title, Some(note), children)
}

/// Says what the claims are, and what a mouse and keys do with them.
fn claims_note() -> Html {
    html! {
        <>{ text::CLAIMS_NOTE }<span class="by-mouse">{ " " }{ text::CLAIMS_BY_MOUSE }</span></>
    }
}

/// The claims whose explanation is not shown as the switch says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Toggled {
    explain_all: bool,
    positions: BTreeSet<usize>,
}

impl Toggled {
    fn is_open(&self, explain_all: bool, position: usize) -> bool {
        // Using the switch forgets them.
        let is_toggled = self.explain_all == explain_all && self.positions.contains(&position);
        explain_all != is_toggled
    }

    /// Opens an explanation, or closes it.
    fn with(&self, explain_all: bool, position: usize) -> Self {
        let mut positions = self.positions.clone();
        if self.explain_all != explain_all {
            positions.clear();
        }
        if !positions.remove(&position) {
            positions.insert(position);
        }
        Self { explain_all, positions }
    }
}

/// Shows the key to the marks, the switch for all explanations, and a filter above a long list.
fn tools(
    props: &ClaimsProps,
    filter: &UseStateHandle<String>,
    kept: usize,
    controls: &Controls,
) -> Html {
    let members = props.json.get().map(|json| json.members.as_slice()).unwrap_or_default();
    let onclick = controls.on_click(Action::ExplainAll(!props.explain_all));
    let oninput = {
        let filter = filter.clone();
        move |event: InputEvent| filter.set(page::value_of(&event))
    };
    html! {
        <div class="claims-tools">
            { mark_key(members) }
            if members.len() > UNFILTERED_LIMIT {
                <label class="claims-filter">
                    <span class="visually-hidden">{ text::FILTER_CLAIMS }</span>
                    <input
                        type="search"
                        value={(**filter).clone()}
                        {oninput}
                        placeholder={text::FILTER_CLAIMS}
                        autocomplete="off"
                        autocapitalize="off"
                        autocorrect="off"
                        spellcheck="false"
                    />
                </label>
                // Announced as it changes.
                <output class="claims-kept">
                    if !filter.trim().is_empty() {
                        { text::kept(kept, members.len()) }
                    }
                </output>
            }
            if props.part == PartName::Payload {
                <button type="button" class="link explain-all" {onclick}>
                    { if props.explain_all { text::EXPLAIN_NONE } else { text::EXPLAIN_ALL } }
                </button>
            }
        </div>
    }
}

/// Shows a sentence that several members share, with the first of their names.
fn shared_meaning(shared: &Shared<'_>) -> Html {
    let more = shared.members.len().saturating_sub(NAMED_LIMIT);
    html! {
        <p class="claims-shared">
            for (at, member) in shared.members.iter().take(NAMED_LIMIT).enumerate() {
                if at > 0 { { ", " } }
                <code>{ visible_name(members::name(member)) }</code>
            }
            if more > 0 { { text::and_more(more) } }
            { ": " }{ prose(shared.meaning) }
        </p>
    }
}

/// Shows the sources that the explanations refer to by number.
fn footnotes(sources: &[&str]) -> Html {
    if sources.is_empty() {
        return html! {};
    }
    html! {
        <ol class="claims-sources" aria-label={text::SOURCES}>
            for source in sources {
                <li>{ *source }</li>
            }
        </ol>
    }
}

/// Returns the name of a member in the names of its controls. No two rows have the same one, except for
/// names that imitate a path.
pub fn label(part: PartName, member: &Member, path: &str) -> String {
    let path = match part {
        PartName::Header => text::of_header(path),
        _ => path.to_owned(),
    };
    if member.index == 0 { path } else { text::nth(&path, member.index + 1) }
}

/// Returns what can be copied of a member. Of a withheld value there are only paths.
fn choices(props: &ClaimsProps, position: usize, controls: &Controls) -> Vec<Choice> {
    let Some(JsonPart { text, members }) = props.json.get() else { return Vec::new() };
    let Some(member) = members.get(position) else { return Vec::new() };
    let mut choices = Vec::new();
    let mut add = |words, text| choices.push(Choice { words, text });
    if member.withheld.is_none() {
        if let Some(value) = member.value.as_ref().or(member.text.as_ref()) {
            add(text::AS_VALUE, CopiedText::value(value));
        }
        if let Some(json) = text.as_ref().and_then(|text| text.get(member.start..member.end)) {
            add(text::AS_JSON, CopiedText::json(json));
        }
    }
    let keys = claim_path::keys(members, position);
    add(text::AS_JQ, CopiedText::value(&claim_path::jq(&keys)));
    add(text::AS_JSON_PATH, CopiedText::value(&claim_path::json_path(&keys)));
    if let Some(example) = &props.example
        && props.part == PartName::Payload
        && !controls.is_embedded
    {
        let link = address::of_page() + example + &address::to_claim(&member.pointer);
        add(text::AS_LINK, CopiedText::value(&link));
    }
    choices
}

fn shown_value(props: &ClaimsProps, position: usize) -> Option<&AttrValue> {
    let shown = |value: &&ShownValue| (value.part, value.member) == (props.part, position);
    props.shown_values.iter().find(shown).map(|value| &value.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switch_covers_all_explanations_and_each_can_differ() {
        let none = Toggled::default();
        assert!(!none.is_open(false, 3) && none.is_open(true, 3));
        let third = none.with(false, 3);
        assert!(third.is_open(false, 3) && !third.is_open(false, 4));
        assert!(!third.with(false, 3).is_open(false, 3));
        let closed = third.with(true, 4);
        assert!(!closed.is_open(true, 4) && closed.is_open(true, 3), "the switch came between");
    }
}
