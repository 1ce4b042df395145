//! The members of a JSON Web Key and of `cnf`.

use crate::claims::catalog::{Confirmation, KeyMember};

pub(super) fn title(claim: KeyMember) -> &'static str {
    match claim {
        KeyMember::KeyType => "Key type",
        KeyMember::Use => "Use",
        KeyMember::KeyOperations => "Key operations",
        KeyMember::Algorithm => "Algorithm",
        KeyMember::KeyId => "Key id",
        KeyMember::Modulus => "Modulus",
        KeyMember::Exponent => "Exponent",
        KeyMember::Curve => "Curve",
        KeyMember::X => "x",
        KeyMember::Y => "y",
        KeyMember::X5c => "Certificates",
        KeyMember::X5t | KeyMember::X5tS256 => "Certificate thumbprint",
        KeyMember::X5u => "Address of certificates",
        KeyMember::PrivateKey => "Private key",
        KeyMember::FirstPrime => "Private key: first prime",
        KeyMember::SecondPrime => "Private key: second prime",
        KeyMember::FirstExponent => "Private key: first exponent",
        KeyMember::SecondExponent => "Private key: second exponent",
        KeyMember::Coefficient => "Private key: coefficient",
        KeyMember::OtherPrimes => "Private key: other primes",
        KeyMember::SymmetricKey => "Secret key",
    }
}

pub(super) fn meaning(claim: KeyMember) -> &'static str {
    match claim {
        KeyMember::KeyType => "The family of the key, such as RSA or EC.",
        KeyMember::Use => "What the key is for: `sig` to sign, `enc` to encrypt.",
        KeyMember::KeyOperations => "What the key may be used for.",
        KeyMember::Algorithm => "The algorithm that the key is for.",
        KeyMember::KeyId => "The key's name.",
        KeyMember::Modulus => "The public modulus of an RSA key.",
        KeyMember::Exponent => "The public exponent of an RSA key.",
        KeyMember::Curve => "The curve of an elliptic-curve key.",
        KeyMember::X => "The public point of an elliptic-curve key, its first coordinate.",
        KeyMember::Y => "The public point of an elliptic-curve key, its second coordinate.",
        KeyMember::X5c => "The certificate of the key, and those that vouch for it.",
        KeyMember::X5t => "The SHA-1 thumbprint of the key's certificate.",
        KeyMember::X5tS256 => "The SHA-256 thumbprint of the key's certificate.",
        KeyMember::X5u => "Where the certificates can be looked up. This tool never does.",
        KeyMember::PrivateKey
        | KeyMember::FirstPrime
        | KeyMember::SecondPrime
        | KeyMember::FirstExponent
        | KeyMember::SecondExponent
        | KeyMember::Coefficient
        | KeyMember::OtherPrimes
        | KeyMember::SymmetricKey => {
            "Part of a secret key. It has no place in a token: whoever reads it can sign."
        }
    }
}

pub(super) fn confirmation_title(claim: Confirmation) -> &'static str {
    match claim {
        Confirmation::Jkt => "Key thumbprint",
        Confirmation::X5tS256 => "Certificate thumbprint",
        Confirmation::Jwk => "Public key",
        Confirmation::Jwe => "Encrypted key",
        Confirmation::Jku => "Address of keys",
        Confirmation::Kid => "Key id",
    }
}

pub(super) fn confirmation_meaning(claim: Confirmation) -> &'static str {
    match claim {
        Confirmation::Jkt => {
            "The thumbprint of the key with which each request must be signed (RFC 9449)."
        }
        Confirmation::X5tS256 => {
            "The SHA-256 thumbprint of the client certificate that the connection must use (RFC 8705)."
        }
        Confirmation::Jwk => "The key that the presenter must prove to hold, in full.",
        Confirmation::Jwe => {
            "The key that the presenter must prove to hold, encrypted for the recipient."
        }
        Confirmation::Jku => "Where the key can be looked up. This tool never does.",
        Confirmation::Kid => "Which key it is.",
    }
}
