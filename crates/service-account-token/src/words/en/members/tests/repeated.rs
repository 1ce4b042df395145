//! Duplicate members.

use super::*;

#[test]
fn duplicate_members_say_which_one_counts() {
    check(
        &bound(r#""jti":"a","jti":"b""#),
        "/jti",
        "The name appears 2 times here; most parsers use the last value and ignore this one. The \
         API server rejects a token with a duplicate name.",
    );
    check(
        r#"{"jti":"a","jti":"b"}"#,
        "/jti",
        "The name appears 2 times here; most parsers use the last value and ignore this one.",
    );
    check(
        r#"{"x":{"kubernetes.io":{"a":1,"a":2}}}"#,
        "/x/kubernetes.io/a",
        "The name appears 2 times here; most parsers use the last value and ignore this one.",
    );
    check(
        &bound_with(r#""pod":{"name":"a","name":"b"}"#),
        "/kubernetes.io/pod/name",
        "The name appears 2 times here; most parsers use the last value and ignore this one. The \
         API server rejects a token with a duplicate name.",
    );
    check(
        &bound_with(r#""new":{"name":"a","name":"b"}"#),
        "/kubernetes.io/new/name",
        "The name appears 2 times here; most parsers use the last value and ignore this one.",
    );
    check(
        &bound_with(r#""pod":{"name":"a"},"pod":{"name":"b"}"#),
        "/kubernetes.io/pod/name",
        "The name of the member around it appears again later; most parsers use the last one and \
         ignore this value.",
    );
}

#[test]
fn last_of_duplicate_members_is_explained() {
    let [_, found] = explain_both("{}", &bound(r#""jti":"a","jti":"b""#));
    let last = found.iter().rfind(|(pointer, _)| pointer == "/jti").map(|(_, words)| words);
    assert_eq!(
        last.map(|words| words.meaning.as_ref()),
        Some(
            "A random id of this token. The API server does not store it, but writes it into audit events as `JTI=b`. The name appears 2 times here; most parsers use \
             this last value. The API server rejects a token with a duplicate name."
        )
    );
}
