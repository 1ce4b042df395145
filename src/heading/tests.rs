//! The heading says the state first.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use service_account_token::{Options, inspect};

use super::*;

const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

/// The times of the bound sample.
const ISSUED: i64 = 1_660_909_741;
const WARN_AFTER: i64 = ISSUED + 3607;
const EXPIRY: i64 = ISSUED + 31_536_000;

const HOUR: i64 = 3600;

#[track_caller]
fn check(text: &str, now: i64, expected: &str) {
    let report = inspect(text.as_bytes(), &Options::new().now(now));
    assert_eq!(Heading::of(&report.tokens[0]).words(now), expected);
}

#[test]
fn state_leads_and_follows_the_clock() {
    let pod = "Bound token of Pod `busybox`";
    check(BOUND, ISSUED - 300, &format!("Not active yet · {pod}"));
    check(BOUND, ISSUED + 60, pod);
    check(BOUND, WARN_AFTER + 2 * HOUR, &format!("Went stale 2 hours ago · {pod}"));
    check(BOUND, EXPIRY, &format!("Expired just now · {pod}"));
    check(BOUND, EXPIRY + 94_672_800, &format!("Expired 3 years ago · {pod}"));
}

#[test]
fn only_a_token_without_a_state_or_an_unusual_row_is_fine() {
    let fine =
        |text: &str, now| is_fine(&inspect(text.as_bytes(), &Options::new().now(now)).tokens[0]);
    assert!(fine(BOUND, ISSUED + 60));
    assert!(!fine(BOUND, WARN_AFTER + 60) && !fine(BOUND, EXPIRY));
    assert!(!fine(LEGACY, EXPIRY), "it has no expiry");
    assert!(!fine(&format!("Bearer Bearer {BOUND}"), ISSUED + 60), "something is glued on");
}

#[test]
fn legacy_token_that_may_work_leads_with_what_it_is() {
    check(LEGACY, EXPIRY, "Legacy token from Secret `default-token-57llx`");
}

#[test]
fn what_breaks_a_token_comes_before_its_time() {
    let bound = BOUND.trim();
    let pod = "Bound token of Pod `busybox`";
    let cut = bound.split_at(bound.len() - 20).0;
    check(cut, EXPIRY + HOUR, &format!("Cut off · {pod}"));
    let (signed, signature) = bound.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    let mut longer = BASE64URL.decode(payload).unwrap();
    longer.push(b'x');
    let damaged = format!("{header}.{}.{signature}", BASE64URL.encode(longer));
    check(&damaged, EXPIRY + HOUR, &format!("Damaged · {pod}"));
    let none = BASE64URL.encode(r#"{"alg":"none"}"#);
    let unsigned = format!("{none}.{payload}.");
    check(&unsigned, EXPIRY + HOUR, &format!("Not signed · {pod}"));
    let symmetric = BASE64URL.encode(r#"{"alg":"HS256","kid":"x"}"#);
    let rejected = format!("No API server accepts it · {pod}");
    check(&format!("{symmetric}.{payload}.{signature}"), EXPIRY + HOUR, &rejected);
}

#[test]
fn headline_that_says_so_is_not_said_twice() {
    let token = |payload: &str| {
        let header = BASE64URL.encode(r#"{"alg":"RS256","kid":"x"}"#);
        format!("{header}.{}.{}", BASE64URL.encode(payload), BASE64URL.encode([1; 256]))
    };
    let other = token(r#"{"iss":"https://a.test","sub":"a","exp":1700000000}"#);
    let report = inspect(other.as_bytes(), &Options::new().now(1_700_007_200));
    let headline = report.tokens[0].headline.to_string();
    check(&other, 1_700_007_200, &format!("Expired 2 hours ago · {headline}"));
    let cut = other.split_at(60).0;
    let report = inspect(cut.as_bytes(), &Options::new().now(0));
    check(cut, 0, &report.tokens[0].headline);
    check("a.b.c", 0, "Unreadable token");
}

#[test]
fn name_that_no_object_can_have_is_left_to_the_headline() {
    let long = "a".repeat(254);
    for name in ["", "A", "a b", "a`b", "a\u{202e}b", &long] {
        assert!(!is_kubernetes_name(name), "{name}");
    }
    for name in ["busybox", "web-0", "a.b-c.d9"] {
        assert!(is_kubernetes_name(name), "{name}");
    }
}
