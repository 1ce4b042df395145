//! Two tokens side by side: the bytes are four lines, the header and the payload of each. Both have the
//! same signature, of which no piece may be in the comparison.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service_account_token::report::Comparison;
use service_account_token::{Options, compare};

/// As long as a P-256 key makes it.
const SIGNATURE: &str =
    "Zq7vXw3KpLm9Rt2YbUc5NdHs8GfAe1Jo4QiVx6ZkTyWnBr0MuPlDhSgCaEjFvOxI7q3Kw9Xp5Lm2Rt8Yb1UcNd";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(4, |&byte| byte == b'\n');
    let mut part = || URL_SAFE_NO_PAD.encode(lines.next().unwrap_or_default());
    let mut token = || format!("{}.{}.{SIGNATURE}", part(), part());
    let (first, second) = (token(), token());
    let claims = [String::from_utf8_lossy(bytes).into_owned()];
    let both = side_by_side(&first, &second, &claims);
    let swapped = side_by_side(&second, &first, &claims);
    assert_eq!(both.is_some(), swapped.is_some());
    if let (Some(both), Some(swapped)) = (both, swapped) {
        assert_eq!(both.members.len(), swapped.members.len());
        let codes = |comparison: &Comparison| {
            let codes = comparison.relations.iter().map(|relation| relation.code.to_string());
            codes.collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(codes(&both), codes(&swapped));
    }
    if let Some(same) = side_by_side(&first, &first, &claims) {
        assert_eq!(same.relations[0].code, "same_token");
    }
});

fn side_by_side(first: &str, second: &str, claims: &[String]) -> Option<Comparison> {
    let comparison = compare(first.as_bytes(), second.as_bytes(), &Options::new())?;
    assert!(!comparison.relations.is_empty(), "two tokens are something to each other");
    for member in &comparison.members {
        assert!(member.first.is_some() || member.second.is_some(), "{member:?}");
    }
    let shown = serde_json::to_string(&comparison).expect("a comparison serializes");
    let kept = promises::piece_of::<{ promises::PIECE }>(SIGNATURE, &shown, claims);
    assert_eq!(kept, None, "a piece of the signature is in the comparison");
    Some(comparison)
}
