//! How to ask the cluster about a token, and how to get a better one: what each command shows and what
//! it does not.

use service_account_token::report::{Occasion, TimeStatus};

use crate::{API, BOUND, FRESH, LEGACY_MANUAL, STALE, pod, read, unbound, why};

/// The command of the remedy of this title, and what it needs.
fn command(text: &str, title: &str) -> (Option<String>, Option<String>) {
    let remedies = read(text, FRESH).remedies.into_iter();
    let mut found = remedies.filter(|remedy| remedy.title == title);
    let found = found.next().unwrap_or_else(|| panic!("no {title}"));
    (found.command.map(Into::into), found.needs.map(Into::into))
}

#[test]
fn token_review_prints_the_answer_and_not_the_token() {
    let title = "Try it with a TokenReview";
    assert_eq!(
        command(&pod(r#"["vault"]"#, 3600), title).0.as_deref(),
        Some(
            r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o jsonpath='{.status}'"#
        )
    );
}

#[test]
fn list_of_rights_is_said_to_show_one_namespace() {
    assert_eq!(
        why(BOUND, FRESH, "List its ServiceAccount's rights"),
        "The token holds no rights: the cluster grants them to the account and its groups. With RBAC, \
         a new account has almost none. The command lists one namespace only."
    );
}

#[test]
fn each_token_gets_a_secret_of_its_own() {
    assert_eq!(
        why(&unbound(API, 3600), FRESH, "Bind the next token to an object"),
        "Bind each token to a Secret of its own: deleting that Secret revokes that token alone."
    );
}

#[test]
fn create_token_names_the_release_that_it_needs() {
    assert_eq!(
        command(LEGACY_MANUAL, "Move its clients to short-lived tokens"),
        (
            Some("kubectl -n default create token sa-token-demo --duration=1h".to_owned()),
            Some("kubectl and Kubernetes 1.24".to_owned())
        )
    );
}

#[test]
fn extension_is_switched_off_once_a_metric_stands_still() {
    let title = "Switch the extension off";
    assert_eq!(
        command(BOUND, title).0.as_deref(),
        Some("kubectl get --raw /metrics | grep '^serviceaccount_stale_tokens_total'")
    );
    assert_eq!(
        why(BOUND, FRESH, title),
        "Set `--service-account-extend-token-expiration=false` (true by default since 1.20, rarely \
         offered by managed clusters) once this counter no longer rises on any API server. The audit \
         annotation `authentication.k8s.io/stale-token` names the accounts that send old tokens."
    );
}

#[test]
fn stale_token_is_not_said_to_be_sent_by_a_program() {
    let token = read(BOUND, STALE);
    assert_eq!(token.times.status, TimeStatus::Stale);
    let found = token.findings.iter().find(|finding| finding.code == "stale").unwrap();
    assert_eq!(
        (found.message.as_ref(), found.help.as_deref()),
        (
            "A newer token was due 22 hours ago: `warnafter` is 2022-08-19 12:49:08 UTC. Only the \
             extension keeps this one working.",
            Some(
                "If a program still sends this copy, update its client library, so that it reads the \
                 token file again."
            )
        )
    );
}

#[test]
fn pod_that_needs_no_token_mounts_none() {
    let hygiene = |text: &str| -> Vec<_> {
        let remedies = read(text, FRESH).remedies.into_iter();
        let hygiene = remedies.filter(|remedy| remedy.when == Occasion::Hygiene);
        hygiene.map(|remedy| (remedy.title.into_owned(), remedy.why.into_owned())).collect()
    };
    let none = (
        "Mount no token where none is needed".to_owned(),
        "If the Pod never calls the API, set `automountServiceAccountToken: false` in its manifest or \
         on its ServiceAccount: new Pods then get no token."
            .to_owned(),
    );
    assert!(hygiene(&pod(API, 3607)).contains(&none), "{:?}", hygiene(&pod(API, 3607)));
}
