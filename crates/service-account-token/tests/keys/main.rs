//! Signatures of tokens in a paste, as far as they need no cryptography. `src/keys/tests` has the rest.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use service_account_token::report::{RotationEffect, Verification};
use service_account_token::{Keys, Options, Outcome, Paste, rotation, verification};

/// RFC 7515 A.3: the token and its key.
fn example() -> (String, String) {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    (vectors[2]["token"].as_str().unwrap().to_owned(), vector(2))
}

/// Returns the key of an example.
fn vector(index: usize) -> String {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    vectors[index]["key"].to_string()
}

/// Returns what is said of the first token if its key signed it.
fn verify(text: &str) -> Verification {
    let keys = Keys::read(&example().1);
    let plan = Paste::read(text.as_bytes()).plan(0, &keys);
    verification(&plan, &keys, &[Outcome::Verified])
}

#[track_caller]
fn check(text: &str, reason: &str) {
    assert_eq!(verify(text).reason, *reason, "{text}");
}

#[test]
fn token_is_found_in_any_text() {
    let (token, _) = example();
    let (half, rest) = token.split_at(60);
    for text in [
        token.clone(),
        format!(" {token}\n"),
        format!("Authorization: Bearer {token}"),
        format!("token: {token}, that is all."),
        format!("\"{token}\""),
        format!("{half}\n{rest}"),
    ] {
        check(&text, "signed");
    }
}

#[test]
fn what_touches_the_token_belongs_to_it_if_there_is_nothing_else() {
    let (token, _) = example();
    for (after, reason) in [
        (".", "part_count"),
        (".AA", "part_count"),
        ("=", "not_base64url"),
        ("==", "not_base64url"),
        ("?", "not_base64url"),
        ("AA", "signature_length"),
    ] {
        check(&format!("{token}{after}"), reason);
        check(&format!("{token}{after}\n"), reason);
    }
}

#[test]
fn blanks_inside_the_token_are_refused() {
    let (token, _) = example();
    let (input, signature) = token.rsplit_once('.').unwrap();
    check(&format!("{input}.    {signature}"), "not_base64url");
}

#[test]
fn what_is_no_whole_token_is_not_checkable() {
    let (token, _) = example();
    let (input, _) = token.rsplit_once('.').unwrap();
    for (text, reason) in [
        ("hello", "no_token"),
        ("", "no_token"),
        (&format!("{input}.<redacted>"), "signature_left_out"),
        (
            r#"{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:a:b"}"#,
            "decoded_claims",
        ),
    ] {
        check(text, reason);
        assert_eq!(verify(text).status.as_str(), "not-checkable", "{text}");
    }
}

#[test]
fn result_names_the_key_and_its_place() {
    let (token, key) = example();
    let result = verify(&token);
    assert_eq!((result.version, result.keys, result.algorithm.as_deref()), (1, 1, Some("ES256")));
    let found = result.key.unwrap();
    assert_eq!((found.kid, found.key_type.as_str()), (None, "P-256"));
    let kid = "K9G7DESol8MKeqCZHN442AYv5EHeUNoPRoJTRPYC6Cc";
    assert_eq!(found.kubernetes_kid.as_deref(), Some(kid));
    assert_eq!((found.source.text, found.source.start, found.source.end), (0, 0, key.len()));
}

#[test]
fn shared_secret_is_said_to_be_none_of_kubernetes() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    let keys = Keys::read(&vector(0));
    let plan = Paste::read(vectors[0]["token"].as_str().unwrap().as_bytes()).plan(0, &keys);
    let signed = verification(&plan, &keys, &[Outcome::Verified]);
    assert_eq!(
        signed.text,
        "This shared secret signed exactly this header and payload. Anyone who can verify the token can also issue one. Kubernetes never signs with a shared secret."
    );
    let bad = verification(&plan, &keys, &[Outcome::NotVerified]);
    assert!(!bad.text.contains("shared secret"));
}

#[test]
fn title_says_the_most_telling_thing() {
    let (token, _) = example();
    for (text, keys, title) in [
        (token.as_str(), "", "No key to check it with"),
        (&token, "-----BEGIN PRIVATE KEY-----", "That is a private key"),
        ("eyJhbGciOiJub25lIn0.e30.", "", "Refused"),
    ] {
        let keys = Keys::read(keys);
        let plan = Paste::read(text.as_bytes()).plan(0, &keys);
        assert_eq!(verification(&plan, &keys, &[]).title, title);
    }
}

#[test]
fn key_of_another_type_than_the_algorithm_needs_is_refused() {
    let (_, key) = example();
    let keys = Keys::read(&key.replacen('{', r#"{"kid":"a","#, 1));
    for (alg, length, text) in [
        (
            "HS256",
            32,
            "The algorithm in `alg` needs a shared secret, and this is a public key. Kubernetes \
             never signs with a shared secret. Anyone can forge a token for a verifier that uses a \
             public key as the secret.",
        ),
        (
            "RS256",
            256,
            "The algorithm in `alg` does not fit the type of this key. A verifier must use a key \
             only for the algorithms of its type.",
        ),
    ] {
        let [header, payload] = [&format!(r#"{{"alg":"{alg}","kid":"a"}}"#), r#"{"iss":"a"}"#]
            .map(|part| URL_SAFE_NO_PAD.encode(part));
        let signature = URL_SAFE_NO_PAD.encode(vec![1; length]);
        let token = format!("{header}.{payload}.{signature}");
        let result = verification(&Paste::read(token.as_bytes()).plan(0, &keys), &keys, &[]);
        assert_eq!(result.reason, *"algorithm_not_of_key", "{alg}");
        assert_eq!(result.text, text);
    }
}

#[test]
fn rotation_tells_the_tokens_of_a_text_apart() {
    let (token, key) = example();
    // {"alg":"ES256","kid":"gone"} and {}
    let foreign = format!("eyJhbGciOiJFUzI1NiIsImtpZCI6ImdvbmUifQ.e30.{}", "Bwc".repeat(28) + "Bw");
    let text = format!("{token}\n{foreign}\n");
    let paste = Paste::read(text.as_bytes());
    let report = paste.report(&Options::new());
    let new = vector(3);
    let keys = Keys::read_all([key.as_str(), &new]);
    let results: Vec<_> = [Outcome::Verified, Outcome::NotVerified]
        .into_iter()
        .enumerate()
        .map(|(index, outcome)| verification(&paste.plan(index, &keys), &keys, &[outcome]))
        .collect();
    let rotation = rotation(&report, &results, &keys).unwrap();
    assert_eq!(rotation.title, "1 of 2 tokens stops working without the old keys");
    let [stops, unknown] = &rotation.groups[..] else { panic!("{rotation:?}") };
    assert_eq!((stops.effect, &*stops.tokens), (RotationEffect::StopsWorking, &[0][..]));
    assert_eq!(stops.key, results[0].key);
    // Its `exp` of 2011 is known, but no clock was given.
    assert_eq!(stops.last_expiry, Some(1_300_819_380));
    assert_eq!((unknown.effect, &*unknown.tokens), (RotationEffect::Unknown, &[1][..]));
    assert_eq!(unknown.key, None);
}

#[test]
fn expired_and_legacy_tokens_are_told_in_a_rotation() {
    let payload = r#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"a","kubernetes.io/serviceaccount/secret.name":"b","kubernetes.io/serviceaccount/service-account.name":"c","kubernetes.io/serviceaccount/service-account.uid":"d","sub":"system:serviceaccount:a:c"}"#;
    let legacy = format!(
        "eyJhbGciOiJFUzI1NiJ9.{}.{}",
        URL_SAFE_NO_PAD.encode(payload),
        "Bwc".repeat(28) + "Bw"
    );
    let (expired, key) = example();
    let keys = Keys::read_all([key.as_str(), &vector(3)]);
    let text = format!("{expired}\n{legacy}");
    let paste = Paste::read(text.as_bytes());
    let report = paste.report(&Options::new().now(1_700_000_000));
    let plan = |index| paste.plan(index, &keys);
    let results: Vec<_> =
        [0, 1].map(|index| verification(&plan(index), &keys, &[Outcome::Verified])).into();
    let rotation = rotation(&report, &results, &keys).unwrap();
    let effects: Vec<_> =
        rotation.groups.iter().map(|one| (one.effect, one.without_expiry)).collect();
    assert_eq!(effects, [(RotationEffect::StopsWorking, 1), (RotationEffect::AlreadyExpired, 0)]);
}
