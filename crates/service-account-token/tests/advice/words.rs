//! Headlines and summaries, word for word.

use service_account_token::report::{Certainty, Occasion};

use crate::{
    ACCOUNT, AFTER, API, BOUND, FRESH, HEADER, LEGACY_AUTO, LEGACY_MANUAL, STALE, UID, advises,
    bound, every_group, legacy, pod, read, says, tied_to_node, tied_to_secret, token, unbound,
    webhook, webhook_for,
};

#[test]
fn a_pods_token_while_it_lasts_and_after() {
    says(
        BOUND,
        AFTER,
        "Bound token, extended to a year",
        "It says it belongs to Pod `busybox` in namespace `default` and acts as \
             ServiceAccount `default`. Unless something revoked it sooner, its cluster's API \
             server accepted it until 19 August 2023, 11:50:01 UTC.",
    );
    says(
        &pod(API, 3600),
        Some(1_700_000_100),
        "Bound token of a Pod",
        "It says it belongs to Pod `web` in namespace `ci` and acts as ServiceAccount \
             `robot`. Unless something revokes it sooner, its cluster's API server accepts this \
             copy until 14 November 2023, 23:14:20 UTC.",
    );
}

#[test]
fn an_extended_token_always_tells_both_ends() {
    let both = |replaced: &str| {
        format!(
            "It says it belongs to Pod `busybox` in namespace `default` and acts as \
             ServiceAccount `default`. {replaced}, its cluster's API server accepts this copy \
             until 19 August 2023, 11:50:01 UTC."
        )
    };
    for (now, replaced) in [
        (
            None,
            "The kubelet probably replaces it about every 48 minutes; unless something revokes it \
             sooner",
        ),
        (
            FRESH,
            "The kubelet probably replaces it about every 48 minutes; unless something revokes it \
             sooner",
        ),
        (
            STALE,
            "A newer token was due by 19 August 2022, 12:49:08 UTC. Unless something revokes this one",
        ),
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
        let word = ["accepts this copy", "accepted it until"]
            .into_iter()
            .find(|word| summary.contains(word));
        word.unwrap()
    };
    assert_eq!(tense(1_700_003_600 + 60), "accepts this copy");
    assert_eq!(tense(1_700_003_600 + 61), "accepted it until");
}

#[test]
fn a_legacy_token_has_no_expiry_of_its_own() {
    for now in [None, AFTER] {
        says(
            LEGACY_AUTO,
            now,
            "Legacy token from a Secret",
            "It says it comes from Secret `default-token-57llx` in namespace `default` \
             (probably created automatically) and acts as ServiceAccount `default`. It has no \
             expiry of its own: it works while that Secret and that ServiceAccount exist and \
             the Secret is not marked invalid.",
        );
    }
    says(
        LEGACY_MANUAL,
        AFTER,
        "Legacy token from a Secret",
        "It says it comes from Secret `explicit-sa-token` in namespace `default` (probably \
             created by hand or by a tool) and acts as ServiceAccount `sa-token-demo`. It has \
             no expiry of its own: it works while that Secret and that ServiceAccount exist and \
             the Secret is not marked invalid.",
    );
}

#[test]
fn name_of_a_secret_that_only_looks_generated_is_left_to_the_evidence() {
    let text = legacy("ci", "robot-token-uudge", "robot");
    says(
        &text,
        AFTER,
        "Legacy token from a Secret",
        "It says it comes from Secret `robot-token-uudge` in namespace `ci` and acts as \
             ServiceAccount `robot`. It has no expiry of its own: it works while that Secret and \
             that ServiceAccount exist and the Secret is not marked invalid.",
    );
    let token = read(&text, AFTER);
    let name = token.evidence.iter().find(|seen| seen.code == "secret_name_generated_old").unwrap();
    assert_eq!(
        (name.certainty, name.text.as_ref()),
        (
            Certainty::Unknown,
            "The Secret's name `robot-token-uudge` looks generated, but not with the characters \
             that Kubernetes generates now: it may have been created automatically."
        )
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
        "It says it comes from an unnamed Secret in namespace `ci` and acts as an unnamed \
             ServiceAccount. But it lacks claims that every such token has, so the API server \
             rejects it.",
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
        "Bound token, tied only to its ServiceAccount",
        "It says it acts as ServiceAccount `robot` in namespace `ci` and is tied to nothing \
             else. Unless something revokes it sooner, its cluster's API server accepts this \
             copy until 14 November 2023, 23:14:20 UTC.",
    );
    says(
        &tied_to_secret(),
        None,
        "Bound token tied to a Secret",
        "It says it is tied to Secret `anchor` in namespace `ci` and acts as ServiceAccount \
             `robot`. Unless something revokes it sooner, its cluster's API server accepts this \
             copy until 14 November 2023, 23:14:20 UTC.",
    );
    says(
        &tied_to_node(),
        None,
        "Bound token tied to a Node",
        "It says it is tied to Node `worker-1` and acts as ServiceAccount `robot` in \
             namespace `ci`. Unless something revokes it sooner, its cluster's API server \
             accepts this copy until 15 November 2023, 22:14:20 UTC.",
    );
    says(
        &webhook(),
        AFTER,
        "Bound token for an admission webhook",
        "It says it authenticates ServiceAccount `robot` in namespace `ci` to an admission \
             webhook of ValidatingWebhookConfiguration `policy`. It is meant for \
             `https://policy.ci.svc:443/validate` (an admission webhook), not for the API \
             server. It expires on 14 November 2023, 22:23:20 UTC.",
    );
}

#[test]
fn a_webhook_token_says_whom_it_is_for() {
    let summary = |text: &str| read(text, AFTER).summary.into_owned();
    let claims = "It says it authenticates ServiceAccount `robot` in namespace `ci` to an admission \
             webhook of ValidatingWebhookConfiguration `policy`. ";
    let ends = ", not for the API server. It expires on 14 November 2023, 22:23:20 UTC.";
    for (aud, named) in [
        ("vault", "`vault` (probably HashiCorp Vault)"),
        ("https://a.ci.svc:443/", "`https://a.ci.svc:443/` (probably an admission webhook)"),
    ] {
        assert_eq!(
            summary(&every_group(&format!(r#"["{aud}"]"#))),
            format!("{claims}It is meant for {named}{ends}")
        );
    }
    let text = webhook_for(API);
    assert_eq!(
        summary(&text),
        format!(
            "{claims}But its audience is the API server's, and Kubernetes issues no such webhook \
             token."
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
        "It says it belongs to Pod `web` in namespace `ci` and acts as ServiceAccount `robot`. \
         It is meant for `sts.amazonaws.com` (probably AWS STS), not for the API server. It \
         expires on 15 November 2023, 22:13:20 UTC.",
    );
    says(
        &pod(r#"["a","b","c","d"]"#, 3600),
        Some(2_000_000_000),
        "Bound token of a Pod, for an unrecognized audience",
        "It says it belongs to Pod `web` in namespace `ci` and acts as ServiceAccount \
             `robot`. It is meant for `a`, `b` and 2 more: the API server rejects it, unless \
             your cluster uses such an audience for the API server. It expired on 14 November \
             2023, 23:13:20 UTC.",
    );
    says(
        &pod(r#"["https://kubernetes.default.svc","vault"]"#, 3600),
        AFTER,
        "Bound token of a Pod, for several recipients",
        "It says it belongs to Pod `web` in namespace `ci` and acts as ServiceAccount \
             `robot`. Unless something revokes it sooner, its cluster's API server accepts this \
             copy until 14 November 2023, 23:14:20 UTC. It is also meant for `vault` (probably \
             HashiCorp Vault).",
    );
}

#[test]
fn an_audience_that_is_empty_is_told_in_words() {
    let token = read(&pod(r#"[""]"#, 3600), AFTER);
    assert!(
        token.summary.contains(". It is meant for an empty string: the API server rejects it, unless your cluster uses \
             that audience for the API server."),
        "{}",
        token.summary
    );
    assert_eq!(token.rows[2].words, "an empty string");
    assert!(
        token.evidence.iter().any(|evidence| { evidence.text == "Unrecognized audience (empty)." }),
        "{:?}",
        token.evidence
    );
}

#[test]
fn a_token_whose_time_has_not_come() {
    let token = read(&pod(API, 3600), Some(1_699_999_000));
    assert!(
        token.summary.contains(
            ". It becomes active on 14 November 2023, 22:13:20 UTC. Unless something revokes it \
             sooner, its cluster's API server accepts this copy until"
        ),
        "{}",
        token.summary
    );
    assert_eq!(token.rows[1].words, "becomes active in 16 minutes");
    assert_eq!(token.rows[1].why, "`nbf` 2023-11-14 22:13:20 UTC, `exp` 2023-11-14 23:13:20 UTC");
}

#[test]
fn what_is_not_a_service_account_token() {
    says(
        &token(HEADER, r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b"}"#),
        AFTER,
        "Not a service account token: a GitHub Actions OIDC token",
        "It says it is a GitHub Actions OIDC token. An API server accepts it only if it is \
             configured to trust the issuer `https://token.actions.githubusercontent.com`.",
    );
    let imitation = "It looks like a service account token but lacks claims that Kubernetes writes into \
             every one, so API servers do not accept it as one.";
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
        "Not a service account token: a JSON Web Token of an unrecognized kind",
        "It has none of the claims of a service account token. It names no issuer that an \
             API server could trust.",
    );
    says(
        &token(HEADER, "not JSON"),
        AFTER,
        "Token whose claims cannot be read",
        "The claims of this token cannot be read, so its kind is unknown.",
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
            ". But it has the claims of both kinds of token, and no Kubernetes component writes both.",
        ),
        (
            token(r#"{"alg":"HS256"}"#, &hmac),
            ". But it names an algorithm that Kubernetes does not sign with, so the API server \
             rejects it.",
        ),
        (
            bound(API, 3600, "", &two),
            ". But it is tied to several objects, and Kubernetes ties a token to one at most.",
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
        ("", ". It does not say when it expires, though every token of this kind does."),
        (
            r#""exp":null,"#,
            ". It does not say when it expires, though every token of this kind does.",
        ),
        (r#""exp":"soon","#, ". But every API server rejects it; the findings say why."),
        (r#""exp":1e300,"#, ". Its `exp` is not a time."),
        (r#""exp":"1700003600","#, ". But every API server rejects it; the findings say why."),
        (
            r#""exp":1700003600123,"#,
            ". It has a time in milliseconds, which the API server reads as seconds, tens of \
             thousands of years ahead: so the API server would not see it expire.",
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
            "No API server accepts its algorithm `HS256` in an OpenID Connect login",
        ),
        (
            HEADER,
            r#"{"iss":"joe","sub":"x"}"#,
            "Its issuer `joe` is not an `https` URL, so no API server accepts it as an OpenID \
             Connect login",
        ),
        (
            r#"{"alg":"RS256","crit":["x"]}"#,
            r#"{"iss":"https://a.example","sub":"x"}"#,
            "Every API server rejects it; the findings say why",
        ),
    ] {
        let summary = read(&token(header, payload), AFTER).summary;
        assert!(summary.ends_with(&format!(". {server}.")), "{summary}");
    }
    let signed = token(r#"{"alg":"none"}"#, r#"{"iss":"https://a.example","sub":"x"}"#);
    let text = signed.trim_end_matches('A');
    let summary = read(text, AFTER).summary;
    assert!(
        summary.ends_with(
            ". It is not signed, so no API server accepts it as an OpenID Connect login."
        ),
        "{summary}"
    );
}

#[test]
fn past_its_end_an_extended_token_should_have_been_replaced() {
    let summary = read(BOUND, Some(1_692_445_741 + 30)).summary;
    assert!(
        summary.ends_with(
            ". A newer token was due by 19 August 2022, 12:49:08 UTC. Unless something revokes \
             this one, its cluster's API server accepts this copy until 19 August 2023, 11:50:01 \
             UTC."
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
