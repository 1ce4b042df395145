//! The signature lengths of the algorithms (RFC 7518 §3, RFC 8037 §3.1), in base64url characters.

/// A legal length, and the key that it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SignatureLength {
    pub(crate) characters: usize,
    pub(crate) bytes: usize,
    pub(crate) key: &'static str,
}

const fn length(bytes: usize, key: &'static str) -> SignatureLength {
    SignatureLength { characters: (bytes * 4).div_ceil(3), bytes, key }
}

/// The RSA key sizes in use; an RSA signature is as long as the modulus (RFC 8017 §8.2.1).
const RSA: &[SignatureLength] =
    &[length(256, "RSA-2048"), length(384, "RSA-3072"), length(512, "RSA-4096")];
const ES256: &[SignatureLength] = &[length(64, "P-256")];
const ES384: &[SignatureLength] = &[length(96, "P-384")];
const ES512: &[SignatureLength] = &[length(132, "P-521")];
const ED25519: &[SignatureLength] = &[length(64, "Ed25519")];
const EDDSA: &[SignatureLength] = &[length(64, "Ed25519"), length(114, "Ed448")];
const HS256: &[SignatureLength] = &[length(32, "HMAC")];
const HS384: &[SignatureLength] = &[length(48, "HMAC")];
const HS512: &[SignatureLength] = &[length(64, "HMAC")];

/// The legal lengths for an `alg`, shortest first; empty where it is not known.
pub(crate) fn signature_lengths(alg: &str) -> &'static [SignatureLength] {
    match alg {
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => RSA,
        "ES256" | "ES256K" => ES256,
        "ES384" => ES384,
        "ES512" => ES512,
        "EdDSA" => EDDSA,
        "Ed25519" => ED25519,
        "HS256" => HS256,
        "HS384" => HS384,
        "HS512" => HS512,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_characters() {
        let characters = |alg| -> Vec<_> {
            signature_lengths(alg).iter().map(|length| length.characters).collect()
        };
        assert_eq!(characters("RS256"), [342, 512, 683]);
        assert_eq!(characters("ES256"), [86]);
        assert_eq!(characters("ES384"), [128]);
        assert_eq!(characters("ES512"), [176]);
        assert_eq!(characters("PS512"), [342, 512, 683]);
        assert_eq!(characters("ES256K"), [86]);
        assert_eq!(characters("EdDSA"), [86, 152]);
        assert_eq!(characters("Ed25519"), [86]);
        assert_eq!(characters("HS256"), [43]);
        assert_eq!(characters("HS384"), [64]);
        assert_eq!(characters("HS512"), [86]);
        assert_eq!(characters("none"), [0; 0]);
    }
}
