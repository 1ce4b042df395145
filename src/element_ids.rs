//! The ids of elements, which differ between two documents on the same page.

use service_account_token::report::PartName;
use yew::AttrValue;

/// Makes the ids of one document's elements. Those of the first document are plain, such as `token`;
/// those of the third are `d3-token`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElementIds(u32);

impl ElementIds {
    /// The ids of the first document of a page.
    pub const FIRST: Self = Self(1);

    /// The ids of the document with this number, counted from 1.
    pub fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// Returns the id of the element with this name.
    pub fn of(self, name: &'static str) -> AttrValue {
        match self {
            Self::FIRST => AttrValue::Static(name),
            Self(number) => AttrValue::from(format!("d{number}-{name}")),
        }
    }

    /// Returns the address within the page of the element with this name.
    pub fn link_to(self, name: &'static str) -> AttrValue {
        AttrValue::from(format!("#{}", self.of(name)))
    }

    /// Returns the id of a member of the header or the payload, by its position. It is never made of
    /// anything that the token holds.
    pub fn member(self, part: PartName, position: usize) -> String {
        let part = if part == PartName::Header { "header" } else { "payload" };
        format!("{}-{position}", self.of(part))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn first_document_has_plain_ids() {
        assert_eq!(ElementIds::FIRST.of("token"), "token");
        assert_eq!(ElementIds::FIRST.link_to("result"), "#result");
        assert_eq!(ElementIds::FIRST.member(PartName::Payload, 3), "payload-3");
    }

    #[test]
    fn ids_of_two_documents_differ() {
        let ids: BTreeSet<String> = (1..13)
            .map(ElementIds::numbered)
            .flat_map(|ids| {
                [ids.of("payload").to_string()]
                    .into_iter()
                    .chain((1..13).map(move |position| ids.member(PartName::Payload, position)))
            })
            .collect();
        assert_eq!(ids.len(), 12 * 13);
    }
}
