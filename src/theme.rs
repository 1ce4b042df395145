//! The theme of the page: chosen by the user, stored nowhere.

/// Light, dark, or what the system prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the system prefers.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Returns the theme that the theme button switches to.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Returns the value of `data-theme`; `None` for the system's theme, which needs no attribute.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn button_cycles_through_the_themes() {
        let themes = [Theme::System, Theme::Light, Theme::Dark];
        assert_eq!(themes.map(Theme::next), [Theme::Light, Theme::Dark, Theme::System]);
        assert_eq!(themes.map(Theme::code), [None, Some("light"), Some("dark")]);
    }
}
