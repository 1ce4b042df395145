//! What JavaScript sees of the module.

mod handle;
mod options;
mod verdicts;
mod verify;

use std::rc::Rc;

use js_sys::JSON;
use serde::Serialize;
use service_account_token::report::{Kind, Report, Times};
use service_account_token::{Options, Paste};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::Callback;

pub use self::handle::Handle;
use self::handle::IdsInUse;
use self::options::{function, member, position, seconds, texts};
pub use self::verdicts::verdicts;
pub use self::verify::verify;
use crate::app::AppProps;
use crate::browser::{Reader, Root, address, clock, panic, reader};
use crate::export;
use crate::state::{State, Store};

/// The element that the page is mounted in by default.
const ROOT_ID: &str = "app";

/// Mounts the page in an element, replaces its contents, and returns a handle. Any number of elements can
/// each have a page.
///
/// Without a `root` the page is mounted in `#app`, as the main content of its own document: it opens what
/// the address says. In a `root` it ignores the address and opens what the handle is asked to.
///
/// `options` may contain
///
/// - `reader`, a function that reads long texts in a worker (see [`Reader`]); without it the page reads
///   them itself;
/// - `onReady`, a function that is called once the page is mounted and listens to events;
/// - `onRead`, a function that is called after each text that the page reads. Its argument has the
///   number of `bytes` of the text, the `kind` and the `times` of the shown token, as in the report, and
///   the `count` of tokens;
/// - `onPanic`, a function that is called when the module has panicked and cannot continue.
///
/// # Errors
///
/// Errors if there is neither a `root` nor an `#app`.
#[wasm_bindgen]
pub fn mount(root: Option<Element>, options: &JsValue) -> Result<Handle, JsError> {
    let is_embedded = root.is_some();
    let element = root
        .or_else(|| web_sys::window()?.document()?.get_element_by_id(ROOT_ID))
        .ok_or_else(|| JsError::new("mount: there is no element with the id \"app\""))?;
    panic::show_message_on_panic();
    let root = Root { element, is_embedded };
    let opening = address::take_opening(&root).unwrap_or_default();
    let ids = IdsInUse::take(&root.element);
    let state = State::new(ids.ids(), opening, clock::now_seconds());
    let store = Store::new(state, clock::now_seconds);
    // The host handles its own errors.
    let on_read = function(options, "onRead").map_or_else(Callback::noop, |function| {
        Callback::from(move |state: Rc<State>| {
            _ = function.call1(&JsValue::UNDEFINED, &summary(&state));
        })
    });
    let on_ready = function(options, "onReady").map_or_else(Callback::noop, |function| {
        Callback::from(move |()| _ = function.call0(&JsValue::UNDEFINED))
    });
    let reader = Reader::new(function(options, "reader"));
    let props = AppProps { root, store, reader, on_read, on_ready };
    Ok(Handle::mount(props, function(options, "onPanic"), ids))
}

/// Reads a text for the page, in its worker, and returns the report as bytes for the page.
#[wasm_bindgen(js_name = readApart)]
pub fn read_apart(bytes: &[u8], now: f64) -> Vec<u8> {
    reader::report_bytes(bytes, now)
}

/// Reads a text and returns the report as a JavaScript object.
///
/// `options` may contain `now` (Unix seconds; the computer's clock by default) and `apiAudiences` (a list
/// of strings, also accepted as `api_audiences`).
///
/// # Errors
///
/// None that depend on the text: reading never fails.
#[wasm_bindgen]
pub fn inspect(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let now = seconds(options).unwrap_or_else(clock::now_seconds);
    let options = Options::new().now(now).api_audiences(api_audiences(options));
    let report = service_account_token::inspect(text.as_bytes(), &options);
    // Through `JSON.parse`, so that `__proto__` in a token is only a name.
    JSON::parse(&export::json(&report))
}

/// Compares two tokens and returns the comparison as a JavaScript object, or null if one of them is not there.
///
/// `first` and `second` are each a text, of which the first token is compared, or an object with a `text` and
/// the position of a `token` among those that `inspect` finds in it. `options` may contain `apiAudiences`, as
/// for [`inspect`].
///
/// # Errors
///
/// Errors if `first` or `second` is neither a string nor an object with a `text`. Comparing never fails.
#[wasm_bindgen]
pub fn compare(first: &JsValue, second: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let (first, first_token) = text_and_token(first)?;
    let (second, second_token) = text_and_token(second)?;
    let options = Options::new().api_audiences(api_audiences(options));
    let (first, second) = (Paste::read(first.as_bytes()), Paste::read(second.as_bytes()));
    match first.compare(first_token, &second, second_token, &options) {
        Some(comparison) => to_js(&comparison),
        None => Ok(JsValue::NULL),
    }
}

/// Returns the text of an argument, and the position of the token in it.
fn text_and_token(argument: &JsValue) -> Result<(String, usize), JsError> {
    let text = argument.as_string().or_else(|| member(argument, "text")?.as_string());
    let text = text.ok_or_else(|| JsError::new("compare: expected a text or { text, token }"))?;
    Ok((text, position(argument, "token")))
}

/// Returns a value as a JavaScript object.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    // Writing to memory does not fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    // Through `JSON.parse`, so that `__proto__` in a token is only a name.
    JSON::parse(&json)
}

/// Facts about a text for its host, without the text or any name in it.
#[derive(Serialize)]
struct Summary<'a> {
    bytes: usize,
    kind: Option<Kind>,
    times: Option<&'a Times>,
    count: usize,
}

fn summary(state: &State) -> JsValue {
    let token = state.token();
    let (kind, times) = (token.map(|token| token.kind), token.map(|token| &token.times));
    let Report { input, tokens, .. } = &*state.document.report;
    let summary = Summary { bytes: input.bytes, kind, times, count: tokens.len() };
    // Neither writing to memory nor reading what was written fails.
    let json = serde_json::to_string(&summary).unwrap_or_default();
    JSON::parse(&json).unwrap_or_default()
}

/// Returns the texts in the member `apiAudiences` of an object.
fn api_audiences(options: &JsValue) -> Vec<String> {
    let is_there = member(options, "apiAudiences").is_some();
    texts(options, if is_there { "apiAudiences" } else { "api_audiences" })
}
