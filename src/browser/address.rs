//! What the address brings: `#token=…` to read, `#now=SECONDS` to set the clock, or both with `&`.
//!
//! A fragment is never sent to a server, but it stays in the history and on the screen, so a token
//! is taken out of the address as soon as it was read.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use crate::state::Opening;

/// Reads the fragment and takes the token out of the address.
pub fn take() -> Opening {
    let Some(window) = web_sys::window() else { return Opening::default() };
    let location = window.location();
    let fragment = location.hash().unwrap_or_default();
    let opening = parse(fragment.trim_start_matches('#'));
    if opening.token.is_some() {
        let address = location.href().unwrap_or_default();
        let clean = address.split_once('#').map_or(&*address, |(clean, _)| clean);
        if let Ok(history) = window.history() {
            // Refused where the page has no address of its own; nothing better can be done there.
            _ = history.replace_state_with_url(&JsValue::NULL, "", Some(clean));
        }
    }
    opening
}

/// Calls back each time that the fragment changes, until the listener is dropped.
pub fn on_change(callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| callback()))
}

fn parse(fragment: &str) -> Opening {
    let mut opening = Opening::default();
    for (name, value) in fragment.split('&').filter_map(|pair| pair.split_once('=')) {
        match name {
            "token" => opening.token = Some(decode(value)),
            "now" => opening.now = value.parse().ok(),
            _ => {}
        }
    }
    opening
}

/// Percent-decoded; what is not percent-encoded well stays as it stands.
fn decode(value: &str) -> String {
    js_sys::decode_uri_component(value).map_or_else(|_| value.to_owned(), String::from)
}
