//! The clipboard. A browser may refuse it, or ask the person first.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    // Bound by name, since `navigator.clipboard` is missing on pages without TLS: calling through
    // it then throws, which `catch` turns into the refusal that it is.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = readText)]
    async fn read_text() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    async fn write_text(text: &str) -> Result<JsValue, JsValue>;
}

/// Reads the clipboard's text; `None` when the browser refuses.
pub fn read(done: impl FnOnce(Option<String>) + 'static) {
    spawn_local(async move { done(read_text().await.ok().and_then(|text| text.as_string())) });
}

/// Writes a text to the clipboard; `false` when the browser refuses.
pub fn write(text: String, done: impl FnOnce(bool) + 'static) {
    spawn_local(async move { done(write_text(&text).await.is_ok()) });
}
