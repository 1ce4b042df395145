//! What came of checking a signature, and why.

use super::fault::Weakness;
use crate::text::code::text_enum;

text_enum! {
    /// What came of checking a signature. It never says more than that a key signed these bytes.
    pub enum VerificationStatus {
        /// One of the keys signed this text.
        Signed = "signed",
        /// The keys that could have signed it did not sign this text.
        BadSignature = "bad-signature",
        /// The key that it names, or any that could have signed it, is not among the keys.
        NoKey = "no-key",
        /// Nothing can be said: there is no signature to check, or nothing here that can check it.
        NotCheckable = "not-checkable",
        /// A rule forbids checking it, so that no trick makes it look signed.
        Refused = "refused",
    }
}

text_enum! {
    /// Why a signature has its status.
    pub enum VerificationReason {
        /// Signed: the key signed this text.
        Signed = "signed",
        /// Signed, but the key has another `kid` than the token names.
        SignedOtherKid = "signed_other_kid",
        /// Bad signature: the key that the token names by its `kid` did not sign this text.
        DoesNotMatch = "does_not_match",
        /// Bad signature: the token names no key, and none of the keys signed this text.
        NoneMatches = "none_matches",
        /// No key: there are no keys to check with.
        NoKeys = "no_keys",
        /// No key: none of the keys has the token's `kid`, and none of them signed it.
        UnknownKid = "unknown_kid",
        /// No key: none of the keys is of the type that the algorithm needs.
        NoKeyForAlgorithm = "no_key_for_algorithm",
        /// Not checkable: there is no token.
        NoToken = "no_token",
        /// Not checkable: decoded claims have no signature.
        DecodedClaims = "decoded_claims",
        /// Not checkable: the token is encrypted.
        Encrypted = "encrypted",
        /// Not checkable: the signature was taken out of the token.
        SignatureLeftOut = "signature_left_out",
        /// Not checkable: the token is cut off.
        CutOff = "cut_off",
        /// Not checkable: the algorithm is none that is checked here.
        UnknownAlgorithm = "unknown_algorithm",
        /// Not checkable: this browser does not have the algorithm.
        BrowserLacksAlgorithm = "browser_lacks_algorithm",
        /// Not checkable: the browser checks signatures only on https and on this computer.
        InsecureContext = "insecure_context",
        /// Not checkable: this browser does not have the Web Crypto API.
        NoWebCrypto = "no_web_crypto",
        /// Refused: a private key is among the keys.
        PrivateKey = "private_key",
        /// Refused: the token is unsecured (`alg` is `none`).
        Unsecured = "unsecured",
        /// Refused: the signature is empty.
        SignatureEmpty = "signature_empty",
        /// Refused: the token has more than three parts.
        PartCount = "part_count",
        /// Refused: a part is not strict base64url.
        NotBase64url = "not_base64url",
        /// Refused: the header cannot be read without doubt.
        HeaderUnreadable = "header_unreadable",
        /// Refused: the header has a parameter twice.
        DuplicateParameter = "duplicate_parameter",
        /// Refused: the header has no `alg`.
        AlgorithmMissing = "algorithm_missing",
        /// Refused: the header has `crit`, which demands an extension.
        CriticalParameter = "critical_parameter",
        /// Refused: the header has `b64`, which a JWT must not use.
        UnencodedPayload = "unencoded_payload",
        /// Refused: the key is not of the type that the algorithm needs.
        AlgorithmNotOfKey = "algorithm_not_of_key",
        /// Refused: the JWK is for another algorithm.
        AlgorithmNotOfJwk = "algorithm_not_of_jwk",
        /// Refused: the JWK is not for signatures (`use`).
        KeyUse = "key_use",
        /// Refused: the JWK is not for verifying (`key_ops`).
        KeyOperations = "key_operations",
        /// Refused: the RSA key has under 2048 bits.
        RsaKeyTooShort = "rsa_key_too_short",
        /// Refused: the RSA key has over 16384 bits.
        RsaKeyTooLong = "rsa_key_too_long",
        /// Refused: the numbers of the RSA key cannot be those of one.
        RsaKeyNumbers = "rsa_key_numbers",
        /// Refused: the point of the key is not on its curve.
        PointNotOnCurve = "point_not_on_curve",
        /// Refused: anybody can sign for this Ed25519 key.
        PointOfSmallOrder = "point_of_small_order",
        /// Refused: the secret is shorter than the algorithm demands.
        SecretTooShort = "secret_too_short",
        /// Refused: the secret is a key of another type, which may be public.
        SecretIsKey = "secret_is_key",
        /// Refused: the signature does not have the length that algorithm and key demand.
        SignatureLength = "signature_length",
        /// Refused: the ECDSA signature is in DER.
        SignatureDer = "signature_der",
        /// Refused: a number of the signature is zero.
        SignatureZero = "signature_zero",
        /// Refused: a number of the Ed25519 signature is too large.
        SignatureTooLarge = "signature_too_large",
        /// Refused: the browser does not accept the key.
        KeyRejected = "key_rejected",
    }
}

impl VerificationReason {
    /// Returns the status that follows.
    pub fn status(self) -> VerificationStatus {
        match self {
            Self::Signed | Self::SignedOtherKid => VerificationStatus::Signed,
            Self::DoesNotMatch | Self::NoneMatches => VerificationStatus::BadSignature,
            Self::NoKeys | Self::UnknownKid | Self::NoKeyForAlgorithm => VerificationStatus::NoKey,
            Self::NoToken
            | Self::DecodedClaims
            | Self::Encrypted
            | Self::SignatureLeftOut
            | Self::CutOff
            | Self::UnknownAlgorithm
            | Self::BrowserLacksAlgorithm
            | Self::InsecureContext
            | Self::NoWebCrypto => VerificationStatus::NotCheckable,
            _ => VerificationStatus::Refused,
        }
    }
}

impl From<Weakness> for VerificationReason {
    fn from(weakness: Weakness) -> Self {
        match weakness {
            Weakness::RsaTooShort => Self::RsaKeyTooShort,
            Weakness::RsaTooLong => Self::RsaKeyTooLong,
            Weakness::RsaNumbers => Self::RsaKeyNumbers,
            Weakness::NotOnCurve => Self::PointNotOnCurve,
            Weakness::SmallOrder => Self::PointOfSmallOrder,
        }
    }
}
