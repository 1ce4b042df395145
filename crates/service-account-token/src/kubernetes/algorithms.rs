//! The signature algorithms of JWS: their names, the lengths of their signatures, and what Kubernetes
//! does with each.

/// A signature algorithm, as `alg` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es256K,
    Es384,
    Es512,
    EdDsa,
    Ed25519,
    Ed448,
    Hs256,
    Hs384,
    Hs512,
    None,
}

/// What Kubernetes does with an algorithm (kubernetes/kubernetes pkg/serviceaccount/jwt.go and
/// pkg/kubeapiserver/authenticator/config.go; go-jose asymmetric.go).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Support {
    /// It signs with it, and so may an external signer.
    Signs,
    /// It never signs with it, but could verify it with a key of its own or of an external signer.
    Verifies,
    /// It does not accept it.
    Rejects,
}

/// A legal length of a signature, and the key that it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SignatureLength {
    /// In base64url.
    pub(crate) characters: usize,
    pub(crate) bytes: usize,
    pub(crate) key: &'static str,
}

const fn length(bytes: usize, key: &'static str) -> SignatureLength {
    SignatureLength { characters: (bytes * 4).div_ceil(3), bytes, key }
}

/// The key sizes in use. An RSA signature is as long as the modulus (RFC 8017 §8.2.1).
const RSA: &[SignatureLength] =
    &[length(256, "RSA-2048"), length(384, "RSA-3072"), length(512, "RSA-4096")];
const P256: &[SignatureLength] = &[length(64, "P-256")];
const P384: &[SignatureLength] = &[length(96, "P-384")];
const P521: &[SignatureLength] = &[length(132, "P-521")];
const ED25519: &[SignatureLength] = &[length(64, "Ed25519")];
const ED448: &[SignatureLength] = &[length(114, "Ed448")];
const EDDSA: &[SignatureLength] = &[length(64, "Ed25519"), length(114, "Ed448")];
const HMAC_256: &[SignatureLength] = &[length(32, "HMAC")];
const HMAC_384: &[SignatureLength] = &[length(48, "HMAC")];
const HMAC_512: &[SignatureLength] = &[length(64, "HMAC")];

/// The least bytes of an RSA signature: a key has 2048 bits or more (RFC 7518 §3.3).
const MIN_RSA_BYTES: usize = 256;

impl Algorithm {
    const ALL: [Self; 17] = [
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es256K,
        Self::Es384,
        Self::Es512,
        Self::EdDsa,
        Self::Ed25519,
        Self::Ed448,
        Self::Hs256,
        Self::Hs384,
        Self::Hs512,
        Self::None,
    ];

    /// Returns the algorithm of exactly this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// Returns the algorithm whose name differs from this one in nothing but capitals. The names that
    /// are younger than RFC 8037 are left out.
    pub(crate) fn in_other_capitals(name: &str) -> Option<Self> {
        let is_young = |known| matches!(known, Self::Es256K | Self::Ed25519 | Self::Ed448);
        let mut known = Self::ALL.into_iter().filter(|&known| !is_young(known));
        known.find(|known| known.name().eq_ignore_ascii_case(name))
    }

    /// Returns the name in the registry of RFC 7518 §7.1.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es256K => "ES256K",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::EdDsa => "EdDSA",
            Self::Ed25519 => "Ed25519",
            Self::Ed448 => "Ed448",
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
            Self::None => "none",
        }
    }

    /// Returns the legal lengths of a signature, shortest first; of RSA those of the usual keys (RFC 7518
    /// §3, RFC 8032 §5, RFC 8037 §3.1, RFC 8812 §3.2).
    pub(crate) const fn signature_lengths(self) -> &'static [SignatureLength] {
        match self {
            Self::Rs256 | Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 => {
                RSA
            }
            Self::Es256 | Self::Es256K => P256,
            Self::Es384 => P384,
            Self::Es512 => P521,
            Self::EdDsa => EDDSA,
            Self::Ed25519 => ED25519,
            Self::Ed448 => ED448,
            Self::Hs256 => HMAC_256,
            Self::Hs384 => HMAC_384,
            Self::Hs512 => HMAC_512,
            Self::None => &[],
        }
    }

    /// Returns true if a signature may have this many bytes. RSA keys may have other sizes than the
    /// usual ones, in whole bytes and in practice multiples of 64 bits.
    pub(crate) fn allows_signature_of(self, bytes: usize) -> bool {
        let lengths = self.signature_lengths();
        lengths.iter().any(|length| length.bytes == bytes)
            || lengths == RSA && bytes >= MIN_RSA_BYTES && bytes.is_multiple_of(8)
    }

    pub(crate) const fn support(self) -> Support {
        match self {
            Self::Rs256 | Self::Es256 | Self::Es384 | Self::Es512 => Support::Signs,
            // An Ed25519 key can only come from an external signer.
            Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 | Self::EdDsa => {
                Support::Verifies
            }
            _ => Support::Rejects,
        }
    }
}

/// Returns what Kubernetes does with an `alg`.
pub(crate) fn support(alg: &str) -> Support {
    Algorithm::from_name(alg).map_or(Support::Rejects, Algorithm::support)
}

/// Returns the legal lengths of a signature for an `alg`, shortest first; none if it is unknown.
pub(crate) fn signature_lengths(alg: &str) -> &'static [SignatureLength] {
    Algorithm::from_name(alg).map_or(&[], Algorithm::signature_lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_have_the_lengths_of_their_algorithms_in_base64url() {
        for (alg, characters) in [
            ("RS256", &[342, 512, 683][..]),
            ("PS512", &[342, 512, 683]),
            ("ES256", &[86]),
            ("ES256K", &[86]),
            ("ES384", &[128]),
            ("ES512", &[176]),
            ("EdDSA", &[86, 152]),
            ("Ed25519", &[86]),
            ("Ed448", &[152]),
            ("HS256", &[43]),
            ("HS384", &[64]),
            ("HS512", &[86]),
            ("none", &[]),
            ("rs256", &[]),
        ] {
            let lengths = signature_lengths(alg).iter().map(|length| length.characters);
            assert_eq!(lengths.collect::<Vec<_>>(), characters, "{alg}");
        }
    }

    #[test]
    fn each_algorithm_is_found_by_its_name() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::from_name(algorithm.name()), Some(algorithm));
        }
    }

    #[test]
    fn an_rsa_signature_may_have_an_unusual_length() {
        for (bytes, allowed) in [(128, false), (256, true), (257, false), (320, true), (512, true)]
        {
            assert_eq!(Algorithm::Rs256.allows_signature_of(bytes), allowed, "{bytes}");
        }
        assert!(!Algorithm::Es256.allows_signature_of(72));
    }
}
