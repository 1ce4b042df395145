//! `verify`: checks the signature of a token with keys that the caller has.

use js_sys::{JSON, Uint8Array};
use service_account_token::{Keys, Paste, verification};
use wasm_bindgen::prelude::*;

use super::options::{array, member, position};
use super::to_js;
use crate::browser::web_crypto;

/// Checks the signature of a token, and returns a promise of what it proves as a JavaScript object.
///
/// `text` is any text with a token. `keys` is a text with keys (JWKS, JWK, PEM, certificates, base64 of
/// these), an object (a JWKS or a JWK), or an array of texts and objects. `options` may contain the `index` of
/// the token among those that `inspect` finds, and an HMAC `secret` (a string or a `Uint8Array`).
///
/// # Errors
///
/// Errors if `keys` is something else. Nothing in a text or a key is an error.
#[wasm_bindgen]
pub async fn verify(text: String, keys: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let texts = texts(&keys)?;
    let mut keys = Keys::read_all(texts.iter().map(String::as_str));
    if let Some(secret) = member(&options, "secret") {
        keys.add_secret(&secret_bytes(&secret)?);
    }
    let plan = Paste::read(text.as_bytes()).plan(position(&options, "index"), &keys);
    let outcomes = web_crypto::run(&plan).await;
    to_js(&verification(&plan, &keys, &outcomes))
}

/// Returns the texts with keys.
fn texts(keys: &JsValue) -> Result<Vec<String>, JsError> {
    if keys.is_null() || keys.is_undefined() {
        return Ok(Vec::new());
    }
    match array(keys) {
        Some(list) => list.iter().map(|keys| text(&keys)).collect(),
        None => Ok(vec![text(keys)?]),
    }
}

fn text(keys: &JsValue) -> Result<String, JsError> {
    if let Some(text) = keys.as_string() {
        return Ok(text);
    }
    let json = keys.is_object().then(|| JSON::stringify(keys).ok()).flatten();
    json.and_then(|json| json.as_string()).ok_or_else(|| {
        JsError::new("verify: expected keys as a text, an object or an array of these")
    })
}

fn secret_bytes(secret: &JsValue) -> Result<Vec<u8>, JsError> {
    match (secret.as_string(), secret.dyn_ref::<Uint8Array>()) {
        (Some(text), _) => Ok(text.into_bytes()),
        (None, Some(bytes)) => Ok(bytes.to_vec()),
        (None, None) => Err(JsError::new("verify: expected a secret as a text or a Uint8Array")),
    }
}
