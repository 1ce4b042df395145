//! Claims that are missing or of another type.

use super::*;

#[test]
fn missing_legacy_claims_are_reported() {
    let without = |name: &str| with(legacy(), &[(name, Value::Null)]);
    for (name, answer) in [
        (
            "iss",
            "`invalid bearer token` and nothing else: it does not recognize the token as its \
             own.",
        ),
        ("sub", "`sub claim is missing`."),
        ("kubernetes.io/serviceaccount/namespace", "`namespace claim is missing`."),
        ("kubernetes.io/serviceaccount/secret.name", "`secretName claim is missing`."),
        (
            "kubernetes.io/serviceaccount/service-account.name",
            "`serviceAccountName claim is missing`.",
        ),
        (
            "kubernetes.io/serviceaccount/service-account.uid",
            "`serviceAccountUID claim is missing`.",
        ),
    ] {
        let pointer = format!("/{}", name.replace('/', "~1"));
        let expected =
            format!("`{name}` is missing; every legacy token from Kubernetes has it. => {answer}");
        check(&without(&pointer), "claim_missing", &[&expected]);
    }
    // The server stops at the first; an empty string and null are as good as none.
    let two = legacy().to_string().replace(r#""system:serviceaccount:default:build""#, "null");
    let two = two.replace(r#""build-token-57llx""#, r#""""#);
    check_text(
        &two,
        "claim_missing",
        &[
            "`sub` is null; every legacy token from Kubernetes has it. => `sub claim is missing`.",
            "`kubernetes.io/serviceaccount/secret.name` is empty; every legacy token from \
             Kubernetes has it.",
        ],
    );
    check_text(&two, "claim_type", &[]);
    check(
        &with(legacy(), &[("/iss", json!("https://x"))]),
        "issuer_unexpected",
        &["`iss` is `https://x`; every legacy token has `kubernetes/serviceaccount`. => It does \
             not read the token as a legacy one. Unless the issuer is its own, it answers `invalid \
             bearer token`."],
    );
}

#[test]
fn missing_bound_claims_are_reported() {
    for name in ["aud", "exp", "iat", "nbf", "sub"] {
        let expected = format!("`{name}` is missing; every bound token from Kubernetes has it.");
        check(
            &with(unbound(), &[(&format!("/{name}"), Value::Null)]),
            "claim_missing",
            &[&expected],
        );
    }
    check(
        &with(unbound(), &[("/kubernetes.io/serviceaccount/uid", Value::Null)]),
        "claim_missing",
        &["`kubernetes.io.serviceaccount.uid` is missing; every bound token from Kubernetes has \
             it. => `service account UID (…) does not match claim ()` (up to 1.22: \
             `ServiceAccount UID (…) does not match claim ()`)."],
    );
    let answers = [
        (
            "pod",
            "Pod",
            "service account pod ref claim ()` (up to 1.22: `Pod UID (…) does not match claim ()`).",
        ),
        (
            "secret",
            "Secret",
            "service account secret ref claim ()` (up to 1.22: `Secret UID (…) does not match claim \
             ()`).",
        ),
        ("node", "Node", "service account node ref claim ()`."),
    ];
    for (object, kind, answer) in answers {
        let pointer = format!("/kubernetes.io/{object}");
        let name = format!(
            "`kubernetes.io.{object}.name` is missing; every {kind}-bound token from Kubernetes \
             has it. => `service account token has been invalidated` (up to 1.22: `Token has been \
             invalidated`)."
        );
        let uid = format!(
            "`kubernetes.io.{object}.uid` is missing; every {kind}-bound token from Kubernetes has \
             it."
        );
        let empty = format!(
            "`kubernetes.io.{object}.uid` is empty; every {kind}-bound token from Kubernetes has \
             it."
        );
        let answer = format!(" => `{object} UID (…) does not match {answer}");
        let of = |value: Value| with(unbound(), &[(&pointer, value)]);
        check(&of(json!({})), "claim_missing", &[&name, &uid]);
        check(&of(json!({"name": "x"})), "claim_missing", &[&format!("{uid}{answer}")]);
        check(
            &of(json!({"name": "x", "uid": ""})),
            "claim_missing",
            &[&format!("{empty}{answer}")],
        );
    }
    check(
        &with(webhook(), &[("/kubernetes.io/mutatingwebhookconfiguration/uid", Value::Null)]),
        "claim_missing",
        &["`kubernetes.io.mutatingwebhookconfiguration.uid` is missing; every webhook token from \
             Kubernetes has it."],
    );
    // Beside a Pod a Node without a uid is the API server's own writing.
    let node = with(injected(), &[("/kubernetes.io/node/uid", Value::Null)]);
    check(&node, "claim_missing", &[]);
    check(
        &with(unbound(), &[("/aud", json!([]))]),
        "claim_missing",
        &["`aud` is empty; every bound token from Kubernetes has it."],
    );
}

#[test]
fn cut_payload_reports_no_missing_claims() {
    let whole = legacy().to_string();
    for end in 1..whole.len() {
        let token = read(&token(&header().to_string(), &whole[..end]));
        for code in ["claim_missing", "not_canonical_json"] {
            check_token(&token, code, &[]);
        }
    }
    let whole = injected().to_string();
    for end in 1..whole.len() {
        let token = read(&token(&header().to_string(), &whole[..end]));
        for code in [
            "claim_missing",
            "no_expiry",
            "long_lived",
            "not_individually_revocable",
            "warnafter_unexpected",
        ] {
            check_token(&token, code, &[]);
        }
    }
}

#[test]
fn wrong_claim_types_are_reported() {
    let audience =
        "After the signature: `expected string or array value to unmarshal to Audience`.";
    let decode = "After the signature, a decoding error: `cannot unmarshal` …";
    check(
        &with(unbound(), &[("/iss", json!(1))]),
        "claim_type",
        &[&format!("`iss` is a number; it must be a string. => {NOT_MINE}")],
    );
    check(
        &with(unbound(), &[("/jti", json!(1))]),
        "claim_type",
        &[&format!("`jti` is a number; it must be a string. => {decode}")],
    );
    check(
        &with(unbound(), &[("/aud", json!([ISSUER, 1]))]),
        "claim_type",
        &[&format!("`aud[1]` is a number; it must be a string. => {audience}")],
    );
    check(
        &with(unbound(), &[("/aud", json!([ISSUER, null]))]),
        "claim_type",
        &[&format!("`aud[1]` is null; it must be a string. => {audience}")],
    );
    check_text(
        &unbound().to_string().replace(&format!(r#""aud":["{ISSUER}"]"#), r#""aud":null"#),
        "claim_missing",
        &[&format!("`aud` is null; every bound token from Kubernetes has it. => {audience}")],
    );
    check(
        &with(unbound(), &[("/exp", json!("2023-08-19"))]),
        "claim_type",
        &[&format!("`exp` is a string; it must be a number of seconds. => {NOT_STOCK_NUMBER}")],
    );
    check_text(
        &unbound().to_string().replace(&format!(r#""jti":"{UID}""#), r#""jti":null"#),
        "claim_type",
        &["`jti` is null; it must be a string."],
    );
    let help = |found: &str| {
        let payload = unbound().to_string().replace(&format!(r#""jti":"{UID}""#), found);
        help_of(&read(&token(&header().to_string(), &payload)), "claim_type")
    };
    assert_eq!(
        help(r#""jti":null"#),
        "The API server treats null as absent. Kubernetes itself omits the claim."
    );
    assert_eq!(help(r#""jti":1"#), "Conforming parsers reject this token; fix the issuer.");
}

#[test]
fn issuer_is_checked_first() {
    let payload = with(unbound(), &[("/iss", Value::Null), ("/aud", json!(["vault"]))]);
    check(
        &payload,
        "claim_missing",
        &["`iss` is missing; every bound token from Kubernetes has it. => `invalid bearer \
             token` and nothing else: it does not recognize the token as its own."],
    );
}
