//! What `aud` and its elements say.

use crate::facts::audience::NamedParty;
/// What `aud` says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AudienceMeaning<'a> {
    /// It holds no string.
    Nobody {
        kubernetes: bool,
    },
    Legacy(&'a [String]),
    Bound {
        audiences: &'a [String],
        class: BoundAudience<'a>,
        /// The payload breaks off in the list.
        cut: bool,
        /// It is a string, where Kubernetes writes a list.
        is_string: bool,
    },
    OtherToken(&'a [String]),
}

/// Whom a bound token is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum BoundAudience<'a> {
    /// The caller gave these audiences as the API server's.
    GivenApiServer,
    /// The issuer is among them, which by default is an audience of the API server.
    IssuersApiServer,
    /// They are most likely audiences of the API server.
    LikelyApiServer,
    /// The API server and others at once.
    Mixed,
    /// Others than the API server; the recipient, if there is only one and it is known.
    Foreign(Option<&'a NamedParty>),
}

/// What an element of `aud` says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RecipientMeaning<'a> {
    /// The caller gave it as one of the API server's audiences.
    GivenApiServer,
    /// It is the issuer as well.
    IssuersApiServer,
    LikelyApiServer,
    /// The webhook that the token was issued for.
    Webhook,
    Known(&'a NamedParty),
    Unknown(&'a str),
    /// The token is no service account token.
    OtherToken,
}
