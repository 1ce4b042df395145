//! The browser's services, behind plain Rust functions. Only this folder and [`crate::element`] name
//! `web_sys`, `js_sys` or `wasm_bindgen`.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod files;
pub mod highlight;
pub mod long_text;
pub mod menus;
pub mod own_page;
pub mod page;
pub mod panic;
pub mod reader;
mod root;
pub mod roving;
pub mod sections;
pub mod share_sheet;
pub mod signatures;
mod steps;
pub mod ticking;
pub mod web_crypto;
pub mod zone;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

pub use self::reader::Reader;
pub use self::root::Root;
pub use self::steps::Steps;

/// Calls back with the value of a promise, or with `None` if it is rejected or was never made.
fn settled(promise: Result<Promise, JsValue>, done: impl FnOnce(Option<JsValue>) + 'static) {
    let done: Box<dyn FnOnce(Option<JsValue>)> = Box::new(done);
    match promise {
        Ok(promise) => spawn_local(async move { done(JsFuture::from(promise).await.ok()) }),
        Err(_) => done(None),
    }
}
