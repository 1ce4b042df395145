//! One view a file, named as what a person sees.
//!
//! What holds state, or what must not render again with the root each second, is a component. The
//! rest are functions from plain values to `Html`: a component costs about 3 KB of wasm.

pub mod certainty_legend;
pub mod claim;
pub mod claim_link;
pub mod claims;
pub mod clock_note;
pub mod code_block;
pub mod copy_button;
pub mod drop_zone;
pub mod ends;
pub mod evidence;
pub mod facts;
pub mod field;
pub mod field_buttons;
pub mod finding;
pub mod findings;
pub mod icon;
pub mod identity;
pub mod live_region;
pub mod masthead;
pub mod moment;
pub mod nothing_found;
pub mod origin;
pub mod prose;
pub mod raw_json;
pub mod remedies;
pub mod section;
pub mod status_rows;
pub mod text_area;
pub mod token_article;
pub mod token_list;
pub mod token_view;
pub mod visible_text;
pub mod welcome;

use yew::{Callback, hook, use_context};

pub use copy_button::CopyButton;
pub use prose::prose;
pub use visible_text::{visible_lines, visible_text};

use crate::state::Action;

/// Where a component sends what somebody did.
#[hook]
pub fn use_dispatch() -> Callback<Action> {
    // Without a root around it (in a test of a single component) nothing happens.
    use_context().unwrap_or_else(Callback::noop)
}
