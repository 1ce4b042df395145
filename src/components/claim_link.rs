//! A button that leads from a finding or a piece of evidence to its claim.

use service_account_token::report::PartName;
use yew::prelude::*;

use super::button::link;
use crate::browser::page;
use crate::element_ids::ElementIds;
use crate::text;

/// Shows a button that brings a member of the header or the payload into view.
pub fn claim_link(ids: ElementIds, (part, position): (PartName, usize)) -> Html {
    let id = ids.member(part, position);
    link(text::SHOW_CLAIM, Callback::from(move |event: MouseEvent| page::reveal(&event, &id)))
}
