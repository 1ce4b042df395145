//! What the address opens: `#token=…` to read, `#example=NAME`, `#now=SECONDS` to set the clock, or
//! one of the first two with the clock, joined by `&`. Beside an example, `claim=/aud` goes to the claim
//! at this JSON pointer, and `compare=NAME` compares it with another example.
//!
//! A fragment is never sent to a server, but it stays in the history and on the screen, so a token is
//! removed from the address as soon as it was read. An example is no secret and stays.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HashChangeEvent;

use super::{Root, long_text};
use crate::state::{Action, Opening};

/// Returns what the fragment opens, and removes a token from the address. Returns `None` for a fragment
/// that only names an element of the page.
pub fn take_opening(root: &Root) -> Option<Opening> {
    let fragment = root.fragment();
    if let Some(bytes) = long_text::too_large(&fragment) {
        remove_fragment(root);
        return Some(Opening { too_large: Some(bytes), ..Opening::default() });
    }
    let fragment = String::from(fragment);
    let opening = parse(&fragment);
    if opening.text.is_some() {
        remove_fragment(root);
    }
    let fragment = fragment.trim_start_matches('#');
    (fragment.is_empty() || opening != Opening::default()).then_some(opening)
}

/// Removes an example from the address.
pub fn forget_example(root: &Root) {
    if parse(&String::from(root.fragment())).example.is_some() {
        remove_fragment(root);
    }
}

/// Removes the fragment from the address and from this entry of the history. An embedded page has
/// neither.
fn remove_fragment(root: &Root) {
    let Some(window) = web_sys::window().filter(|_| !root.is_embedded) else { return };
    if let Ok(history) = window.history() {
        // Fails in a page without an address of its own, where nothing else would help.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&of_page()));
    }
}

/// Calls back with the action for the fragment each time that it changes, until the listener is dropped.
/// An embedded page has no fragment to listen to.
pub fn on_opening(root: &Root, callback: impl Fn(Action) + 'static) -> Option<EventListener> {
    let window = web_sys::window().filter(|_| !root.is_embedded)?;
    let root = root.clone();
    Some(EventListener::new(&window, "hashchange", move |event| {
        let Some(opening) = take_opening(&root) else { return };
        let old = event.dyn_ref::<HashChangeEvent>().map(HashChangeEvent::old_url);
        let old = old.and_then(|old| Some(parse(old.split_once('#')?.1))).unwrap_or_default();
        let is_same = Opening { claim: None, ..opening.clone() } == Opening { claim: None, ..old };
        callback(match opening.claim {
            // Another claim of the example that is open: its clock stays as it is.
            Some(_) if is_same => {
                Action::Open(Opening { claim: opening.claim, ..Opening::default() })
            }
            None if is_same => Action::ReturnTo(None),
            _ => Action::Open(opening),
        });
    }))
}

/// Returns the address of a claim of the example that is open.
pub(super) fn of_claim(root: &Root, pointer: &str) -> String {
    let fragment = String::from(root.fragment());
    let pairs = fragment.trim_start_matches('#').split('&');
    let kept: Vec<&str> = pairs.filter(|pair| !pair.starts_with("claim=")).collect();
    ["#", &kept.join("&"), &to_claim(pointer)].concat()
}

/// Returns the address of the page without its fragment.
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
            "token" => opening.text = Some(decode(value)),
            "example" => opening.example = Some(value.to_owned()),
            "claim" => opening.claim = Some(decode(value)),
            "compare" => opening.compare = Some(value.to_owned()),
            "now" => opening.now = value.parse().ok(),
            _ => {}
        }
    }
    // Only the claims of an example are in an address. Those of a token stay on the page.
    opening.claim = opening.claim.filter(|_| opening.example.is_some());
    opening
}

/// Returns what leads to a claim, behind the address of its example.
pub fn to_claim(pointer: &str) -> String {
    let encoded = String::from(js_sys::encode_uri_component(pointer));
    // A slash needs no encoding in a fragment, and a pointer is full of them.
    ["&claim=", &encoded.replace("%2F", "/")].concat()
}

/// Decodes percent-encoding. A text that is not valid percent-encoding stays as it is.
fn decode(value: &str) -> String {
    js_sys::decode_uri_component(value).map_or_else(|_| value.to_owned(), String::from)
}
