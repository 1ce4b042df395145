//! Members whose name stands more than once in its object (RFC 7519 §4): which one counts.
//!
//! The last one counts for most readers, and for this tool. go-jose refuses the token if the object
//! is one that it decodes (go-jose json/decode.go): the header, the claims set, `kubernetes.io` and
//! the references in it. Inside unknown members it sees no duplicate.

use std::collections::{BTreeMap, BTreeSet};

use super::{Explanation, Member};
use crate::jose::json::{Json, NodeId};

/// The repeated names of one JSON text.
#[derive(Default)]
pub(super) struct Repeated {
    /// The last of several, which counts, and how many there are.
    last: BTreeMap<NodeId, usize>,
    /// Those before it, and how many there are.
    earlier: BTreeMap<NodeId, usize>,
    /// What stands inside those before it.
    inside: BTreeSet<NodeId>,
}

impl Repeated {
    pub(super) fn find(json: &Json) -> Self {
        // Only a pointer that stands twice can belong to a repeated name.
        if json.members().all(|(_, node)| node.index == 0) {
            return Self::default();
        }
        let mut named: BTreeMap<_, Vec<NodeId>> = BTreeMap::new();
        for (id, node) in json.members() {
            if let Some(name) = &node.name {
                named.entry((node.parent, name)).or_default().push(id);
            }
        }
        let mut repeated = Self::default();
        for ids in named.into_values().filter(|ids| ids.len() > 1) {
            if let Some((last, earlier)) = ids.split_last() {
                repeated.last.insert(*last, ids.len());
                repeated.earlier.extend(earlier.iter().map(|id| (*id, ids.len())));
            }
        }
        for (id, node) in json.members() {
            let hidden = |parent: &NodeId| {
                repeated.earlier.contains_key(parent) || repeated.inside.contains(parent)
            };
            if node.parent.as_ref().is_some_and(hidden) {
                repeated.inside.insert(id);
            }
        }
        repeated
    }

    /// Says of a repeated member which one counts.
    pub(super) fn mark(
        &self,
        member: &Member<'_>,
        is_header: bool,
        explanation: Explanation,
    ) -> Explanation {
        if let Some(count) = self.last.get(&member.id) {
            let sentence =
                format!("The name stands {count} times here: most readers take this last one.");
            return explanation.and(&sentence).and_if(
                refused(member, is_header),
                "The API server refuses a token with a name that stands twice.",
            );
        }
        let meaning = if let Some(count) = self.earlier.get(&member.id) {
            format!(
                "The name stands {count} times here: most readers take the last one and pass over \
                 this value.{}",
                if refused(member, is_header) {
                    " The API server refuses a token with a name that stands twice."
                } else {
                    ""
                }
            )
        } else if self.inside.contains(&member.id) {
            "It stands inside a member whose name stands again later: most readers take the last \
             one and pass over this value."
                .to_owned()
        } else {
            return explanation;
        };
        Explanation { time: explanation.time, ..Explanation::new(explanation.title, meaning) }
            .documented("RFC 7519 §4")
    }
}

/// go-jose decodes the object around this member, and so sees the duplicate.
fn refused(member: &Member<'_>, is_header: bool) -> bool {
    let path = member.path();
    match path.as_slice() {
        [_] => is_header || member.is_kubernetes(),
        ["kubernetes.io", _] => !is_header && member.is_kubernetes(),
        ["kubernetes.io", "serviceaccount" | "pod" | "secret" | "node", _] => {
            !is_header && member.is_kubernetes()
        }
        _ => false,
    }
}
