//! What two tokens are to each other, as typed values, and the codes of the report.

use super::side::{Later, Side};
use crate::facts::binding::ObjectKind;
use crate::kubernetes::Certainty;
use crate::text::code::text_enum;

/// What two tokens are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Both have the same characters.
    SameToken,
    /// Header and claims are the same, but not the signatures.
    SameContents(Signatures),
    /// The same Secret, populated again: its contents were signed again.
    SecretRepopulated,
    /// Both have the same `jti` and different contents.
    SameTokenId,
    /// The accounts have the same uid and different names.
    SameUidOtherNames,
    /// Some of this token could not be read.
    Damaged(Side),
    /// Only the decoded claims of this token are here.
    DecodedClaims(Side),
    /// This token is not a service account token.
    NotServiceAccount(Side),
    /// Neither is a service account token.
    NeitherServiceAccount,
    /// Neither is a service account token, and both have the same issuer and subject.
    SameSubject,
    /// One is a legacy token, the other one a bound token.
    LegacyAndBound {
        /// The legacy one.
        legacy: Side,
        /// Both name the same account.
        same_account: bool,
    },
    /// Namespace, name and uid of the accounts are the same.
    SameAccount,
    /// Namespace and name are the same; a uid is missing.
    SameNames,
    /// Namespace and name are the same, in the same cluster, and the uids differ.
    AccountRecreated {
        /// Which token is of the newer account, if the times say so.
        later: Option<Side>,
    },
    /// Namespace and name are the same in two clusters.
    SameNamesElsewhere,
    /// Namespace and name are the same, the uids differ, and the clusters are unknown.
    SameNamesOtherUid,
    /// The accounts have different names.
    DifferentAccounts {
        /// They are in namespaces of the same name.
        same_namespace: bool,
    },
    /// Both are of the same Pod, and one was issued later.
    Refreshed {
        later: Later,
        /// The kubelet replaces such a token about this often, in seconds, if that fits.
        interval: Option<i64>,
    },
    /// Both are bound to the same object.
    SameObject(ObjectKind),
    /// Both are bound to objects of the same name and kind with different uids.
    ObjectRecreated {
        kind: ObjectKind,
        /// The tokens are most likely of one cluster. Else the names alone are the same.
        in_one_cluster: bool,
    },
    /// Both are bound to objects of this kind with different names.
    OtherObject(ObjectKind),
    /// One is bound to something that the other one is not bound to.
    OtherBinding { first: Option<ObjectKind>, second: Option<ObjectKind> },
    /// Both are kept in a Secret of the same name.
    SameSecret,
    /// They are kept in different Secrets.
    OtherSecret,
    /// One was issued later.
    Issued(Later),
    /// Both name the same signing key.
    SameKey,
    /// Both have the same issuer, which one cluster has alone, and no key ids to compare.
    SameIssuer,
    /// Both name the same signing key, and their issuers differ.
    SameKeyOtherIssuer,
    /// The cluster signs with another key.
    KeyRotated {
        /// Which token has the newer key, if the times say so.
        later: Option<Side>,
    },
    /// The same cluster signs with another key under another issuer.
    KeyAndIssuerChanged,
    /// The same cluster has another issuer; the keys are unknown.
    IssuerChanged,
    /// The keys differ, and many clusters have this issuer.
    OtherKey,
    /// The keys of a legacy and a bound token differ.
    OtherSigner,
    /// Issuers, and keys if they are known, differ.
    AnotherCluster {
        /// The tokens name their keys, and these differ.
        other_key: bool,
    },
    /// The audiences differ.
    OtherAudiences {
        /// Some audience is in both.
        overlap: bool,
    },
    /// Only this token has an extended lifetime.
    ExtendedOnly(Side),
}

/// The signatures of two tokens with the same contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signatures {
    /// They differ, though the algorithm gives the same contents the same signature.
    Impossible,
    /// They differ, as two signatures by the same key may.
    Different,
    /// One is missing or is not whole.
    Missing,
}

text_enum! {
    /// What two tokens are to each other.
    #[non_exhaustive]
    pub enum RelationCode {
        /// The same token twice.
        SameToken = "same_token",
        /// The same header and claims, with different or missing signatures.
        SameContents = "same_contents",
        /// The same Secret, whose token was signed again.
        SecretRepopulated = "secret_repopulated",
        /// The same `jti` with different contents.
        SameTokenId = "same_token_id",
        /// Two names with the same uid.
        SameUidOtherNames = "same_uid_other_names",
        /// A token could not be read completely.
        Damaged = "damaged",
        /// Decoded claims, not a token.
        DecodedClaims = "decoded_claims",
        /// One or both are not service account tokens.
        NotServiceAccount = "not_service_account",
        /// The same issuer and subject, but not service accounts.
        SameSubject = "same_subject",
        /// A legacy and a bound token.
        LegacyAndBound = "legacy_and_bound",
        /// The same service account.
        SameAccount = "same_account",
        /// The same namespace and name; a uid is missing.
        SameNames = "same_names",
        /// The service account was deleted and created again.
        AccountRecreated = "account_recreated",
        /// The same names in another cluster.
        SameNamesElsewhere = "same_names_elsewhere",
        /// The same names with another uid, for an unknown reason.
        SameNamesOtherUid = "same_names_other_uid",
        /// Different service accounts.
        DifferentAccounts = "different_accounts",
        /// The same Pod, with a token that was issued later.
        Refreshed = "refreshed",
        /// Bound to the same object.
        SameObject = "same_object",
        /// Bound to an object that was deleted and created again.
        ObjectRecreated = "object_recreated",
        /// Bound to another object of the same kind.
        OtherObject = "other_object",
        /// Bound to objects of different kinds, or only one of them to an object.
        OtherBinding = "other_binding",
        /// Stored in a Secret of the same name.
        SameSecret = "same_secret",
        /// Stored in different Secrets.
        OtherSecret = "other_secret",
        /// One was issued later.
        Issued = "issued",
        /// The same signing key.
        SameKey = "same_key",
        /// The same issuer of one cluster.
        SameIssuer = "same_issuer",
        /// The same signing key with another issuer.
        SameKeyOtherIssuer = "same_key_other_issuer",
        /// The cluster rotated its signing key.
        KeyRotated = "key_rotated",
        /// The cluster changed its issuer, and its key if that is known.
        IssuerChanged = "issuer_changed",
        /// Another signing key, for an unknown reason.
        OtherKey = "other_key",
        /// Another cluster.
        AnotherCluster = "another_cluster",
        /// Different audiences.
        OtherAudiences = "other_audiences",
        /// Only one has an extended lifetime.
        ExtendedOnly = "extended_only",
    }
}

impl Relation {
    /// Returns its stable code.
    pub(crate) const fn code(self) -> RelationCode {
        match self {
            Self::SameToken => RelationCode::SameToken,
            Self::SameContents(_) => RelationCode::SameContents,
            Self::SecretRepopulated => RelationCode::SecretRepopulated,
            Self::SameTokenId => RelationCode::SameTokenId,
            Self::SameUidOtherNames => RelationCode::SameUidOtherNames,
            Self::Damaged(_) => RelationCode::Damaged,
            Self::DecodedClaims(_) => RelationCode::DecodedClaims,
            Self::NotServiceAccount(_) | Self::NeitherServiceAccount => {
                RelationCode::NotServiceAccount
            }
            Self::SameSubject => RelationCode::SameSubject,
            Self::LegacyAndBound { .. } => RelationCode::LegacyAndBound,
            Self::SameAccount => RelationCode::SameAccount,
            Self::SameNames => RelationCode::SameNames,
            Self::AccountRecreated { .. } => RelationCode::AccountRecreated,
            Self::SameNamesElsewhere => RelationCode::SameNamesElsewhere,
            Self::SameNamesOtherUid => RelationCode::SameNamesOtherUid,
            Self::DifferentAccounts { .. } => RelationCode::DifferentAccounts,
            Self::Refreshed { .. } => RelationCode::Refreshed,
            Self::SameObject(_) => RelationCode::SameObject,
            Self::ObjectRecreated { .. } => RelationCode::ObjectRecreated,
            Self::OtherObject(_) => RelationCode::OtherObject,
            Self::OtherBinding { .. } => RelationCode::OtherBinding,
            Self::SameSecret => RelationCode::SameSecret,
            Self::OtherSecret => RelationCode::OtherSecret,
            Self::Issued(_) => RelationCode::Issued,
            Self::SameKey => RelationCode::SameKey,
            Self::SameIssuer => RelationCode::SameIssuer,
            Self::SameKeyOtherIssuer => RelationCode::SameKeyOtherIssuer,
            Self::KeyRotated { .. } => RelationCode::KeyRotated,
            Self::KeyAndIssuerChanged | Self::IssuerChanged => RelationCode::IssuerChanged,
            Self::OtherKey | Self::OtherSigner => RelationCode::OtherKey,
            Self::AnotherCluster { .. } => RelationCode::AnotherCluster,
            Self::OtherAudiences { .. } => RelationCode::OtherAudiences,
            Self::ExtendedOnly(_) => RelationCode::ExtendedOnly,
        }
    }

    /// Returns how certain it is, if both tokens are genuine.
    pub(crate) const fn certainty(self) -> Certainty {
        match self {
            // Whoever writes a token can choose its `kid`, and clusters can share keys and issuers.
            Self::SameKey
            | Self::SameIssuer
            | Self::SameKeyOtherIssuer
            | Self::KeyRotated { .. }
            | Self::KeyAndIssuerChanged
            | Self::IssuerChanged
            | Self::AnotherCluster { .. }
            | Self::AccountRecreated { .. }
            | Self::SameNamesElsewhere
            | Self::SameNames
            | Self::SecretRepopulated
            | Self::ObjectRecreated { in_one_cluster: true, .. }
            | Self::SameContents(Signatures::Different | Signatures::Missing) => Certainty::Likely,
            Self::ObjectRecreated { in_one_cluster: false, .. }
            | Self::SameNamesOtherUid
            | Self::OtherKey
            | Self::OtherSigner => Certainty::Unknown,
            _ => Certainty::Certain,
        }
    }
}
