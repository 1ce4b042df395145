//! The JSON of a part and its members.

use serde::{Deserialize, Serialize};

use crate::kubernetes::Certainty;
use crate::paste::Withheld;
use crate::text::Text;
use crate::text::json::JsonType;
use crate::text::source_map::Span;

/// A part that contains JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonPart {
    /// The decoded text; null unless it begins with `{`.
    pub text: Option<String>,
    /// Every member, in document order, parents before children.
    pub members: Vec<Member>,
}

/// One member of a JSON part, with its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// A JSON Pointer (RFC 6901) into the part.
    pub pointer: String,
    /// Distinguishes duplicates: 0 for the first with this pointer.
    pub index: usize,
    /// The name; null in an array.
    pub name: Option<String>,
    /// The JSON type.
    #[serde(rename = "type")]
    pub json_type: JsonType,
    /// First byte of the value in the decoded text.
    pub start: usize,
    /// One past its last byte in the decoded text.
    pub end: usize,
    /// The value's bytes in the paste.
    pub ranges: Vec<Span>,
    /// The exact source; null for objects and arrays, and where it is withheld.
    pub text: Option<String>,
    /// The unescaped string; null for other types, and where it is withheld.
    pub value: Option<String>,
    /// Why the report withholds the value; null if it does not.
    pub withheld: Option<Withheld>,
    /// The title.
    pub title: Text,
    /// The meaning of this value.
    pub meaning: Text,
    /// The source, such as `RFC 7519 §4.1.4`; null if unknown.
    pub source: Option<Text>,
    /// How certain it is.
    pub certainty: Certainty,
    /// The time, if the value is one.
    pub time: Option<MemberTime>,
}

/// The time in a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MemberTime {
    /// Such as `2023-08-19T11:49:01Z`.
    pub utc: String,
    /// Unix seconds.
    pub seconds: i64,
}
