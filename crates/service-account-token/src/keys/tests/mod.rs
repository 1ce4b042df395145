//! Keys in every form, and every attack on a signature that needs no cryptography.

#![allow(clippy::string_slice, reason = "a test may fail")]

mod attacks;
mod choosing;
mod reading;
mod rotation;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::{Keys, Outcome, Plan, VerificationReason as Reason};

const RSA: &str = include_str!("samples/rsa-spki.pem");
const RSA_PKCS1: &str = include_str!("samples/rsa-pkcs1.pem");
const RSA_1024: &str = include_str!("samples/rsa-1024.pem");
const P256: &str = include_str!("samples/p256.pem");
const P256_CERTIFICATE: &str = include_str!("samples/p256-certificate.pem");
const P384: &str = include_str!("samples/p384.pem");
const SECP256K1: &str = include_str!("samples/secp256k1.pem");
/// RFC 8410 §10.1.
const ED25519: &str = include_str!("samples/ed25519.pem");
/// RFC 8410 §10.3.
const ED25519_PRIVATE: &str = include_str!("samples/ed25519-private.pem");

/// RFC 7515 A.3: the same key as [`P256`].
const P256_JWK: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

/// RFC 7515 A.1.
const SECRET_JWK: &str = r#"{"kty":"oct",
    "k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// The examples of RFC 7515 A, RFC 8037 A.4 and RFC 7520 §4, each with its name, its token and its key.
fn vectors() -> Vec<(String, String, String)> {
    let text = include_str!("../../../tests/keys/vectors.json");
    let vectors: Value = serde_json::from_str(text).unwrap();
    let vectors = vectors.as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    vectors.map(|one| (text(&one["name"]), text(&one["token"]), one["key"].to_string())).collect()
}

/// Returns the token and the key of an example.
fn vector(name: &str) -> (String, String) {
    let found = vectors().into_iter().find(|(own, ..)| own == name);
    found.map(|(_, token, key)| (token, key)).unwrap()
}

fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// Returns a token with this header, no claims, and a signature of so many sevens.
fn token(header: &str, signature: usize) -> String {
    format!("{}.e30.{}", base64url(header), base64url(vec![7; signature]))
}

/// Returns the reason without any check, and what a check of this outcome would give.
fn verify(token: &str, keys: &str, outcome: Outcome) -> Reason {
    let keys = Keys::read(keys);
    let plan = Plan::of(token, &keys);
    let outcomes = vec![outcome; plan.checks().len()];
    plan.conclude(&keys, &outcomes).reason
}

/// Returns why there is nothing to check.
#[track_caller]
fn settled(token: &str, keys: &str) -> Reason {
    let keys = Keys::read(keys);
    let plan = Plan::of(token, &keys);
    assert!(plan.checks().is_empty(), "{token} would be checked");
    plan.conclude(&keys, &[]).reason
}
