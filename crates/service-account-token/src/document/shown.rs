//! Which texts of a document a finding may repeat.

use crate::paste::withhold;

/// The longest text that a finding repeats.
const MAX_SHOWN_BYTES: usize = 253;

/// Returns a text that a finding may repeat: not too long, and no credential.
pub(super) fn shown(text: &str) -> Option<String> {
    (!text.is_empty() && text.len() <= MAX_SHOWN_BYTES && !withhold::is_secret(text))
        .then(|| text.to_owned())
}
