//! The five rows.

use service_account_token::report::{Certainty, End, Occasion, Remedy, RowState, TimeStatus};
use service_account_token::{Options, inspect};

use crate::{
    ACCOUNT, AFTER, API, BOUND, FRESH, HEADER, LEGACY_MANUAL, STALE, UID, bound, every_group,
    payload, pod, read, rows, token, webhook, webhook_for,
};

#[test]
fn the_rows_of_a_pods_token() {
    let structure = (
        RowState::Usual,
        "as the API server writes it",
        "no errors in encoding, JSON, header or claims",
    );
    let signature = (
        RowState::Unknown,
        "not checked",
        "256 bytes, like RSA-2048; only the cluster's keys can verify it",
    );
    let check = |now, time| {
        rows(
            BOUND,
            now,
            [
                (RowState::Usual, "bound to Pod `busybox`", "nested `kubernetes.io` claim"),
                time,
                (RowState::Usual, "the API server", "its default: the same as the issuer"),
                structure,
                signature,
            ],
        );
    };
    let ends = "`exp` 2023-08-19 11:49:01 UTC";
    let both = "`warnafter` 2022-08-19 12:49:08 UTC, `exp` 2023-08-19 11:49:01 UTC";
    check(AFTER, (RowState::Problem, "expired 2 months ago", ends));
    check(FRESH, (RowState::Usual, "refresh due within 30 minutes, expires in 11 months", both));
    let stale = "refresh was due 22 hours ago, expires in 11 months";
    check(STALE, (RowState::Notable, stale, both));
    check(
        None,
        (
            RowState::Unknown,
            "refresh due by 2022-08-19 12:49:08 UTC, expires 2023-08-19 11:49:01 UTC",
            "there is no clock to compare it with",
        ),
    );
    check(
        Some(1_692_445_741 + 30),
        (
            RowState::Problem,
            "expired 30 seconds ago",
            "`exp` 2023-08-19 11:49:01 UTC; its cluster's API server may accept it until \
             2023-08-19 11:50:01 UTC",
        ),
    );
}

#[test]
fn the_rows_of_a_legacy_token() {
    rows(
        LEGACY_MANUAL,
        AFTER,
        [
            (
                RowState::Notable,
                "legacy, from Secret `explicit-sa-token`",
                "claims named `kubernetes.io/serviceaccount/…`",
            ),
            (RowState::Notable, "no expiry of its own", "legacy tokens have no times"),
            (
                RowState::Usual,
                "none",
                "the API server treats legacy tokens as meant for itself; most other verifiers, \
                 such as a cloud's STS, reject them",
            ),
            (
                RowState::Usual,
                "as Kubernetes writes it",
                "no errors in encoding, JSON, header or claims",
            ),
            (
                RowState::Unknown,
                "not checked",
                "256 bytes, like RSA-2048; only the cluster's keys can verify it \
                 (kube-controller-manager signs legacy tokens)",
            ),
        ],
    );
}

#[test]
fn a_missing_expiry_is_told_from_an_unreadable_one() {
    let time = |payload: &str| {
        let row = read(&token(HEADER, payload), None).rows.swap_remove(1);
        (row.state, row.why.into_owned())
    };
    let unreadable = "`exp` is not a time that can be shown".to_owned();
    assert_eq!(time(r#"{"exp":"soon"}"#), (RowState::Unknown, unreadable.clone()));
    assert_eq!(time(r#"{"exp":1e300}"#), (RowState::Unknown, unreadable));
    let missing = "`exp` is missing; RFC 7519 makes it optional".to_owned();
    assert_eq!(time("{}"), (RowState::Notable, missing));
    let missing = "`exp` is missing, and every bound token has one".to_owned();
    let bound = format!(r#"{{"kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#);
    assert_eq!(time(&bound), (RowState::Problem, missing));
}

#[test]
fn the_audiences_that_the_caller_gives_decide() {
    let options = Options::new().api_audience("vault");
    let report = inspect(pod(r#"["vault"]"#, 3600).as_bytes(), &options);
    let row = &report.tokens[0].rows[2];
    assert_eq!(
        (row.words.as_ref(), row.why.as_ref()),
        ("the API server", "one of the API audiences that you gave")
    );
}

#[test]
fn a_webhook_token_for_others() {
    let row = |text: &str| {
        let row = read(text, None).rows.swap_remove(2);
        (row.state, row.words.into_owned(), row.why.into_owned())
    };
    let of = |words: &str, why: &str| (RowState::Notable, words.to_owned(), why.to_owned());
    let refused = "the API server rejects webhook tokens";
    assert_eq!(row(&every_group(r#"["vault"]"#)), of("HashiCorp Vault", refused));
    assert_eq!(
        row(&every_group(r#"["https://a.ci.svc:443/"]"#)),
        of("an admission webhook", refused)
    );
    assert_eq!(
        row(&webhook_for(API)),
        of("the API server", "Kubernetes issues no webhook token for it")
    );
}

#[test]
fn an_extended_token_is_for_the_api_server() {
    let after = format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT},"warnafter":1700003607"#);
    let token = read(&bound(r#"["https://api.example.com"]"#, 31_536_000, "", &after), AFTER);
    let row = &token.rows[2];
    assert_eq!(
        (row.state, row.words.as_ref(), row.why.as_ref()),
        (RowState::Notable, "the API server", "from 1.24 on, only tokens for it are extended")
    );
    assert_eq!(token.findings, []);
    let evidence = token.evidence.iter().find(|evidence| evidence.code == "audience_extended");
    assert_eq!(
        evidence.map(|evidence| evidence.text.as_ref()),
        Some(
            "The audience `https://api.example.com` is probably the API server's: from 1.24 on, \
             only tokens for it are extended."
        )
    );
    // A usual name needs no such reason.
    let token = read(&bound(API, 31_536_000, "", &after), AFTER);
    assert_eq!(token.rows[2].state, RowState::Usual);
    assert!(token.evidence.iter().all(|evidence| evidence.code != "audience_extended"));
}

#[test]
fn a_warnafter_that_kubernetes_never_writes_makes_no_extension() {
    let after = format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT},"warnafter":1700005100"#);
    let text = bound(API, 31_536_000, "", &after);
    let alone = "`exp` 2024-11-13 22:13:20 UTC; its `warnafter` is not that of an extension";
    for now in [1_700_000_000, 1_700_005_100, 1_700_009_000] {
        let token = read(&text, Some(now));
        let time = &token.rows[1];
        let said = (token.headline.as_ref(), time.state, time.words.as_ref(), time.why.as_ref());
        let expected = ("Bound token of a Pod", RowState::Notable, "expires in 11 months", alone);
        assert_eq!(said, expected, "{now}");
        assert_eq!(
            token.summary,
            "It says it belongs to Pod `web` in namespace `ci` and acts as ServiceAccount \
             `robot`. Unless something revokes it sooner, its cluster's API server accepts this \
             copy until 13 November 2024, 22:14:20 UTC."
        );
        let hygiene = |remedy: &&Remedy| remedy.when == Occasion::Hygiene;
        assert_eq!(token.remedies.iter().find(hygiene), None, "{now}");
        let replaced = |end: &End| end.text.contains("newer token");
        assert!(!token.ends.iter().any(replaced));
        assert!(token.variant.is_some_and(|variant| variant.extended), "it is there");
    }
    let stale = read(&text, Some(1_700_009_000));
    let found = stale.findings.iter().find(|finding| finding.code == "stale");
    let found = found.map(|found| (found.message.as_ref(), found.help.as_deref()));
    let message = "The `warnafter` of the token passed 1 hour ago: it is 2023-11-14 23:38:20 UTC.";
    assert_eq!(found, Some((message, None)));
    assert_eq!(stale.times.status, TimeStatus::Stale);
    assert_eq!(read(&text, None).rows[1].words, "expires 2024-11-13 22:13:20 UTC");
}

#[test]
fn many_audiences_cost_no_more_than_their_number() {
    let audiences = vec![r#""vault","x""#; 2000].join(",");
    let token = read(&pod(&format!("[{audiences}]"), 3600), None);
    assert_eq!(token.rows[2].words, "HashiCorp Vault, `x` and 3998 more");
}

#[test]
fn no_time_is_zero_seconds_away() {
    let time = |now| read(BOUND, Some(now)).rows.swap_remove(1).words;
    assert_eq!(time(1_692_445_741), "expired just now");
    assert_eq!(time(1_660_913_348), "refresh due now, expires in 11 months");
}

#[test]
fn several_webhooks_are_named_once() {
    let two = webhook_for(r#"["https://a.ci.svc:443/","https://b.ci.svc:443/"]"#);
    for (text, words) in [(webhook(), "an admission webhook"), (two, "admission webhooks")] {
        let row = read(&text, None).rows.swap_remove(2);
        assert_eq!(row.words, words);
        assert_eq!(row.why, "the API server rejects webhook tokens");
    }
}

#[test]
fn what_belongs_to_different_releases_is_not_as_one_writes_it() {
    let old = |claims: &str| {
        let token = read(&token(r#"{"alg":"RS256","kid":""}"#, claims), AFTER);
        let signer = token.evidence.iter().find(|found| found.code == "signer_key_file_old");
        let row = &token.rows[3];
        let words = (row.state, row.words.to_string(), row.why.to_string());
        (words, signer.map(|signer| signer.certainty))
    };
    let of = |state, words: &str, why: &str| (state, words.to_owned(), why.to_owned());
    // `jti` is written since 1.29, an empty `kid` up to 1.15.
    let claims = payload(&pod(r#"["https://kubernetes.default.svc"]"#, 3600));
    let why = "Its claims belong to different releases; no release writes such a token.";
    assert_eq!(
        old(&claims),
        (of(RowState::Notable, "matches no release", why), Some(Certainty::Unknown))
    );
    let jti = r#""jti":"2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d","#;
    let why = "no errors in encoding, JSON, header or claims";
    assert_eq!(
        old(&claims.replace(jti, "")),
        (of(RowState::Usual, "as the API server writes it", why), Some(Certainty::Certain))
    );
}

#[test]
fn several_bindings_are_not_counted() {
    let objects = ["pod", "secret", "validatingwebhookconfiguration"]
        .map(|kind| format!(r#""{kind}":{{"name":"web","uid":"{UID}"}},"#));
    let row = read(&bound(API, 3600, &objects.concat(), ACCOUNT), AFTER).rows.swap_remove(0);
    assert_eq!((row.state, row.words.as_ref()), (RowState::Problem, "bound to several objects"));
}

/// The row of structure for a payload with this in place of that.
#[track_caller]
fn structure(text: &str, from: &str, to: &str) -> (RowState, String, String) {
    let claims = payload(text);
    assert!(claims.contains(from), "{claims}");
    let row = read(&token(HEADER, &claims.replacen(from, to, 1)), AFTER).rows.swap_remove(3);
    (row.state, row.words.into_owned(), row.why.into_owned())
}

#[test]
fn what_kubernetes_does_not_write_is_not_as_it_writes_it() {
    let bound = pod(r#"["https://kubernetes.default.svc"]"#, 3600);
    let remark = "readable, with 1 warning";
    for (text, from, to, state, words, why) in [
        (
            LEGACY_MANUAL,
            "{",
            r#"{"aud":["https://kubernetes.default.svc"],"#,
            RowState::Notable,
            remark,
            "`aud` is in a legacy token; Kubernetes writes none there.",
        ),
        (
            LEGACY_MANUAL,
            r#","kubernetes.io/"#,
            r#","jti":"x","kubernetes.io/"#,
            RowState::Notable,
            remark,
            "`jti` is in a legacy token; Kubernetes writes none there.",
        ),
        (
            &bound,
            r#"["https://kubernetes.default.svc"]"#,
            r#""https://kubernetes.default.svc""#,
            RowState::Notable,
            remark,
            "`aud` is a plain string; Kubernetes (up to 1.37) writes a list of strings, even for \
             one.",
        ),
        (
            &bound,
            r#","exp""#,
            r#","email":"a@example.org","exp""#,
            RowState::Usual,
            "well formed",
            "`email` is unknown to this tool, which knows Kubernetes up to 1.37.",
        ),
    ] {
        assert_eq!(structure(text, from, to), (state, words.to_owned(), why.to_owned()));
    }
}
