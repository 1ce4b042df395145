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
        KeyMember::KeyOperations => "The operations that the key may be used for.",
        KeyMember::Algorithm => "The algorithm that the key is for.",
        KeyMember::KeyId => "The key's name.",
        KeyMember::Modulus => "The public modulus of an RSA key.",
        KeyMember::Exponent => "The public exponent of an RSA key.",
        KeyMember::Curve => "The curve of an elliptic-curve key.",
        KeyMember::X => "The first coordinate of an elliptic-curve public key.",
        KeyMember::Y => "The second coordinate of an elliptic-curve public key.",
        KeyMember::X5c => "The key's certificate, with its chain.",
        KeyMember::X5t => "The SHA-1 thumbprint of the key's certificate.",
        KeyMember::X5tS256 => "The SHA-256 thumbprint of the key's certificate.",
        KeyMember::X5u => "The address of the certificates. This tool never fetches it.",
        KeyMember::PrivateKey
        | KeyMember::FirstPrime
        | KeyMember::SecondPrime
        | KeyMember::FirstExponent
        | KeyMember::SecondExponent
        | KeyMember::Coefficient
        | KeyMember::OtherPrimes
        | KeyMember::SymmetricKey => {
            "Part of a secret key. It does not belong in a token: anyone who reads it can use the \
             key."
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
        Confirmation::Jkt => "The thumbprint of the key that must sign each request (RFC 9449).",
        Confirmation::X5tS256 => {
            "The SHA-256 thumbprint of the client certificate that the connection must use (RFC \
             8705)."
        }
        Confirmation::Jwk => "The key that the presenter must prove to hold.",
        Confirmation::Jwe => {
            "The key that the presenter must prove to hold, encrypted for the recipient."
        }
        Confirmation::Jku => "The address of the key. This tool never fetches it.",
        Confirmation::Kid => "The id of the key that the presenter must prove to hold.",
    }
}
