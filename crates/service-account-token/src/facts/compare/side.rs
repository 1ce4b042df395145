//! Which of the two tokens, and which came later.

/// One of the two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    First,
    Second,
}

/// The later of two times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Later {
    /// The token with the later time.
    pub(crate) side: Side,
    /// How much later, in seconds; never zero.
    pub(crate) seconds: i64,
}

impl Later {
    /// Returns which time is later; none if both are the same.
    pub(super) fn of(first: i64, second: i64) -> Option<Self> {
        let seconds = second.saturating_sub(first);
        let side = if seconds > 0 { Side::Second } else { Side::First };
        (seconds != 0).then_some(Self { side, seconds: seconds.saturating_abs() })
    }
}
