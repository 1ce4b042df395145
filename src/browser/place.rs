//! Where an instance of the page stands: in a document of its own, or as a guest in that of others.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
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
    /// What stands after the `#` of the address, or what the element has in its place.
    pub(super) fn fragment(&self) -> String {
        let location = || web_sys::window().map(|window| Object::from(window.location()));
        let holder = if self.is_guest { Some(self.element.clone().into()) } else { location() };
        let hash = holder.and_then(|holder| Reflect::get(&holder, &JsValue::from("hash")).ok());
        let hash = hash.and_then(|hash| hash.as_string()).unwrap_or_default();
        hash.trim_start_matches('#').to_owned()
    }

    /// Where everything is heard of that happens in the page; a guest hears only of its own.
    pub(super) fn target(&self) -> EventTarget {
        match web_sys::window() {
            Some(window) if !self.is_guest => window.into(),
            _ => self.element.clone().into(),
        }
    }
}
