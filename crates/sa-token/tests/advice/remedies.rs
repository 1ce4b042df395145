//! What to do, and the commands for it.

use sa_token::report::Occasion;

use crate::{
    AFTER, API, BOUND, FRESH, LEGACY_MANUAL, advises, pod, read, tied_to_node, tied_to_secret,
    unbound, webhook,
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
                "Make the ServiceAccount again",
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
