//! What the claims that hold a time say.

use crate::claims::catalog::CatalogClaim;
/// What a time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TimeMeaning<'a> {
    At {
        seconds: i64,
        of: TimeOf,
        notation: Notation,
    },
    /// It lies too far from 1970 to be shown; its source text.
    OutOfRange(&'a str),
}

/// Which time it is, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeOf {
    /// `exp` of a bound token, and how far it lies from `iat`.
    BoundExpiration(Acceptance, Option<Lifetime>),
    /// `exp` of a token that is no service account token.
    OtherExpiration,
    /// `exp` of a legacy token, which the API server ignores.
    IgnoredExpiration,
    BoundNotBefore(NotBeforeMeaning),
    OtherNotBefore,
    IgnoredNotBefore,
    BoundIssuedAt,
    OtherIssuedAt,
    IgnoredIssuedAt,
    WarnAfter {
        delay: WarnDelay,
        /// The token is bound to something that is no Pod, or to nothing.
        without_pod: bool,
    },
    Catalog(CatalogClaim),
}

/// How long a bound token is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acceptance {
    /// The API server accepts it until then, in Unix seconds.
    Until {
        at: i64,
        /// The audience may be another one than the API server's.
        is_guessed: bool,
        /// No server accepts this copy, only the whole token.
        is_copy_useless: bool,
    },
    /// Another recipient decides.
    UpToRecipient,
    Unknown,
}

/// How far `exp` lies from `iat`, in seconds, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// It does not lie after it.
    NotAfterIssue,
    /// The API server extended a request for 3607 s to this.
    Extended(i64),
    /// As long as an extension, but requested.
    Requested(i64),
    Plain(i64),
}

/// How `nbf` lies to `iat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotBeforeMeaning {
    /// They are the same, as always in Kubernetes.
    AtIssue,
    /// So many seconds after `iat`, or before it.
    Differs(i64),
    /// There is no `iat` to compare with.
    NoIssue,
}

/// How `warnafter` lies to `iat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarnDelay {
    /// 3607 s after it, as always in Kubernetes.
    Stock,
    /// So many seconds after `iat`, or before it.
    Differs(i64),
    /// There is no `iat` to compare with.
    NoIssue,
}

/// What is unusual about how a time is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    /// A number in a string.
    pub(crate) string: bool,
    /// Milliseconds.
    pub(crate) milliseconds: bool,
    /// A fraction or an exponent, in seconds.
    pub(crate) fraction: bool,
    /// The token is a service account token, so that it is the API server that reads it.
    pub(crate) kubernetes: bool,
}
