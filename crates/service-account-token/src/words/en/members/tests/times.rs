//! The times.

use super::*;

#[test]
fn expiry_of_bound_token_is_explained() {
    check(
        &bound(r#""exp":1700003600,"iat":1700000000,"aud":["https://kubernetes.default.svc"]"#),
        "/exp",
        "The token expires at 2023-11-14 23:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 23:14:20 UTC, because it allows 60 s of clock skew. That is 1 \
         hour after the token was issued.",
    );
    check(
        &bound(r#""exp":1700003600"#),
        "/exp",
        "The token expires at 2023-11-14 23:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 23:14:20 UTC, because it allows 60 s of clock skew.",
    );
    check(
        &bound(r#""exp":1699919999"#),
        "/exp",
        "The token expires at 2023-11-13 23:59:59 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 2023-11-14 00:00:59 UTC, because it allows 60 s of clock skew.",
    );
    check(
        &bound(r#""aud":["vault"],"exp":1700003600,"iat":1700000000"#),
        "/exp",
        "The token expires at 2023-11-14 23:13:20 UTC. The recipient in `aud` decides by its own \
         clock and may allow for some skew. The API server, if asked, allows 60 s. That is 1 hour \
         after the token was issued.",
    );
    check(
        &bound(r#""exp":1700003600,"iat":1700003600"#),
        "/exp",
        "The token expires at 2023-11-14 23:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 23:14:20 UTC, because it allows 60 s of clock skew. That is not \
         after `iat`, so Kubernetes did not issue the token in this form.",
    );
    check(
        &bound(r#""exp":1731536000,"iat":1700000000"#),
        "/exp",
        "The token expires at 2024-11-13 22:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 22:14:20 UTC, because it allows 60 s of clock skew. That is 365 \
         days after the token was issued. The API server did not extend it: extended tokens have \
         `warnafter`.",
    );
}

#[test]
fn extended_token_names_both_lifetimes() {
    check(
        r#"{"aud":["https://kubernetes.default.svc"],"exp":1700086400,"iat":1700000000,"iss":"https://issuer.test","kubernetes.io":{"namespace":"shop","pod":{"name":"cart-0","uid":"2"},"serviceaccount":{"name":"cart","uid":"1"},"warnafter":1700003607}}"#,
        "/exp",
        "The token expires at 2023-11-15 22:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 22:14:20 UTC, because it allows 60 s of clock skew. The request \
         was for 3607 s; the API server extended it to 1 day, so that old clients that never \
         reread the token file keep working. The kubelet, which probably requested it, replaces \
         it in the Pod after about 48 minutes.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"},"warnafter":1700003607"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:27 UTC (`iat` + 3607 s) the API server still accepts the token but \
         records it as stale. The audit annotation `authentication.k8s.io/stale-token` then \
         reveals clients that never reread the token file.",
    );
    check(
        &bound_with(r#""pod":{"name":"cart-0","uid":"2"},"warnafter":1700003600"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:20 UTC the API server still accepts the token but records it as \
         stale. Kubernetes always writes `iat` + 3607 s here. This is 1 hour after `iat`, so \
         Kubernetes did not issue the token in this form.",
    );
    check(
        &bound_with(r#""warnafter":1699999999"#),
        "/kubernetes.io/warnafter",
        "After 2023-11-14 22:13:19 UTC the API server still accepts the token but records it as \
         stale. Kubernetes always writes `iat` + 3607 s here. This is 1 second before `iat`, so \
         Kubernetes did not issue the token in this form. Kubernetes writes it only into tokens \
         bound to a Pod.",
    );
    check(
        r#"{"kubernetes.io":{"namespace":"shop","pod":{"name":"cart-0","uid":"2"},"serviceaccount":{"name":"cart","uid":"1"},"warnafter":1700003607}}"#,
        "/kubernetes.io/warnafter",
        "After 2023-11-14 23:13:27 UTC the API server still accepts the token but records it as \
         stale (audit annotation `authentication.k8s.io/stale-token`).",
    );
}

#[test]
fn times_in_a_legacy_token_are_ignored() {
    check(
        &legacy(r#""exp":1700000000"#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `exp` in a legacy \
         token. Kubernetes itself writes none there.",
    );
    check(
        &legacy(r#""exp":"1700000000""#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `exp` in a legacy \
         token. Kubernetes itself writes none there. It is written as a string; this tool reads \
         the number in it. The API server accepts only a number and rejects the token.",
    );
    check(
        &legacy(r#""exp":1700000000000"#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `exp` in a legacy \
         token. Kubernetes itself writes none there. The number is so large that this tool reads it \
         as milliseconds. RFC 7519 requires seconds: other verifiers read a time tens of thousands \
         of years ahead.",
    );
    check(
        &legacy(r#""exp":1.7e9"#),
        "/exp",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `exp` in a legacy \
         token. Kubernetes itself writes none there. It has a fraction or an exponent; this tool \
         cuts it to whole seconds.",
    );
    check(
        &legacy(r#""nbf":1700000000"#),
        "/nbf",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `nbf` in a legacy \
         token. Kubernetes itself writes no time there.",
    );
    check(
        &legacy(r#""iat":1700000000"#),
        "/iat",
        "The claim says 2023-11-14 22:13:20 UTC, but the API server ignores `iat` in a legacy \
         token. Kubernetes itself writes no time there.",
    );
}

#[test]
fn times_of_other_token_are_explained() {
    check(
        r#"{"exp":1700000000}"#,
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. Recipients must reject it from then on, but \
         may allow for some clock skew.",
    );
    check(
        r#"{"nbf":1700000000}"#,
        "/nbf",
        "Recipients must reject the token before 2023-11-14 22:13:20 UTC, but may allow for some \
         clock skew.",
    );
    check(
        r#"{"iat":1700000000}"#,
        "/iat",
        "Issued at 2023-11-14 22:13:20 UTC, by the issuer's clock.",
    );
    check(
        r#"{"auth_time":1700000000}"#,
        "/auth_time",
        "When the person last authenticated. Here that is 2023-11-14 22:13:20 UTC.",
    );
    check(
        r#"{"updated_at":1700000000}"#,
        "/updated_at",
        "When the issuer last updated its data about the person. Here that is 2023-11-14 22:13:20 \
         UTC.",
    );
    check(
        r#"{"updated_at":"2023-11-14"}"#,
        "/updated_at",
        "This is a string; it must be a number of seconds.",
    );
}

#[test]
fn not_before_of_bound_token_is_explained() {
    check(
        &bound(r#""iat":1700000000,"nbf":1700000000"#),
        "/nbf",
        "The token is not active before 2023-11-14 22:13:20 UTC, when it was issued. The API \
         server allows 60 s of clock skew.",
    );
    check(
        &bound(r#""iat":1700000000,"nbf":1700000060"#),
        "/nbf",
        "The token is not active before 2023-11-14 22:14:20 UTC, 1 minute after `iat`. Kubernetes \
         always writes the same time in both, so it did not issue the token in this form. The API \
         server allows 60 s of clock skew.",
    );
    check(
        &bound(r#""iat":1700000000,"nbf":1699999999"#),
        "/nbf",
        "The token is not active before 2023-11-14 22:13:19 UTC, 1 second before `iat`. Kubernetes \
         always writes the same time in both, so it did not issue the token in this form. The API \
         server allows 60 s of clock skew.",
    );
    check(
        &bound(r#""nbf":1699999999"#),
        "/nbf",
        "The token is not active before 2023-11-14 22:13:19 UTC. The API server allows 60 s of \
         clock skew.",
    );
    check(
        &bound(r#""iat":1700000000"#),
        "/iat",
        "Issued at 2023-11-14 22:13:20 UTC, by the clock of the issuing API server.",
    );
}

#[test]
fn unusual_notations_of_times_are_explained() {
    check(
        &bound(r#""exp":1.7e9"#),
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 22:14:20 UTC, because it allows 60 s of clock skew. It has a \
         fraction or an exponent. The API server cuts it to whole seconds; Kubernetes itself \
         writes whole numbers.",
    );
    check(
        &bound(r#""exp":1700000000.9"#),
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 22:14:20 UTC, because it allows 60 s of clock skew. It has a \
         fraction or an exponent. The API server cuts it to whole seconds; Kubernetes itself \
         writes whole numbers.",
    );
    check(
        &bound(r#""exp":"1700000000""#),
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. It is written as a string; this tool reads \
         the number in it. The API server accepts only a number and rejects the token.",
    );
    check(
        &bound(r#""exp":1700000000000"#),
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. The number is so large that this \
         tool reads it as milliseconds. RFC 7519 requires seconds: the API server reads a time tens \
         of thousands of years ahead.",
    );
    check(
        r#"{"exp":1700000000000}"#,
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. Recipients must reject it from then on, but \
         may allow for some clock skew. The number is so large that this tool reads it as \
         milliseconds. RFC 7519 requires seconds: verifiers read a time tens of thousands of years \
         ahead.",
    );
    check(
        r#"{"iat":-1700000000000}"#,
        "/iat",
        "Issued at 1916-02-18 01:46:40 UTC, by the issuer's clock. The number is so large that this \
         tool reads it as milliseconds. RFC 7519 requires seconds: verifiers read a time tens of \
         thousands of years in the past.",
    );
    check(
        &bound(r#""exp":-1"#),
        "/exp",
        "The token expires at 1969-12-31 23:59:59 UTC. Unless something revokes it sooner, the API \
         server probably accepts it until 1970-01-01 00:00:59 UTC, because it allows 60 s of clock skew.",
    );
    check(
        &bound(r#""exp":9007199254740993"#),
        "/exp",
        "`9007199254740993` cannot be shown as a time: it is more than 270,000 years from 1970.",
    );
}

#[test]
fn times_that_are_not_numbers_are_explained() {
    check(
        &bound(r#""exp":"soon""#),
        "/exp",
        "This is a string; it must be a number of seconds. The API server cannot decode such a \
         token and rejects it.",
    );
    check(
        &bound(r#""exp":true"#),
        "/exp",
        "This is `true` or `false`; it must be a number of seconds. The API server cannot decode \
         such a token and rejects it.",
    );
    check(
        &bound(r#""exp":null"#),
        "/exp",
        "This is `null`; it must be a number of seconds. Kubernetes omits a member rather than \
         write `null`.",
    );
    check(
        r#"{"exp":"1700000000"}"#,
        "/exp",
        "The token expires at 2023-11-14 22:13:20 UTC. Recipients must reject it from then on, but \
         may allow for some clock skew. It is written as a string; this tool reads the number in \
         it. RFC 7519 requires a number.",
    );
    check(
        r#"{"exp":1.5}"#,
        "/exp",
        "The token expires at 1970-01-01 00:00:01 UTC. Recipients must reject it from then on, but \
         may allow for some clock skew. It has a fraction or an exponent; this tool cuts it to \
         whole seconds.",
    );
    check(r#"{"exp":{}}"#, "/exp", "This is an object; it must be a number of seconds.");
}
