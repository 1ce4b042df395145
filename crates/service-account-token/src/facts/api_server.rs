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
    /// An `aud` that is neither a string nor a list of strings.
    NotAnAudience,
    /// A claim of another type that its decoder cannot convert.
    CannotUnmarshal,
    /// A `crit` that is no list of strings: it does not get as far as the signature.
    CriticalUndecodable,
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

/// What any API server makes of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// No API server accepts it as it stands: by its form, its header, the types of its claims, or
    /// what its validator misses. A foreign audience, the end of its time and a cut are no such
    /// refusal.
    pub(crate) refused: bool,
    /// Nothing in the token keeps an API server from reading what the validator of its kind reads:
    /// the times of a bound token first. This says nothing about its signature.
    pub(crate) reaches_validator: bool,
}
