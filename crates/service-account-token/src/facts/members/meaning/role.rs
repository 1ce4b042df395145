//! What a member is.

use super::kubernetes::ObjectKind;
use crate::claims::catalog::{CatalogClaim, CatalogPart, KeyMember, Parameter};

/// What a member is. Its title follows from this alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role<'a> {
    // Header parameters.
    Algorithm,
    KeyId,
    Type,
    Parameter(Parameter),
    /// An element of `x5c`, counted from 1.
    Certificate(usize),
    // Registered claims.
    Issuer,
    Subject,
    Audience,
    /// An element of `aud`, counted from 1.
    Recipient(usize),
    ExpirationTime,
    NotBefore,
    IssuedAt,
    TokenId,
    // Claims of Kubernetes.
    Kubernetes,
    Namespace,
    ServiceAccount,
    ServiceAccountName,
    ServiceAccountUid,
    BoundObject(ObjectKind),
    BoundObjectName(ObjectKind),
    BoundObjectUid(ObjectKind),
    PodNode,
    PodNodeName,
    PodNodeUid,
    WarnAfter,
    Attestations,
    ApiGroups,
    /// An element of `admissionReviewAPIGroups`, counted from 1.
    ApiGroup(usize),
    LegacySecret,
    // What others define.
    Catalog(CatalogClaim),
    Part(CatalogPart),
    Key(KeyMember),
    // What nobody is known to define.
    /// An element of another list, counted from 1.
    Element(usize),
    /// A member by its own name.
    Named(&'a str),
}
