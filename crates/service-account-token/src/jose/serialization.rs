//! What a token is made of: its format, its dotted parts and its signature.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::source_map::Span;

/// How a token is serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A compact JWS of three parts.
    Jws,
    /// Its signature was taken out on purpose.
    JwsRedacted,
    /// Cut off at either end.
    JwsTruncated,
    /// JWS JSON serialization (RFC 7515 §7.2).
    JwsJson,
    /// `alg: none` or an empty signature.
    Unsecured,
    /// Encrypted (RFC 7516).
    Jwe,
}

/// A dotted part with its bytes: several ranges if it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which part.
    pub name: PartName,
    /// Its bytes in the paste, in order.
    pub ranges: Vec<Span>,
}

/// The name of a dotted part (RFC 7515 §3.1, RFC 7516 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is its own name")]
pub enum PartName {
    Header,
    Payload,
    Signature,
    EncryptedKey,
    InitializationVector,
    Ciphertext,
    AuthenticationTag,
    /// A part that no serialization has.
    Extra,
}

/// What is known of a signature, never the signature itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Its length once decoded; null when there is none or it cannot be decoded.
    pub bytes: Option<usize>,
    /// What its length tells of the key, such as `RSA-2048`.
    pub key_hint: Option<Cow<'static, str>>,
    /// Whether it was checked: the decoder alone never does.
    pub status: SignatureStatus,
}

/// Whether a signature was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is its own name")]
pub enum SignatureStatus {
    NotChecked,
    Absent,
    Redacted,
}
