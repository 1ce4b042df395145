//! Times: how they are written, what Kubernetes would write, and the clock.

use super::*;

#[test]
fn malformed_times_are_reported() {
    let exp = |text: &str| unbound().to_string().replace("1700003600", text);
    check_text(
        &exp("1.7e9"),
        "numeric_date_fraction",
        &["`exp` is `1.7e9`; Kubernetes writes whole seconds, in plain digits."],
    );
    check_text(
        &exp("\"1700003600\""),
        "numeric_date_string",
        &[&format!(
            "`exp` is a number in a string; it must be a number of seconds. => {NOT_STOCK_NUMBER}"
        )],
    );
    check_text(
        &exp("1700003600000"),
        "numeric_date_milliseconds",
        &["`exp` is `1700003600000`, which looks like milliseconds; it must be seconds."],
    );
    check_text(
        &exp("1.7e12"),
        "numeric_date_milliseconds",
        &["`exp` is `1.7e12`, which looks like milliseconds; it must be seconds."],
    );
    let help = |text: &str| help_of(&read(&token(&header().to_string(), text)), "numeric_date");
    assert_eq!(
        help(&exp("1700003600000")),
        "This tool reads it divided by 1000. Servers read it as seconds, about 53900 years after \
         1970. Fix the issuer."
    );
    assert_eq!(
        help(&exp("-1000000000000")),
        "This tool reads it divided by 1000. Servers read it as seconds, about 31700 years before \
         1970. Fix the issuer."
    );
    let legacy = |exp: Value| with(legacy(), &[("/exp", exp)]).to_string();
    assert_eq!(
        help(&legacy(json!("1700003600"))),
        "Kubernetes writes no time into a legacy token: another program issued it, or it was \
         changed."
    );
    assert_eq!(
        help(&legacy(json!(1_700_003_600_000_i64))),
        "The API server ignores it in a legacy token. Other verifiers read it as seconds, about \
         53900 years after 1970. Fix the issuer."
    );
    check_text(
        &exp("1e999"),
        "numeric_date_range",
        &[&format!(
            "`exp` is `1e999`, outside the range of dates: ±8640000000000 seconds around 1970. => {NOT_STOCK_NUMBER}"
        )],
    );
    check_text(
        &exp("9007199254740993"),
        "numeric_date_range",
        &["`exp` is `9007199254740993`, outside the range of dates: ±8640000000000 seconds \
             around 1970."],
    );
    check_text(
        &exp("-5"),
        "exp_before_iat",
        &["`exp` is 1969-12-31 23:59:55 UTC, not after `iat` (2023-11-14 22:13:20 UTC); a token \
             must expire after it is issued."],
    );
}

#[test]
fn impossible_lifetimes_are_reported() {
    let lives = |seconds: i64| with(unbound(), &[("/exp", json!(IAT + seconds))]);
    check(
        &lives(599),
        "lifetime_below_minimum",
        &["`exp` is 9 minutes 59 seconds after `iat`; the TokenRequest API allows at least 10 \
             minutes."],
    );
    check(&lives(600), "lifetime_below_minimum", &[]);
    check(
        &lives((1 << 32) + 1),
        "lifetime_above_maximum",
        &["`exp` is 49710 days 6 hours 28 minutes 17 seconds after `iat`; the TokenRequest API \
             allows at most 2^32 seconds (about 136 years)."],
    );
    check(&lives(1 << 32), "lifetime_above_maximum", &[]);
    // What nobody can ask for, nobody asked for.
    check(&lives((1 << 32) + 1), "long_lived", &[]);
    check(&with(webhook(), &[("/exp", json!(IAT + 172_800))]), "long_lived", &[]);
    check(
        &lives(1 << 32),
        "long_lived",
        &["The token was requested for about 136 years, the longest that is possible. The \
             default is an hour."],
    );
    check(
        &lives(0),
        "exp_before_iat",
        &["`exp` is 2023-11-14 22:13:20 UTC, not after `iat` (2023-11-14 22:13:20 UTC); a token \
             must expire after it is issued."],
    );
    check(
        &with(unbound(), &[("/nbf", json!(IAT - 5))]),
        "nbf_not_iat",
        &["`nbf` is 2023-11-14 22:13:15 UTC and `iat` 2023-11-14 22:13:20 UTC; Kubernetes writes \
             the same time in both."],
    );
    let warn = |seconds: i64| json!(IAT + seconds);
    check(
        &with(unbound(), &[("/kubernetes.io/warnafter", warn(3607))]),
        "warnafter_unexpected",
        &["`warnafter` is in a token without a Pod; the API server writes it only into tokens \
             bound to a Pod."],
    );
    check(
        &with(injected(), &[("/kubernetes.io/warnafter", warn(3600))]),
        "warnafter_unexpected",
        &["`warnafter` is 3600 s after `iat`; the API server writes it 3607 s after."],
    );
    check(
        &with(injected(), &[("/exp", warn(31_536_001))]),
        "warnafter_unexpected",
        &["`warnafter` is in a token that lives 365 days 1 second; the extension gives at most \
             365 days."],
    );
}

#[test]
fn times_in_legacy_token_are_reported() {
    let message = "`exp` is in a legacy token; Kubernetes writes no time there, and the API server \
                   ignores it.";
    check(&with(legacy(), &[("/exp", json!(1))]), "exp_ignored_in_legacy", &[message]);
    check(&with(legacy(), &[("/exp", json!(1))]), "expired", &[]);
    let string = with(legacy(), &[("/exp", json!("1"))]);
    check(&string, "exp_ignored_in_legacy", &[]);
    check(
        &string,
        "numeric_date_string",
        &[&format!(
            "`exp` is a number in a string; it must be a number of seconds. => {NOT_STOCK_NUMBER}"
        )],
    );
    // An added audience counts.
    check(
        &with(legacy(), &[("/aud", json!(["vault"]))]),
        "foreign_audience",
        &[
            "The token is for `vault`, not for the API server. => Unless its `--api-audiences` lists \
           this audience: `token audiences [\"vault\"] is invalid for the target audiences […]`.",
        ],
    );
}

#[test]
fn zero_lifetime_is_never_refreshed() {
    for (seconds, refresh) in [(0, None), (1, Some(IAT + 1))] {
        let payload = with(injected(), &[("/kubernetes.io/warnafter", json!(IAT + seconds))]);
        assert_eq!(made::read_payload(&payload).times.refresh_at, refresh);
    }
}

#[test]
fn many_audiences_are_shortened_in_the_api_servers_answer() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    for (count, end) in [(8, "\"g\" \"h\"]"), (9, "\"g\" \"h\" …]")] {
        let payload = with(unbound(), &[("/aud", json!(names[..count]))]);
        let found = of_code(&made::read_payload(&payload), "foreign_audience").concat();
        let answer = format!("{end} is invalid for the target audiences […]`.");
        assert!(found.ends_with(&answer), "{found}");
    }
}

#[test]
fn three_audiences_are_named_and_the_others_counted() {
    let names = ["a", "", "c", "d", "e"];
    for (count, listed) in [
        (2, "`a` and an empty string, which"),
        (3, "`a`, an empty string and `c`, which"),
        (4, "`a`, an empty string, `c` and 1 more, which"),
        (5, "`a`, an empty string, `c` and 2 more, which"),
    ] {
        let payload = with(unbound(), &[("/aud", json!(names[..count]))]);
        let found = of_code(&made::read_payload(&payload), "foreign_audience").concat();
        assert!(
            found.starts_with(&format!(
                "The token is for {listed} are probably not the API server's audiences. Your cluster \
                 may use them for the API server (`--api-audiences`). =>"
            )),
            "{found}"
        );
    }
}

#[test]
fn leeway_is_respected() {
    let exp = IAT + 3600;
    check_at(&unbound(), exp - 1, "expired", &[]);
    check_at(
        &unbound(),
        exp,
        "expired",
        &["The token expired just now: `exp` is 2023-11-14 23:13:20 UTC. => The cluster that \
             issued it may accept it until 23:14:20 UTC: API servers allow 60 s for clock \
             differences."],
    );
    let ago =
        |text: &str| format!("The token expired {text} ago: `exp` is 2023-11-14 23:13:20 UTC.");
    let server = "=> `service account token has expired` (up to 1.22: `Token has expired.`).";
    check_at(
        &unbound(),
        exp + 59,
        "expired",
        &[&format!(
            "{} => The cluster that issued it may accept it until 23:14:20 UTC: API servers \
             allow 60 s for clock differences.",
            ago("59 seconds")
        )],
    );
    check_at(&unbound(), exp + 61, "expired", &[&format!("{} {server}", ago("1 minute"))]);
    // The audience is checked first.
    check_at(
        &with(unbound(), &[("/aud", json!(["vault"]))]),
        exp + 61,
        "expired",
        &[&ago("1 minute")],
    );

    let early = "The token is not active yet: its `nbf` is 2023-11-14 22:13:20 UTC, 1 minute 1 \
                 second from now. => `service account token is not valid yet` (up to 1.22: `Token \
                 could not be validated.`).";
    check_at(&unbound(), IAT - 61, "not_yet_valid", &[early]);
    check_at(&unbound(), IAT - 61, "issued_in_future", &[]);
    check_at(
        &unbound(),
        IAT - 60,
        "not_yet_valid",
        &["The token is not active yet: its `nbf` is 2023-11-14 22:13:20 UTC, 1 minute from \
             now. => The cluster that issued it may accept it already: API servers allow 60 s for \
             clock differences."],
    );
    let without_nbf = with(unbound(), &[("/nbf", Value::Null)]);
    check_at(
        &without_nbf,
        IAT - 61,
        "issued_in_future",
        &["`iat` is 2023-11-14 22:13:20 UTC, 1 minute 1 second ahead of your clock; it must be \
             in the past. => `service account token is issued in the future` (since 1.27; \
             earlier releases do not check)."],
    );
    check_at(
        &injected(),
        IAT + 7207,
        "stale",
        &["A newer token was due 1 hour ago: `warnafter` is 2023-11-14 23:13:27 UTC. Only the \
             extension keeps this one working. => The cluster that issued it accepts it, if nothing \
             else is wrong with it, and records `authentication.k8s.io/stale-token` in its audit \
             log."],
    );
    check_at(&injected(), IAT + 3607, "stale", &[]);
}
