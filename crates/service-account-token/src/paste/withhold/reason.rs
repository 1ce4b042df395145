//! Reasons to withhold a value.

use serde::{Deserialize, Serialize};

/// What the report says about a value that it withholds because it is or may be a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// What the value holds, or may hold.
    pub reason: WithheldReason,
    /// Its length in characters, with JSON escapes decoded.
    pub characters: usize,
}

/// The reason to withhold a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// A JSON Web Token or a part of one.
    Token,
    /// A private key or a part of one.
    PrivateKey,
    /// A password or another credential.
    Credential,
    /// A value that looks random, under an unknown name.
    Opaque,
}
