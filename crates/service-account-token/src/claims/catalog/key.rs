//! The members of a JSON Web Key (RFC 7517 §4, RFC 7518 §6).

use super::named::{Named, named};

/// A member of a JSON Web Key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyMember {
    KeyType,
    Use,
    KeyOperations,
    Algorithm,
    KeyId,
    Modulus,
    Exponent,
    Curve,
    X,
    Y,
    X5c,
    X5t,
    X5tS256,
    X5u,
    PrivateKey,
    FirstPrime,
    SecondPrime,
    FirstExponent,
    SecondExponent,
    Coefficient,
    OtherPrimes,
    SymmetricKey,
}

impl KeyMember {
    const ALL: [Named<Self>; 22] = [
        ("kty", Self::KeyType),
        ("use", Self::Use),
        ("key_ops", Self::KeyOperations),
        ("alg", Self::Algorithm),
        ("kid", Self::KeyId),
        ("n", Self::Modulus),
        ("e", Self::Exponent),
        ("crv", Self::Curve),
        ("x", Self::X),
        ("y", Self::Y),
        ("x5c", Self::X5c),
        ("x5t", Self::X5t),
        ("x5t#S256", Self::X5tS256),
        ("x5u", Self::X5u),
        ("d", Self::PrivateKey),
        ("p", Self::FirstPrime),
        ("q", Self::SecondPrime),
        ("dp", Self::FirstExponent),
        ("dq", Self::SecondExponent),
        ("qi", Self::Coefficient),
        ("oth", Self::OtherPrimes),
        ("k", Self::SymmetricKey),
    ];

    /// Returns the member of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
