//! What a checked signature proves, and why one was not checked.

use crate::keys::{KeyFaultCode, VerificationReason as Reason, VerificationStatus as Status};
use crate::kubernetes::algorithms::Algorithm;

/// Returns a few words.
pub(crate) fn title(reason: Reason) -> &'static str {
    match reason {
        Reason::DoesNotMatch => "The signature does not match",
        Reason::NoneMatches => "None of these keys signed it",
        Reason::NoKeys => "No key to check it with",
        Reason::UnknownKid => "The key that it names is not among these",
        Reason::NoKeyForAlgorithm => "No key of the type that the token names",
        Reason::PrivateKey => "That is a private key",
        _ => match reason.status() {
            Status::Signed => "Signed by this key",
            Status::BadSignature => "The signature does not match",
            Status::NoKey => "No key to check it with",
            Status::NotCheckable => "The signature cannot be checked here",
            Status::Refused => "Refused",
        },
    }
}

/// Returns what it proves and does not prove.
pub(crate) fn text(reason: Reason, algorithm: Option<Algorithm>) -> &'static str {
    match reason {
        Reason::AlgorithmNotOfKey => not_of_key(algorithm),
        Reason::Signed | Reason::SignedOtherKid if algorithm.is_some_and(needs_secret) => {
            "This shared secret signed exactly this header and payload. Anyone who can verify the token can also issue one. Kubernetes never signs with a shared secret."
        }
        Reason::Signed => {
            "This key signed exactly this header and payload. That does not show whether a server still accepts \
             the token, nor whose key it is."
        }
        Reason::SignedOtherKid => {
            "This key signed exactly this header and payload, but its own `kid` here is not the token's. From Kubernetes 1.31 on, the API server uses only keys that it lists under the token's `kid`. The signature shows neither whether a server still accepts the token nor whose key it is."
        }
        Reason::DoesNotMatch => {
            "The token's `kid` names this key, but the key did not sign this header and payload. The token was changed or cut, or another key has the same `kid`."
        }
        Reason::NoneMatches => {
            "The token does not name its key, and none of these keys signed this header and payload. Another key signed it, or the token was changed."
        }
        Reason::NoKeys => {
            "Paste the issuer's public keys. For a Kubernetes cluster, run `kubectl get --raw /openid/v1/jwks`."
        }
        Reason::UnknownKid => {
            "None of these keys has the token's `kid`, and none of them signed it. The keys may be another issuer's, or the issuer may have rotated its key. In Kubernetes, an external signer may leave out keys, and kube-controller-manager may sign legacy tokens with a key of its own. This does not show that the \
             token is forged."
        }
        Reason::NoKeyForAlgorithm => {
            "None of these keys is of the type that the token's `alg` needs. They may be another issuer's keys."
        }
        _ => match reason.status() {
            Status::NotCheckable => not_checkable(reason),
            _ => refused(reason),
        },
    }
}

fn needs_secret(algorithm: Algorithm) -> bool {
    matches!(algorithm, Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512)
}

/// Returns why a key must not be used for an algorithm of keys of another type (RFC 8725 §3.1).
fn not_of_key(algorithm: Option<Algorithm>) -> &'static str {
    match algorithm {
        Some(algorithm) if needs_secret(algorithm) => {
            "The algorithm in `alg` needs a shared secret, and this is a public key. Kubernetes never signs with a shared secret. Anyone can forge a token for a verifier that uses a public key as the secret."
        }
        _ => {
            "The algorithm in `alg` does not fit the type of this key. A verifier must use a key only for the algorithms of its type."
        }
    }
}

fn not_checkable(reason: Reason) -> &'static str {
    match reason {
        Reason::NoToken => "The text contains no token.",
        Reason::DecodedClaims => "These are decoded claims. Only the token itself has a signature.",
        Reason::Encrypted => "The token is encrypted (JWE). Only its recipient can decrypt it.",
        Reason::SignatureLeftOut => "The signature was removed from the token.",
        Reason::UnknownAlgorithm => {
            "This tool does not check the algorithm in `alg`. Kubernetes signs with RS256, ES256, ES384 or ES512."
        }
        Reason::BrowserLacksAlgorithm => {
            "The Web Crypto API here does not support the algorithm in `alg`. Try another browser."
        }
        Reason::InsecureContext => {
            "The browser checks signatures only on pages from https, localhost or a file. Open this page from \
             one of these."
        }
        Reason::NoWebCrypto => "There is no Web Crypto API here. Try another browser.",
        _ => "The token is cut off. Paste all of it, with its header, payload and signature.",
    }
}

fn refused(reason: Reason) -> &'static str {
    match reason {
        Reason::PrivateKey => {
            "Checking a signature needs the public key. Anyone with the issuer's private key can issue tokens: paste it nowhere. Its public half was not used."
        }
        Reason::Unsecured => {
            "The token is unsecured: its `alg` is `none`, so anyone could have written it."
        }
        Reason::SignatureEmpty => "The signature is empty, so anyone could have written the token.",
        Reason::PartCount => "The token has more than three parts, so it is not a signed token.",
        Reason::NotBase64url => {
            "A part of the token is not strict base64url: it has padding, a foreign character or stray bits. \
             Strict verifiers reject it."
        }
        Reason::HeaderUnreadable => {
            "The header is not JSON that every verifier reads in the same way."
        }
        Reason::DuplicateParameter => {
            "The header has a parameter twice. Verifiers disagree about which one counts."
        }
        Reason::AlgorithmMissing => "The header names no algorithm (`alg`).",
        Reason::CriticalParameter => {
            "The header demands an extension (`crit`). A verifier that does not know it must reject the token."
        }
        Reason::UnencodedPayload => {
            "The header has `b64`, which a token must not use (RFC 7797 §7)."
        }
        Reason::AlgorithmNotOfJwk => {
            "The key is for another algorithm: its `alg` differs from the token's."
        }
        Reason::KeyUse => "The key is not for signatures: its `use` is not `sig`.",
        Reason::KeyOperations => "The key is not for verifying: its `key_ops` lacks `verify`.",
        Reason::SecretTooShort => {
            "The secret is shorter than the algorithm demands (RFC 7518 §3.2), so its signature proves little."
        }
        Reason::SecretIsKey => {
            "The secret is a key of another type. If it is a public key, anyone could have signed the token."
        }
        Reason::KeyRejected => "The Web Crypto API here does not accept the key.",
        _ => weak(reason),
    }
}

/// Returns what is wrong with the numbers of a key or a signature.
fn weak(reason: Reason) -> &'static str {
    match reason {
        Reason::RsaKeyTooShort => {
            "The RSA key has fewer than 2048 bits, the minimum of RFC 7518 §3.3, so its signature proves little."
        }
        Reason::RsaKeyTooLong => {
            "The RSA key has more than 16384 bits, which this tool does not check."
        }
        Reason::RsaKeyNumbers => {
            "The modulus and exponent of this key cannot be those of an RSA key."
        }
        Reason::PointNotOnCurve => "The point of the key is not on its curve, so it is not a key.",
        Reason::PointOfSmallOrder => {
            "Anyone can sign for this Ed25519 key: its point has a small order."
        }
        Reason::SignatureDer => {
            "The ECDSA signature is in DER. A token has the two numbers one after the other (RFC 7518 §3.4)."
        }
        Reason::SignatureZero => {
            "One of the two numbers in the signature is zero. Some verifiers accept such a signature for any text."
        }
        Reason::SignatureTooLarge => {
            "A number of the Ed25519 signature is too large (RFC 8032 §5.1.7): it was changed, or the signer is faulty."
        }
        _ => {
            "The signature is too short or too long for the algorithm and the key. It may be cut off, or another key signed it."
        }
    }
}

/// Returns why a part of the keys' text gave no key, and what to do.
pub(crate) fn fault(code: KeyFaultCode) -> &'static str {
    match code {
        KeyFaultCode::PrivateKey => {
            "This is a private key, so paste it nowhere: with a signing key, anyone can issue tokens. Its public half was not used."
        }
        KeyFaultCode::DiscoveryDocument => {
            "This is the discovery document, which only says where the keys are: at its `jwks_uri`. For your cluster, run `kubectl get --raw /openid/v1/jwks`."
        }
        KeyFaultCode::NoKey => "This JSON contains no key.",
        KeyFaultCode::JsonSyntax => "This is not JSON from here on. It may be cut off.",
        KeyFaultCode::MemberMissing => "This JWK lacks a member that its `kty` needs.",
        KeyFaultCode::NotBase64url => "A member of this JWK is not strict base64url.",
        KeyFaultCode::UnknownKeyType => "This tool does not use keys of this type.",
        KeyFaultCode::UnknownCurve => "This tool does not use keys on this curve.",
        KeyFaultCode::WrongLength => {
            "A number of this key does not have the length that its curve demands."
        }
        KeyFaultCode::CompressedPoint => {
            "The point of this key is compressed. Export it uncompressed."
        }
        KeyFaultCode::UnfinishedPem => "This PEM block has no end. It may be cut off.",
        KeyFaultCode::UnknownPem => "This PEM block is neither a public key nor a certificate.",
        KeyFaultCode::Damaged => "This is not a whole key or certificate. It may be cut off.",
        KeyFaultCode::Unrecognized => "This is not a key: neither JWK, PEM nor base64 of one.",
        KeyFaultCode::TooManyKeys => {
            "There are more keys than this tool reads. The rest was not read."
        }
    }
}
