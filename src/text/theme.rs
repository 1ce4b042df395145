//! The words of the theme button.

use crate::theme::Theme;

/// Returns the label of the button, which says the theme that is chosen.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Theme: system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}
