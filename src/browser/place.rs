//! Where an instance of the page stands: in a document of its own, or as a guest in that of others.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget};

/// The element that an instance of the page was put into.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The element: all that the instance shows stands in it, and nothing else.
    pub element: Element,
    /// The document is not the page's own, and neither is its address.
    pub is_guest: bool,
}

impl Place {
    /// Returns the fragment with its `#`: the element's own if it has one, otherwise that of the
    /// address, which a guest never reads.
    ///
    /// If the fragment held a token, `boot.mjs` took it out of the address and put it into the page's
    /// own element, where it can be read once.
    pub(super) fn fragment(&self) -> JsString {
        let own = hash_of(&self.element);
        if self.is_guest || own.length() > 0 {
            return own;
        }
        web_sys::window().map(|window| hash_of(&window.location())).unwrap_or_default()
    }

    /// Stores the text in the element for the host's `value`, since the field is empty while it is
    /// folded. Does nothing in a page of its own.
    pub fn tell(&self, text: &str) {
        if self.is_guest {
            // Setting a property on an element does not fail.
            _ = Reflect::set(&self.element, &JsValue::from("text"), &JsValue::from(text));
        }
    }

    /// Where everything is heard of that happens in the page; a guest hears only of its own.
    pub(super) fn target(&self) -> EventTarget {
        match web_sys::window() {
            Some(window) if !self.is_guest => window.into(),
            _ => self.element.clone().into(),
        }
    }
}

/// Returns the property `hash` if it is a string, and an empty string otherwise.
fn hash_of(holder: &JsValue) -> JsString {
    let hash = Reflect::get(holder, &JsValue::from("hash")).ok();
    hash.and_then(|hash| hash.dyn_into().ok()).unwrap_or_default()
}
