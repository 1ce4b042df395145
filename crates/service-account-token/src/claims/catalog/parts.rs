//! The members of claims that are objects: postal addresses and the actors of a token exchange.

use super::named::{Named, named};

/// A member of `address` (OpenID Connect Core 1.0 §5.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressPart {
    Formatted,
    StreetAddress,
    Locality,
    Region,
    PostalCode,
    Country,
}

impl AddressPart {
    const ALL: [Named<Self>; 6] = [
        ("formatted", Self::Formatted),
        ("street_address", Self::StreetAddress),
        ("locality", Self::Locality),
        ("region", Self::Region),
        ("postal_code", Self::PostalCode),
        ("country", Self::Country),
    ];

    /// Returns the member of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A member of `act` or `may_act` (RFC 8693 §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActorPart {
    Subject,
    Issuer,
    Client,
    EarlierActor,
}

impl ActorPart {
    const ALL: [Named<Self>; 4] = [
        ("sub", Self::Subject),
        ("iss", Self::Issuer),
        ("client_id", Self::Client),
        ("act", Self::EarlierActor),
    ];

    /// Returns the member of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
