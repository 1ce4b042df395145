//! What is found in the JOSE header.

use crate::facts::api_server::Answer;
use crate::jose::PartName;
use crate::jose::Place;
use crate::text::json::NodeId;

use super::code::FindingCode;

/// Something found in the JOSE header, or in the signature that it describes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum HeaderFinding {
    /// No `alg`, or one that is not a string.
    AlgMissing { node: Option<NodeId>, answer: Option<Answer> },
    /// An `alg` that says that the token is not signed. `kubernetes`: by its claims Kubernetes made
    /// the token.
    AlgNone { node: NodeId, alg: String, kubernetes: bool },
    /// An algorithm that Kubernetes does not sign with. `verifiable`: with a key that fits, the API
    /// server could check it all the same.
    AlgNotKubernetes { node: NodeId, alg: String, verifiable: bool },
    /// A `crit`.
    Crit { node: NodeId, answer: Option<Answer> },
    /// A parameter that brings or names a key.
    Key { node: NodeId, parameter: KeyParameter, answer: Option<Answer> },
    /// A parameter that Kubernetes does not write.
    UnknownParameter { node: NodeId, name: String },
    /// A `typ` in a place or with a value that Kubernetes does not write; null if it is not a string.
    UnexpectedType { node: NodeId, typ: Option<String>, legacy: bool },
    /// A `cty` that says that the payload is a token.
    NestedToken { node: NodeId },
    /// A `kid` that Kubernetes does not write.
    UnusualKeyId { kid: UnusualKeyId, answer: Option<Answer> },
    /// A signature of a length that its algorithm does not have.
    SignatureLength { alg: String, bytes: usize, lengths: SignatureLengths, answer: Option<Answer> },
}

/// A header parameter that brings or names a key (RFC 7515 §4.1.2 to §4.1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyParameter {
    /// `jwk`.
    Jwk,
    /// `jku`.
    Jku,
    /// `x5u`.
    X5u,
    /// `x5c`.
    X5c,
}

impl KeyParameter {
    /// Every such parameter.
    pub(crate) const ALL: [Self; 4] = [Self::Jwk, Self::Jku, Self::X5u, Self::X5c];

    /// Returns its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Jwk => "jwk",
            Self::Jku => "jku",
            Self::X5u => "x5u",
            Self::X5c => "x5c",
        }
    }
}

/// A `kid` that Kubernetes does not write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnusualKeyId {
    /// It is missing.
    Absent,
    /// It is not a string.
    NotAString { node: NodeId },
    /// It is longer than an external signer may write.
    TooLong { node: NodeId, bytes: usize },
    /// It is not 43 characters of base64url.
    Other { node: NodeId, kid: String },
}

/// The lengths that a signature of an algorithm can have (RFC 7518 §3, RFC 8037 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureLengths {
    /// That of the RSA key.
    Rsa,
    /// Exactly so many bytes.
    Exactly(usize),
    /// 64 bytes with Ed25519, 114 with Ed448.
    EdDsa,
}

impl HeaderFinding {
    pub(super) fn code(&self) -> FindingCode {
        match self {
            Self::AlgMissing { .. } => FindingCode::AlgMissing,
            Self::AlgNone { .. } => FindingCode::AlgNone,
            Self::AlgNotKubernetes { .. } => FindingCode::AlgNotKubernetes,
            Self::Crit { .. } => FindingCode::CritPresent,
            Self::Key { .. } => FindingCode::KeyInHeader,
            Self::UnknownParameter { .. } | Self::UnexpectedType { .. } => {
                FindingCode::HeaderMemberUnknown
            }
            Self::NestedToken { .. } => FindingCode::NestedJwt,
            Self::UnusualKeyId { .. } => FindingCode::KidShape,
            Self::SignatureLength { .. } => FindingCode::SignatureLength,
        }
    }

    pub(super) fn place(&self) -> Place {
        let node = match *self {
            Self::AlgMissing { node, .. } => node,
            Self::AlgNone { node, .. }
            | Self::AlgNotKubernetes { node, .. }
            | Self::Crit { node, .. }
            | Self::Key { node, .. }
            | Self::UnknownParameter { node, .. }
            | Self::UnexpectedType { node, .. }
            | Self::NestedToken { node }
            | Self::UnusualKeyId {
                kid:
                    UnusualKeyId::NotAString { node }
                    | UnusualKeyId::TooLong { node, .. }
                    | UnusualKeyId::Other { node, .. },
                ..
            } => Some(node),
            Self::UnusualKeyId { kid: UnusualKeyId::Absent, .. } => None,
            Self::SignatureLength { .. } => return Place::Part(PartName::Signature),
        };
        node.map_or(Place::Part(PartName::Header), |node| Place::Member(PartName::Header, node))
    }
}
