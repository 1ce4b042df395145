//! What happens when the program panics: a plain message, and nothing of what was pasted.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use js_sys::Function;
use wasm_bindgen::JsValue;

/// The element of `index.html` with the message. `boot.mjs` shows it too.
const MESSAGE_ID: &str = "boot-failed";

thread_local! {
    /// The hosts of all mounted pages. They share one program, so none works after a panic.
    static HOSTS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// From now on, a panic shows the message and prints nothing: its own text may quote the token.
pub fn show_message_on_panic() {
    // Yew would set its own hook, which prints the text to the console.
    yew::set_custom_panic_hook(Box::new(|_: &PanicHookInfo<'_>| {
        let message = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id(MESSAGE_ID));
        if let Some(message) = message {
            _ = message.remove_attribute("hidden");
        }
        for host in HOSTS.take() {
            // A host that throws does not keep the others from being told.
            _ = host.call0(&JsValue::UNDEFINED);
        }
    }));
}

/// Calls a host after a panic, until the registration is dropped.
pub fn on_panic(host: Function) -> Registration {
    HOSTS.with_borrow_mut(|hosts| hosts.push(host.clone()));
    Registration(host)
}

/// Ends when it is dropped.
pub struct Registration(Function);

impl Drop for Registration {
    fn drop(&mut self) {
        HOSTS.with_borrow_mut(|hosts| {
            if let Some(position) = hosts.iter().position(|host| *host == self.0) {
                hosts.remove(position);
            }
        });
    }
}
