//! The theme that the page wears: chosen here, kept nowhere.

use yew::AttrValue;

use super::State;
use crate::text;

/// Light or dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The one that comes next when somebody goes through them.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The value of `data-theme`; the system's needs none.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl State {
    /// Puts a theme on, and says so.
    pub(super) fn wear(&mut self, theme: Theme) {
        self.theme = theme;
        self.say(AttrValue::Static(text::theme::theme(theme)));
    }
}
