//! The page: shows the report that [`service_account_token::inspect`] makes.
//!
//! Loading the module shows nothing. JavaScript calls [`element::mount`] to mount the page in an element,
//! or [`element::inspect`] to get the report without any page.
//!
//! Only [`browser`] and [`element`] name `web_sys`, `js_sys` or `wasm_bindgen`; everything else is
//! plain Rust and Yew. The modules are public so that the tests in `tests/web` can mount single
//! components.

pub mod app;
pub mod base64_view;
pub mod browser;
pub mod claim_path;
pub mod components;
pub mod copied_text;
pub mod document_text;
pub mod element;
pub mod element_ids;
pub mod examples;
pub mod export;
pub mod heading;
pub mod json_layout;
pub mod members;
pub mod relative;
pub mod share;
pub mod shared;
pub mod spans;
pub mod state;
pub mod text;
pub mod theme;
pub mod timeline;
pub mod token_rows;
pub mod verification;
pub mod visible;

pub use element::{compare, inspect, mount, verdicts, verify};

#[cfg(target_arch = "wasm32")]
use {std::alloc::System, zeroizing_alloc::ZeroAlloc};

/// Overwrites every block of the heap with zeros when it is freed, whether the page, Yew, the decoder or
/// the glue held it. So no copy of a token is left in memory that is no longer used.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
