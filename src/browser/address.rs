//! What the address brings: `#token=…` to read, `#example=NAME` to open, `#now=SECONDS` to set the
//! clock, or one of the two and the clock with `&`.
//!
//! A fragment is never sent to a server, but it stays in the history and on the screen, so a token
//! is taken out of the address as soon as it was read. An example is no secret and stays.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use super::{Place, long_text};
use crate::state::Opening;

/// Reads the fragment and takes the token out of the address; nothing for a fragment that only
/// names a place in the page.
pub fn take(place: &Place) -> Option<Opening> {
    let fragment = place.fragment();
    if let Some(bytes) = long_text::too_large(&fragment) {
        forget(place);
        return Some(Opening { too_large: Some(bytes), ..Opening::default() });
    }
    let fragment = String::from(fragment);
    let opening = parse(&fragment);
    if opening.token.is_some() {
        forget(place);
    }
    let fragment = fragment.trim_start_matches('#');
    (fragment.is_empty() || opening != Opening::default()).then_some(opening)
}

/// Takes an example out of the address.
pub fn forget_example(place: &Place) {
    if parse(&String::from(place.fragment())).example.is_some() {
        forget(place);
    }
}

/// Takes the fragment out of the address and out of this place in the history; a guest has neither.
fn forget(place: &Place) {
    let Some(window) = web_sys::window().filter(|_| !place.is_guest) else { return };
    if let Ok(history) = window.history() {
        // Refused where the page has no address of its own; nothing better can be done there.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&of_page()));
    }
}

/// Calls back each time that the fragment changes, until the listener is dropped.
pub fn on_change(place: &Place, callback: impl Fn() + 'static) -> EventListener {
    EventListener::new(&place.target(), "hashchange", move |_| callback())
}

/// The address of the page without its fragment.
pub fn of_page() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let mut href = href.unwrap_or_default();
    href.truncate(href.find('#').unwrap_or(href.len()));
    href
}

fn parse(fragment: &str) -> Opening {
    let mut opening = Opening::default();
    for (name, value) in
        fragment.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='))
    {
        match name {
            "token" => opening.token = Some(decode(value)),
            "example" => opening.example = Some(value.to_owned()),
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
