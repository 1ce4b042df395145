//! The header of an encrypted token.

use super::*;

#[track_caller]
fn check_jwe(header: &str, expected: &str) {
    let [header, _] = explain_as(Format::Jwe, header, "");
    assert_eq!(header.first().map(|(_, words)| words.meaning.as_ref()), Some(expected));
}

#[test]
fn parameters_of_encryption() {
    check_jwe(
        r#"{"alg":"RSA-OAEP-256"}"#,
        "The payload's key is encrypted with the recipient's RSA key.",
    );
    check_jwe(
        r#"{"alg":"dir"}"#,
        "The payload is encrypted with a secret that both sides already have.",
    );
    check_jwe(
        r#"{"enc":"A256GCM"}"#,
        "The cipher that hides the payload, which only the holder of the right key can read.",
    );
    check_jwe(
        r#"{"zip":"DEF"}"#,
        "The payload was compressed before it was encrypted; `DEF` is DEFLATE.",
    );
    check_jwe(r#"{"alg":"X"}"#, "`X` is no algorithm that this tool knows.");
}
