//! The clipboard. A browser may refuse access to it, or ask the user first.

use js_sys::{JsString, Promise};
use wasm_bindgen::prelude::*;

use super::{long_text, settled};
use crate::copied_text::CopiedText;
use crate::state::Action;
use crate::text;

#[wasm_bindgen]
extern "C" {
    // Bound by name, since `navigator.clipboard` is missing on pages without TLS. A call through it
    // then throws, and `catch` turns that into a refusal.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = readText)]
    fn read_text() -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Reads the text of the clipboard, and calls back with the action for it.
pub fn read(done: impl FnOnce(Action) + 'static) {
    settled(read_text(), move |text| {
        done(match text.and_then(|text| text.dyn_into::<JsString>().ok()) {
            Some(text) if text.length() > 0 => long_text::pasted(&text),
            Some(_) => Action::ReportProblem(text::CLIPBOARD_EMPTY),
            None => Action::ReportProblem(text::CLIPBOARD_REFUSED),
        });
    });
}

/// Writes a text to the clipboard, and calls back with `false` if the browser refuses.
pub fn write(text: &CopiedText, done: impl FnOnce(bool) + 'static) {
    settled(write_text(text.text()), move |written| done(written.is_some()));
}
