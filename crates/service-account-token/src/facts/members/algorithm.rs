//! `alg` (RFC 7515 §4.1.1, RFC 7518 §3.1 and §4.1) by its value.
//!
//! Kubernetes signs with RS256, ES256, ES384 and ES512. Its API server would verify more: with an
//! RSA key every RS and PS algorithm, with an elliptic-curve key every ES one (go-jose
//! asymmetric.go).

use super::member::Found;
use super::{HeaderMeaning, Meaning, Member, MemberFact, Role};
use crate::claims::Source;
use crate::report::Format;

/// What `alg` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlgorithmMeaning<'a> {
    Signature {
        algorithm: SignatureAlgorithm,
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
        meant: Option<SignatureAlgorithm>,
        /// The token is a service account token, which the API server rejects for it.
        rejected: bool,
    },
}

/// A signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureAlgorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    Es256K,
    EdDsa,
    Ed25519,
    Ed448,
    Hs256,
    Hs384,
    Hs512,
    None,
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

impl SignatureAlgorithm {
    const ALL: [(&str, Self); 17] = [
        ("RS256", Self::Rs256),
        ("RS384", Self::Rs384),
        ("RS512", Self::Rs512),
        ("PS256", Self::Ps256),
        ("PS384", Self::Ps384),
        ("PS512", Self::Ps512),
        ("ES256", Self::Es256),
        ("ES384", Self::Es384),
        ("ES512", Self::Es512),
        ("ES256K", Self::Es256K),
        ("EdDSA", Self::EdDsa),
        ("Ed25519", Self::Ed25519),
        ("Ed448", Self::Ed448),
        ("HS256", Self::Hs256),
        ("HS384", Self::Hs384),
        ("HS512", Self::Hs512),
        ("none", Self::None),
    ];

    /// Returns the algorithm of exactly this name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, algorithm)| algorithm)
    }

    /// Returns the algorithm whose name differs from this one only in capitals; none of those that
    /// are younger than RFC 8037.
    fn in_other_capitals(name: &str) -> Option<Self> {
        let is_young = |algorithm| matches!(algorithm, Self::Es256K | Self::Ed25519 | Self::Ed448);
        let mut known = Self::ALL.iter().filter(|(_, algorithm)| !is_young(*algorithm));
        known.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, algorithm)| algorithm)
    }

    /// Returns its registered name.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    fn source(self) -> Source {
        match self {
            Self::Es256K => Source::Rfc(8812, "3.2"),
            Self::EdDsa => Source::Rfc(8037, "3.1"),
            Self::Ed25519 | Self::Ed448 => Source::Rfc(9864, "2.2"),
            Self::None => Source::Rfc(7519, "6"),
            _ => Source::Rfc(7518, "3.1"),
        }
    }

    fn kubernetes_use(self) -> KubernetesUse {
        match self {
            Self::Rs256 => KubernetesUse::WithRsaKeys,
            Self::Es256 | Self::Es384 | Self::Es512 => KubernetesUse::WithCurveKeys,
            Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 => {
                KubernetesUse::VerifiesWithRsaKeys
            }
            Self::EdDsa => KubernetesUse::VerifiesExternalKeys,
            _ => KubernetesUse::Never,
        }
    }
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
    fn named(name: &str) -> Option<Self> {
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

/// Returns the fact about `alg`.
pub(super) fn conclude<'a>(member: &Member<'a>) -> Found<'a> {
    let name = member.expect_string(Role::Algorithm, Source::Rfc(7515, "4.1.1"))?;
    let fact = |meaning| {
        MemberFact::new(Role::Algorithm, Meaning::Header(HeaderMeaning::Algorithm(meaning)))
    };
    // No name is in both lists.
    if let Some(method) = KeyManagement::named(name) {
        let misplaced = member.reading.jose.format != Some(Format::Jwe);
        let fact = fact(AlgorithmMeaning::KeyManagement { method, misplaced });
        return Ok(fact.documented(Source::Rfc(7518, "4.1")));
    }
    let is_kubernetes = member.is_kubernetes();
    if let Some(algorithm) = SignatureAlgorithm::named(name) {
        let kubernetes = is_kubernetes.then(|| algorithm.kubernetes_use());
        let fact = fact(AlgorithmMeaning::Signature { algorithm, kubernetes });
        return Ok(match kubernetes {
            None => fact.documented(algorithm.source()),
            Some(KubernetesUse::WithRsaKeys | KubernetesUse::WithCurveKeys) => {
                fact.certain(Source::JwtGo)
            }
            Some(_) => fact.certain(Source::GoJoseAsymmetricGo),
        });
    }
    let meant = SignatureAlgorithm::in_other_capitals(name);
    let fact = fact(AlgorithmMeaning::Unknown { name, meant, rejected: is_kubernetes });
    Ok(if is_kubernetes { fact.certain(Source::GoJoseAsymmetricGo) } else { fact })
}
