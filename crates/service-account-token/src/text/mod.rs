//! The ground floor: texts, whatever is in them. Nothing here knows what a token is.

pub(crate) mod base64;
pub(crate) mod bytes;
pub(crate) mod calendar;
pub(crate) mod characters;
pub(crate) mod code;
pub(crate) mod escape;
pub(crate) mod json;
mod json_fault;
pub(crate) mod pairs;
pub(crate) mod position;
pub(crate) mod quote;
pub(crate) mod rfc3339;
pub(crate) mod source_map;
pub mod unicode;

use std::borrow::Cow;

/// A sentence, a name or a code: fixed, or made for this token. Read back from JSON, it is always
/// owned.
pub type Text = Cow<'static, str>;
