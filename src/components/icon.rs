//! The icons: one family, drawn with one pen on a grid of 24.
//!
//! They only repeat the words beside them, so they are hidden from assistive technology.

use service_account_token::report::{Kind, RowState, Severity};
use yew::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A bound token: two links of a chain.
    Bound,
    /// A legacy token: a key.
    Legacy,
    /// Another token: a tag.
    Other,
    /// A torn sheet.
    Unreadable,
    /// Everything is as usual: a check mark in a circle.
    Usual,
    /// Worth a look: an exclamation mark in a triangle.
    Notable,
    /// Something is wrong: a cross in an octagon.
    Problem,
    /// Unknown: a question mark in a circle.
    Unknown,
    /// Worth knowing: an i in a circle.
    Notice,
    /// Two sheets.
    Copy,
    /// A lock.
    Lock,
    /// A clock.
    Clock,
    /// A circle, half of it filled: light and dark.
    Half,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
}

impl From<Kind> for Icon {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Legacy => Self::Legacy,
            Kind::Bound => Self::Bound,
            Kind::Other => Self::Other,
            Kind::Unreadable => Self::Unreadable,
        }
    }
}

impl From<RowState> for Icon {
    fn from(state: RowState) -> Self {
        match state {
            RowState::Usual => Self::Usual,
            RowState::Notable => Self::Notable,
            RowState::Problem => Self::Problem,
            RowState::Unknown => Self::Unknown,
        }
    }
}

impl From<Severity> for Icon {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Problem,
            Severity::Warning => Self::Notable,
            Severity::Notice => Self::Notice,
        }
    }
}

impl Icon {
    /// Returns the path of the pen. A dot is a line without length, of which only the round ends are
    /// drawn.
    fn path(self) -> &'static str {
        match self {
            Self::Bound => "M10 7H7.5a5 5 0 0 0 0 10H10M14 7h2.5a5 5 0 0 1 0 10H14M8 12h8",
            Self::Legacy => {
                "M12 15.5a4.5 4.5 0 1 1-1.2-3.2L20 4M16.5 7.2l3 3M14 9.5l2 2M7.5 15.5h.01"
            }
            Self::Other => {
                "M4 4.5h7.5L20 13a1.5 1.5 0 0 1 0 2l-5 5a1.5 1.5 0 0 1-2 0L4 11.5zM8.2 8.5h.01"
            }
            Self::Unreadable => "M5.5 20V3.5h8l5 5V20l-3.2-3.2L12 20l-3.3-3.2zM13.5 3.5v5h5",
            Self::Usual => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.5l2.7 2.7L16 9.5",
            Self::Notable => "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.01",
            Self::Problem => "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM9 9l6 6M15 9l-6 6",
            Self::Unknown => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.2 9.5a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2.9-1.2 1.9M12 17v.01"
            }
            Self::Notice => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.6v.01",
            Self::Copy => "M9 9h11v11H9zM15 5.5V4H4v11h1.5",
            Self::Lock => "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
            Self::Half => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18v18M12 7.5h4.5M12 12h6M12 16.5h4.5",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Moon => "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7",
        }
    }
}

/// Shows an icon in the color and at the size of the text around it.
pub fn glyph(icon: impl Into<Icon>) -> Html {
    drawing(icon.into().path())
}

fn drawing(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}
