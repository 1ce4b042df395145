//! Names that stand more than once in their object.

use super::*;

#[test]
fn names_that_stand_more_than_once() {
    check(
        &bound(r#""jti":"a","jti":"b""#),
        "/jti",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value. The API server refuses a token with a name that stands twice.",
    );
    check(
        r#"{"jti":"a","jti":"b"}"#,
        "/jti",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value.",
    );
    check(
        r#"{"x":{"kubernetes.io":{"a":1,"a":2}}}"#,
        "/x/kubernetes.io/a",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value.",
    );
    check(
        &bound_with(r#""pod":{"name":"a","name":"b"}"#),
        "/kubernetes.io/pod/name",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value. The API server refuses a token with a name that stands twice.",
    );
    check(
        &bound_with(r#""new":{"name":"a","name":"b"}"#),
        "/kubernetes.io/new/name",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value.",
    );
    check(
        &bound_with(r#""pod":{"name":"a"},"pod":{"name":"b"}"#),
        "/kubernetes.io/pod/name",
        "It stands inside a member whose name stands again later: most readers take the \
         last one and pass over this value.",
    );
}

#[test]
fn of_names_that_stand_twice_the_last_is_explained() {
    let [_, found] = explain_both("{}", &bound(r#""jti":"a","jti":"b""#));
    let last = found.iter().rfind(|(pointer, _)| pointer == "/jti").map(|(_, words)| words);
    assert_eq!(
        last.map(|words| words.meaning.as_ref()),
        Some(
            "A random id of this one token. The API server does not keep it, but its audit log, \
             where there is one, shows each use of the token as `JTI=b`: so one can find out what \
             it was used for. The name stands 2 times here: most readers take this last one. The \
             API server refuses a token with a name that stands twice."
        )
    );
}
