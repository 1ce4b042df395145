//! Infers from the header who signed a token. The API server's own signer writes only `alg` and
//! `kid`; an external one must also write `typ` (kubernetes/kubernetes pkg/serviceaccount/jwt.go,
//! pkg/serviceaccount/externaljwt/plugin/plugin.go validateJWTHeader).

use super::cut::is_cut;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{Kind, Signer};
use crate::kubernetes::algorithms::{Support, support};
use crate::kubernetes::names::all;

/// The format of a `kid`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KidShape {
    /// Forty-three characters of base64url: SHA-256 of the public key, since 1.16.
    Sha256,
    /// Forty lower-case hexadecimal digits, as observed on EKS.
    Hex40,
    /// The empty string: 1.10 to 1.15.
    Empty,
    /// Anything else.
    Other,
}

impl KidShape {
    pub(crate) fn of(kid: &str) -> Self {
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        match kid.len() {
            0 => Self::Empty,
            43 if all(kid, is_base64url) => Self::Sha256,
            40 if all(kid, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) => Self::Hex40,
            _ => Self::Other,
        }
    }
}

pub(super) fn signer(reading: &Reading<'_>, kind: Kind) -> Signer {
    let jose = reading.jose;
    let known_algorithm =
        jose.header_string("alg").is_some_and(|alg| support(alg) == Support::Signs);
    if is_cut(&jose.header) || !known_algorithm {
        return Signer::Unknown;
    }
    let kid = jose.header_string("kid").map(KidShape::of);
    let typ = header_has(reading, "typ");
    match (kind, typ, kid) {
        (Kind::Bound, true, Some(kid)) if kid != KidShape::Empty => {
            if jose.header_string("typ") == Some("JWT") {
                Signer::External
            } else {
                Signer::Unknown
            }
        }
        (Kind::Bound, false, Some(KidShape::Hex40 | KidShape::Other)) => Signer::Provider,
        (_, false, Some(KidShape::Sha256 | KidShape::Empty)) => Signer::Kubernetes,
        // Up to 1.9.
        (Kind::Legacy, true, None) if !header_has(reading, "kid") => Signer::Kubernetes,
        _ => Signer::Unknown,
    }
}

/// Returns true if the header has a parameter with this name.
pub(super) fn header_has(reading: &Reading<'_>, name: &str) -> bool {
    let header = &reading.jose.header;
    header.object().and_then(|root| header.member(root, name)).is_some()
}
