//! One view a file, named as what a person sees.
//!
//! The page is one component, [`crate::app::App`]; the views are functions from plain values to
//! `Html`. Only [`relative_time`] and [`claims`] are components too: the first updates itself while it
//! is in view, and the second may be long. More components would not save any rendering, since the
//! state changes only when the difference is visible.

pub mod button;
pub mod bytes;
pub mod claim;
pub mod claim_link;
pub mod claims;
pub mod clock_note;
pub mod code_block;
pub mod copy_button;
pub mod covered;
pub mod ends;
pub mod evidence;
pub mod examples;
pub mod exports;
pub mod facts;
pub mod field;
pub mod field_buttons;
pub mod finding;
pub mod findings;
pub mod icon;
pub mod identity;
pub mod legend;
pub mod light;
pub mod live_region;
pub mod masthead;
pub mod moment;
pub mod nothing_found;
pub mod origin;
pub mod prose;
pub mod raw_json;
pub mod relative_time;
pub mod remedies;
pub mod section;
pub mod status_rows;
pub mod text_area;
pub mod theme_button;
pub mod timeline;
pub mod token_article;
pub mod token_list;
pub mod token_view;
pub mod visible_text;
pub mod welcome;

use yew::{Callback, MouseEvent};

pub use prose::prose;
pub use visible_text::{visible_lines, visible_name, visible_text};

use crate::state::{Action, State};

/// What a view that can be acted on gets beside what it shows.
#[derive(Clone, Copy)]
pub struct Ui<'a> {
    /// All that the page knows.
    pub state: &'a State,
    /// Where to send what somebody did.
    pub dispatch: &'a Callback<Action>,
}

impl Ui<'_> {
    /// What a click does.
    pub fn on_click(self, action: Action) -> Callback<MouseEvent> {
        self.dispatch.reform(move |_| action.clone())
    }
}
