//! What the value of a member says, as types: one file for each family of names.

mod algorithm;
mod audience;
mod catalog;
mod family;
mod header;
mod kubernetes;
mod legacy;
mod registered;
mod repetition;
mod role;
mod times;

pub(crate) use algorithm::{AlgorithmMeaning, KeyManagement, KubernetesUse};
pub(crate) use audience::{AudienceMeaning, BoundAudience, RecipientMeaning};
pub(crate) use catalog::{CatalogMeaning, Detail, UnknownClaim};
pub(crate) use family::Family;
pub(crate) use header::{HeaderMeaning, KeyIdMeaning, TypeMeaning};
pub(crate) use kubernetes::{ApiGroup, Description, KubernetesMeaning, ObjectKind, UnknownMember};
pub(crate) use legacy::LegacyMeaning;
pub(crate) use registered::{
    Account, Agreement, IssuerMeaning, KnownSubject, NamedAccount, SubjectMeaning, TokenIdMeaning,
};
pub(crate) use repetition::{Repetition, Which};
pub(crate) use role::Role;
pub(crate) use times::{
    Acceptance, Lifetime, NotBeforeMeaning, Notation, TimeMeaning, TimeOf, WarnDelay,
};

use crate::claims::Expected;
use crate::paste::WithheldReason;
use crate::text::json::JsonType;

/// What the value of a member says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning<'a> {
    /// The report withholds the value.
    Withheld(WithheldReason),
    /// A character that belongs to no alphabet hides a part of it.
    PartlyUnreadable,
    /// It has another type than it must have.
    IllTyped {
        found: JsonType,
        expected: Expected,
        /// The token is a service account token, which the API server decodes.
        kubernetes: bool,
    },
    Header(HeaderMeaning<'a>),
    Issuer(IssuerMeaning<'a>),
    Subject(SubjectMeaning<'a>),
    Audience(AudienceMeaning<'a>),
    Recipient(RecipientMeaning<'a>),
    TokenId(TokenIdMeaning<'a>),
    Time(TimeMeaning<'a>),
    Kubernetes(KubernetesMeaning<'a>),
    Legacy(LegacyMeaning<'a>),
    Catalog(CatalogMeaning<'a>),
}
