//! Which values are shown: public ones, and words about credentials.

use serde_json::json;
use service_account_token::report::WithheldReason;

use crate::support::*;
use crate::{KEY, PASSWORD, SIGNATURE, inner, keeps_nothing, members, with};

#[test]
fn random_value_under_an_unknown_name_is_hidden() {
    let x5c = base64([b"\x30\x82\x01\x0a\x30\x82", KEY.as_bytes()].concat());
    for (name, value) in [
        ("session", KEY),
        ("https://example.test/key", KEY),
        ("x5c", &*x5c),
        ("hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ] {
        let token = only(with(&json!({ name: value })));
        let reason = token.payload.members[0].withheld.map(|withheld| withheld.reason);
        assert_eq!(reason, Some(WithheldReason::Opaque), "{name}");
    }
}

#[test]
fn value_that_is_public_by_name_or_shape_is_shown() {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let payload = json!({
        "iss": "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E",
        "sub": KEY, "aud": [KEY], "azp": KEY, "client_id": KEY, "oid": KEY, "tid": KEY,
        "jti": KEY, "at_hash": KEY, "c_hash": KEY, "nonce": KEY, "sid": KEY,
        "sha": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "job_workflow_sha": hash,
        "id": "d822ba5f-4290-4bca-94ce-f3bc0dca2e36",
        "cnf": { "jkt": KEY, "x5t#S256": KEY, "jwk": { "kty": "EC", "crv": "P-256", "x": KEY, "y": KEY } },
        "jwk": { "kty": "RSA", "n": KEY.repeat(8), "e": "AQAB", "kid": KEY },
        "kubernetes.io": {
            "namespace": "shop",
            "pod": { "name": "web-5d9c6b8f5d7d9c6b8f5dabcdef0123456789", "uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e" },
            "later": KEY,
        },
        "kubernetes.io/serviceaccount/secret.name": "default-token-57llx",
    });
    let header = json!({ "alg": "RS256", "kid": KEY, "x5t": KEY, "x5t#S256": KEY });
    let token = only(token(&header.to_string(), &payload.to_string()));
    let withheld: Vec<_> = members(&token)
        .filter(|member| member.withheld.is_some())
        .map(|member| &member.pointer)
        .collect();
    assert!(withheld.is_empty(), "{withheld:?}");
    assert_eq!(token.payload.text.as_deref(), Some(&*payload.to_string()));
}

#[test]
fn claims_that_kubernetes_writes_are_shown() {
    for sample in [BOUND, LEGACY_AUTO, LEGACY_EXPLICIT] {
        let token = only(sample);
        assert!(members(&token).all(|member| member.withheld.is_none()));
    }
}

/// Legal names by RFC 1123 that look like a credential or the beginning of one.
const NAMES: &[&str] = &[
    "ewoiaaaabaaab",
    "eyjhbgcioijiuzi1nij9.eyjpc3mioij4in0.x1y2z3a4b5c6d7e8f9g0h1i2j3k4l5m6n7o8p9q0r1s2",
    "s.abcdefghijklmnopqrstuvwx",
    "hvs.something-with-a-long-name",
    "ya29.something-with-a-long-name",
    "k8s-aws-v1.example",
    "abcdef.0123456789abcdef",
    "a.x1y2z3a4b5c6d7e8f9g0h1i2j3k4l5m6n7o8p9q0r1s2t3u4v5w6",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "ip-10-0-1-2.eu-west-1.compute.internal",
];

#[test]
fn every_legal_kubernetes_name_is_shown() {
    for name in NAMES {
        for namespace in ["shop", "password", "forgot-password", "apikey", "client-secret", "token"]
        {
            let bound = json!({
                "iss": format!("https://{name}/{name}"),
                "sub": format!("system:serviceaccount:{namespace}:{name}"),
                "aud": ["https://apikey:8443/oauth2/token", format!("https://password:443/{name}"), name],
                "kubernetes.io": { "namespace": namespace, "pod": { "name": name }, "node": { "name": name } },
            });
            let legacy = json!({
                "kubernetes.io/serviceaccount/namespace": namespace,
                "kubernetes.io/serviceaccount/secret.name": name,
                "kubernetes.io/serviceaccount/service-account.name": name,
            });
            for payload in [bound, legacy] {
                let token = only(with(&payload));
                assert_eq!(token.payload.text.as_deref(), Some(&*payload.to_string()));
            }
        }
    }
}

#[test]
fn documented_ids_of_other_issuers_are_shown() {
    for payload in [
        json!({ "aud": "com.example.app", "at_hash": KEY, "c_hash": KEY }),
        json!({ "jti": format!("AT.{SIGNATURE}") }),
        json!({ "jti": format!("ID.{SIGNATURE}") }),
        json!({ "rh": "0.AQEAv4j5cvGGr0GRqy180BHbR0F1YgZ5_9NLu2HE1_aC4wEuAAA." }),
        json!({ "login_hint": format!("O.{SIGNATURE}") }),
        json!({ "picture": format!("https://lh3.example.test/a/{SIGNATURE}=s96-c") }),
        json!({ "build_commit": "9f3182061f1e2cca4702c368cbc039b7dc9d4485" }),
        json!({ "ath": KEY, "eat_nonce": KEY, "_sd": [KEY] }),
    ] {
        assert_eq!(only(with(&payload)).payload.text.as_deref(), Some(&*payload.to_string()));
    }
}

#[test]
fn words_about_credentials_and_placeholders_are_shown() {
    for text in [
        "The `k8s-aws-v1.` prefix is what EKS uses, `sha256~` is of OpenShift.",
        "nodeName: hvs.abcdefghijklmnopqrstuvwxyz",
        "name: s.abcdefghijklmnopqrstuvwx",
    ] {
        assert!(!codes(text).iter().any(|code| code == "other_credential"), "{text}");
    }
    for text in
        ["password: ${DB_PASSWORD}", "password: {{ .Values.password }}", "token: <redacted>"]
    {
        assert!(!codes(base64(text)).iter().any(|code| code == "other_credential"), "{text}");
    }
}

#[test]
fn registry_configuration_alone_shows_no_password() {
    let config =
        json!({ "auths": { "registry.example.test": { "username": "ci", "password": PASSWORD } } });
    let paste = base64(config.to_string());
    let report = report(&paste);
    assert!(report.tokens.is_empty());
    keeps_nothing(&paste, PASSWORD);
    keeps_nothing(&paste, &paste);
    says(
        &paste,
        "other_credential",
        "This looks like a password or another credential, which is not a JSON Web Token and has no claims to read.",
    );
}

#[test]
fn base64_of_a_json_serialization_is_a_layer() {
    let token = inner();
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for value in [
        json!({ "protected": header, "payload": payload, "signature": signature }),
        json!({ "payload": payload, "header": { "alg": "HS256" }, "signature": signature }),
        json!({ "payload": payload, "signatures": [{ "protected": header, "signature": signature }] }),
    ] {
        let paste = base64(value.to_string());
        let read = only(&paste);
        assert_eq!(read.format, Some(service_account_token::report::Format::JwsJson), "{value}");
        keeps_nothing(&paste, SIGNATURE);
    }
}

#[test]
fn base64_of_an_object_is_the_beginning_of_a_token_only_with_an_algorithm() {
    for (object, begins) in [
        (r#"{"alg":"RS256","kid":"wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI"}"#, true),
        (r#"{"enc":"A256GCM","zip":"DEF"}"#, true),
        (r#"{"hello":"world and all that is in it"}"#, false),
        (r#"{"auths":{"registry.example.test":{}}}"#, false),
        (r#"{"typ":"text","kid":"child"}"#, false),
    ] {
        assert_eq!(report(base64url(object)).tokens.len(), usize::from(begins), "{object}");
    }
}
