//! The times.

use super::*;

const ISSUED: i64 = 1_700_000_000;

#[track_caller]
fn check_time(payload: &str, pointer: &str, expected: TimeOf) {
    claim(payload, pointer, |fact| {
        let Meaning::Time(TimeMeaning::At { seconds, of, .. }) = fact.meaning else {
            panic!("{fact:?}");
        };
        assert_eq!((of, fact.time), (expected, Some(seconds)), "{payload}");
    });
}

/// Accepted until then, by a server of which the audience is not known.
fn until(at: i64) -> Acceptance {
    Acceptance::Until { at, is_guessed: true, is_copy_useless: false }
}

/// A bound token issued at `ISSUED` that expires so many seconds later.
#[track_caller]
fn check_lifetime(seconds: i64, expected: Lifetime) {
    let payload = bound(&format!(r#""exp":{},"iat":{ISSUED}"#, ISSUED + seconds));
    let acceptance = until(ISSUED + seconds + 60);
    check_time(&payload, "/exp", TimeOf::BoundExpiration(acceptance, Some(expected)));
}

#[test]
fn lifetime_of_a_bound_token() {
    check_lifetime(0, Lifetime::NotAfterIssue);
    check_lifetime(3600, Lifetime::Plain(3600));
    check_lifetime(31_536_000, Lifetime::Requested(31_536_000));
    check_lifetime(31_536_001, Lifetime::Plain(31_536_001));
    let extended = r#"{"exp":1700086400,"iat":1700000000,"iss":"https://issuer.test","kubernetes.io":{"namespace":"shop","pod":{"name":"a","uid":"2"},"serviceaccount":{"name":"cart","uid":"1"},"warnafter":1700003607}}"#;
    let acceptance = until(1_700_086_460);
    let lifetime = Some(Lifetime::Extended(86400));
    check_time(extended, "/exp", TimeOf::BoundExpiration(acceptance, lifetime));
}

#[test]
fn acceptance_of_a_bound_token() {
    let foreign = bound(r#""aud":["vault"],"exp":1700003600"#);
    check_time(&foreign, "/exp", TimeOf::BoundExpiration(Acceptance::UpToRecipient, None));
    let rejected = bound(r#""exp":"1700003600""#);
    check_time(&rejected, "/exp", TimeOf::BoundExpiration(Acceptance::Unknown, None));
}

#[test]
fn begin_of_a_bound_token() {
    let nbf = |seconds: i64| bound(&format!(r#""iat":{ISSUED},"nbf":{}"#, ISSUED + seconds));
    let differs = |seconds| TimeOf::BoundNotBefore(NotBeforeMeaning::Differs(seconds));
    check_time(&nbf(0), "/nbf", TimeOf::BoundNotBefore(NotBeforeMeaning::AtIssue));
    check_time(&nbf(60), "/nbf", differs(60));
    check_time(&nbf(-1), "/nbf", differs(-1));
    let alone = bound(r#""nbf":1700000000"#);
    check_time(&alone, "/nbf", TimeOf::BoundNotBefore(NotBeforeMeaning::NoIssue));
    check_time(&bound(r#""iat":1700000000"#), "/iat", TimeOf::BoundIssuedAt);
}

#[test]
fn warn_after() {
    let pod = r#""pod":{"name":"a","uid":"2"},"#;
    for (members, delay, without_pod) in [
        (format!("{pod}\"warnafter\":1700003607"), WarnDelay::Stock, false),
        (format!("{pod}\"warnafter\":1700003600"), WarnDelay::Differs(3600), false),
        ("\"warnafter\":1699999999".to_owned(), WarnDelay::Differs(-1), true),
    ] {
        check_time(
            &bound_with(&members),
            "/kubernetes.io/warnafter",
            TimeOf::WarnAfter { delay, without_pod },
        );
    }
}

#[test]
fn times_of_other_tokens() {
    for (name, other, ignored) in [
        ("exp", TimeOf::OtherExpiration, TimeOf::IgnoredExpiration),
        ("nbf", TimeOf::OtherNotBefore, TimeOf::IgnoredNotBefore),
        ("iat", TimeOf::OtherIssuedAt, TimeOf::IgnoredIssuedAt),
    ] {
        let (pointer, member) = (format!("/{name}"), format!(r#""{name}":1700000000"#));
        check_time(&format!("{{{member}}}"), &pointer, other);
        check_time(&legacy(&member), &pointer, ignored);
    }
}

#[test]
fn how_a_time_is_written() {
    let plain = Notation { kubernetes: true, ..Notation::default() };
    for (number, expected) in [
        ("1700000000", plain),
        ("1.7e9", Notation { fraction: true, ..plain }),
        ("\"1700000000\"", Notation { string: true, ..plain }),
        ("1700000000000", Notation { milliseconds: true, ..plain }),
        ("1700000000000.5", Notation { milliseconds: true, ..plain }),
    ] {
        claim(&bound(&format!("\"exp\":{number}")), "/exp", |fact| {
            let Meaning::Time(TimeMeaning::At { seconds, notation, .. }) = fact.meaning else {
                panic!("{fact:?}");
            };
            assert_eq!((seconds, notation), (ISSUED, expected), "{number}");
        });
    }
    claim(&bound(r#""exp":9007199254740993"#), "/exp", |fact| {
        assert_eq!(fact.meaning, Meaning::Time(TimeMeaning::OutOfRange("9007199254740993")));
        assert_eq!(fact.time, None);
    });
}
