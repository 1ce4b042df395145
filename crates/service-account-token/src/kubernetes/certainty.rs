//! How certain a fact is.

use crate::text::code::text_enum;

text_enum! {
    /// How certain a statement is.
    pub enum Certainty {
        /// Follows from the source code, if the token is genuine.
        Certain = "certain",
        /// Documented by the vendor or the project.
        Documented = "documented",
        /// Seen in real tokens.
        Seen = "seen",
        /// A sound inference.
        Likely = "likely",
        /// Unknown.
        Unknown = "unknown",
    }
}
