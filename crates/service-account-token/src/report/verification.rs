//! What checking a signature proves: plain data, like the report.

use serde::{Deserialize, Serialize};

use crate::keys::{
    Fault, Key, KeyFaultCode, KeyForm, Keys, Source, Verdict, VerificationReason,
    VerificationStatus,
};
use crate::text::Text;
use crate::text::code::Open;
use crate::words::en::signature;

use super::whole::VERSION;

/// What `verify` returns: whether one of the keys signed a token, and why it says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// The version of the JSON form: 1.
    pub version: u32,
    /// What came of it.
    pub status: VerificationStatus,
    /// Why: a stable code for programs.
    pub reason: Open<VerificationReason>,
    /// A few words.
    pub title: Text,
    /// What it proves and does not prove, in one or more sentences.
    pub text: Text,
    /// The algorithm that the token names, if it is a known one that was read without doubt.
    pub algorithm: Option<Text>,
    /// The key that signed the token, or that the reason is about.
    pub key: Option<VerificationKey>,
    /// How many keys were read.
    pub keys: usize,
    /// The parts of the keys' texts that gave no key.
    pub faults: Vec<KeyFault>,
}

/// A key that verifies signatures. Never the key itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerificationKey {
    /// Its own `kid`; null if it has none.
    pub kid: Option<String>,
    /// The `kid` that Kubernetes gives it: base64url of the SHA-256 of its DER. Null for a secret.
    pub kubernetes_kid: Option<String>,
    /// Its JWK thumbprint (RFC 7638); null for a secret.
    pub thumbprint: Option<String>,
    /// Its type, such as `RSA-2048`, `P-256`, `Ed25519` or `HMAC`.
    #[serde(rename = "type")]
    pub key_type: String,
    /// Where it was.
    pub source: KeySource,
}

/// Where a key was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeySource {
    /// The form in which it was written.
    pub form: KeyForm,
    /// Which of the texts with keys, from 0.
    pub text: usize,
    /// First byte in that text.
    pub start: usize,
    /// One past the last byte in that text.
    pub end: usize,
}

/// A part of a text with keys that gave no key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyFault {
    /// Why: a stable code for programs.
    pub code: Open<KeyFaultCode>,
    /// What is wrong and what to do, in one or two sentences.
    pub message: Text,
    /// Which of the texts with keys, from 0.
    pub text: usize,
    /// First byte in that text.
    pub start: usize,
    /// One past the last byte in that text.
    pub end: usize,
}

impl Verification {
    pub(crate) fn of(verdict: &Verdict, keys: &Keys) -> Self {
        let Verdict { reason, algorithm, key } = *verdict;
        Self {
            version: VERSION,
            status: reason.status(),
            reason: reason.into(),
            title: signature::title(reason).into(),
            text: signature::text(reason, algorithm).into(),
            algorithm: algorithm.map(|algorithm| algorithm.name().into()),
            key: key.and_then(|key| keys.keys.get(key)).map(VerificationKey::of),
            keys: keys.len(),
            faults: KeyFault::all(keys),
        }
    }
}

impl VerificationKey {
    /// Returns each of the keys, in their order.
    pub fn all(keys: &Keys) -> Vec<Self> {
        keys.keys.iter().map(Self::of).collect()
    }

    fn of(key: &Key) -> Self {
        let Source { text, range } = &key.source;
        Self {
            kid: key.kid.clone(),
            kubernetes_kid: key.kubernetes_kid.clone(),
            thumbprint: key.key.thumbprint(),
            key_type: key.key.name(),
            source: KeySource { form: key.form, text: *text, start: range.start, end: range.end },
        }
    }
}

impl KeyFault {
    /// Returns what gave no key, in the order of the texts.
    pub fn all(keys: &Keys) -> Vec<Self> {
        keys.faults.iter().map(Self::of).collect()
    }

    fn of(fault: &Fault) -> Self {
        let Source { text, range } = &fault.source;
        Self {
            code: fault.code.into(),
            message: signature::fault(fault.code).into(),
            text: *text,
            start: range.start,
            end: range.end,
        }
    }
}
