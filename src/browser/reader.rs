//! Reads long texts beside the page, in a worker, so that the page goes on answering.
//!
//! `boot.mjs` makes the worker, out of files that are there already, and gives the page a function
//! that has a text read by it. Without that function the page reads the text itself.

use std::cell::OnceCell;

use js_sys::{Array, Function, Uint8Array};
use sa_token::report::Report;
use sa_token::{Options, inspect};
use wasm_bindgen::prelude::*;

use crate::wire;

thread_local! {
    static READER: OnceCell<Function> = const { OnceCell::new() };
}

/// From now on this function has texts read: `(module, bytes, now, done)`. It calls `done` with
/// what [`report_bytes`] gave there, or with nothing, and without bytes it gives up what it does.
pub fn use_function(reader: Function) {
    // The first one stays.
    _ = READER.with(|known| known.set(reader));
}

/// Has a text read, and calls back with its report; with none if the browser could not.
pub fn read(bytes: &[u8], now: i64, done: impl FnOnce(Option<Report>) + 'static) {
    let Some(reader) = reader() else { return done(Some(report(bytes, now))) };
    let done = Closure::once_into_js(move |bytes: Option<Uint8Array>| {
        done(bytes.and_then(|bytes| wire::from_bytes(&bytes.to_vec())));
    });
    let bytes = Uint8Array::from(bytes);
    let arguments = Array::of4(&wasm_bindgen::module(), &bytes, &JsValue::from(now as f64), &done);
    if reader.apply(&JsValue::UNDEFINED, &arguments).is_err() {
        _ = Function::from(done).call0(&JsValue::UNDEFINED);
    }
}

/// Nobody waits for the text that is being read.
pub fn give_up() {
    if let Some(reader) = reader() {
        _ = reader.call0(&JsValue::UNDEFINED);
    }
}

/// What happens in the worker: the report of a text, as bytes for [`wire::from_bytes`].
pub fn report_bytes(bytes: &[u8], now: f64) -> Vec<u8> {
    wire::to_bytes(&report(bytes, now as i64))
}

fn report(bytes: &[u8], now: i64) -> Report {
    inspect(bytes, &Options { now: Some(now), ..Options::default() })
}

fn reader() -> Option<Function> {
    READER.with(|reader| reader.get().cloned())
}
