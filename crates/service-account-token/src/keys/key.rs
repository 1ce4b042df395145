//! A key with what its text says about it, and where that text is.

use std::ops::Range;

use super::fault::KeyFaultCode;
use super::public_key::PublicKey;
use crate::text::code::text_enum;

text_enum! {
    /// The form in which a key was written.
    pub enum KeyForm {
        /// A member of a JWK Set (RFC 7517 §5).
        Jwks = "jwks",
        /// A JWK (RFC 7517 §4).
        Jwk = "jwk",
        /// A SubjectPublicKeyInfo: `PUBLIC KEY` in PEM.
        Spki = "spki",
        /// An RSAPublicKey: `RSA PUBLIC KEY` in PEM.
        Pkcs1 = "pkcs1",
        /// An X.509 certificate. Only its key is used: the certificate itself is not verified.
        Certificate = "certificate",
        /// A secret for HMAC that was given as such.
        Secret = "secret",
    }
}

/// Where a key was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Which of the texts, from 0.
    pub(crate) text: usize,
    /// The bytes of that text; of base64, those of the base64.
    pub(crate) range: Range<usize>,
}

/// A verification key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) key: PublicKey,
    pub(crate) form: KeyForm,
    pub(crate) source: Source,
    /// Its own `kid`.
    pub(crate) kid: Option<String>,
    /// The only algorithm that it may be used with.
    pub(crate) alg: Option<String>,
    /// What it may be used for, such as `sig`.
    pub(crate) key_use: Option<String>,
    /// The operations that it may be used for, such as `verify`.
    pub(crate) key_ops: Option<Vec<String>>,
    /// The id that Kubernetes gives it.
    pub(crate) kubernetes_kid: Option<String>,
}

impl Key {
    /// Returns a key about which its text says nothing.
    pub(super) fn bare(key: PublicKey, form: KeyForm, source: Source) -> Self {
        let kubernetes_kid = key.kubernetes_kid();
        let (kid, alg, key_use, key_ops) = (None, None, None, None);
        Self { key, form, source, kid, alg, key_use, key_ops, kubernetes_kid }
    }

    /// Returns true if this `kid` names the key: its own, or the one that Kubernetes gives it.
    pub(crate) fn has_kid(&self, kid: &str) -> bool {
        [&self.kid, &self.kubernetes_kid].into_iter().flatten().any(|own| own == kid)
    }
}

/// A part of the text that gave no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: KeyFaultCode,
    pub(crate) source: Source,
}
