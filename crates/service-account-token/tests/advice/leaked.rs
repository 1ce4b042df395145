//! What to do about a leaked token: which cluster is asked, what stops the token where, and in which
//! order.

use service_account_token::report::Occasion;

use crate::{
    AFTER, API, BOUND, FRESH, LEGACY_MANUAL, pod, read, tied_to_node, tied_to_secret, unbound, why,
};

/// The audiences of the recipients that check with keys only.
const WITH_KEYS: [&str; 10] = [
    "sts.amazonaws.com",
    "api://AzureADTokenExchange",
    "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x",
    "sts.aliyuncs.com",
    "sts.cloud.tencent.com",
    "conjur",
    "sigstore",
    "https://api.openai.com/v1",
    "https://api.anthropic.com",
    "snowflakecomputing.com",
];

/// The audiences of the recipients that ask the cluster.
const WITH_TOKEN_REVIEW: [&str; 6] = [
    "identity.l5d.io",
    "istio-ca",
    "spire-server",
    "spiffe://cluster.local/ns/dapr-system/dapr-sentry",
    "system:konnectivity-server",
    "envoy-gateway.envoy-gateway-system.svc.cluster.local",
];

/// The titles of what to do if a token leaked.
fn titles(text: &str) -> Vec<String> {
    let remedies = read(text, FRESH).remedies.into_iter();
    let leaked = remedies.filter(|remedy| remedy.when == Occasion::Leaked);
    leaked.map(|remedy| remedy.title.into_owned()).collect()
}

fn of_audience(audience: &str) -> [String; 2] {
    let audience = format!(r#"["{audience}"]"#);
    [pod(&audience, 3600), unbound(&audience, 3600)]
}

#[test]
fn first_step_is_to_check_which_cluster_issued_the_token() {
    for text in [
        BOUND.to_owned(),
        LEGACY_MANUAL.to_owned(),
        pod(API, 3600),
        unbound(API, 3600),
        tied_to_secret(),
        tied_to_node(),
    ] {
        assert_eq!(titles(&text)[0], "Check which cluster issued it", "{text}");
    }
    assert_eq!(
        why(LEGACY_MANUAL, AFTER, "Check which cluster issued it"),
        "Its `kid` is `wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI`: the cluster that lists it, or a \
         clone, issued the token, unless it is forged. An unlisted `kid` proves nothing: rotated keys \
         leave the list, and kube-controller-manager may sign with another key."
    );
}

#[test]
fn comparison_with_a_secret_holds_only_in_the_cluster_that_issued_the_token() {
    assert_eq!(
        why(LEGACY_MANUAL, AFTER, "Compare the token with its Secret"),
        "First run `IFS= read -r TOKEN` and paste the token. In the cluster that issued it, \
         `different` or `NotFound` means that the API server already rejects it, unless \
         `--service-account-lookup` is off; elsewhere it means nothing."
    );
}

#[test]
fn recipient_that_checks_with_keys_comes_first_and_no_deletion_is_offered() {
    for audience in WITH_KEYS {
        for text in of_audience(audience) {
            let titles = titles(&text);
            assert_eq!(titles[0], "Revoke it at its recipient", "{audience}");
            for deletion in ["Recreate the ServiceAccount", "Delete the Pod"] {
                assert!(titles.iter().all(|title| title != deletion), "{audience}: {titles:?}");
            }
            let token = read(&text, FRESH);
            assert!(token.remedies.iter().all(|remedy| !remedy.destructive), "{audience}");
            let first = &token.ends[0].what;
            assert!(first.starts_with("Deletion does not end it at "), "{audience}: {first}");
        }
    }
}

#[test]
fn deleting_the_pod_is_enough_where_the_recipient_asks_the_cluster() {
    for audience in WITH_TOKEN_REVIEW {
        let [of_pod, _] = of_audience(audience);
        let titles = titles(&of_pod);
        assert_eq!(
            titles[..3],
            ["Check which cluster issued it", "Compare the Pod's uid", "Delete the Pod"],
            "{audience}"
        );
        assert!(titles.iter().all(|title| !title.starts_with("Revoke it")), "{audience}");
        let ends = read(&of_pod, FRESH).ends;
        assert!(ends.iter().any(|end| end.what == "Pod `web` deleted"), "{audience}");
        assert!(ends.iter().any(|end| end.text.contains("asks the cluster")), "{audience}");
        assert!(ends.iter().all(|end| !end.what.starts_with("Deletion")), "{audience}");
    }
}

#[test]
fn rights_are_cut_so_that_it_can_be_undone_and_groups_keep_theirs() {
    let said = "Save the listed bindings, so that you can undo this, and remove the ServiceAccount \
                from their `subjects`. Leave the bindings of its groups, such as \
                `system:authenticated`: they serve others too. This stops the real workload at \
                once, but does not close an open watch or `kubectl logs -f`.";
    for text in [BOUND, LEGACY_MANUAL] {
        assert_eq!(why(text, FRESH, "Cut its ServiceAccount's rights"), said);
    }
}

#[test]
fn secret_is_marked_invalid_with_the_way_back() {
    assert_eq!(
        why(LEGACY_MANUAL, AFTER, "Mark the Secret invalid, which you can undo"),
        "If the Secret holds this token, the API server rejects it within 10 seconds, also from Pods \
         that mount it, unless `--service-account-lookup` is off. To undo that, end the command with \
         `kubernetes.io/legacy-token-invalid-since-` instead."
    );
}

#[test]
fn deleting_a_secret_says_which_key_signed_its_token() {
    let said = why(LEGACY_MANUAL, AFTER, "Delete the Secret");
    let key = "If the signing key may have leaked too, replace it at kube-controller-manager, remove \
               the old one from the API servers' `--service-account-key-file` (this revokes every token \
               that it signed), and delete every token Secret; since 1.24 none comes back by itself.";
    assert_eq!(said.lines().last(), Some(key));
}

#[test]
fn copies_are_looked_for_where_such_tokens_lie() {
    let title = "Look for use and copies";
    assert_eq!(
        why(BOUND, FRESH, title),
        "The command searches an audit log (JSON lines) for its ServiceAccount; the audit policy may \
         omit requests. Then find copies (CI variables, kubeconfigs, logs, images) and how it leaked, \
         before a replacement leaks too."
    );
    assert_eq!(
        why(LEGACY_MANUAL, AFTER, title),
        "The command searches an audit log (JSON lines) for its ServiceAccount; the audit policy may \
         omit requests. Then find copies (CI variables, kubeconfigs, logs, images, etcd snapshots, \
         backups) and how it leaked, before a replacement leaks too."
    );
    let searched = "The command searches an audit log (JSON lines) for this token;";
    assert!(why(&pod(API, 3600), FRESH, title).starts_with(searched));
}
