//! Reads what JavaScript passes in an object. Whatever has another type than it should counts as left out, and
//! nothing here throws, not even for a revoked `Proxy`.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Those of `js_sys` do not catch what a `Proxy` throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(list: &JsValue) -> Result<Array, JsValue>;
}

/// Returns a member of an object unless it is missing.
pub(super) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}

/// Returns a member of an object that is a function.
pub(super) fn function(options: &JsValue, name: &str) -> Option<Function> {
    member(options, name)?.dyn_into().ok()
}

/// Returns the member `now` of an object.
pub(super) fn seconds(options: &JsValue) -> Option<i64> {
    // The cast saturates, which is right for a time beyond all dates.
    member(options, "now")?.as_f64().map(|now| now.floor() as i64)
}

/// Returns the position of a token in a member of an object: 0 if it is missing, and one that no token has if it
/// is no whole number from 0 on.
pub(super) fn position(options: &JsValue, name: &str) -> usize {
    let Some(position) = member(options, name) else { return 0 };
    match position.as_f64() {
        // The cast saturates.
        Some(position) if position >= 0.0 && position.fract() == 0.0 => position as usize,
        _ => usize::MAX,
    }
}

/// Returns the strings of a list in a member of an object.
pub(super) fn texts(options: &JsValue, name: &str) -> Vec<String> {
    let list = member(options, name).and_then(|value| array(&value));
    list.into_iter().flatten().filter_map(|item| item.as_string()).collect()
}

/// Returns a copy of a value that is an array. What else `Array.from` takes may have any length.
pub(super) fn array(value: &JsValue) -> Option<Array> {
    is_array(value).is_ok_and(|is_array| is_array).then(|| array_from(value).ok()).flatten()
}
