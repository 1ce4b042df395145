//! A button that leads from a finding or a piece of evidence to the claim that it stands on.

use service_account_token::report::{Member, PartName, Token};
use yew::prelude::*;

use super::button::link;
use crate::browser::page;
use crate::text;

/// Shows a button that brings a claim into view.
pub fn claim_link(target: String) -> Html {
    link(text::SHOW_CLAIM, Callback::from(move |event: MouseEvent| page::reveal(&event, &target)))
}

/// The name in the page of the member that a finding or a piece of evidence stands on.
pub fn find(token: &Token, part: Option<PartName>, pointer: Option<&str>) -> Option<String> {
    let (part, pointer) = (part?, pointer?);
    let position = members(token, part).iter().position(|member| member.pointer == pointer)?;
    Some(id(part, position))
}

/// Never made of anything that stands in the token.
pub fn id(part: PartName, position: usize) -> String {
    let part = if part == PartName::Header { "header" } else { "payload" };
    format!("{part}-{position}")
}

/// The members of a part; only header and payload have any.
pub fn members(token: &Token, part: PartName) -> &[Member] {
    match part {
        PartName::Header => &token.header.members,
        PartName::Payload => &token.payload.members,
        _ => &[],
    }
}
