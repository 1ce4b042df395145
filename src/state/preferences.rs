//! What holds for everything on the page while it is open. Nothing of it is stored.

use super::clock::Clock;
use crate::theme::Theme;

/// The clock and the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The clock.
    pub clock: Clock,
    /// The theme.
    pub theme: Theme,
}
