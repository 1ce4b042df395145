//! The page's components, tested in a real browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn inspect_answers_with_a_report() {
    let report = sa_token_decoder::inspect("", &wasm_bindgen::JsValue::UNDEFINED);
    assert!(report.is_ok_and(|report| report.is_object()));
}
