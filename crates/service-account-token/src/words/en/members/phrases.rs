//! Phrases that several members share.

use crate::text::quote::quoted;

/// Appends a sentence if it applies.
pub(super) fn and_if(mut text: String, applies: bool, sentence: &str) -> String {
    if applies {
        text.push(' ');
        text.push_str(sentence);
    }
    text
}

/// Returns the kind and name of an object: Pod `busybox`.
pub(super) fn object(kind: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{kind} {}", quoted(name)),
        None => format!("a {kind} without a name"),
    }
}
