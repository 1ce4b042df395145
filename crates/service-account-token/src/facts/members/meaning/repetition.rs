//! Members of one name in an object.

/// How a member is affected by a repeated name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repetition {
    pub(crate) which: Which,
    /// The API server rejects the token for it.
    pub(crate) rejected: bool,
}

/// Which of the members of one name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The last of so many, which counts.
    Last(usize),
    /// An earlier one of so many.
    Earlier(usize),
    /// It stands inside an earlier one.
    InsideEarlier,
}
