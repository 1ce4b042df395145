//! One status row.

use crate::facts::vocabulary::RowState;

/// What one row says, and how remarkable that is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row<T> {
    pub(crate) state: RowState,
    pub(crate) says: T,
}

impl<T> Row<T> {
    pub(super) const fn usual(says: T) -> Self {
        Self { state: RowState::Usual, says }
    }

    pub(super) const fn notable(says: T) -> Self {
        Self { state: RowState::Notable, says }
    }

    pub(super) const fn problem(says: T) -> Self {
        Self { state: RowState::Problem, says }
    }

    pub(super) const fn unknown(says: T) -> Self {
        Self { state: RowState::Unknown, says }
    }

    pub(super) fn notable_if(is_notable: bool, says: T) -> Self {
        if is_notable { Self::notable(says) } else { Self::usual(says) }
    }
}
