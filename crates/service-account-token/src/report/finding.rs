//! What was found in a paste or in a token.

use serde::{Deserialize, Serialize};

use crate::facts::Severity;
use crate::facts::findings::FindingCode;
use crate::jose::PartName;
use crate::text::Text;
use crate::text::code::Open;

/// Something found in the paste or in a token: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// A stable code for programs.
    pub code: Open<FindingCode>,
    /// Fixed for each code.
    pub severity: Severity,
    /// What was found, before what was expected, and where.
    pub message: Text,
    /// What to do next.
    pub help: Option<Text>,
    /// The part that it refers to.
    pub part: Option<PartName>,
    /// First byte in the paste.
    pub start: Option<usize>,
    /// One past the last byte in the paste.
    pub end: Option<usize>,
    /// Line of the paste, from 1.
    pub line: Option<usize>,
    /// Column of the paste in characters, from 1.
    pub column: Option<usize>,
    /// The member that it refers to.
    pub pointer: Option<String>,
    /// The rule, such as `RFC 7515 §2`.
    pub reference: Option<Text>,
    /// What the API server would answer or log.
    pub api_server: Option<Text>,
    /// Usually 1. At most 20 findings of one code are listed; the last of them counts itself and those left out.
    pub count: usize,
}
