//! The algorithm, the keys and the signature.

use crate::facts::acceptance::recipient::Detail;
use crate::text::quote::quoted;
use crate::words::en::acceptance::recipients::lists::names;

/// Returns whether the recipient verifies the algorithm.
pub(super) fn algorithm(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::AlgorithmFits { algorithm } => {
            format!("{who} verifies {}.", quoted(algorithm))
        }
        Detail::AlgorithmDiffers { algorithm, allowed } => format!(
            "The token is signed with {}. {who} verifies only {}.",
            quoted(algorithm),
            names(allowed)
        ),
        Detail::AlgorithmOpen { algorithm, documented } => format!(
            "The token is signed with {}. {who} documents only {}; others may work.",
            quoted(algorithm),
            names(documented)
        ),
        Detail::AlgorithmUnknown { algorithm } => format!(
            "The token is signed with {}. This tool does not know whether {who} verifies that.",
            quoted(algorithm)
        ),
        Detail::AlgorithmWithoutKey { algorithm } if algorithm == "none" => {
            "The token is not signed: its `alg` is `none`.".to_owned()
        }
        Detail::AlgorithmWithoutKey { algorithm } => format!(
            "{} needs a shared secret. {who} has only the cluster's public keys.",
            quoted(algorithm)
        ),
        Detail::AlgorithmOfKey { algorithm } => format!(
            "{who} verifies with RSA and EC keys, and {} uses such a key. Its algorithms are not \
             documented.",
            quoted(algorithm)
        ),
        Detail::AlgorithmOfOtherKey { algorithm } => {
            format!("{who} verifies only with RSA and EC keys. {} uses neither.", quoted(algorithm))
        }
        Detail::HeaderUndecodable { parameter } => format!(
            "{who} uses the library go-jose, which cannot decode {} in the header.",
            quoted(parameter)
        ),
        _ => return None,
    })
}

/// Returns where the keys are from, and whether one signed the token.
pub(super) fn key(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::KeyIdThere { key_id } => {
            format!("The header names the key {}.", quoted(key_id))
        }
        Detail::KeysToFetch { issuer } => format!(
            "{who} fetches the keys of {} over the internet. Both \
             `/.well-known/openid-configuration` and the `jwks_uri` in it must be public.",
            quoted(issuer)
        ),
        Detail::KeysPrivate { issuer } => format!(
            "{who} fetches the keys of {} over the internet, and cannot reach that private address.",
            quoted(issuer)
        ),
        Detail::KeysToFetchOrUpload { issuer } => format!(
            "{who} fetches the keys of {} over the internet, unless they were uploaded. \
             Uploaded keys must contain the one that signed this token.",
            quoted(issuer)
        ),
        Detail::KeysConfigured => {
            format!("{who} must have the cluster's public keys, or an address that has them.")
        }
        Detail::KeyTooSmall { bits, least } => format!(
            "The signature is that of an RSA key of {bits} bits. {who} needs at least {least}."
        ),
        Detail::SignatureOfPemKeys => format!(
            "{who} verifies the signature itself only if `pem_keys` is set. The TokenReview \
             verifies it in any case."
        ),
        Detail::Signed => "One of the keys that you gave signed this token.".to_owned(),
        Detail::NotSigned => {
            "None of the keys that you gave signed this token: it was changed or cut, or another \
             key signed it."
                .to_owned()
        }
        Detail::SignatureToCheck => {
            "The signature is not verified yet. Paste the public keys of the \
                                     cluster under \"Signature\"."
                .to_owned()
        }
        Detail::SignatureNotChecked => {
            "The agent does not check the signature. Whether the service does is not public."
                .to_owned()
        }
        _ => return None,
    })
}
