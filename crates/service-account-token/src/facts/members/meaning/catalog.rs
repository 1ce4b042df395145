//! What the claims of other issuers say.

use crate::claims::catalog::{
    AuthenticationMethod, CatalogClaim, CatalogPart, ListElement, Vendor,
};
use crate::text::json::JsonType;
/// What a claim says that neither RFC 7519 nor Kubernetes defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CatalogMeaning<'a> {
    Claim {
        claim: CatalogClaim,
        detail: Detail,
        /// The token is not known to be from the vendor that uses the name this way.
        assumed: Option<Vendor>,
    },
    Part(CatalogPart),
    /// An element of `amr`; none if its name is not registered.
    Method(Option<AuthenticationMethod>),
    Element(ListElement),
    /// It differs only in capitals from this claim.
    OtherCapitals(&'static str),
    /// An element of a payload that is a list and no object.
    NoClaim,
    Unknown(UnknownClaim),
    /// A member of an unknown claim, or an element of this list.
    Nested {
        json_type: JsonType,
        parent: Option<&'a str>,
    },
}

/// What the value of a known claim adds to its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Nothing.
    None,
    /// The issuer says that it verified the address in `email`.
    EmailVerified,
    /// The issuer says that it verified the number in `phone_number`.
    PhoneNumberVerified,
    /// `acr` is `0`.
    NoAssurance,
    /// So many names, more than one.
    Names(usize),
}

/// What is known of a claim that nobody is known to define.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownClaim {
    /// It begins like a claim of a legacy token.
    LikeLegacy,
    /// It stands in a service account token.
    InKubernetes,
    /// Its name is an address.
    Address,
    Other,
}
