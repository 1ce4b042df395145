//! Puts the members of two tokens side by side, in one order.
//!
//! A legacy and a bound token spell the namespace and the account differently: these claims are put
//! beside each other.

use std::collections::BTreeMap;

use crate::jose::PartName;
use crate::jose::json::{Json, Node, NodeId};
use crate::text::code::text_enum;
use crate::text::json::JsonType;

/// The claims that a legacy token spells differently, by their pointers.
const SPELLINGS: [(&str, &str); 3] = [
    ("/kubernetes.io~1serviceaccount~1namespace", NAMESPACE),
    ("/kubernetes.io~1serviceaccount~1service-account.name", ACCOUNT_NAME),
    ("/kubernetes.io~1serviceaccount~1service-account.uid", ACCOUNT_UID),
];
pub(super) const LEGACY_SECRET: &str = "/kubernetes.io~1serviceaccount~1secret.name";
pub(super) const NAMESPACE: &str = "/kubernetes.io/namespace";
pub(super) const ACCOUNT_NAME: &str = "/kubernetes.io/serviceaccount/name";
pub(super) const ACCOUNT_UID: &str = "/kubernetes.io/serviceaccount/uid";
pub(super) const WARN_AFTER: &str = "/kubernetes.io/warnafter";

/// The order of the header's parameters; others follow.
const HEADER_ORDER: [&str; 3] = ["/alg", "/kid", "/typ"];

/// The order of the claims: who, bound to what, for whom, when; others follow.
const CLAIM_ORDER: [&str; 23] = [
    "/iss",
    "/sub",
    NAMESPACE,
    ACCOUNT_NAME,
    ACCOUNT_UID,
    LEGACY_SECRET,
    "/kubernetes.io/secret/name",
    "/kubernetes.io/secret/uid",
    "/kubernetes.io/pod/name",
    "/kubernetes.io/pod/uid",
    "/kubernetes.io/node/name",
    "/kubernetes.io/node/uid",
    "/kubernetes.io/validatingwebhookconfiguration/name",
    "/kubernetes.io/validatingwebhookconfiguration/uid",
    "/kubernetes.io/mutatingwebhookconfiguration/name",
    "/kubernetes.io/mutatingwebhookconfiguration/uid",
    "/kubernetes.io/attestations/admissionReviewAPIGroups",
    "/aud",
    "/iat",
    "/nbf",
    WARN_AFTER,
    "/exp",
    "/jti",
];

text_enum! {
    /// How a member of one token compares to that of the other.
    pub enum ComparedState {
        /// Both have the same value.
        Equal = "equal",
        /// Both have it, with different values.
        Different = "different",
        /// Only the first token has it.
        OnlyFirst = "only-first",
        /// Only the second token has it.
        OnlySecond = "only-second",
        /// Unknown, because a value is damaged.
        Unknown = "unknown",
    }
}

/// A member of one token or of both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row<'a> {
    pub(crate) part: PartName,
    /// The pointer of the member, in the spelling of a bound token.
    pub(crate) pointer: &'a str,
    /// Where it is among the members of the first token.
    pub(crate) first: Option<Cell>,
    /// Where it is among the members of the second token.
    pub(crate) second: Option<Cell>,
    pub(crate) state: ComparedState,
}

/// A value that is not an object with members of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) node: NodeId,
    /// The position among `Json::members`.
    pub(crate) position: usize,
}

/// Where a row goes: known members in their order, then the first token's, then the second's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(usize, usize);

/// Returns the members of both in one order.
pub(super) fn rows<'a>(part: PartName, first: &'a Json, second: &'a Json) -> Vec<Row<'a>> {
    let mut rows: Vec<(Rank, Row<'a>)> = Vec::new();
    let mut by_name: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (name, cell) in cells(first) {
        by_name.insert(name, rows.len());
        let (pointer, state) = (name.0, ComparedState::OnlyFirst);
        let row = Row { part, pointer, first: Some(cell), second: None, state };
        rows.push((rank(part, pointer, rows.len()), row));
    }
    let (first_members, second_members) = (members(first), members(second));
    for (name, cell) in cells(second) {
        let beside = by_name.get(&name).and_then(|&at| rows.get_mut(at));
        let Some((_, row)) = beside else {
            let (pointer, state) = (name.0, ComparedState::OnlySecond);
            let row = Row { part, pointer, first: None, second: Some(cell), state };
            rows.push((rank(part, pointer, rows.len()), row));
            continue;
        };
        row.second = Some(cell);
        if let Some(own) = row.first {
            let one = Value { json: first, members: &first_members, cell: own };
            row.state = one.compare(&Value { json: second, members: &second_members, cell });
        }
    }
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn rank(part: PartName, pointer: &str, position: usize) -> Rank {
    let order = if part == PartName::Header { &HEADER_ORDER[..] } else { &CLAIM_ORDER[..] };
    let known = order.iter().position(|known| *known == pointer);
    Rank(known.unwrap_or(order.len()), position)
}

fn members(json: &Json) -> Vec<(NodeId, &Node)> {
    json.members().collect()
}

/// Returns every member that is not an object with members of its own and not inside a list, with its
/// pointer and how many it follows of the same one.
fn cells(json: &Json) -> Vec<((&str, usize), Cell)> {
    let mut found = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut end_of_list = 0;
    let mut members = json.members().enumerate().peekable();
    while let Some((position, (node, member))) = members.next() {
        let has_members = members.peek().is_some_and(|(_, (_, next))| next.parent == Some(node));
        if member.span.start < end_of_list || member.json_type == JsonType::Object && has_members {
            continue;
        }
        if member.json_type == JsonType::Array {
            end_of_list = member.span.end;
        }
        let pointer = member.pointer.as_str();
        let spelling = SPELLINGS.iter().find(|(legacy, _)| *legacy == pointer);
        let name = spelling.map_or(pointer, |(_, bound)| bound);
        let count = counts.entry(name).or_default();
        found.push(((name, *count), Cell { node, position }));
        *count += 1;
    }
    found
}

/// A value and everything in it.
struct Value<'a> {
    json: &'a Json,
    members: &'a [(NodeId, &'a Node)],
    cell: Cell,
}

impl<'a> Value<'a> {
    fn compare(&self, other: &Self) -> ComparedState {
        if self.is_damaged() || other.is_damaged() {
            return ComparedState::Unknown;
        }
        let (mut own, mut others) = (self.items(), other.items());
        loop {
            match (own.next(), others.next()) {
                (None, None) => break,
                (Some(one), Some(two)) if one == two => {}
                _ => return ComparedState::Different,
            }
        }
        match self.json.secrets(self.cell.node).eq(other.json.secrets(other.cell.node)) {
            true => ComparedState::Equal,
            false => ComparedState::Different,
        }
    }

    fn is_damaged(&self) -> bool {
        !self.node().whole || self.json.hides(self.json.source(self.cell.node))
    }

    fn node(&self) -> &'a Node {
        let json: &'a Json = self.json;
        &json[self.cell.node]
    }

    /// Returns it and everything in it: the pointer within it, the type, and the value.
    fn items(&self) -> impl Iterator<Item = (&'a str, JsonType, &'a str)> {
        let (json, root) = (self.json, self.node());
        let inside = self.members.get(self.cell.position..).unwrap_or_default().iter();
        inside.take_while(|(_, node)| node.span.start < root.span.end).map(move |&(id, node)| {
            let pointer = node.pointer.get(root.pointer.len()..).unwrap_or_default();
            let value = match node.json_type {
                JsonType::Object | JsonType::Array => "",
                _ => node.value.as_deref().unwrap_or_else(|| json.source(id)),
            };
            (pointer, node.json_type, value)
        })
    }
}
