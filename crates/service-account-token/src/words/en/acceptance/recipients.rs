//! The recipients beside the API server, in words.

use crate::facts::acceptance::recipient::{Detail, Fix, Message};
use crate::facts::acceptance::{Check, Party};
use crate::text::Text;

/// Returns the name of a recipient, as the subject of a sentence.
pub(super) fn name(_party: Party) -> &'static str {
    "The recipient"
}

/// Returns the title and the text of a check.
pub(super) fn words(_party: Party, _check: Check, detail: &Detail) -> (Text, Text) {
    match *detail {}
}

/// Returns the exact message.
pub(super) fn message(message: &Message) -> Text {
    match *message {}
}

/// Returns what to do.
pub(super) fn fix(fix: &Fix) -> Text {
    match *fix {}
}
