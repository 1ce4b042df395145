//! Reasons to withhold a value.

use serde::{Deserialize, Serialize};

use crate::text::code::text_enum;

/// What the report says about a value that it withholds because it is or may be a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Withheld {
    /// What the value contains or may contain.
    pub reason: WithheldReason,
    /// Its length in characters, with JSON escapes decoded.
    pub characters: usize,
}

text_enum! {
    /// The reason to withhold a value.
    pub enum WithheldReason {
        /// A JSON Web Token or a part of one.
        Token = "token",
        /// A private key or a part of one.
        PrivateKey = "private-key",
        /// A password or another credential.
        Credential = "credential",
        /// A value that looks random, under an unknown name.
        Opaque = "opaque",
    }
}
