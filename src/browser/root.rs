//! The element that a page is mounted in, in its own document or in a host page.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget};

/// The element that a page is mounted in.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    /// The element that contains the whole page and nothing else.
    pub element: Element,
    /// The document and its address belong to a host page.
    pub is_embedded: bool,
}

impl Root {
    /// Returns the fragment of the address with its `#`; empty for an embedded page.
    ///
    /// If the fragment held a token, `boot.mjs` took it out of the address and put it into the property
    /// `hash` of the element, where it can be read once.
    pub(super) fn fragment(&self) -> JsString {
        if self.is_embedded {
            return JsString::default();
        }
        let handed_over = hash_of(&self.element);
        if handed_over.length() > 0 {
            return handed_over;
        }
        web_sys::window().map(|window| hash_of(&window.location())).unwrap_or_default()
    }

    /// Returns the target of events to listen to: the window, or the element of an embedded page.
    pub(super) fn event_target(&self) -> EventTarget {
        match web_sys::window() {
            Some(window) if !self.is_embedded => window.into(),
            _ => self.element.clone().into(),
        }
    }
}

/// Returns the property `hash` if it is a string, and an empty string otherwise.
fn hash_of(holder: &JsValue) -> JsString {
    let hash = Reflect::get(holder, &JsValue::from("hash")).ok();
    hash.and_then(|hash| hash.dyn_into().ok()).unwrap_or_default()
}
