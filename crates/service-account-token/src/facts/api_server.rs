//! What the API server answers to a token.
//!
//! A client sees only `Unauthorized`; the messages appear in the API server's log and in the
//! `status.error` of a TokenReview. It reports the first problem it finds: form, then signature and
//! the claims' types, then issuer, audience, and last what the validator of the kind checks
//! (kubernetes/kubernetes pkg/serviceaccount/jwt.go AuthenticateToken).

/// A message of the API server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It leaves the token to the other authenticators.
    NotMine,
    /// No key fits.
    BadSignature,
    /// A time that is not a number.
    NotANumericDate,
    /// A claim of another type that its decoder cannot convert.
    CannotUnmarshal,
    /// `iat` lies in the future.
    IssuedInFuture,
    /// `sub` of a legacy token names another account than its other claims.
    SubjectInvalid,
    /// A claim of a legacy token is missing, by the API server's name for it.
    ClaimMissing(&'static str),
    /// The uid of the ServiceAccount is missing.
    AccountUidMismatch,
    /// The name of the object that the token is bound to is missing.
    Invalidated,
    /// The uid of the Secret that the token is bound to is missing.
    SecretUidMismatch,
    /// The uid of the Pod that the token is bound to is missing.
    PodUidMismatch,
    /// The uid of the Node that the token is bound to is missing.
    NodeUidMismatch,
}
