//! Reads long texts in a worker, so that the page stays responsive.
//!
//! `boot.mjs` makes the worker, from files that are already there, and gives the page a function that
//! has a text read by it. Without that function the page reads the text itself.

use js_sys::{Array, Function, Uint8Array};
use service_account_token::report::Report;
use service_account_token::{Options, inspect};
use wasm_bindgen::prelude::*;

/// Has long texts read by a function of JavaScript, or reads them itself.
///
/// The function takes `(module, bytes, now, done)` and calls `done` with what [`report_bytes`] returned
/// in the worker, or without an argument if that failed. A call ends the reading before it; a call
/// without `bytes` does only that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reader(Option<Function>);

impl Reader {
    /// Has texts read by this function, or reads them itself without one.
    pub fn new(function: Option<Function>) -> Self {
        Self(function)
    }

    /// Has a text read, and calls back with its report, or with `None` if the browser could not.
    pub fn read(&self, bytes: &[u8], now: i64, done: impl FnOnce(Option<Report>) + 'static) {
        let Some(function) = &self.0 else { return done(Some(report(bytes, now))) };
        let done = Closure::once_into_js(move |bytes: Option<Uint8Array>| {
            done(bytes.and_then(|bytes| report_from(&bytes.to_vec())));
        });
        let (module, now) = (wasm_bindgen::module(), JsValue::from(now as f64));
        let arguments = Array::of4(&module, &Uint8Array::from(bytes), &now, &done);
        if function.apply(&JsValue::UNDEFINED, &arguments).is_err() {
            _ = Function::from(done).call0(&JsValue::UNDEFINED);
        }
    }

    /// Cancels the reading; its result is no longer needed.
    pub fn give_up(&self) {
        if let Some(function) = &self.0 {
            _ = function.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Reads a text in the worker, and returns its report as bytes that the page of the same build can read.
pub fn report_bytes(bytes: &[u8], now: f64) -> Vec<u8> {
    // Writing to memory cannot fail. Without bytes, the page says that the text could not be read.
    postcard::to_allocvec(&report(bytes, now as i64)).unwrap_or_default()
}

/// Returns the report that the worker sent, or `None` if the bytes are not a whole report.
fn report_from(bytes: &[u8]) -> Option<Report> {
    let (report, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(report)
}

fn report(bytes: &[u8], now: i64) -> Report {
    inspect(bytes, &Options::new().now(now))
}

#[cfg(test)]
mod tests {
    use service_account_token::report::PathKey;

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
    fn every_example_survives_the_way_from_the_worker() {
        for example in crate::examples::all() {
            let text = example.text();
            let sent = report_bytes(text.as_bytes(), NOW as f64);
            assert_eq!(report_from(&sent), Some(report(text.as_bytes(), NOW)), "{}", example.name);
        }
    }

    #[test]
    fn path_of_a_document_survives_the_way_from_the_worker() {
        let mut report = report(SAMPLE.as_bytes(), NOW);
        for token in &mut report.tokens {
            let path = vec![PathKey::Name(String::from("items")), PathKey::Index(3)];
            token.location.path = Some(vec![path, Vec::new()]);
        }
        let sent = postcard::to_allocvec(&report).unwrap();
        assert_eq!(report_from(&sent), Some(report));
    }

    #[test]
    fn incomplete_report_is_rejected() {
        let sent = report_bytes(SAMPLE.as_bytes(), NOW as f64);
        for end in (0..sent.len()).step_by(101).chain([sent.len() - 1]) {
            assert_eq!(report_from(&sent[..end]), None, "{end}");
        }
        for other in [&[&sent[..], b"x"].concat()[..], b"null", b"{}", b"[]", b"\xff"] {
            assert_eq!(report_from(other), None);
        }
    }
}
