//! Names that stand more than once in their object.

use super::*;

#[track_caller]
fn check_all(payload: &str, pointer: &str, expected: &[Option<(Which, bool)>]) {
    of_token(&Options::default(), "{}", payload, |_, payload| {
        let found: Vec<_> = payload
            .iter()
            .filter(|(found, _)| *found == pointer)
            .map(|(_, fact)| fact.repetition.map(|it| (it.which, it.rejected)))
            .collect();
        assert_eq!(found, expected);
    });
}

#[test]
fn last_of_several_counts() {
    let twice = |rejected| [Some((Which::Earlier(2), rejected)), Some((Which::Last(2), rejected))];
    check_all(&bound(r#""jti":"a","jti":"b""#), "/jti", &twice(true));
    check_all(r#"{"jti":"a","jti":"b"}"#, "/jti", &twice(false));
    check_all(
        &bound_with(r#""pod":{"name":"a","name":"b"}"#),
        "/kubernetes.io/pod/name",
        &twice(true),
    );
    check_all(&bound_with(r#""new":{"a":1,"a":2}"#), "/kubernetes.io/new/a", &twice(false));
    check_all(
        &bound_with(r#""pod":{"name":"a"},"pod":{"name":"b"}"#),
        "/kubernetes.io/pod/name",
        &[Some((Which::InsideEarlier, false)), None],
    );
}

#[test]
fn time_that_stands_twice_is_a_time_in_both_places() {
    let payload = bound(r#""nbf":1700000000,"nbf":1700000001"#);
    of_token(&Options::default(), "{}", &payload, |_, payload| {
        let nbf = payload.iter().filter(|(pointer, _)| *pointer == "/nbf");
        let found: Vec<_> = nbf.map(|(_, fact)| (fact.time, fact.source)).collect();
        let earlier = Some(Source::Rfc(7519, "4"));
        assert_eq!(
            found,
            [(Some(1_700_000_000), earlier), (Some(1_700_000_001), Some(Source::ClaimsGo))]
        );
    });
}
