//! What a token is made of: its format, its dotted parts and its signature.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::code::text_enum;
use crate::text::source_map::Span;

text_enum! {
    /// The serialization of a token.
    pub enum Format {
        /// A compact JWS of three parts.
        Jws = "jws",
        /// A compact JWS whose signature was removed on purpose.
        JwsRedacted = "jws-redacted",
        /// A compact JWS that is cut off at either end.
        JwsTruncated = "jws-truncated",
        /// JWS JSON serialization (RFC 7515 §7.2).
        JwsJson = "jws-json",
        /// `alg: none` or an empty signature.
        Unsecured = "unsecured",
        /// Only the decoded claims of a token, perhaps with its header.
        Decoded = "decoded",
        /// Encrypted (RFC 7516).
        Jwe = "jwe",
    }
}

/// A dotted part with its bytes: several ranges if it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// Which part.
    pub name: PartName,
    /// Its bytes in the paste, in order.
    pub ranges: Vec<Span>,
}

text_enum! {
    /// The name of a dotted part (RFC 7515 §3.1, RFC 7516 §3.1).
    pub enum PartName {
        /// The JOSE header.
        Header = "header",
        /// The claims set.
        Payload = "payload",
        /// The signature.
        Signature = "signature",
        /// The encrypted key of a JWE.
        EncryptedKey = "encrypted-key",
        /// The initialization vector of a JWE.
        InitializationVector = "initialization-vector",
        /// The ciphertext of a JWE.
        Ciphertext = "ciphertext",
        /// The authentication tag of a JWE.
        AuthenticationTag = "authentication-tag",
        /// A part that belongs to no serialization.
        Extra = "extra",
    }
}

/// Facts about a signature, never the signature itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signature {
    /// Its decoded length; null if it is missing or cannot be decoded.
    pub bytes: Option<usize>,
    /// The key that its length suggests, such as `RSA-2048`.
    pub key_hint: Option<Cow<'static, str>>,
    /// Whether it was verified: the decoder alone never verifies it.
    pub status: SignatureStatus,
}

text_enum! {
    /// Whether a signature was verified.
    pub enum SignatureStatus {
        /// Present, not verified.
        NotChecked = "not-checked",
        /// Missing.
        Absent = "absent",
        /// Removed on purpose.
        Redacted = "redacted",
    }
}
