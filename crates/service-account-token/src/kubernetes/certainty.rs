//! How certain a fact is.

use serde::{Deserialize, Serialize};

/// How much stands behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Follows from the source code, if the token is genuine.
    Certain,
    /// Documented by the vendor or the project.
    Documented,
    /// Seen in real tokens.
    Seen,
    /// A sound inference.
    Likely,
    /// Not known.
    Unknown,
}
