//! The public sample tokens, and texts made from them.

/// Bound to a Pod, extended to a year.
pub const BOUND: &str =
    include_str!("../../../crates/sa-token/tests/samples/bound-pod-extended-v1.24.jwt");

/// From a Secret that was made with its service account.
pub const LEGACY_AUTO: &str =
    include_str!("../../../crates/sa-token/tests/samples/legacy-auto-generated-v1.20.jwt");

/// From a Secret that somebody made.
pub const LEGACY_MANUAL: &str =
    include_str!("../../../crates/sa-token/tests/samples/legacy-explicit-secret-v1.24.jwt");

/// A time at which the bound sample has expired: 14 November 2023.
pub const NOW: i64 = 1_700_000_000;

/// A token that was cut inside its payload.
pub fn broken() -> String {
    BOUND.chars().take(400).collect()
}

/// Several tokens in one text.
pub fn several() -> String {
    format!("old: {LEGACY_AUTO}\nnew: {BOUND}\nby hand: {LEGACY_MANUAL}")
}
