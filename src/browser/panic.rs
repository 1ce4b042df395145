//! What happens when the program fails: a plain message, and nothing of what was pasted.

use std::panic::PanicHookInfo;

/// The element of `index.html` with the message; `boot.mjs` shows it too.
const MESSAGE_ID: &str = "boot-failed";

/// From now on a panic shows the message and prints nothing: its own text may quote the token.
pub fn show_message_on_panic() {
    // Yew would otherwise set its own hook, which prints the text to the console.
    yew::set_custom_panic_hook(Box::new(|_: &PanicHookInfo<'_>| {
        let message = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id(MESSAGE_ID));
        if let Some(message) = message {
            _ = message.remove_attribute("hidden");
        }
    }));
}
