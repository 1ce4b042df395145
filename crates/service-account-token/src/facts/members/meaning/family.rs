//! Which family a token is of.

/// The two families of service account tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Legacy,
    Bound,
}
