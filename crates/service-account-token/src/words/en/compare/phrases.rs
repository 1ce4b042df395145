//! What several sentences of a comparison have in common.

use crate::facts::compare::Side;

/// Returns `first` or `second`.
pub(super) const fn ordinal(side: Side) -> &'static str {
    match side {
        Side::First => "first",
        Side::Second => "second",
    }
}
