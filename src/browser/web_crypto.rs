//! Checks signatures with the Web Crypto API. Browsers, workers and Node.js have it.

use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use service_account_token::{Check, KeyBytes, Outcome, Parameters, Plan};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Bound by name, so that they are also found where there is no window.
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn import_key(
        format: &str,
        key: &Uint8Array,
        algorithm: &Object,
        extractable: bool,
        usages: &Array,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = verify)]
    fn verify(
        algorithm: &Object,
        key: &JsValue,
        signature: &Uint8Array,
        data: &Uint8Array,
    ) -> Result<Promise, JsValue>;
}

/// Runs the checks of a plan, up to the first that verifies, and returns what came of each.
pub async fn run(plan: &Plan) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for check in plan.checks() {
        let outcome = match missing() {
            Some(missing) => missing,
            None => run_check(check, plan).await.unwrap_or_else(|outcome| outcome),
        };
        outcomes.push(outcome);
        if outcome == Outcome::Verified {
            break;
        }
    }
    outcomes
}

/// Returns what a check comes to if there is no Web Crypto API. Browsers keep it from pages that came over an
/// unprotected connection.
fn missing() -> Option<Outcome> {
    let global = js_sys::global();
    let subtle = member(&global, "crypto").and_then(|crypto| member(&crypto, "subtle"));
    if subtle.is_some() {
        return None;
    }
    let is_secure = member(&global, "isSecureContext").and_then(|value| value.as_bool());
    Some(if is_secure == Some(false) { Outcome::InsecureContext } else { Outcome::NoWebCrypto })
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

async fn run_check(check: &Check, plan: &Plan) -> Result<Outcome, Outcome> {
    let algorithm = algorithm(check.parameters());
    let (format, bytes) = match check.key() {
        KeyBytes::Spki(bytes) => ("spki", bytes),
        KeyBytes::Raw(bytes) => ("raw", bytes),
    };
    let key = Uint8Array::from(bytes);
    let usages = Array::of1(&"verify".into());
    let imported = settle(import_key(format, &key, &algorithm, false, &usages)).await;
    // It may be a secret.
    key.fill(0, 0, key.length());
    let key = imported?;
    let signature = Uint8Array::from(plan.signature());
    let data = Uint8Array::from(plan.signing_input());
    let verified = settle(verify(&algorithm, &key, &signature, &data)).await?;
    Ok(if verified.as_bool() == Some(true) { Outcome::Verified } else { Outcome::NotVerified })
}

/// Returns the value of a promise. An error is never a bad signature: that is the value false.
async fn settle(promise: Result<Promise, JsValue>) -> Result<JsValue, Outcome> {
    let settled = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    settled.map_err(|error| {
        let name = member(&error, "name").and_then(|name| name.dyn_into::<JsString>().ok());
        match name.is_some_and(|name| name == "NotSupportedError") {
            true => Outcome::LacksAlgorithm,
            false => Outcome::KeyRejected,
        }
    })
}

/// Returns the parameters as the object that both functions take.
fn algorithm(parameters: Parameters) -> Object {
    let object = Object::new();
    let set = |name: &str, value: JsValue| {
        // Setting a member of a plain object does not fail.
        _ = Reflect::set(&object, &name.into(), &value);
    };
    set("name", parameters.name.into());
    if let Some(hash) = parameters.hash {
        set("hash", hash.into());
    }
    if let Some(curve) = parameters.named_curve {
        set("namedCurve", curve.into());
    }
    if let Some(length) = parameters.salt_length {
        set("saltLength", length.into());
    }
    object
}
