//! Words of the choice of a theme.

use crate::state::Theme;

/// What the button is called: what is chosen.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}
