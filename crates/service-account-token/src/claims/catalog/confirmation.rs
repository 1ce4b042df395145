//! The members of `cnf`, the key that the presenter must prove to hold (RFC 7800).

use super::named::{Named, named};

/// A member of `cnf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirmation {
    Jkt,
    X5tS256,
    Jwk,
    Jwe,
    Jku,
    Kid,
}

impl Confirmation {
    const ALL: [Named<Self>; 6] = [
        ("jkt", Self::Jkt),
        ("x5t#S256", Self::X5tS256),
        ("jwk", Self::Jwk),
        ("jwe", Self::Jwe),
        ("jku", Self::Jku),
        ("kid", Self::Kid),
    ];

    /// Returns the member of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
