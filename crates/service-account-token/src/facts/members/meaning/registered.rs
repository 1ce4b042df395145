//! What `iss`, `sub` and `jti` say.

use super::family::Family;
use crate::claims::Source;
use crate::facts::other_token::OtherToken;
use crate::kubernetes::{OtherIssuer, Platform};
/// What `iss` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IssuerMeaning<'a> {
    /// The constant of every legacy token.
    Legacy,
    /// A legacy token with another issuer.
    NotLegacy(&'a str),
    /// A bound token with the issuer of legacy ones.
    LegacyOnBound,
    /// The API server's address inside its cluster, the same in many clusters.
    InCluster,
    /// Another issuer of a bound token.
    ApiServer {
        issuer: &'a str,
        /// The only platform whose issuers have this form.
        platform: Option<Platform>,
        /// It is an address where its public keys may be found.
        is_address: bool,
    },
    Known(OtherIssuer),
    Unknown(&'a str),
}

/// What `sub` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectMeaning<'a> {
    /// A service account that no other claim contradicts.
    Account {
        account: Account<'a>,
        agreement: Agreement,
    },
    /// A service account, while the other claims name another.
    OtherAccount {
        account: Account<'a>,
        other: NamedAccount<'a>,
        family: Family,
    },
    /// No service account, in a service account token.
    NoAccount {
        subject: &'a str,
        family: Family,
    },
    /// A service account, in a token that is not Kubernetes' own.
    LookAlike {
        account: Account<'a>,
        /// The payload is whole, so that the claims of Kubernetes are missing for certain.
        whole: bool,
    },
    Known(KnownSubject),
    Unknown,
}

/// The name of a service account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Account<'a> {
    pub(crate) namespace: &'a str,
    pub(crate) name: &'a str,
}

/// The name of a service account as the private claims have it, as far as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedAccount<'a> {
    pub(crate) namespace: Option<&'a str>,
    pub(crate) name: Option<&'a str>,
}

/// How the private claims agree with `sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// All of them agree.
    Full(Family),
    /// The payload breaks off before all of them could be read.
    Cut,
    /// Some of them are missing.
    Incomplete,
}

/// A form of subject that other issuers write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownSubject {
    ArgoCdProject,
    GitHubWorkflow,
    GitLabJob,
    SpiffeId,
}

impl KnownSubject {
    /// Returns the form of a subject in such a token.
    pub(crate) fn of(subject: &str, token: Option<OtherToken>) -> Option<Self> {
        match token {
            Some(OtherToken::GithubActions) if subject.starts_with("repo:") => {
                Some(Self::GitHubWorkflow)
            }
            Some(OtherToken::GitlabCi) if subject.starts_with("project_path:") => {
                Some(Self::GitLabJob)
            }
            Some(OtherToken::ArgoCd) if subject.starts_with("proj:") => Some(Self::ArgoCdProject),
            _ => subject.starts_with("spiffe://").then_some(Self::SpiffeId),
        }
    }

    pub(crate) fn source(self) -> Source {
        match self {
            Self::ArgoCdProject => Source::ArgoCdSessionGo,
            Self::GitHubWorkflow => Source::GitHubOpenId,
            Self::GitLabJob => Source::GitLabIdTokens,
            Self::SpiffeId => Source::SpiffeJwtSvid,
        }
    }
}

/// What `jti` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenIdMeaning<'a> {
    /// The audit log shows the token under this id.
    Audited(&'a str),
    /// Nothing looks at it in a legacy token.
    Ignored,
    OtherToken,
}
