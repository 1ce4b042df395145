//! Texts that JavaScript holds, measured before they are copied into the page's memory.
//!
//! The memory of a wasm module never shrinks, and a text that is too long to be read would be copied into
//! it for nothing. So the page asks the browser for the length first.

use js_sys::{JsString, Object, Uint8Array};
use service_account_token::MAX_INPUT_BYTES;
use wasm_bindgen::prelude::*;
use yew::AttrValue;

use crate::state::{Action, Opening};
use crate::text;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    // Not the one of web_sys, which takes a text that is already in the page's memory.
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, bytes: &Uint8Array) -> Encoded;

    #[wasm_bindgen(extends = Object)]
    type Encoded;

    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> u32;
}

/// A UTF-16 unit takes at most three bytes in UTF-8; a surrogate pair takes four.
const MOST_BYTES_OF_A_UNIT: usize = 3;

/// How many units are encoded at a time to count their bytes. Counting takes no memory but the buffer
/// for them.
const UNITS_AT_A_TIME: u32 = 64 * 1024;

/// Returns the action for a text that was pasted or dropped. It is copied only if it is short enough
/// to be read.
pub(super) fn pasted(text: &JsString) -> Action {
    match too_large(text) {
        Some(bytes) => Action::TooLarge { name: AttrValue::Static(text::LONG_TEXT_NAME), bytes },
        None => Action::Pasted(String::from(text)),
    }
}

/// Returns what opens a text at a time, in Unix seconds. It is copied only if it is short enough to be
/// read.
pub fn opening(text: &JsString, now: Option<i64>) -> Opening {
    match too_large(text) {
        None => Opening { text: Some(String::from(text)), now, ..Opening::default() },
        too_large => Opening { too_large, now, ..Opening::default() },
    }
}

/// Returns the length of a text in bytes of UTF-8 if it is too large to be read.
pub(super) fn too_large(text: &JsString) -> Option<usize> {
    if text.length() as usize * MOST_BYTES_OF_A_UNIT <= MAX_INPUT_BYTES {
        return None;
    }
    let bytes = utf8_length(text);
    (bytes > MAX_INPUT_BYTES).then_some(bytes)
}

/// Counts the bytes of UTF-8, a piece at a time.
fn utf8_length(text: &JsString) -> usize {
    let encoder = TextEncoder::new();
    // One more unit for the second half of a surrogate pair.
    let buffer = Uint8Array::new_with_length((UNITS_AT_A_TIME + 1) * MOST_BYTES_OF_A_UNIT as u32);
    let (mut at, mut bytes) = (0, 0);
    while at < text.length() {
        let mut end = at.saturating_add(UNITS_AT_A_TIME);
        // Split, the halves would count six bytes instead of four.
        if (0xD800..0xDC00).contains(&(text.char_code_at(end - 1) as u32)) {
            end += 1;
        }
        bytes += encoder.encode_into(&text.slice(at, end), &buffer).written() as usize;
        at = end;
    }
    // The buffer held pieces of the text.
    buffer.fill(0, 0, buffer.length());
    bytes
}
