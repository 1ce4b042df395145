//! What ends a token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service_account_token::report::Certainty;

use crate::{API, HEADER, LEGACY_AUTO, legacy, pod, read, token, unbound};

#[test]
fn what_ends_each_kind() {
    let whats = |text: &str| -> Vec<String> {
        read(text, None).ends.into_iter().map(|end| end.what.into_owned()).collect()
    };
    let key = "Signing key `JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU` removed";
    assert_eq!(
        whats(&pod(API, 3600)),
        [
            "Its expiry",
            "Pod `web` deleted",
            "ServiceAccount `robot` deleted or recreated",
            key,
            "Issuer removed",
            "Elsewhere, deletion does not end it",
        ]
    );
    assert_eq!(
        whats(&legacy("ci", "robot-token", "robot")),
        [
            "Secret `robot-token` deleted",
            "Deleting the Secret may not be final",
            "ServiceAccount `robot` deleted or recreated",
            "Its Secret marked invalid",
            key,
            "Age does not end it",
        ]
    );
    assert_eq!(whats(&unbound(API, 3600)).len(), 5);
    assert_eq!(whats(&token(HEADER, "{}")).len(), 0);
}

#[test]
fn the_same_secret_made_again_is_only_likely_and_only_with_rsa() {
    let ends = read(LEGACY_AUTO, None).ends;
    assert_eq!(ends[1].certainty, Certainty::Likely);
    let payload = LEGACY_AUTO.split('.').nth(1).unwrap();
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","kid":"x"}"#);
    let text = format!("{header}.{payload}.{}", "A".repeat(86));
    assert_eq!(read(&text, None).ends[1].what, "Another token in the Secret");
}
