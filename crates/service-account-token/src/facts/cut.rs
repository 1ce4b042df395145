//! Tells whether a part or an object was cut: whether it may have members that were not read. Nothing
//! can be said about what truncation or an error removed, least of all that it is missing.

use crate::jose::json::{FaultReason, Json, NodeId};

/// Returns true if the part may have members that were not read. Text after the object counts too:
/// without its front, a token's remains can begin with an object inside the claims set. A name or
/// value with an unknown character could be anything.
pub(super) fn is_cut(json: &Json) -> bool {
    json.object().is_none() || json.fault.is_some() || json.too_many.is_some() || json.altered
}

/// Returns true if this object may have members that were not read.
pub(super) fn is_cut_in(json: &Json, node: NodeId) -> bool {
    let unknown = |name: &Option<String>| name.as_ref().is_some_and(|name| json.hides(name));
    json.too_many.is_some()
        || fault_offset(json).is_some_and(|at| json[node].span.end >= at)
        || json.altered && json.children(node).any(|(_, member)| unknown(&member.name))
}

fn fault_offset(json: &Json) -> Option<usize> {
    json.fault
        .as_ref()
        .filter(|fault| fault.reason != FaultReason::Trailing)
        .map(|fault| fault.offset)
}
