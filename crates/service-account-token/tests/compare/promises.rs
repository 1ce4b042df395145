//! What holds for the comparison of any two texts.

use proptest::prelude::*;
use service_account_token::{Paste, SecretToken};

use super::*;

/// Asserts everything that holds for any two texts.
fn hold(first: &[u8], second: &[u8]) {
    let (one, other) = (Paste::read(first), Paste::read(second));
    let options = Options::new().now(IAT);
    let comparison = compare(first, second, &options);
    let both = !one.tokens().is_empty() && !other.tokens().is_empty();
    assert_eq!(comparison.is_some(), both);
    let Some(comparison) = comparison else { return };
    assert!(!comparison.relations.is_empty() || !comparison.members.is_empty());
    let json = serde_json::to_string(&comparison).unwrap();
    assert_eq!(serde_json::from_str::<Comparison>(&json).unwrap(), comparison);
    let shown = [one.report(&options), other.report(&options)];
    let texts: Vec<_> =
        shown.iter().map(|report| serde_json::to_string(&report.tokens[0]).unwrap()).collect();
    for (paste, report) in [(&one, &texts[0]), (&other, &texts[1])] {
        let secret = paste.secret(0);
        let signature = secret.as_ref().map_or("", SecretToken::expose).rsplit('.').next();
        for piece in signature.unwrap_or_default().as_bytes().chunks_exact(16) {
            let piece = str::from_utf8(piece).unwrap_or("-");
            // What the report shows, the claims hold as well.
            assert!(!json.contains(piece) || report.contains(piece), "{piece}");
        }
    }
    // A token compared with itself differs in nothing that can be read.
    let same = one.compare(0, &one, 0, &options).unwrap();
    for member in &same.members {
        let state = member.state.as_str();
        assert!(["equal", "unknown"].contains(&state), "{member:?}");
    }
}

fn payloads() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(unbound()),
        Just(injected()),
        Just(legacy()),
        Just(made::webhook()),
        Just(later(injected(), 2880)),
    ]
}

/// A token with one claim replaced, and a few bytes overwritten.
fn near_tokens() -> impl Strategy<Value = Vec<u8>> {
    let names = prop_oneof![
        Just("/iss"),
        Just("/aud"),
        Just("/iat"),
        Just("/exp"),
        Just("/kubernetes.io"),
        Just("/kubernetes.io~1serviceaccount~1namespace"),
        Just("/password"),
    ];
    let values = prop_oneof![
        Just(json!(null)),
        Just(json!("")),
        Just(json!(["a", {"b": []}])),
        Just(json!({"namespace": 1, "serviceaccount": []})),
        any::<i64>().prop_map(|number| json!(number)),
        ".{0,20}".prop_map(|text| json!(text)),
    ];
    let bytes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let cut = any::<prop::sample::Index>();
    (payloads(), names, values, bytes, cut, any::<bool>()).prop_map(
        |(payload, name, value, bytes, cut, is_cut)| {
            let payload = with(payload, &[(name, value)]);
            let mut text = stock(&payload).into_bytes();
            for (at, byte) in bytes {
                let at = at.index(text.len());
                text[at] = byte;
            }
            if is_cut {
                text.truncate(cut.index(text.len()));
            }
            text
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_can_be_compared(first: Vec<u8>, second in near_tokens()) {
        hold(&first, &second);
        hold(&second, &first);
    }

    #[test]
    fn near_tokens_can_be_compared(first in near_tokens(), second in near_tokens()) {
        hold(&first, &second);
    }
}

#[test]
fn text_without_a_token_has_nothing_to_compare() {
    let options = Options::new();
    let token = stock(&unbound());
    assert_eq!(compare(b"hello", token.as_bytes(), &options), None);
    assert_eq!(compare(token.as_bytes(), b"", &options), None);
    let paste = Paste::read(token.as_bytes());
    assert_eq!(paste.compare(0, &paste, 1, &options), None);
}
