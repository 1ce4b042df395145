//! What to do, and the commands for it.

use service_account_token::report::{Occasion, RowState};

use crate::{
    ACCOUNT, AFTER, API, BOUND, FRESH, HEADER, LEGACY_MANUAL, advises, bound, pod, read,
    tied_to_node, tied_to_secret, token, unbound, webhook,
};

#[test]
fn a_leaked_pods_token_is_ended_with_its_pod() {
    advises(
        BOUND,
        FRESH,
        Occasion::Leaked,
        &[
            (
                "First compare the Pod's uid",
                Some("kubectl -n default get pod busybox -o jsonpath='{.metadata.uid}'"),
            ),
            ("Delete the Pod", Some("kubectl -n default delete pod busybox")),
        ],
    );
    let token = read(BOUND, FRESH);
    assert_eq!(
        token.remedies[0].why,
        "It should be `d822ba5f-4290-4bca-94ce-f3bc0dca2e36`. Another one, or no such Pod, means \
         that the API server already refuses the token."
    );
    assert_eq!(
        token.remedies[1].why,
        "If this token is genuine and the uid is the same, the API server refuses it within about \
         100 seconds (with the usual 30 seconds of grace). A Pod that has completed must be deleted \
         too; one without a controller does not come back."
    );
    assert!(token.remedies[1].destructive && !token.remedies[0].destructive);
}

#[test]
fn an_expired_token_needs_no_deletion() {
    advises(BOUND, AFTER, Occasion::Leaked, &[("Nothing is left to revoke", None)]);
    advises(BOUND, AFTER, Occasion::Check, &[("Refused with 401 or 403? Check this", None)]);
    let at_the_grace = Some(1_692_445_741 + 60);
    assert!(read(BOUND, at_the_grace).remedies.iter().any(|remedy| remedy.destructive));
}

#[test]
fn a_leaked_legacy_token_is_ended_with_its_secret() {
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Leaked,
        &[
            (
                "First compare the ServiceAccount's uid in the Secret",
                Some(
                    r"kubectl -n default get secret explicit-sa-token -o jsonpath='{.metadata.annotations.kubernetes\.io/service-account\.uid}'",
                ),
            ),
            ("Delete the Secret", Some("kubectl -n default delete secret explicit-sa-token")),
            ("If the signing key may have leaked too", None),
        ],
    );
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Hygiene,
        &[
            (
                "See when it was last used",
                Some(
                    "kubectl -n default get secret explicit-sa-token -L \
                     kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
                ),
            ),
            (
                "Move its users to short-lived tokens",
                Some("kubectl -n default create token sa-token-demo --duration=1h"),
            ),
            (
                "Find the others",
                Some(
                    "kubectl get secrets -A --field-selector \
                     type=kubernetes.io/service-account-token -L \
                     kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
                ),
            ),
        ],
    );
    let token = read(LEGACY_MANUAL, AFTER);
    let whoami = token.remedies.iter().find(|remedy| {
        remedy.command.as_deref() == Some(r#"kubectl auth whoami --token="$TOKEN""#)
    });
    assert!(whoami.unwrap().why.contains("counts as a use"));
}

#[test]
fn what_cannot_be_revoked_alone_is_said_to_be_so() {
    advises(
        &unbound(API, 3600),
        AFTER,
        Occasion::Leaked,
        &[
            ("It cannot be revoked alone", None),
            (
                "First compare the ServiceAccount's uid",
                Some("kubectl -n ci get serviceaccount robot -o jsonpath='{.metadata.uid}'"),
            ),
            (
                "Recreate the ServiceAccount",
                Some(
                    "kubectl -n ci delete serviceaccount robot && kubectl -n ci create \
                     serviceaccount robot",
                ),
            ),
        ],
    );
    advises(
        &unbound(API, 3600),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Tie the next one to an object",
            Some(
                "kubectl -n ci create secret generic token-anchor && kubectl -n ci create token \
                 robot --duration=1h --bound-object-kind=Secret --bound-object-name=token-anchor",
            ),
        )],
    );
}

#[test]
fn tokens_tied_to_a_secret_or_a_node() {
    advises(
        &tied_to_secret(),
        AFTER,
        Occasion::Leaked,
        &[
            (
                "First compare the Secret's uid",
                Some("kubectl -n ci get secret anchor -o jsonpath='{.metadata.uid}'"),
            ),
            ("Delete the Secret that it is tied to", Some("kubectl -n ci delete secret anchor")),
        ],
    );
    advises(
        &tied_to_node(),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Ask for a shorter life",
            Some(
                "kubectl -n ci create token robot --duration=1h --bound-object-kind=Node \
                 --bound-object-name=worker-1",
            ),
        )],
    );
    let token = read(&tied_to_node(), AFTER);
    let deletes = token.remedies.iter().find(|remedy| remedy.destructive).unwrap();
    assert!(deletes.why.contains("drain first"), "{}", deletes.why);
    assert!(!deletes.command.as_deref().unwrap().contains("delete node"));
}

#[test]
fn a_token_for_others_is_revoked_there_first() {
    let token = read(&pod(r#"["sts.amazonaws.com"]"#, 86_400), AFTER);
    assert_eq!(token.remedies[0].title, "Revoke it at its recipient");
    assert!(token.remedies[0].why.starts_with(
        "It is meant for `sts.amazonaws.com` (most likely AWS STS). A cloud's token service"
    ));
    advises(&webhook(), AFTER, Occasion::Leaked, &[("Wait for its end", None)]);
}

/// Why the remedy of this title.
#[track_caller]
fn why(text: &str, now: Option<i64>, title: &str) -> String {
    let remedies = read(text, now).remedies;
    remedies.into_iter().find(|remedy| remedy.title == title).unwrap().why.into_owned()
}

#[test]
fn the_default_account_comes_back_by_itself() {
    let account = ACCOUNT.replace("robot", "default");
    let text = bound(API, 3600, "", &account);
    let title = "Recreate the ServiceAccount";
    let remedies = read(&text, AFTER).remedies;
    let recreate = remedies.iter().find(|remedy| remedy.title == title).unwrap();
    assert_eq!(recreate.command.as_deref(), Some("kubectl -n ci delete serviceaccount default"));
    assert!(
        recreate.why.ends_with("note them first. The controller creates `default` anew by itself."),
        "{}",
        recreate.why
    );
}

#[test]
fn nothing_is_deleted_that_has_no_uid_to_compare() {
    for object in [
        r#""pod":{"name":"web"}"#,
        r#""pod":{"name":"web","uid":""}"#,
        r#""pod":{}"#,
        r#""secret":{"name":"anchor"}"#,
        r#""node":{"name":"worker-1"}"#,
    ] {
        let text = bound(API, 3600, "", &format!("{object},{ACCOUNT}"));
        let token = read(&text, AFTER);
        assert!(token.remedies.iter().all(|remedy| !remedy.destructive), "{object}");
        assert_eq!(
            (token.rows[0].state, token.rows[0].why.as_ref()),
            (RowState::Problem, "it lacks the name or the uid, which the API server looks up")
        );
        assert!(
            token.summary.ends_with(
                "; it lacks claims that every such token has, so the API server does not accept it."
            ),
            "{}",
            token.summary
        );
    }
}

#[test]
fn an_injected_volume_asks_for_no_shorter_life() {
    let title = "Ask for a shorter life";
    let has = |lifetime| {
        read(&pod(API, lifetime), AFTER).remedies.iter().any(|remedy| remedy.title == title)
    };
    assert!(!has(3607) && has(3608));
}

#[test]
fn before_its_time_the_minute_of_grace_counts() {
    let title = "Refused with 401 or 403? Check this";
    let clock = "Most likely the clock of a control plane node, or yours, is wrong.";
    for (now, server) in [
        (1_699_999_939, "the API server refuses it until a minute before `nbf`"),
        (
            1_699_999_970,
            "the API server may accept it already, since it allows a minute for clocks that differ",
        ),
    ] {
        assert_eq!(
            why(&pod(API, 3600), Some(now), title),
            format!("Its time has not come: {server}. {clock}")
        );
    }
}

#[test]
fn nobody_is_sent_back_to_an_issuer_that_is_not_named() {
    let text = token(HEADER, r#"{"sub":"spiffe://example.org/web","exp":2000000000}"#);
    assert_eq!(
        why(&text, AFTER, "Revoke it at its issuer"),
        "It does not say who made it: end the session or take the grant back at whoever gave it \
         out. Whoever checks only the signature and `exp` accepts it until it expires. Nothing in \
         the cluster needs deleting."
    );
}

#[test]
fn a_webhook_token_is_not_said_to_last_ten_minutes() {
    let text = webhook();
    assert_eq!(
        why(&text, AFTER, "Wait for its end"),
        "If it is genuine, it works only where `aud` says, never at the API server. Kubernetes lets no \
         such token last longer than ten minutes. Deleting the webhook configuration would end it \
         sooner, and switch the webhook off."
    );
    assert_eq!(
        why(&text, AFTER, "Refused with 401 or 403? Check this"),
        "The API server does not take a token for somebody else; its log says `token audiences … is \
         invalid for the target audiences …`."
    );
}
