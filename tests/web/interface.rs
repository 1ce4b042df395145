//! What JavaScript calls.

use js_sys::{JSON, Reflect};
use sa_token_decoder::{compare, inspect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn report(text: &str, options: &str) -> JsValue {
    let options =
        if options.is_empty() { JsValue::UNDEFINED } else { JSON::parse(options).unwrap() };
    inspect(text, &options).unwrap()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

#[wasm_bindgen_test]
fn inspect_returns_a_report() {
    let report = report("", "");
    assert_eq!(member(&report, "version").as_f64(), Some(1.0));
    assert!(member(&report, "tokens").is_array());
}

#[wasm_bindgen_test]
fn inspect_uses_the_given_clock() {
    assert_eq!(member(&report("", r#"{"now":1700000000}"#), "now").as_f64(), Some(1_700_000_000.0));
}

#[wasm_bindgen_test]
fn inspect_uses_the_computers_clock_by_default() {
    let now = member(&report("", r#"{"apiAudiences":["a"]}"#), "now").as_f64().unwrap();
    assert!((now - js_sys::Date::now() / 1000.0).abs() < 60.0);
}

#[wasm_bindgen_test]
fn compare_takes_texts_and_places_in_them() {
    // {"alg":"none"} and {}
    let token = JsValue::from_str("eyJhbGciOiJub25lIn0.e30.");
    let place = |token: f64| {
        let place = js_sys::Object::new();
        let text = JsValue::from_str("Bearer eyJhbGciOiJub25lIn0.e30.");
        Reflect::set(&place, &"text".into(), &text).unwrap();
        Reflect::set(&place, &"token".into(), &token.into()).unwrap();
        JsValue::from(place)
    };
    let comparison = compare(&token, &place(0.0), &JsValue::UNDEFINED).unwrap();
    let relation = Reflect::get_u32(&member(&comparison, "relations"), 0).unwrap();
    assert_eq!(member(&relation, "code"), "same_token");
    for nothing in [place(1.0), place(f64::MAX), JsValue::from_str("hello")] {
        assert!(compare(&nothing, &token, &JsValue::UNDEFINED).unwrap().is_null());
    }
    assert!(compare(&JsValue::UNDEFINED, &token, &JsValue::UNDEFINED).is_err());
}
