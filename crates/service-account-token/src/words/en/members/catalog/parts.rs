//! The members of postal addresses and of actors.

use crate::claims::catalog::{ActorPart, AddressPart};

pub(super) fn address_title(part: AddressPart) -> &'static str {
    match part {
        AddressPart::Formatted => "Whole address",
        AddressPart::StreetAddress => "Street",
        AddressPart::Locality => "City",
        AddressPart::Region => "Region",
        AddressPart::PostalCode => "Postal code",
        AddressPart::Country => "Country",
    }
}

pub(super) fn address_meaning(part: AddressPart) -> &'static str {
    match part {
        AddressPart::Formatted => "The whole address, as written on an envelope.",
        AddressPart::StreetAddress => "The street and house number.",
        AddressPart::Locality => "The city or place.",
        AddressPart::Region => "The state, province or region.",
        AddressPart::PostalCode => "The postal code.",
        AddressPart::Country => "The country.",
    }
}

pub(super) fn actor_title(part: ActorPart) -> &'static str {
    match part {
        ActorPart::Subject => "Actor: subject",
        ActorPart::Issuer => "Actor: issuer",
        ActorPart::Client => "Actor: client",
        ActorPart::EarlierActor => "Earlier actor",
    }
}

pub(super) fn actor_meaning(part: ActorPart) -> &'static str {
    match part {
        ActorPart::Subject => "The actor, by the issuer's name for them.",
        ActorPart::Issuer => "The issuer of the actor's name.",
        ActorPart::Client => "The OAuth client that acts.",
        ActorPart::EarlierActor => {
            "The previous actor in a chain of exchanges. It is information only."
        }
    }
}
