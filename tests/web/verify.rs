//! Checking signatures with the browser's cryptography.

#![expect(clippy::indexing_slicing, reason = "a test may fail")]

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use sa_token_decoder::{examples, verify};
use serde::Deserialize;
use service_account_token::report::{
    KeyForm, Verification, VerificationReason as Reason, VerificationStatus as Status,
};
use service_account_token::{Paste, inspect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The public keys of the examples.
const EXAMPLE_KEYS: &str = include_str!("../../www/examples/jwks.json");

/// An example of an RFC.
#[derive(Deserialize)]
struct Vector {
    name: String,
    token: String,
    key: serde_json::Value,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("../../crates/service-account-token/tests/keys/vectors.json");
    serde_json::from_str(text).unwrap()
}

async fn check(text: &str, keys: &JsValue, options: &JsValue) -> Verification {
    let result = verify(text.to_owned(), keys.clone(), options.clone()).await.unwrap();
    let json = JSON::stringify(&result).unwrap().as_string().unwrap();
    serde_json::from_str(&json).unwrap()
}

async fn check_text(text: &str, keys: &str) -> Verification {
    check(text, &keys.into(), &JsValue::UNDEFINED).await
}

/// Returns the token with one bit changed in each part, in turn.
fn changed(token: &str) -> Vec<String> {
    let dots: Vec<_> = token.match_indices('.').map(|(at, _)| at).collect();
    let mut all = Vec::new();
    // The second character of the header, since the first says that it is one; the first of the others.
    for at in [dots[0] - 3, dots[0] + 1, dots[1] + 1, token.len() - 3] {
        let character = token.as_bytes()[at];
        let flipped = match character {
            b'A'..=b'Z' | b'a'..=b'z' => character ^ 0x20,
            _ => b'A',
        };
        let mut bytes = token.as_bytes().to_vec();
        bytes[at] = flipped;
        all.push(String::from_utf8(bytes).unwrap());
    }
    all
}

#[wasm_bindgen_test]
async fn examples_of_the_rfcs_are_signed_and_changed_ones_are_not() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 9);
    for Vector { name, token, key } in vectors {
        let key = key.to_string();
        let result = check_text(&token, &key).await;
        assert_eq!((result.status, &*result.reason), (Status::Signed, "signed"), "{name}");
        for token in changed(&token) {
            let result = check_text(&token, &key).await;
            assert_ne!(result.status, Status::Signed, "{name}: {token}");
        }
    }
}

#[wasm_bindgen_test]
async fn changed_payload_and_signature_are_bad_signatures() {
    for Vector { name, token, key } in vectors() {
        let [_, payload, signature, _] = changed(&token).try_into().unwrap();
        for token in [payload, signature] {
            let result = check_text(&token, &key.to_string()).await;
            assert_eq!(result.status, Status::BadSignature, "{name}: {token}");
        }
    }
}

#[wasm_bindgen_test]
async fn every_example_is_signed_by_a_committed_key_if_its_key_is_public() {
    let mut signed = 0;
    for example in examples::all() {
        let text = example.text();
        for index in 0..Paste::read(text.as_bytes()).tokens().len() {
            let options = Object::new();
            Reflect::set(&options, &"index".into(), &JsValue::from(index as u32)).unwrap();
            let result = check(&text, &EXAMPLE_KEYS.into(), &options).await;
            let reason = result.reason.known().unwrap();
            match result.status {
                Status::Signed => {
                    signed += 1;
                    assert_eq!(reason, Reason::Signed, "{}", example.name);
                    let key = result.key.unwrap();
                    let kid = key.kid.filter(|kid| kid.len() == 43);
                    assert!(kid.is_none() || kid == key.kubernetes_kid, "{}", example.name);
                }
                // What the examples show: no signature, a cut one, one with a secret.
                Status::NotCheckable | Status::Refused => assert!(
                    matches!(
                        reason,
                        Reason::DecodedClaims
                            | Reason::Encrypted
                            | Reason::CutOff
                            | Reason::SignatureLeftOut
                            | Reason::SignatureLength
                            | Reason::Unsecured
                            | Reason::AlgorithmNotOfKey
                    ),
                    "{}: {reason}",
                    example.name
                ),
                _ => panic!("{}: {reason}", example.name),
            }
        }
    }
    assert!(signed > 50, "{signed}");
}

#[wasm_bindgen_test]
async fn keys_are_texts_objects_or_arrays_of_them() {
    let [.., last] = <[Vector; 9]>::try_from(vectors()).ok().unwrap();
    let Vector { token, key, .. } = vectors().swap_remove(2);
    let object = JSON::parse(&key.to_string()).unwrap();
    let set = JSON::parse(&format!(r#"{{"keys":[{}]}}"#, last.key)).unwrap();
    for (keys, form, text) in [
        (object.clone(), KeyForm::Jwk, 0),
        (Array::of2(&set, &object).into(), KeyForm::Jwk, 1),
        (Array::of2(&"hello".into(), &object).into(), KeyForm::Jwk, 1),
    ] {
        let result = check(&token, &keys, &JsValue::UNDEFINED).await;
        assert_eq!(result.status, Status::Signed);
        let source = result.key.unwrap().source;
        assert_eq!((source.form, source.text), (form, text));
    }
    for nothing in [JsValue::UNDEFINED, JsValue::NULL, Array::new().into()] {
        assert_eq!(check(&token, &nothing, &JsValue::UNDEFINED).await.reason, *"no_keys");
    }
    assert!(verify(token, JsValue::from(1), JsValue::UNDEFINED).await.is_err());
}

#[wasm_bindgen_test]
async fn secret_is_a_text_or_bytes() {
    // {"alg":"HS256"} and {}, signed with 32 times the letter s
    let secret = "s".repeat(32);
    let token = "eyJhbGciOiJIUzI1NiJ9.e30.uextm6CLddetUSIB4D-xujYR8dpiElN25hxY5r3_EGo";
    for value in [JsValue::from_str(&secret), Uint8Array::from(secret.as_bytes()).into()] {
        let options = Object::new();
        Reflect::set(&options, &"secret".into(), &value).unwrap();
        let result = check(token, &JsValue::NULL, &options).await;
        assert_eq!(result.status, Status::Signed);
        let key = result.key.unwrap();
        assert_eq!((key.key_type.as_str(), key.source.form), ("HMAC", KeyForm::Secret));
        assert_eq!((key.thumbprint, key.kubernetes_kid), (None, None));
    }
}

#[wasm_bindgen_test]
async fn result_repeats_neither_the_signature_nor_a_private_key() {
    let Vector { token, key, .. } = vectors().swap_remove(2);
    // RFC 7515 A.3.
    let private = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
    let jwk = key.to_string().replacen('{', &format!(r#"{{"d":"{private}","#), 1);
    let result = verify(token.clone(), jwk.into(), JsValue::UNDEFINED).await.unwrap();
    let json = JSON::stringify(&result).unwrap().as_string().unwrap();
    assert!(json.contains(r#""reason":"private_key""#), "{json}");
    assert!(!json.contains(private) && !json.contains(token.rsplit('.').next().unwrap()));
}

#[wasm_bindgen_test]
async fn token_is_found_in_any_text() {
    let Vector { token, key, .. } = vectors().swap_remove(2);
    let text = format!("Authorization: Bearer {token}\n");
    assert_eq!(check_text(&text, &key.to_string()).await.status, Status::Signed);
    assert_eq!(check_text("hello", &key.to_string()).await.reason, *"no_token");
    assert_eq!(inspect(text.as_bytes(), &Default::default()).tokens.len(), 1);
}
