//! What JavaScript calls.

use js_sys::{Array, Function, JSON, Object, Reflect};
use sa_token_decoder::{compare, inspect, verdicts, verify};
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

/// Positions that no token has, in a text with one.
const NO_POSITIONS: [f64; 8] =
    [1.0, -1.0, -0.5, 0.5, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];

// {"alg":"none"} and {}
const TOKEN: &str = "eyJhbGciOiJub25lIn0.e30.";

fn with_member(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    Reflect::set(&object, &name.into(), value).unwrap();
    object.into()
}

/// A `Proxy` that throws whatever is asked of it.
fn revoked() -> JsValue {
    let script = "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy;";
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

#[wasm_bindgen_test]
async fn position_that_no_token_has_gives_none() {
    let first = [JsValue::from(0), JsValue::from(-0.0), JsValue::NULL, JsValue::UNDEFINED];
    for index in first {
        let options = with_member("index", &index);
        assert!(Array::from(&verdicts(TOKEN, &options).unwrap()).length() > 0);
        let checked = verify(TOKEN.to_owned(), JsValue::UNDEFINED, options).await.unwrap();
        assert_eq!(member(&checked, "reason"), "unsecured");
    }
    let others = [JsValue::from("0"), JsValue::TRUE];
    for index in NO_POSITIONS.map(JsValue::from).into_iter().chain(others) {
        let options = with_member("index", &index);
        assert_eq!(Array::from(&verdicts(TOKEN, &options).unwrap()).length(), 0, "{index:?}");
        let checked = verify(TOKEN.to_owned(), JsValue::UNDEFINED, options).await.unwrap();
        assert_eq!(member(&checked, "reason"), "no_token", "{index:?}");
    }
}

#[wasm_bindgen_test]
async fn options_that_throw_count_as_left_out() {
    let lists = ["apiAudiences", "issuers", "expectedAudiences", "index", "now", "secret"];
    let inside = lists.map(|name| with_member(name, &revoked()));
    for options in inside.iter().chain([&revoked()]) {
        assert!(member(&inspect(TOKEN, options).unwrap(), "tokens").is_array());
        assert!(verdicts(TOKEN, options).is_ok());
        assert!(compare(&TOKEN.into(), &TOKEN.into(), options).unwrap().is_object());
    }
    assert!(compare(&revoked(), &TOKEN.into(), &JsValue::UNDEFINED).is_err());
    let checked = verify(TOKEN.to_owned(), JsValue::UNDEFINED, revoked()).await.unwrap();
    assert_eq!(member(&checked, "reason"), "unsecured");
    assert!(verify(TOKEN.to_owned(), revoked(), JsValue::UNDEFINED).await.is_err());
}

#[wasm_bindgen_test]
fn lists_of_any_length_that_are_no_arrays_count_as_left_out() {
    let endless = with_member("length", &JsValue::from(1e15));
    let options = with_member("apiAudiences", &endless);
    assert!(member(&inspect(TOKEN, &options).unwrap(), "tokens").is_array());
    assert!(verdicts(TOKEN, &options).is_ok());
}

#[wasm_bindgen_test]
fn compare_takes_texts_and_places_in_them() {
    let token = JsValue::from_str(TOKEN);
    let place = |token: f64| {
        let place = Object::new();
        let text = JsValue::from_str("Bearer eyJhbGciOiJub25lIn0.e30.");
        Reflect::set(&place, &"text".into(), &text).unwrap();
        Reflect::set(&place, &"token".into(), &token.into()).unwrap();
        JsValue::from(place)
    };
    let comparison = compare(&token, &place(0.0), &JsValue::UNDEFINED).unwrap();
    let relation = Reflect::get_u32(&member(&comparison, "relations"), 0).unwrap();
    assert_eq!(member(&relation, "code"), "same_token");
    for nothing in NO_POSITIONS.map(place).into_iter().chain([JsValue::from_str("hello")]) {
        assert!(compare(&nothing, &token, &JsValue::UNDEFINED).unwrap().is_null());
    }
    assert!(compare(&JsValue::UNDEFINED, &token, &JsValue::UNDEFINED).is_err());
}
