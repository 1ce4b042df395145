//! The share sheet of the system, where there is one. It opens only on a click, and the user chooses
//! there who gets the link, or nobody.

use js_sys::{Object, Promise, Reflect, global};
use wasm_bindgen::prelude::*;

use super::settled;

#[wasm_bindgen]
extern "C" {
    // Bound by name, since most desktop browsers have none.
    #[wasm_bindgen(catch, js_namespace = ["navigator"], js_name = share)]
    fn share(data: &Object) -> Result<Promise, JsValue>;
}

/// Returns true if this browser has a share sheet.
pub fn is_there() -> bool {
    let navigator = Reflect::get(&global(), &"navigator".into()).unwrap_or_default();
    let share = Reflect::get(&navigator, &"share".into()).unwrap_or_default();
    share.is_function()
}

/// Opens the share sheet with a link. Closing it shares nothing, which needs no word.
pub fn open(title: &str, link: &str) {
    let data = Object::new();
    for (name, value) in [("title", title), ("url", link)] {
        // Setting a member of a plain object does not fail.
        _ = Reflect::set(&data, &name.into(), &value.into());
    }
    settled(share(&data), drop);
}
