//! What happens when the program fails while it is developed: a plain message, and the place.
//!
//! The page that is built to be used has no texts of panics in it at all (xtask/src/panics.rs): the
//! program stops at once, and `boot.mjs` shows the message.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// The element of `index.html` that says so; `boot.mjs` shows it too.
const MESSAGE_ID: &str = "boot-failed";

/// From now on a panic shows the message. The panic's own text may quote the token, so only the
/// place in the source is written to the console.
pub fn show_message_on_panic() {
    // Through Yew, which would else put its own hook in place, with the panic's text.
    yew::set_custom_panic_hook(Box::new(|info: &PanicHookInfo| {
        if let Some(place) = info.location() {
            console_error(&format!("panic at {}:{}", place.file(), place.line()));
        }
        let message = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id(MESSAGE_ID));
        if let Some(message) = message {
            _ = message.remove_attribute("hidden");
        }
    }));
}
