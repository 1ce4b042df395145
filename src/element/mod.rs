//! What JavaScript sees of the module.

use js_sys::{Array, Function, JSON, Reflect};
use service_account_token::Options;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::app::{App, AppProps};
use crate::browser::{Place, clock, reader};
use crate::export;

/// The element that the page is put into.
const ROOT_ID: &str = "app";

/// Puts the page into `#app`, in place of what stands there. `read` has long texts read by a worker
/// (see `boot.mjs`); without it the page reads them itself.
///
/// With `guest`, an element of another page, best in a shadow root of its own, it is put into that
/// one instead, and as often as one likes. It leaves the address alone then: what a `#` would bring
/// stands in `guest.hash`, and is read at the start and at each `hashchange` event of the element.
/// There it stays: who needs the element no more puts it by for the next time (see `element.mjs`).
///
/// # Errors
///
/// There is no such element.
#[wasm_bindgen]
pub fn mount(read: Option<Function>, guest: Option<Element>) -> Result<(), JsError> {
    let is_guest = guest.is_some();
    let element = guest
        .or_else(|| web_sys::window()?.document()?.get_element_by_id(ROOT_ID))
        .ok_or_else(|| JsError::new("mount: there is no element with the id \"app\""))?;
    crate::browser::panic::show_message_on_panic();
    if let Some(read) = read {
        reader::use_function(read);
    }
    let place = Place { element: element.clone(), is_guest };
    yew::Renderer::<App>::with_root_and_props(element, AppProps { place }).render();
    Ok(())
}

/// Reads a text for the page, in its worker, and returns the report as the bytes of its JSON.
#[wasm_bindgen(js_name = readApart)]
pub fn read_apart(bytes: &[u8], now: f64) -> Vec<u8> {
    reader::report_bytes(bytes, now)
}

/// Reads a text and answers with the report as a JavaScript object.
///
/// `options` may hold `now` (Unix seconds; the computer's clock if missing) and `apiAudiences` (a
/// list of strings, also accepted as `api_audiences`).
///
/// # Errors
///
/// None that a text could cause: reading never fails.
#[wasm_bindgen]
pub fn inspect(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let options = Options {
        now: Some(member(options, "now").and_then(|now| now.as_f64()).map_or_else(
            clock::now_seconds,
            // Saturates, which is what a time beyond all dates may do.
            |now| now.floor() as i64,
        )),
        api_audiences: member(options, "apiAudiences")
            .or_else(|| member(options, "api_audiences"))
            .map(|list| Array::from(&list).iter().filter_map(|item| item.as_string()).collect())
            .unwrap_or_default(),
    };
    let report = service_account_token::inspect(text.as_bytes(), &options);
    // Through `JSON.parse`, so that `__proto__` in a token is only a name.
    JSON::parse(&export::json(&report))
}

/// A member of an object, unless it is missing.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}
