//! The page's components, tested in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod app;
mod article;
mod entry;
mod export;
mod focus;
mod highlight;
mod interface;
mod keys;
mod mounted;
mod sample;
mod timeline;
mod verify;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
