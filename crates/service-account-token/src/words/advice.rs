//! The advice of the report, in words.

use serde::{Deserialize, Serialize};

use crate::facts::{Occasion, RowName, RowState};
use crate::kubernetes::Certainty;
use crate::text::Text;

/// One status row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// Which row.
    pub name: RowName,
    /// Its state.
    pub state: RowState,
    /// A few words.
    pub words: Text,
    /// The reason, in one line.
    pub why: Text,
}

/// An event that revokes a token or makes it expire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct End {
    /// A few words.
    pub what: Text,
    /// One or two sentences.
    pub text: Text,
    /// How certain it is.
    pub certainty: Certainty,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// A few words.
    pub title: Text,
    /// One or two sentences; says why no command is given where one cannot be. Each further line is a
    /// point of a list.
    pub why: Text,
    /// When to do it.
    pub when: Occasion,
    /// For a POSIX shell; or, if it begins with `spec:`, a part of a Pod's manifest.
    pub command: Option<Text>,
    /// What the command needs, such as `kubectl 1.24`.
    pub needs: Option<Text>,
    /// Whether it deletes or breaks something.
    pub destructive: bool,
    /// What it deletes or breaks, in a few words; null if nothing.
    pub effect: Option<Text>,
}
