//! How much of a part was read. Of what a cut or a fault took away nothing may be said, least of
//! all that it is missing.

use crate::jose::json::{FaultReason, Json, NodeId};

/// Members may stand in the part that were not read.
pub(super) fn is_cut(json: &Json) -> bool {
    json.object().is_none() || fault_offset(json).is_some() || json.too_many.is_some()
}

/// Members may stand in this object that were not read.
pub(super) fn is_cut_in(json: &Json, node: NodeId) -> bool {
    json.too_many.is_some() || fault_offset(json).is_some_and(|at| json[node].span.end >= at)
}

fn fault_offset(json: &Json) -> Option<usize> {
    json.fault
        .as_ref()
        .filter(|fault| fault.reason != FaultReason::Trailing)
        .map(|fault| fault.offset)
}
