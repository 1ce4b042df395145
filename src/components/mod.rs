//! The components, one a file, named as what a person sees.
//!
//! Props are plain values that can be compared, so a component is rendered again only if what it shows
//! changed. A view without a state of its own that is part of one component is a plain function.

pub mod acceptance;
pub mod asked;
pub mod button;
pub mod bytes;
pub mod certainty_mark;
pub mod claim;
pub mod claim_link;
pub mod claim_menu;
pub mod claims;
pub mod clock_note;
pub mod code_block;
pub mod comparison;
pub mod controls;
pub mod copy_button;
pub mod covered;
pub mod document_view;
pub mod ends;
pub mod evidence;
pub mod examples;
pub mod exports;
pub mod facts;
pub mod field;
pub mod field_buttons;
pub mod finding;
pub mod findings;
pub mod first_step;
pub mod headline;
pub mod highlighted;
pub mod icon;
pub mod identity;
pub mod json;
pub mod keys;
pub mod legend;
pub mod live_region;
pub mod masthead;
pub mod menu;
pub mod moment;
pub mod nothing_found;
pub mod prose;
pub mod provenance;
pub mod relative_time;
pub mod remedies;
pub mod section;
pub mod section_nav;
pub mod status_rows;
pub mod text_area;
pub mod theme_button;
pub mod timeline;
pub mod token_article;
pub mod token_list;
pub mod token_view;
pub mod visible_text;
pub mod welcome;

pub use prose::prose;
pub use visible_text::{visible_lines, visible_name, visible_text};
