//! Writes a claim's name as a path: `kubernetes.io.pod.uid`, `aud[0]`.

use crate::jose::json::{Json, NodeId};

/// Returns the path of a member.
pub(crate) fn path(json: &Json, node: NodeId) -> String {
    let mut steps = Vec::new();
    let mut here = node;
    while let Some(parent) = json[here].parent {
        steps.push(match &json[here].name {
            Some(name) => (true, name.as_str()),
            // RFC 6901: the last reference token of an array element's pointer is its index.
            None => (false, json[here].pointer.rsplit('/').next().unwrap_or_default()),
        });
        here = parent;
    }
    let mut path = String::new();
    for (is_name, step) in steps.into_iter().rev() {
        if !is_name {
            path.push('[');
        } else if !path.is_empty() {
            path.push('.');
        }
        path.push_str(step);
        if !is_name {
            path.push(']');
        }
    }
    path
}
