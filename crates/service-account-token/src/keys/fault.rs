//! What is wrong with a text that should be keys, or with a key.

use crate::text::code::text_enum;

text_enum! {
    /// Why a part of the keys' text gave no key.
    pub enum KeyFaultCode {
        /// It is a private key. Its public half is not used.
        PrivateKey = "private_key",
        /// It is a discovery document, which says where the keys are but contains none.
        DiscoveryDocument = "discovery_document",
        /// It is JSON without a key.
        NoKey = "no_key",
        /// It is not JSON, though it begins like it.
        JsonSyntax = "json_syntax",
        /// The JWK lacks a member that its type needs.
        MemberMissing = "member_missing",
        /// A member of the JWK is not strict base64url.
        NotBase64url = "not_base64url",
        /// Its type is none that is checked here.
        UnknownKeyType = "unknown_key_type",
        /// Its curve is none that is checked here.
        UnknownCurve = "unknown_curve",
        /// A number does not have the length that its curve demands.
        WrongLength = "wrong_length",
        /// Its point is compressed.
        CompressedPoint = "compressed_point",
        /// The PEM block has no end.
        UnfinishedPem = "unfinished_pem",
        /// The PEM block is neither a public key nor a certificate.
        UnknownPem = "unknown_pem",
        /// The bytes of the key do not have the structure of a key or a certificate.
        Damaged = "damaged",
        /// The text is no key in any form that is read here.
        Unrecognized = "unrecognized",
        /// There are more keys than are read.
        TooManyKeys = "too_many_keys",
    }
}

/// Why signatures under a key prove nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// Under [`MIN_RSA_BITS`](super::MIN_RSA_BITS).
    RsaTooShort,
    /// Over [`MAX_RSA_BITS`](super::MAX_RSA_BITS).
    RsaTooLong,
    /// The modulus or the exponent is even, or the exponent is 1.
    RsaNumbers,
    /// The point is not on its curve.
    NotOnCurve,
    /// An Ed25519 point of small order: anybody can make a signature that verifies.
    SmallOrder,
}
