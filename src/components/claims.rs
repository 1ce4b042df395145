//! The members of the payload or the header, in their own order, nested ones indented.
//!
//! There may be hundreds of members with their times, and in the last minute before an expiry the text
//! above them changes every second. They are rendered again only if one of them changed.

use service_account_token::report::{Member, PartName};
use yew::prelude::*;

use super::claim::{Claim, claim};
use super::controls::use_controls;
use super::section::section;
use crate::base64_view::Base64Rows;
use crate::members::{self, LISTED_LIMIT};
use crate::shared::InToken;
use crate::state::ShownValue;
use crate::text;

/// The member that stays highlighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// Its position.
    pub position: usize,
    /// Its characters and bytes, if they can be shown.
    pub rows: Option<Base64Rows>,
}

/// Properties of [`Claims`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ClaimsProps {
    /// Header or payload.
    pub part: PartName,
    /// Its members.
    pub members: InToken<Vec<Member>>,
    /// The one that stays highlighted.
    pub pinned: Option<Pinned>,
    /// The withheld values that are shown.
    pub shown_values: Vec<ShownValue>,
    /// The time that the clock was set to, in Unix seconds. Otherwise the times update themselves.
    pub set_time: Option<i64>,
    /// Changes with the token, so that no highlight of the one before is left.
    pub revision: usize,
}

/// Every member of the header or the payload with its meaning; nothing if there are none.
#[component]
pub fn Claims(props: &ClaimsProps) -> Html {
    let controls = use_controls();
    let &ClaimsProps { part, set_time, revision, .. } = props;
    let members = props.members.items();
    if members.is_empty() {
        return html! {};
    }
    let (name, title, note) = match part {
        PartName::Header => ("header", text::HEADER, text::HEADER_NOTE),
        _ => ("claims", text::CLAIMS, text::CLAIMS_NOTE),
    };
    let listed = members.iter().zip(members::outline(members)).enumerate().take(LISTED_LIMIT);
    let more = members.len().saturating_sub(LISTED_LIMIT);
    let shown_value = |position| {
        let shown = |value: &&ShownValue| (value.part, value.member) == (part, position);
        props.shown_values.iter().find(shown).map(|value| &value.value)
    };
    let claim_at = |(position, (member, outline))| {
        let pinned = props.pinned.as_ref().filter(|pinned| pinned.position == position);
        let rows = pinned.and_then(|pinned| pinned.rows.as_ref());
        let (is_pinned, shown_value) = (pinned.is_some(), shown_value(position));
        let shown =
            Claim { member, part, position, outline, is_pinned, rows, shown_value, set_time };
        claim(shown, &controls)
    };
    let children = html! {
        <>
            <dl key={revision} class="claims-list">{ for listed.map(claim_at) }</dl>
            if more > 0 {
                <p class="claims-more">{ text::more_members(more) }</p>
            }
        </>
    };
    section(controls.ids, name, title, Some(note), children)
}
