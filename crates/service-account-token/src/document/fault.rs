//! Where a document cannot be read on.

use std::ops::Range;

use crate::text::json::FaultReason;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    Json,
    Yaml,
    /// What `kubectl describe secret` prints.
    Description,
}

/// Why a document cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is not JSON.
    Json(FaultReason),
    /// It is not YAML.
    Yaml,
    /// A tab indents a line, which YAML forbids.
    YamlTab,
}

/// A place where a document cannot be read on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) notation: Notation,
    pub(crate) reason: Reason,
    /// The character that does not fit; empty at the end of the text.
    pub(crate) range: Range<usize>,
}
