//! What to do, and the commands for it.

use service_account_token::report::{Occasion, RowState};

use crate::{
    ACCOUNT, AFTER, API, BOUND, FRESH, HEADER, LEGACY_MANUAL, REJECTED, STALE, advises, bound, cut,
    pod, read, tied_to_node, tied_to_secret, token, unbound, why,
};

const LIST_KEY_IDS: &str = r#"kubectl get --raw /openid/v1/jwks | grep -o '"kid":"[^"]*"'"#;

/// The command that lists the bindings of a ServiceAccount.
fn bindings(namespace: &str, account: &str) -> String {
    format!(
        r#"kubectl get rolebindings,clusterrolebindings -A -o json | jq -r --arg ns {namespace} --arg sa {account} '.items[] | . as $b | select(any(.subjects[]?; (.kind=="ServiceAccount" and .name==$sa and (.namespace // $b.metadata.namespace)==$ns) or .name=="system:serviceaccount:\($ns):\($sa)" or .name=="system:serviceaccounts:\($ns)" or .name=="system:serviceaccounts" or .name=="system:authenticated")) | "\(.kind) \(.metadata.namespace // "-")/\(.metadata.name) -> \(.roleRef.kind)/\(.roleRef.name)"'"#
    )
}

#[test]
fn leaked_pod_token_is_revoked_with_its_pod() {
    advises(
        BOUND,
        FRESH,
        Occasion::Leaked,
        &[
            ("Check which cluster issued it", Some(LIST_KEY_IDS)),
            ("Cut its ServiceAccount's rights", Some(&bindings("default", "default"))),
            (
                "Compare the Pod's uid",
                Some("kubectl -n default get pod busybox -o jsonpath='{.metadata.uid}'"),
            ),
            ("Delete the Pod", Some("kubectl -n default delete pod busybox")),
            (
                "Look for use and copies",
                Some(
                    r#"jq -c 'select(.user.username == "system:serviceaccount:default:default")' audit.log"#,
                ),
            ),
        ],
    );
    let remedies = read(BOUND, FRESH).remedies;
    assert_eq!(
        remedies[2].why,
        "It should be `d822ba5f-4290-4bca-94ce-f3bc0dca2e36`. In the cluster that issued the token, \
         another uid or `NotFound` means that the API server already rejects it; elsewhere it means \
         nothing."
    );
    assert_eq!(
        remedies[3].why,
        "If this token is genuine and the uid matches, the API server rejects it within 100 seconds, \
         with the default grace period. A Pod without a controller does not come back."
    );
    assert!(remedies[3].destructive && !remedies[2].destructive);
}

#[test]
fn key_id_does_not_prove_that_a_cluster_is_another_one() {
    let title = "Check which cluster issued it";
    assert_eq!(
        why(&pod(API, 3600), AFTER, title),
        "Its `kid` is `JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU`: the cluster that lists it, or a \
         clone, issued the token, unless it is forged. An unlisted `kid` proves nothing: rotated keys leave \
         the list, and an external signer may leave keys out."
    );
    let without = token(r#"{"alg":"RS256","kid":""}"#, &crate::payload(&pod(API, 3600)));
    assert_eq!(
        why(&without, AFTER, title),
        "Its header names no key. Kubernetes has named one since 1.16. Ask the API server of the cluster that you suspect."
    );
}

#[test]
fn use_of_a_token_is_looked_for_by_its_id() {
    let remedies = read(&pod(API, 3600), AFTER).remedies;
    let look = remedies.iter().find(|found| found.title == "Look for use and copies");
    let look = look.unwrap();
    assert_eq!(
        look.command.as_deref(),
        Some(
            r#"jq -c 'select(.user.extra["authentication.kubernetes.io/credential-id"]? // [] | index("JTI=2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d"))' audit.log"#
        )
    );
    assert_eq!(look.needs.as_deref(), Some("Kubernetes 1.30, jq, a POSIX shell"));
}

#[test]
fn expired_token_needs_no_deletion() {
    advises(
        BOUND,
        AFTER,
        Occasion::Leaked,
        &[
            ("Nothing is left to revoke", None),
            (
                "Look for use and copies",
                Some(
                    r#"jq -c 'select(.user.username == "system:serviceaccount:default:default")' audit.log"#,
                ),
            ),
        ],
    );
    advises(BOUND, AFTER, Occasion::Check, &[("Explain a 401 or 403", None)]);
    let at_the_leeway = Some(1_692_445_741 + 60);
    assert!(read(BOUND, at_the_leeway).remedies.iter().any(|remedy| remedy.destructive));
}

#[test]
fn leaked_legacy_token_can_be_stopped_reversibly_before_its_secret_is_deleted() {
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Leaked,
        &[
            ("Check which cluster issued it", Some(LIST_KEY_IDS)),
            ("Cut its ServiceAccount's rights", Some(&bindings("default", "sa-token-demo"))),
            (
                "Compare the token with its Secret",
                Some(
                    r#"[ -n "$TOKEN" ] && HELD="$(kubectl -n default get secret explicit-sa-token -o jsonpath='{.data.token}')" && if [ "$(printf %s "$HELD" | base64 -d)" = "$TOKEN" ]; then echo same; else echo different; fi"#,
                ),
            ),
            (
                "Mark the Secret invalid, which you can undo",
                Some(
                    r#"kubectl -n default label secret explicit-sa-token kubernetes.io/legacy-token-invalid-since="$(date -u +%F)""#,
                ),
            ),
            ("Delete the Secret", Some("kubectl -n default delete secret explicit-sa-token")),
            (
                "Look for use and copies",
                Some(
                    r#"jq -c 'select(.user.username == "system:serviceaccount:default:sa-token-demo")' audit.log"#,
                ),
            ),
        ],
    );
    let needs = |title: &str| {
        let remedies = read(LEGACY_MANUAL, AFTER).remedies.into_iter();
        remedies.filter(|remedy| remedy.title == title).find_map(|remedy| remedy.needs)
    };
    let needs_1_29 = Some("Kubernetes 1.29, a POSIX shell".into());
    assert_eq!(needs("Mark the Secret invalid, which you can undo"), needs_1_29);
}

#[test]
fn legacy_token_is_replaced_and_its_test_counts_as_a_use() {
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Hygiene,
        &[
            (
                "See when legacy tokens were last used",
                Some(
                    "kubectl -n default get secrets \
                     --field-selector=type=kubernetes.io/service-account-token -L \
                     kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
                ),
            ),
            (
                "Move its clients to short-lived tokens",
                Some("kubectl -n default create token sa-token-demo --duration=1h"),
            ),
        ],
    );
    let counts = " It counts as a use, which postpones the clean-up of an unused token.";
    let title = "Try it at the API server";
    assert!(why(LEGACY_MANUAL, AFTER, title).ends_with(counts));
    assert!(!why(BOUND, FRESH, title).contains("It counts as a use"));
}

#[test]
fn who_am_i_tells_its_traps_and_its_answer() {
    let remedies = read(BOUND, FRESH).remedies;
    let title = "Try it at the API server";
    let ask = remedies.iter().find(|remedy| remedy.title == title).unwrap();
    assert_eq!(
        (ask.command.as_deref(), ask.needs.as_deref()),
        (
            Some(
                r#"kubectl --kubeconfig=/dev/null --server="$SERVER" --certificate-authority=ca.crt --token="$TOKEN" auth whoami"#
            ),
            Some("kubectl and Kubernetes 1.28, a POSIX shell"),
        )
    );
    assert_eq!(
        ask.why,
        "First run `IFS= read -r TOKEN` and paste the token. Put the API server's URL into SERVER and \
         its CA into `ca.crt`.\n\
         If the API server accepts the token, this prints a `Username`; if not, `You must be \
         logged in to the server`.\n\
         `--kubeconfig=/dev/null` keeps kubectl from using your own `tokenFile` or client \
         certificate. With curl, use \
         `--cacert ca.crt`, never `--insecure`.\n\
         The process list shows the token while the command runs."
    );
}

#[test]
fn extended_token_tells_what_to_watch_before_the_extension_is_switched_off() {
    let titles = |now| -> Vec<_> {
        let remedies = read(BOUND, now).remedies.into_iter();
        let hygiene = remedies.filter(|remedy| remedy.when == Occasion::Hygiene);
        hygiene.map(|remedy| (remedy.title.into_owned(), remedy.needs)).collect()
    };
    let mount = || ("Mount a one-hour token instead".to_owned(), None);
    let reads = Some("the right to read /metrics, a POSIX shell".into());
    assert_eq!(titles(FRESH), [("Switch the extension off".to_owned(), reads), mount()]);
    assert_eq!(
        titles(STALE),
        [("Make the client read its token file again".to_owned(), None), mount()]
    );
    assert!(
        why(BOUND, FRESH, "Mount a one-hour token instead")
            .ends_with("set `automountServiceAccountToken: false` instead.")
    );
}

#[test]
fn token_bound_to_nothing_is_revoked_with_its_account() {
    let recreate = "kubectl -n ci get serviceaccount robot -o yaml > robot-serviceaccount.yaml && \
                    kubectl -n ci delete serviceaccount robot && kubectl -n ci create \
                    serviceaccount robot";
    let remedies = read(&unbound(API, 3600), AFTER).remedies;
    let found = remedies.iter().find(|remedy| remedy.destructive).unwrap();
    assert_eq!(
        (found.title.as_ref(), found.command.as_deref()),
        ("Recreate the ServiceAccount", Some(recreate))
    );
    assert_eq!(
        found.why,
        "You cannot revoke this token alone: wait until 14 November 2023, 23:14:20 UTC, or revoke all \
         tokens of the account. If this token is genuine and the uid matches, recreating \
         the account revokes every token issued for it so far.\n\
         Restart the Pods that use the account: their tokens stop working too.\n\
         kube-controller-manager deletes its token Secrets.\n\
         The new account lacks annotations, image pull secrets and other settings: copy them from \
         the saved file, without `uid`, `resourceVersion`, `creationTimestamp` and `secrets`."
    );
    advises(
        &unbound(API, 3600),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Bind the next token to an object",
            Some(
                r#"ANCHOR="token-anchor-$(date +%s)" && kubectl -n ci create secret generic "$ANCHOR" && kubectl -n ci create token robot --duration=1h --bound-object-kind=Secret --bound-object-name="$ANCHOR""#,
            ),
        )],
    );
}

#[test]
fn tokens_bound_to_a_secret_or_a_node() {
    let remedies = read(&tied_to_secret(), AFTER).remedies;
    let delete = remedies.iter().find(|remedy| remedy.destructive).unwrap();
    assert_eq!(
        (delete.title.as_ref(), delete.command.as_deref()),
        ("Delete the Secret that it is bound to", Some("kubectl -n ci delete secret anchor"))
    );
    advises(
        &tied_to_node(),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Request a shorter lifetime",
            Some(
                "kubectl -n ci create token robot --duration=1h --bound-object-kind=Node \
                 --bound-object-name=worker-1",
            ),
        )],
    );
    let token = read(&tied_to_node(), AFTER);
    let deletes = token.remedies.iter().find(|remedy| remedy.destructive).unwrap();
    assert!(deletes.why.contains("drain it first"), "{}", deletes.why);
    assert!(!deletes.command.as_deref().unwrap().contains("delete node"));
}

#[test]
fn default_account_comes_back_on_its_own() {
    let account = ACCOUNT.replace("robot", "default");
    let text = bound(API, 3600, "", &account);
    let title = "Recreate the ServiceAccount";
    let remedies = read(&text, AFTER).remedies;
    let recreate = remedies.iter().find(|remedy| remedy.title == title).unwrap();
    assert_eq!(
        recreate.command.as_deref(),
        Some(
            "kubectl -n ci get serviceaccount default -o yaml > default-serviceaccount.yaml && \
             kubectl -n ci delete serviceaccount default"
        )
    );
    assert!(
        recreate
            .why
            .contains("\nKubernetes creates `default` again on its own, without annotations"),
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
            (RowState::Problem, "its name or uid is missing, and the API server checks both")
        );
        assert!(
            token.summary.ends_with(
                ". But it lacks claims that every such token has, so the API server rejects it."
            ),
            "{}",
            token.summary
        );
    }
}

#[test]
fn injected_volume_requests_no_shorter_lifetime() {
    let title = "Request a shorter lifetime";
    let has = |lifetime| {
        read(&pod(API, lifetime), AFTER).remedies.iter().any(|remedy| remedy.title == title)
    };
    assert!(!has(3607) && has(3608));
}

#[test]
fn before_its_time_the_minute_of_leeway_counts() {
    let clock = "Most likely the clock of a control plane node, or yours, is wrong.";
    for (now, server) in [
        (1_699_999_939, "The API server rejects it until one minute before `nbf`."),
        (1_699_999_970, "The API server may accept it already, with its minute of leeway."),
    ] {
        assert_eq!(
            why(&pod(API, 3600), Some(now), REJECTED),
            format!("It is not active yet by its own `nbf`. {server} {clock}")
        );
    }
}

#[test]
fn rejection_names_an_issuer_that_the_api_server_may_not_list() {
    let unlisted = "`invalid bearer token` alone: the issuer `https://kubernetes.default.svc` is not \
                    listed; after a change, keep it as a second `--service-account-issuer` (since \
                    1.22).";
    let invalidated = "`has been invalidated`, `UID … does not match`: its Pod or ServiceAccount was deleted or \
                       recreated.";
    let lines = |text: &str| -> Vec<String> {
        why(text, AFTER, REJECTED).split('\n').map(str::to_owned).collect()
    };
    let of_pod = lines(&pod(API, 3600));
    assert!(of_pod.iter().any(|line| line == unlisted), "{of_pod:?}");
    assert!(of_pod.iter().any(|line| line == invalidated), "{of_pod:?}");
    // No deleted object can have invalidated a token that names none.
    let unbound = lines(&unbound(API, 3600));
    assert!(unbound.iter().all(|line| !line.contains("invalidated")), "{unbound:?}");
    // Every API server knows the issuer of legacy tokens.
    let of_secret = lines(LEGACY_MANUAL);
    assert!(of_secret.iter().all(|line| !line.contains("invalid bearer")), "{of_secret:?}");
    let elsewhere = "Most other verifiers, such as a cloud's STS, reject legacy tokens: they have no \
                     `aud`, no `exp` and no URL as issuer.";
    assert!(of_secret.iter().any(|line| line == elsewhere), "{of_secret:?}");
}

#[test]
fn token_without_an_issuer_is_revoked_where_it_was_issued() {
    let text = token(HEADER, r#"{"sub":"spiffe://example.org/web","exp":2000000000}"#);
    assert_eq!(
        why(&text, AFTER, "Revoke it at its issuer"),
        "It does not name its issuer. End the session or revoke the grant where the token was issued. \
         A recipient that checks only the signature and `exp` accepts it until it expires; at an API \
         server, remove its user from role bindings."
    );
}

#[test]
fn project_token_of_argo_cd_is_deleted_there() {
    let text = token(HEADER, r#"{"iss":"argocd","sub":"proj:shop:deploy","iat":1700000000}"#);
    advises(
        &text,
        AFTER,
        Occasion::Leaked,
        &[("Revoke it in Argo CD", Some("argocd proj role delete-token shop deploy 1700000000"))],
    );
}

#[test]
fn whole_copy_of_a_pod_token_may_need_another_command_than_cat() {
    let text = cut(BOUND, 900);
    assert_eq!(
        why(&text, FRESH, "Copy it again, whole"),
        "The command prints the token that the Pod has now. If the image has no `cat`, `kubectl \
         create token` with `--bound-object-kind=Pod` gives a new one with the same binding."
    );
}
