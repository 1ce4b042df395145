//! The header of an encrypted token.

use super::*;

#[track_caller]
fn check_jwe(header: &str, expected: &str) {
    let [header, _] = explain_as(Format::Jwe, header, "");
    assert_eq!(header.first().map(|(_, words)| words.meaning.as_ref()), Some(expected));
}

#[test]
fn encryption_parameters_are_explained() {
    check_jwe(r#"{"alg":"RSA-OAEP-256"}"#, "The recipient's RSA key encrypts the payload's key.");
    check_jwe(r#"{"alg":"dir"}"#, "A secret that both sides already have encrypts the payload.");
    check_jwe(
        r#"{"enc":"A256GCM"}"#,
        "The cipher that encrypts the payload. Only the holder of the right key can read it.",
    );
    check_jwe(
        r#"{"zip":"DEF"}"#,
        "The payload was compressed before it was encrypted; `DEF` is DEFLATE.",
    );
    check_jwe(r#"{"alg":"X"}"#, "`X` is not an algorithm that this tool knows.");
}
