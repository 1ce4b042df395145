//! What a header says with its algorithm.

use crate::kubernetes::algorithms::Algorithm;
/// What `alg` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlgorithmMeaning<'a> {
    Signature {
        algorithm: Algorithm,
        /// What Kubernetes does with it, in a service account token.
        kubernetes: Option<KubernetesUse>,
    },
    /// How the key of an encrypted token reaches its recipient.
    KeyManagement {
        method: KeyManagement,
        /// The token is not encrypted.
        misplaced: bool,
    },
    Unknown {
        name: &'a str,
        /// The algorithm that differs from it only in capitals.
        meant: Option<Algorithm>,
        /// The token is a service account token, which the API server rejects for it.
        rejected: bool,
    },
}

/// What Kubernetes does with a signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KubernetesUse {
    /// It signs with every RSA key so.
    WithRsaKeys,
    /// It signs with elliptic-curve keys so.
    WithCurveKeys,
    /// It never signs so, but its API server verifies it with an RSA key.
    VerifiesWithRsaKeys,
    /// It never signs so, but its API server verifies it with an external signer's key.
    VerifiesExternalKeys,
    Never,
}

/// How the key of an encrypted token reaches its recipient (RFC 7518 §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyManagement {
    /// Both sides have the key already.
    Direct,
    /// It is encrypted with the recipient's RSA key.
    Rsa,
    /// Both sides derive it from their elliptic-curve keys.
    Agreement,
    /// Both sides derive a key from their elliptic-curve keys, which wraps it.
    AgreementWithWrapping,
    /// It is wrapped with a key that both sides have.
    Wrapping,
    /// It is wrapped with a key that is derived from a password.
    Password,
}

impl KeyManagement {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "dir" => Self::Direct,
            "RSA1_5" | "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" => Self::Rsa,
            "ECDH-ES" => Self::Agreement,
            "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" => Self::AgreementWithWrapping,
            "A128KW" | "A192KW" | "A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW" => {
                Self::Wrapping
            }
            "PBES2-HS256+A128KW" | "PBES2-HS384+A192KW" | "PBES2-HS512+A256KW" => Self::Password,
            _ => return None,
        })
    }
}
