//! Reads long texts beside the page, in a worker, so that the page goes on answering.
//!
//! `boot.mjs` makes the worker, out of files that are there already, and gives the page a function
//! that has a text read by it. Without that function the page reads the text itself.

use std::cell::OnceCell;

use js_sys::{Array, Function, Uint8Array};
use service_account_token::report::Report;
use service_account_token::{Options, inspect};
use wasm_bindgen::prelude::*;

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
        done(bytes.and_then(|bytes| report_from(&bytes.to_vec())));
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

/// Reads a text in the worker, and returns its report as the bytes of its JSON.
pub fn report_bytes(bytes: &[u8], now: f64) -> Vec<u8> {
    // Writing to memory cannot fail; without bytes the page says that the text could not be read.
    serde_json::to_vec(&report(bytes, now as i64)).unwrap_or_default()
}

/// Returns the report that the worker sent, or `None` if the bytes are not a report.
fn report_from(json: &[u8]) -> Option<Report> {
    serde_json::from_slice(json).ok()
}

fn report(bytes: &[u8], now: i64) -> Report {
    inspect(bytes, &Options { now: Some(now), ..Options::default() })
}

fn reader() -> Option<Function> {
    READER.with(|reader| reader.get().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_660_910_400;
    const SAMPLE: &str = include_str!(
        "../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
    );

    #[test]
    fn worker_sends_the_report_that_the_page_would_make() {
        for text in [SAMPLE.as_bytes(), b"", b"no token", b"\xff\xfea\0"] {
            let sent = report_bytes(text, NOW as f64);
            assert_eq!(report_from(&sent), Some(report(text, NOW)));
        }
    }

    #[test]
    fn anything_but_a_whole_report_is_no_report() {
        let sent = report_bytes(SAMPLE.as_bytes(), NOW as f64);
        for end in (0..sent.len()).step_by(101).chain([sent.len() - 1]) {
            assert_eq!(report_from(&sent[..end]), None, "{end}");
        }
        for other in [&[&sent[..], b"x"].concat()[..], b"null", b"{}", b"[]", b"\xff"] {
            assert_eq!(report_from(other), None);
        }
    }
}
