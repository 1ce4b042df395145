//! Tokens made for a test: stock ones, and changes to them.

#![allow(dead_code, reason = "each test file uses a part of it")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use service_account_token::report::Token;
use service_account_token::{Options, inspect};

/// When every made token was issued.
pub(crate) const IAT: i64 = 1_700_000_000;

pub(crate) const ISSUER: &str = "https://kubernetes.default.svc.cluster.local";
pub(crate) const KID: &str = "JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU";
pub(crate) const UID: &str = "8208ff56-0a67-47bb-8175-a198423dacf8";

/// The header that kube-apiserver writes.
pub(crate) fn header() -> Value {
    json!({"alg": "RS256", "kid": KID})
}

/// What `kubectl create token` gets: an hour, bound to nothing.
pub(crate) fn unbound() -> Value {
    json!({
        "aud": [ISSUER], "exp": IAT + 3600, "iat": IAT, "iss": ISSUER, "jti": UID, "nbf": IAT,
        "kubernetes.io": {
            "namespace": "default",
            "serviceaccount": {"name": "build", "uid": UID},
        },
        "sub": "system:serviceaccount:default:build",
    })
}

/// What is injected into every Pod today: 3607 s, extended to a year.
pub(crate) fn injected() -> Value {
    let reference = |name: &str| json!({"name": name, "uid": UID});
    with(
        unbound(),
        &[
            ("/exp", json!(IAT + 31_536_000)),
            ("/kubernetes.io/pod", reference("web-0")),
            ("/kubernetes.io/node", reference("node-1")),
            ("/kubernetes.io/warnafter", json!(IAT + 3607)),
        ],
    )
}

/// A legacy token.
pub(crate) fn legacy() -> Value {
    json!({
        "iss": "kubernetes/serviceaccount",
        "kubernetes.io/serviceaccount/namespace": "default",
        "kubernetes.io/serviceaccount/secret.name": "build-token-57llx",
        "kubernetes.io/serviceaccount/service-account.name": "build",
        "kubernetes.io/serviceaccount/service-account.uid": UID,
        "sub": "system:serviceaccount:default:build",
    })
}

/// A webhook token of 1.37.
pub(crate) fn webhook() -> Value {
    with(
        unbound(),
        &[
            ("/aud", json!(["https://policy.default.svc:443/validate"])),
            ("/exp", json!(IAT + 600)),
            ("/kubernetes.io/attestations", json!({"admissionReviewAPIGroups": ["apps"]})),
            ("/kubernetes.io/mutatingwebhookconfiguration", json!({"name": "policy", "uid": UID})),
        ],
    )
}

/// Sets members by pointer; `null` removes one. In a pointer `~1` is a slash.
pub(crate) fn with(mut value: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, new) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        let name = name.replace("~1", "/");
        match new {
            Value::Null => parent.remove(&name),
            new => parent.insert(name, new.clone()),
        };
    }
    value
}

/// `header.payload.signature`, with a signature of the algorithm's length that signs nothing.
pub(crate) fn token(header: &str, payload: &str) -> String {
    let length = match header {
        _ if header.contains("ES256") => 64,
        _ if header.contains("HS256") => 32,
        _ => 256,
    };
    token_signed(header, payload, length)
}

pub(crate) fn token_signed(header: &str, payload: &str, signature_bytes: usize) -> String {
    let signature = vec![0xa5_u8; signature_bytes];
    format!("{}.{}.{}", base64url(header), base64url(payload), base64url(signature))
}

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The report of the only token in a text, ten seconds after it was issued.
pub(crate) fn read(text: &str) -> Token {
    read_at(text, Some(IAT + 10))
}

pub(crate) fn read_at(text: &str, now: Option<i64>) -> Token {
    read_with(text, &Options::new().now(now))
}

pub(crate) fn read_with(text: &str, options: &Options) -> Token {
    let mut tokens = inspect(text.as_bytes(), options).tokens;
    assert_eq!(tokens.len(), 1, "{text}");
    tokens.remove(0)
}

/// The report of a token with the stock header.
pub(crate) fn read_payload(payload: &Value) -> Token {
    read(&token(&header().to_string(), &payload.to_string()))
}
