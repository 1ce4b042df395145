//! A text with keys. Each key and each fault has a place in it, a private key after it is always found, and
//! what is told of a signature with these keys can be told again from its JSON.

#![no_main]

use service_account_token::report::{KeyFault, Verification, VerificationKey};
use service_account_token::{Keys, MAX_KEYS, Outcome, Paste, verification};

/// One for each kind of key: ES256 and a `kid`, EdDSA, HS256, RS256; the signatures are of sevens.
const HEADERS: [(&str, usize); 4] = [
    ("eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ", 86),
    ("eyJhbGciOiJFZERTQSJ9", 86),
    ("eyJhbGciOiJIUzI1NiJ9", 43),
    ("eyJhbGciOiJSUzI1NiJ9", 342),
];

const PRIVATE_KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let keys = Keys::read(&text);
    assert!(keys.len() <= 2 * MAX_KEYS);
    let place = |text_index: usize, start: usize, end: usize| {
        assert_eq!(text_index, 0);
        assert!(text.get(start..end).is_some_and(|piece| !piece.is_empty()), "{start}..{end}");
    };
    for VerificationKey { source, .. } in VerificationKey::all(&keys) {
        place(source.text, source.start, source.end);
    }
    for KeyFault { text, start, end, .. } in KeyFault::all(&keys) {
        place(text, start, end);
    }
    for (header, length) in HEADERS {
        // 7, 7, 7 and so on; the last character has no bits of its own.
        let signature: String = "Bwc".chars().cycle().take(length - 1).chain(['A']).collect();
        let token = format!("{header}.e30.{signature}");
        let plan = Paste::read(token.as_bytes()).plan(0, &keys);
        assert!(plan.checks().len() <= keys.len());
        for outcome in [Outcome::Verified, Outcome::NotVerified] {
            let told = verification(&plan, &keys, &vec![outcome; plan.checks().len()]);
            let json = serde_json::to_string(&told).expect("it serializes");
            let read: Verification = serde_json::from_str(&json).expect("it is read back");
            assert_eq!(read, told);
        }
    }
    assert!(Keys::read(&format!("{text}\n{PRIVATE_KEY}")).has_private_key());
});
