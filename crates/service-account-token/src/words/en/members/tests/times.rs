//! The times.

use super::*;

#[test]
fn the_end_of_a_bound_token() {
    check(
        &bound(r#""exp":1700003600,"iat":1700000000,"aud":["https://kubernetes.default.svc"]"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 23:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 23:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. `exp` lies 1 hour after the token was \
         issued.",
    );
    check(
        &bound(r#""exp":1700003600"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 23:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 23:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference.",
    );
    check(
        &bound(r#""exp":1699919999"#),
        "/exp",
        "By its own claims the token ends at 2023-11-13 23:59:59 UTC. Unless something ends \
         it sooner, the API server accepts it until 2023-11-14 00:00:59 UTC, one minute \
         after `exp`, since it allows 60 s of clock difference.",
    );
    check(
        &bound(r#""aud":["vault"],"exp":1700003600,"iat":1700000000"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 23:13:20 UTC. Whoever `aud` names \
         decides by its own clock, and may allow some difference; the API server, if it is \
         asked, allows 60 s. `exp` lies 1 hour after the token was issued.",
    );
    check(
        &bound(r#""exp":1700003600,"iat":1700003600"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 23:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 23:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. It does not lie after `iat`, so this is \
         not Kubernetes' own output.",
    );
    check(
        &bound(r#""exp":1731536000,"iat":1700000000"#),
        "/exp",
        "By its own claims the token ends at 2024-11-13 22:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 22:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. `exp` lies 365 days after the token was \
         issued. That was asked for: a token that the API server extended would bear \
         `warnafter`.",
    );
}

#[test]
fn an_extended_token_says_both_times() {
    check(
        r#"{"aud":["https://kubernetes.default.svc"],"exp":1700086400,"iat":1700000000,"iss":"https://issuer.test","kubernetes.io":{"namespace":"shop","pod":{"name":"cart-0","uid":"2"},"serviceaccount":{"name":"cart","uid":"1"},"warnafter":1700003607}}"#,
        "/exp",
        "By its own claims the token ends at 2023-11-15 22:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 22:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. `exp` lies 1 day after the token was \
         issued, not the hour that was asked for: the request was for 3607 s, and the API \
         server extended it to 1 day so that old clients that never read the token file \
         again go on working. The kubelet, which most likely asked for it, replaces it in \
         the Pod about 48 minutes after it was issued.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"},"warnafter":1700003607"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:27 UTC, 3607 s after it was issued, the API server still \
         accepts the token but records it as stale: the audit annotation \
         `authentication.k8s.io/stale-token` then shows a client that does not read the \
         token file again. This claim is the mark of a request for 3607 s that the API \
         server extended.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"},"warnafter":1700003600"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:20 UTC the API server still accepts the token but records \
         it as stale. Kubernetes always writes `iat` + 3607 s here; this lies 1 hour after \
         `iat`, so this is not its own output.",
    );
    check(
        &bound_with(r#""warnafter":1699999999"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 22:13:19 UTC the API server still accepts the token but records \
         it as stale. Kubernetes always writes `iat` + 3607 s here; this lies 1 second \
         before `iat`, so this is not its own output. Kubernetes writes it only into a \
         token that is bound to a Pod.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop","pod":{"name":"cart-0","uid":"2"},"serviceaccount":{"name":"cart","uid":"1"},"warnafter":1700003607}}"#,
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:27 UTC the API server still accepts the token but records \
         it as stale (audit annotation `authentication.k8s.io/stale-token`).",
    );
}

#[test]
fn times_in_a_legacy_token_are_ignored() {
    check(
        &legacy(r#""exp":1700000000"#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server never looks at `exp` in \
         a legacy token: it ends nothing. Kubernetes itself writes no `exp` into one.",
    );
    check(
        &legacy(r#""exp":"1700000000""#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server never looks at `exp` in \
         a legacy token: it ends nothing. Kubernetes itself writes no `exp` into one. It is \
         written as a string and was read as the number in it; the API server takes only a \
         number and refuses the token.",
    );
    check(
        &legacy(r#""nbf":1700000000"#),
        "/nbf",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server never looks at `nbf` in \
         a legacy token. Kubernetes itself writes no time into one.",
    );
    check(
        &legacy(r#""iat":1700000000"#),
        "/iat",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server never looks at `iat` in \
         a legacy token. Kubernetes itself writes no time into one.",
    );
}

#[test]
fn times_in_another_token() {
    check(
        r#"{"exp":1700000000}"#,
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. A recipient must \
         refuse it from then on, give or take a small difference of clocks.",
    );
    check(
        r#"{"nbf":1700000000}"#,
        "/nbf",
        "By its own claims the token is not to be accepted before 2023-11-14 22:13:20 UTC, \
         give or take a small difference of clocks.",
    );
    check(
        r#"{"iat":1700000000}"#,
        "/iat",
        "By its own claims the token was issued at 2023-11-14 22:13:20 UTC, by its issuer's \
         clock.",
    );
    check(
        r#"{"auth_time":1700000000}"#,
        "/auth_time",
        "When the person last proved who they are. Here that is 2023-11-14 22:13:20 UTC.",
    );
    check(
        r#"{"updated_at":1700000000}"#,
        "/updated_at",
        "When the issuer last changed what it knows of the person. Here that is 2023-11-14 \
         22:13:20 UTC.",
    );
    check(
        r#"{"updated_at":"2023-11-14"}"#,
        "/updated_at",
        "A string stands here, where a number of seconds belongs.",
    );
}

#[test]
fn the_begin_of_a_bound_token() {
    check(
        &bound(r#""iat":1700000000,"nbf":1700000000"#),
        "/nbf",
        "By its own claims the token is not to be accepted before 2023-11-14 22:13:20 UTC, \
         the moment it was issued. Kubernetes always writes `nbf` and `iat` alike; the API \
         server allows 60 s of clock difference.",
    );
    check(
        &bound(r#""iat":1700000000,"nbf":1700000060"#),
        "/nbf",
        "By its own claims the token is not to be accepted before 2023-11-14 22:14:20 UTC, \
         1 minute after `iat`. Kubernetes always writes the two alike, so this is not its \
         own output; the API server allows 60 s of clock difference.",
    );
    check(
        &bound(r#""iat":1700000000,"nbf":1699999999"#),
        "/nbf",
        "By its own claims the token is not to be accepted before 2023-11-14 22:13:19 UTC, \
         1 second before `iat`. Kubernetes always writes the two alike, so this is not its \
         own output; the API server allows 60 s of clock difference.",
    );
    check(
        &bound(r#""nbf":1699999999"#),
        "/nbf",
        "By its own claims the token is not to be accepted before 2023-11-14 22:13:19 UTC; \
         the API server allows 60 s of clock difference.",
    );
    check(
        &bound(r#""iat":1700000000"#),
        "/iat",
        "By its own claims the token was issued at 2023-11-14 22:13:20 UTC, by the clock of \
         the API server that issued it.",
    );
}

#[test]
fn numbers_that_are_written_otherwise() {
    check(
        &bound(r#""exp":1.7e9"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 22:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. It is written with a fraction or an \
         exponent, which the API server reads and cuts to whole seconds; Kubernetes itself \
         writes whole numbers.",
    );
    check(
        &bound(r#""exp":1700000000.9"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. Unless something ends \
         it sooner, the API server accepts it until 22:14:20 UTC, one minute after `exp`, \
         since it allows 60 s of clock difference. It is written with a fraction or an \
         exponent, which the API server reads and cuts to whole seconds; Kubernetes itself \
         writes whole numbers.",
    );
    check(
        &bound(r#""exp":"1700000000""#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. It is written as a \
         string and was read as the number in it; the API server takes only a number and \
         refuses the token.",
    );
    check(
        &bound(r#""exp":1700000000000"#),
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. The number has 13 \
         digits, so it was read as milliseconds; the standard asks for seconds, and a \
         strict reader sees a time many thousands of years away.",
    );
    check(
        &bound(r#""exp":-1"#),
        "/exp",
        "By its own claims the token ends at 1969-12-31 23:59:59 UTC. Unless something ends \
         it sooner, the API server accepts it until 1970-01-01 00:00:59 UTC, one minute \
         after `exp`, since it allows 60 s of clock difference.",
    );
    check(
        &bound(r#""exp":9007199254740993"#),
        "/exp",
        "`9007199254740993` is no time that can be shown: it lies more than 270,000 years \
         from 1970.",
    );
}

#[test]
fn times_that_are_no_numbers() {
    check(
        &bound(r#""exp":"soon""#),
        "/exp",
        "A string stands here, where a number of seconds belongs: the API server cannot \
         decode such a token and refuses it.",
    );
    check(
        &bound(r#""exp":true"#),
        "/exp",
        "`true` or `false` stands here, where a number of seconds belongs: the API server \
         cannot decode such a token and refuses it.",
    );
    check(
        &bound(r#""exp":null"#),
        "/exp",
        "`null` stands here, where a number of seconds belongs. Kubernetes leaves a member \
         out rather than write `null`.",
    );
    check(
        r#"{"exp":"1700000000"}"#,
        "/exp",
        "By its own claims the token ends at 2023-11-14 22:13:20 UTC. A recipient must \
         refuse it from then on, give or take a small difference of clocks. It is written \
         as a string and was read as the number in it; RFC 7519 asks for a number.",
    );
    check(
        r#"{"exp":1.5}"#,
        "/exp",
        "By its own claims the token ends at 1970-01-01 00:00:01 UTC. A recipient must \
         refuse it from then on, give or take a small difference of clocks. It is written \
         with a fraction or an exponent and was cut to whole seconds.",
    );
    check(r#"{"exp":{}}"#, "/exp", "An object stands here, where a number of seconds belongs.");
}
