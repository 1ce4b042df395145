//! What to do about a token that is meant for others than the API server.

use service_account_token::report::Occasion;

use crate::{AFTER, REJECTED, advises, pod, read, webhook, why};

#[test]
fn token_for_a_recipient_that_checks_with_keys_is_revoked_only_there() {
    let text = pod(r#"["sts.amazonaws.com"]"#, 86_400);
    advises(
        &text,
        AFTER,
        Occasion::Leaked,
        &[
            ("Revoke it at its recipient", None),
            (
                "Look for its use, then for copies",
                Some(
                    r#"jq -c 'select(.annotations["authentication.kubernetes.io/issued-credential-id"]? == "JTI=2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d")' audit.log"#,
                ),
            ),
        ],
    );
    assert_eq!(
        why(&text, AFTER, "Revoke it at its recipient"),
        "It is meant for `sts.amazonaws.com` (probably AWS STS), which checks the signature and the \
         claims with the cluster's public keys and does not ask the cluster. Deleting its Pod or its \
         ServiceAccount does not stop it there. Remove the trust at the recipient (a role's trust \
         policy, a federated credential, a Vault role), and end the sessions that it issued for the \
         token."
    );
}

#[test]
fn token_for_a_recipient_that_asks_the_cluster_is_revoked_with_its_pod() {
    let text = pod(r#"["identity.l5d.io"]"#, 86_400);
    let titles: Vec<_> =
        read(&text, AFTER).remedies.into_iter().map(|remedy| remedy.title.into_owned()).collect();
    assert_eq!(
        titles[..5],
        [
            "Check that this is the right cluster",
            "First compare the Pod's uid",
            "Delete the Pod",
            "End what its recipient issued",
            "Look for its use, then for copies",
        ]
    );
    let lives_on = why(&text, AFTER, "End what its recipient issued");
    let asks = "which asks the cluster with a TokenReview, so the deletion stops the token there.";
    assert!(lives_on.contains(asks), "{lives_on}");
}

#[test]
fn audience_that_nobody_is_known_for_may_be_the_clusters_own() {
    let text = pod(r#"["unknown"]"#, 3600);
    let revoke = why(&text, AFTER, "Revoke it at its recipient");
    assert!(
        revoke.starts_with(
            "It is meant for `unknown`. If that is your API server's own audience, cut the rights of \
             its ServiceAccount as well."
        ),
        "{revoke}"
    );
    assert_eq!(
        why(&text, AFTER, REJECTED),
        "The API server rejects the token unless this audience is one of its own \
         (`--api-audiences`). Its log then has `token audiences … is invalid for the target audiences \
         …`. Request one without an audience."
    );
}

#[test]
fn association_of_eks_pod_identity_is_named() {
    let remedies = read(&pod(r#"["pods.eks.amazonaws.com"]"#, 86_400), AFTER).remedies;
    let found = remedies.iter().find(|remedy| remedy.title.contains("Pod Identity")).unwrap();
    assert_eq!(
        (found.command.as_deref(), found.needs.as_deref()),
        (
            Some(
                r#"aws eks list-pod-identity-associations --cluster-name "$CLUSTER" --namespace ci --service-account robot"#
            ),
            Some("the AWS command line, a POSIX shell"),
        )
    );
}

#[test]
fn volume_for_a_recipient_is_ready_to_copy() {
    let remedies = read(&pod(r#"["vault"]"#, 86_400), AFTER).remedies;
    let title = "Request a shorter lifetime";
    let found = remedies.iter().find(|remedy| remedy.title == title).unwrap();
    assert_eq!(
        found.command.as_deref(),
        Some(
            "spec:\n  containers:\n  - name: CONTAINER\n    volumeMounts:\n    - name: \
             hour-token\n      mountPath: /var/run/secrets/tokens\n      readOnly: true\n  \
             volumes:\n  - name: hour-token\n    projected:\n      sources:\n      - \
             serviceAccountToken:\n          path: token\n          expirationSeconds: 3600\n          \
             audience: \"vault\""
        )
    );
    assert_eq!(found.needs, None);
}

#[test]
fn webhook_token_is_not_said_to_last_ten_minutes() {
    let text = webhook();
    advises(&text, AFTER, Occasion::Leaked, &[("Wait until it expires", None)]);
    assert_eq!(
        why(&text, AFTER, "Wait until it expires"),
        "If it is genuine, only the webhook that `aud` names accepts it; the API server rejects it. \
         Kubernetes limits such a token to ten minutes. Deleting the webhook configuration would \
         revoke it sooner, but would also switch the webhook off."
    );
    assert_eq!(
        why(&text, AFTER, REJECTED),
        "The API server rejects a token for another audience. Its log then has `token audiences … is \
         invalid for the target audiences …`."
    );
}
