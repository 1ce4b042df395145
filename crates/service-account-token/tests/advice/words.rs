//! Headlines and summaries, word for word.

use service_account_token::report::Occasion;

use crate::{
    ACCOUNT, AFTER, API, BOUND, FRESH, HEADER, LEGACY_AUTO, LEGACY_MANUAL, STALE, UID, advises,
    bound, every_group, pod, read, says, tied_to_node, tied_to_secret, token, unbound, webhook,
    webhook_for,
};

#[test]
fn a_pods_token_while_it_lasts_and_after() {
    says(
        BOUND,
        AFTER,
        "Bound token, extended to a year",
        "Claims to belong to Pod `busybox` in namespace `default` (most likely put there by the \
         kubelet) and acts as ServiceAccount `default`; by its own claims the API server accepted \
         it until 19 August 2023, 11:50:01 UTC at the latest.",
    );
    says(
        &pod(API, 3600),
        Some(1_700_000_100),
        "Bound token of a Pod",
        "Claims to belong to Pod `web` in namespace `ci` (most likely put there by the kubelet) and \
         acts as ServiceAccount `robot`; by its own claims the API server accepts it until 14 \
         November 2023, 23:14:20 UTC at the latest.",
    );
}

#[test]
fn an_extended_token_always_tells_both_ends() {
    let both = |replaced: &str| {
        format!(
            "Claims to belong to Pod `busybox` in namespace `default` (most likely put there by the \
             kubelet) and acts as ServiceAccount `default`; it {replaced} 19 August 2022, 12:49:08 \
             UTC, though by its own claims the API server accepts it until 19 August 2023, 11:50:01 \
             UTC at the latest."
        )
    };
    for (now, replaced) in [
        (None, "should be replaced before"),
        (FRESH, "should be replaced before"),
        (STALE, "should have been replaced before"),
    ] {
        says(BOUND, now, "Bound token, extended to a year", &both(replaced));
    }
}

#[test]
fn an_extension_of_another_length_is_told_by_its_length() {
    let after = format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT},"warnafter":1700003607"#);
    let headline = |lifetime| read(&bound(API, lifetime, "", &after), None).headline;
    assert_eq!(headline(7_776_000), "Bound token, extended to 90 days");
    assert_eq!(headline(86_400), "Bound token, extended to 1 day");
}

#[test]
fn the_minute_of_grace_belongs_to_the_token() {
    let token = pod(API, 3600);
    let tense = |now| {
        let summary = read(&token, Some(now)).summary.into_owned();
        let word = ["accepts it", "accepted it"].into_iter().find(|word| summary.contains(word));
        word.unwrap()
    };
    assert_eq!(tense(1_700_003_600 + 60), "accepts it");
    assert_eq!(tense(1_700_003_600 + 61), "accepted it");
}

#[test]
fn a_legacy_token_has_no_expiry_of_its_own() {
    for now in [None, AFTER] {
        says(
            LEGACY_AUTO,
            now,
            "Legacy token from a Secret",
            "Claims to come from Secret `default-token-57llx` in namespace `default` (most likely \
             made automatically) and acts as ServiceAccount `default`; it has no expiry of its own \
             and works while that Secret and that ServiceAccount exist and the Secret is not marked \
             invalid.",
        );
    }
    says(
        LEGACY_MANUAL,
        AFTER,
        "Legacy token from a Secret",
        "Claims to come from Secret `explicit-sa-token` in namespace `default` (most likely made by \
         hand or by a tool) and acts as ServiceAccount `sa-token-demo`; it has no expiry of its own \
         and works while that Secret and that ServiceAccount exist and the Secret is not marked \
         invalid.",
    );
}

#[test]
fn a_legacy_token_that_lacks_names() {
    let payload =
        r#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"ci"}"#;
    let text = token(HEADER, payload);
    says(
        &text,
        AFTER,
        "Legacy token from a Secret",
        "Claims to come from a Secret that it does not name in namespace `ci` and acts as a \
         ServiceAccount that it does not name; it lacks claims that every such token has, so the \
         API server does not accept it.",
    );
    assert_eq!(read(&text, AFTER).ends, []);
    advises(&text, AFTER, Occasion::Leaked, &[]);
    advises(&text, AFTER, Occasion::Check, &[("Ask who made it", None)]);
}

#[test]
fn tokens_tied_to_other_things_or_to_nothing() {
    says(
        &unbound(API, 3600),
        None,
        "Bound token tied to nothing",
        "Claims to act as ServiceAccount `robot` in namespace `ci`, tied to no Pod, Secret or Node; \
         by its own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the \
         latest.",
    );
    says(
        &tied_to_secret(),
        None,
        "Bound token tied to a Secret",
        "Claims to be tied to Secret `anchor` in namespace `ci` and acts as ServiceAccount `robot`; \
         by its own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the \
         latest.",
    );
    says(
        &tied_to_node(),
        None,
        "Bound token tied to a Node",
        "Claims to be tied to Node `worker-1` and acts as ServiceAccount `robot` in namespace `ci`; \
         by its own claims the API server accepts it until 15 November 2023, 22:14:20 UTC at the \
         latest.",
    );
    says(
        &webhook(),
        AFTER,
        "Webhook token, for an admission webhook",
        "Claims to let ServiceAccount `robot` in namespace `ci` sign in to an admission webhook of \
         ValidatingWebhookConfiguration `policy`; it is meant for \
         `https://policy.ci.svc:443/validate` (an admission webhook), not for the API server, and by \
         its own claims it ends on 14 November 2023, 22:23:20 UTC.",
    );
}

#[test]
fn a_webhook_token_says_whom_it_is_for() {
    let summary = |text: &str| read(text, AFTER).summary.into_owned();
    let claims = "Claims to let ServiceAccount `robot` in namespace `ci` sign in to an admission \
                  webhook of ValidatingWebhookConfiguration `policy`; ";
    let ends = ", not for the API server, and by its own claims it ends on 14 November 2023, 22:23:20 \
                UTC.";
    for (aud, named) in [
        ("vault", "`vault` (most likely HashiCorp Vault)"),
        ("https://a.ci.svc:443/", "`https://a.ci.svc:443/` (most likely an admission webhook)"),
    ] {
        assert_eq!(
            summary(&every_group(&format!(r#"["{aud}"]"#))),
            format!("{claims}it is meant for {named}{ends}")
        );
    }
    let text = webhook_for(API);
    assert_eq!(
        summary(&text),
        format!(
            "{claims}its audience is the API server's, which Kubernetes refuses for webhook tokens."
        )
    );
    assert_eq!(read(&text, AFTER).ends, []);
    advises(&text, AFTER, Occasion::Leaked, &[]);
}

#[test]
fn tokens_for_others_say_whom_they_are_for() {
    says(
        &pod(r#"["sts.amazonaws.com"]"#, 86_400),
        AFTER,
        "Bound token for AWS STS (IAM roles for service accounts)",
        "Claims to belong to Pod `web` in namespace `ci` (most likely put there by the kubelet) and \
         acts as ServiceAccount `robot`; it is meant for `sts.amazonaws.com` (most likely AWS STS), \
         not for the API server, and by its own claims it ends on 15 November 2023, 22:13:20 UTC.",
    );
    says(
        &pod(r#"["a","b","c","d"]"#, 3600),
        Some(2_000_000_000),
        "Bound token of a Pod, not for the API server",
        "Claims to belong to Pod `web` in namespace `ci` and acts as ServiceAccount `robot`; it is \
         meant for `a`, `b` and 2 more, not for the API server, and by its own claims it ended on 14 \
         November 2023, 23:13:20 UTC.",
    );
    says(
        &pod(r#"["https://kubernetes.default.svc","vault"]"#, 3600),
        AFTER,
        "Bound token of a Pod, for several recipients",
        "Claims to belong to Pod `web` in namespace `ci` and acts as ServiceAccount `robot`; by its \
         own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the latest, \
         and it is meant for `vault` (most likely HashiCorp Vault) as well.",
    );
}

#[test]
fn an_audience_that_is_empty_is_told_in_words() {
    let token = read(&pod(r#"[""]"#, 3600), AFTER);
    assert!(
        token.summary.contains("; it is meant for an empty string, not for the API server, and"),
        "{}",
        token.summary
    );
    assert_eq!(token.rows[2].words, "an empty string");
    assert!(
        token.evidence.iter().any(|evidence| {
            evidence.text == "The audience (empty) is nobody's that this tool knows."
        }),
        "{:?}",
        token.evidence
    );
}

#[test]
fn a_token_whose_time_has_not_come() {
    let token = read(&pod(API, 3600), Some(1_699_999_000));
    assert!(
        token.summary.contains(
            "; it begins on 14 November 2023, 22:13:20 UTC, and by its own claims the API server \
             accepts it until"
        ),
        "{}",
        token.summary
    );
    assert_eq!(token.rows[1].words, "begins in 16 minutes");
    assert_eq!(token.rows[1].why, "`nbf` 2023-11-14 22:13:20 UTC, `exp` 2023-11-14 23:13:20 UTC");
}

#[test]
fn what_is_not_a_service_account_token() {
    says(
        &token(HEADER, r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b"}"#),
        AFTER,
        "Not a service account token: a GitHub Actions OIDC token",
        "Claims to be a GitHub Actions OIDC token; an API server accepts it only if it was set up to \
         trust the issuer `https://token.actions.githubusercontent.com`.",
    );
    let imitation = "Looks like a service account token but lacks the claims that Kubernetes puts \
                     into one, so the API server's check of such tokens does not accept it.";
    says(
        &token(HEADER, r#"{"sub":"system:serviceaccount:ci:robot","exp":1700000000}"#),
        AFTER,
        "Not a service account token: a service account look-alike",
        imitation,
    );
    says(
        &token(HEADER, r#"{"kubernetes.io":{"namespace":"ci"}}"#),
        AFTER,
        "Not a service account token: a token with an incomplete `kubernetes.io` object",
        imitation,
    );
    says(
        &token(HEADER, "{}"),
        AFTER,
        "Not a service account token: a JSON Web Token of no kind that this tool knows",
        "Holds none of the claims of a Kubernetes service account token; it names no issuer that an \
         API server could trust.",
    );
    says(
        &token(HEADER, "not JSON"),
        AFTER,
        "Token whose claims cannot be read",
        "The claims of this token could not be read, so it cannot be told what it is.",
    );
}

#[test]
fn what_kubernetes_never_writes() {
    let both = format!(
        r#"{{"kubernetes.io/serviceaccount/namespace":"ci","kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#
    );
    let hmac = format!(r#"{{"exp":2000000000,"kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#);
    let two = format!(
        r#""pod":{{"name":"web","uid":"{UID}"}},"secret":{{"name":"anchor","uid":"{UID}"}},{ACCOUNT}"#
    );
    for (text, life) in [
        (
            token(HEADER, &both),
            "; it holds the claims of both kinds of token, which no Kubernetes component writes.",
        ),
        (
            token(r#"{"alg":"HS256"}"#, &hmac),
            "; it names an algorithm that Kubernetes does not sign with.",
        ),
        (
            bound(API, 3600, "", &two),
            "; it is tied to several objects, which Kubernetes does not do.",
        ),
    ] {
        let token = read(&text, AFTER);
        assert!(token.summary.ends_with(life), "{}", token.summary);
        assert!(token.ends.is_empty());
        let titles: Vec<_> = token.remedies.iter().map(|remedy| remedy.title.as_ref()).collect();
        assert_eq!(titles, ["Ask who made it"]);
    }
}

#[test]
fn an_expiry_that_is_missing_or_cannot_be_read() {
    for (exp, life) in [
        ("", "; it does not say when it ends, as every token of this kind should."),
        (r#""exp":null,"#, "; it does not say when it ends, as every token of this kind should."),
        (r#""exp":"soon","#, "; no API server accepts it as it stands, as the findings tell."),
        (r#""exp":1e300,"#, "; its expiry cannot be read as a time."),
        (
            r#""exp":"1700003600","#,
            "; no API server accepts it as it stands, as the findings tell.",
        ),
        (
            r#""exp":1700003600123,"#,
            "; it holds a time in milliseconds, which the API server reads as seconds, tens of \
             thousands of years ahead.",
        ),
    ] {
        let text = token(
            HEADER,
            &format!(
                r#"{{"aud":{API},{exp}"iss":"https://kubernetes.default.svc","kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#
            ),
        );
        let summary = read(&text, AFTER).summary;
        assert!(summary.ends_with(life), "{summary}");
    }
}

#[test]
fn what_no_api_server_can_be_set_up_to_trust() {
    for (header, payload, server) in [
        (
            r#"{"alg":"HS256"}"#,
            r#"{"iss":"https://a.example","sub":"x"}"#,
            "no API server accepts its algorithm `HS256`",
        ),
        (
            HEADER,
            r#"{"iss":"joe","sub":"x"}"#,
            "its issuer `joe` is no `https` URL, so no API server can be set up to trust it",
        ),
        (
            r#"{"alg":"RS256","crit":["x"]}"#,
            r#"{"iss":"https://a.example","sub":"x"}"#,
            "no API server accepts it as it stands, as the findings tell",
        ),
    ] {
        let summary = read(&token(header, payload), AFTER).summary;
        assert!(summary.ends_with(&format!("; {server}.")), "{summary}");
    }
    let signed = token(r#"{"alg":"none"}"#, r#"{"iss":"https://a.example","sub":"x"}"#);
    let text = signed.trim_end_matches('A');
    let summary = read(text, AFTER).summary;
    assert!(summary.ends_with("; it is not signed, so no API server accepts it."), "{summary}");
}

#[test]
fn past_its_end_an_extended_token_should_have_been_replaced() {
    let summary = read(BOUND, Some(1_692_445_741 + 30)).summary;
    assert!(
        summary.ends_with(
            "; it should have been replaced before 19 August 2022, 12:49:08 UTC, though by its own \
             claims the API server accepts it until 19 August 2023, 11:50:01 UTC at the latest."
        ),
        "{summary}"
    );
}

#[test]
fn an_expiry_of_null_is_none() {
    let of = |exp: &str| {
        let payload = format!(
            r#"{{"aud":{API},{exp}"iss":"https://kubernetes.default.svc","kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#
        );
        read(&token(HEADER, &payload), AFTER)
    };
    let (null, absent) = (of(r#""exp":null,"#), of(""));
    assert_eq!(null.summary, absent.summary);
    assert_eq!(null.rows[1], absent.rows[1]);
    assert_eq!(null.ends, absent.ends);
    assert_eq!(null.remedies, absent.remedies);
}
