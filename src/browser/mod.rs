//! The browser's services, behind plain Rust functions: nothing outside of this folder and
//! [`crate::element`] names `web_sys`, `js_sys` or `wasm_bindgen`.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod page;
pub mod panic;
pub mod zone;
