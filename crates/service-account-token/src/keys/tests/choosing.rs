//! Which key is used for a token, and what is concluded from what came of the checks.

use super::super::{KeyBytes, Parameters, VerificationStatus};
use super::*;

fn with(jwk: &str, members: &str) -> String {
    jwk.replacen('{', &format!("{{{members},"), 1)
}

#[test]
fn examples_of_the_rfcs_are_left_to_one_check_with_their_key() {
    let rsa =
        |name, hash| Parameters { name, hash: Some(hash), named_curve: None, salt_length: None };
    let none = Parameters { name: "Ed25519", hash: None, named_curve: None, salt_length: None };
    let ecdsa = |hash, curve| Parameters { named_curve: Some(curve), ..rsa("ECDSA", hash) };
    let expected = [
        ("rfc7515-a1", rsa("HMAC", "SHA-256")),
        ("rfc7515-a2", rsa("RSASSA-PKCS1-v1_5", "SHA-256")),
        ("rfc7515-a3", ecdsa("SHA-256", "P-256")),
        ("rfc7515-a4", ecdsa("SHA-512", "P-521")),
        ("rfc8037-a4", none),
        ("rfc7520-4-1", rsa("RSASSA-PKCS1-v1_5", "SHA-256")),
        ("rfc7520-4-2", Parameters { salt_length: Some(48), ..rsa("RSA-PSS", "SHA-384") }),
        ("rfc7520-4-3", ecdsa("SHA-512", "P-521")),
        ("rfc7520-4-4", rsa("HMAC", "SHA-256")),
    ];
    let vectors = vectors();
    assert_eq!(vectors.len(), expected.len());
    for ((name, token, key), (expected_name, parameters)) in vectors.iter().zip(expected) {
        assert_eq!(name, expected_name);
        let keys = Keys::read(key);
        let plan = Plan::of(token, &keys);
        let [check] = plan.checks() else { panic!("{name}") };
        assert_eq!(check.parameters(), parameters, "{name}");
        let is_raw = matches!(check.key(), KeyBytes::Raw(_));
        assert_eq!(is_raw, parameters.name == "HMAC", "{name}");
        let covered = token.rsplit_once('.').unwrap().0;
        assert_eq!(plan.signing_input(), covered.as_bytes(), "{name}");
        assert_eq!(base64url(plan.signature()), token.rsplit_once('.').unwrap().1, "{name}");
        let verdict = plan.conclude(&keys, &[Outcome::Verified]);
        assert_eq!((verdict.reason, verdict.key), (Reason::Signed, Some(0)), "{name}");
    }
}

#[test]
fn key_is_chosen_by_its_own_kid_or_by_that_of_kubernetes() {
    let own = format!("{RSA}{}{P256}", with(P256_JWK, r#""kid":"mine""#));
    let kid = Keys::read(P256).keys[0].kubernetes_kid.clone().unwrap();
    for (kid, keys, expected) in [("mine", &own, vec![1]), (&kid, &own, vec![1, 2])] {
        let keys = Keys::read(keys);
        let plan = Plan::of(&token(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), 64), &keys);
        let verdict = plan.conclude(&keys, &vec![Outcome::NotVerified; plan.checks().len()]);
        assert_eq!(plan.checks().len(), expected.len());
        assert_eq!((verdict.reason, verdict.key), (Reason::DoesNotMatch, Some(expected[0])));
    }
}

#[test]
fn all_keys_of_the_type_are_tried_if_the_token_names_none() {
    let keys = format!("{RSA}{P256}{P384}{P256_CERTIFICATE}");
    for header in [r#"{"alg":"ES256"}"#, r#"{"alg":"ES256","kid":""}"#] {
        let token = token(header, 64);
        let read = Keys::read(&keys);
        let plan = Plan::of(&token, &read);
        assert_eq!(plan.checks().len(), 2);
        let verdict = plan.conclude(&read, &[Outcome::NotVerified, Outcome::Verified]);
        assert_eq!((verdict.reason, verdict.key), (Reason::Signed, Some(3)));
        assert_eq!(verify(&token, &keys, Outcome::NotVerified), Reason::NoneMatches);
        assert_eq!(settled(&token, P384), Reason::NoKeyForAlgorithm);
        assert_eq!(settled(&token, ""), Reason::NoKeys);
        assert_eq!(settled(&token, "hello"), Reason::NoKeys);
    }
}

#[test]
fn token_that_names_another_key_is_told_from_a_bad_signature() {
    let token = token(r#"{"alg":"ES256","kid":"other"}"#, 64);
    assert_eq!(verify(&token, P256, Outcome::NotVerified), Reason::UnknownKid);
    assert_eq!(settled(&token, RSA), Reason::UnknownKid);
    assert_eq!(settled(&token, ""), Reason::NoKeys);
    // It signed the token all the same.
    assert_eq!(verify(&token, P256, Outcome::Verified), Reason::Signed);
    let mine = with(P256_JWK, r#""kid":"mine""#);
    assert_eq!(verify(&token, &mine, Outcome::Verified), Reason::SignedOtherKid);
}

#[test]
fn two_keys_of_the_same_kid_are_both_tried() {
    let keys = format!(r#"{{"keys":[{0},{0}]}}"#, with(P256_JWK, r#""kid":"k""#));
    let keys = Keys::read(&keys);
    let plan = Plan::of(&token(r#"{"alg":"ES256","kid":"k"}"#, 64), &keys);
    let verdict = plan.conclude(&keys, &[Outcome::NotVerified, Outcome::Verified]);
    assert_eq!((verdict.reason, verdict.key), (Reason::Signed, Some(1)));
}

#[test]
fn what_the_browser_lacks_is_never_a_bad_signature() {
    let signed = format!(
        "{}.e30.{}",
        base64url(r#"{"alg":"EdDSA"}"#),
        base64url([[7; 32], [0; 32]].concat())
    );
    for (outcome, reason) in [
        (Outcome::LacksAlgorithm, Reason::BrowserLacksAlgorithm),
        (Outcome::InsecureContext, Reason::InsecureContext),
        (Outcome::NoWebCrypto, Reason::NoWebCrypto),
        (Outcome::KeyRejected, Reason::KeyRejected),
        (Outcome::NotVerified, Reason::NoneMatches),
    ] {
        assert_eq!(verify(&signed, ED25519, outcome), reason);
        let status = reason.status();
        let is_bad = status == VerificationStatus::BadSignature;
        assert_eq!(is_bad, outcome == Outcome::NotVerified, "{outcome:?}");
    }
}

#[test]
fn both_names_of_ed25519_mean_the_same() {
    let (example, key) = vector("rfc8037-a4");
    for (alg, own) in [("EdDSA", "Ed25519"), ("Ed25519", "EdDSA"), ("Ed25519", "Ed25519")] {
        let (_, rest) = example.split_once('.').unwrap();
        let token = format!("{}.{rest}", base64url(format!(r#"{{"alg":"{alg}"}}"#)));
        let key = with(&key, &format!(r#""alg":"{own}""#));
        assert_eq!(verify(&token, &key, Outcome::Verified), Reason::Signed, "{alg} {own}");
    }
}
