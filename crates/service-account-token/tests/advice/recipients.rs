//! What to do about a token that is meant for others than the API server.

use service_account_token::report::Occasion;

use crate::{
    AFTER, API, HEADER, LEGACY_MANUAL, REJECTED, advises, payload, pod, read, token, unbound,
    webhook, why,
};

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
                "Look for use and copies",
                Some(
                    r#"jq -c 'select(.annotations["authentication.kubernetes.io/issued-credential-id"]? == "JTI=2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d")' audit.log"#,
                ),
            ),
        ],
    );
    let revoke = why(&text, AFTER, "Revoke it at its recipient");
    assert!(
        revoke.ends_with(
            "AWS STS), which never asks the cluster: no deletion there stops it. Change the trust \
             policy of its IAM role, and revoke the sessions of that role."
        ),
        "{revoke}"
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
            "Check which cluster issued it",
            "Compare the Pod's uid",
            "Delete the Pod",
            "Wait until its certificate expires",
            "Look for use and copies",
        ]
    );
    let lives_on = why(&text, AFTER, "Wait until its certificate expires");
    let asks = "which asks the cluster with a TokenReview. The deletion stops the token there, but a \
                certificate issued for it keeps working, by default for 24 hours.";
    assert!(lives_on.ends_with(asks), "{lives_on}");
}

#[test]
fn remedy_fits_the_one_recipient() {
    let keys = "Revoke it at its recipient";
    for (aud, title, last) in [
        ("api://AzureADTokenExchange", keys, "Delete the federated credential;"),
        ("sts.aliyuncs.com", keys, "Change the trust policy of its role;"),
        ("https://api.openai.com/v1", keys, "Remove its federation rule or mapping;"),
        ("conjur", keys, "Remove the permission of its Conjur host;"),
        ("sigstore", keys, "Wait until `exp`, and look up what was signed as this identity:"),
        ("vault", keys, "The auth method `kubernetes` asks the cluster,"),
        ("iam", keys, "A recipient that checks only the cluster's public keys accepts it until"),
        ("istio-ca", "Wait until its certificate expires", "by default for 24 hours."),
        ("spire-server", "Evict its SPIRE agent", "until you run `spire-server agent evict`."),
        ("system:konnectivity-server", "Close its open connections", "may stay open."),
    ] {
        let why = why(&pod(&format!(r#"["{aud}"]"#), 3600), AFTER, title);
        assert!(why.contains(last), "{why}");
    }
    let several = pod(r#"["conjur","sts.amazonaws.com"]"#, 3600);
    let why = why(&several, AFTER, "Revoke it at its recipients");
    assert!(why.contains("which never ask the cluster: no deletion there stops it."), "{why}");
}

#[test]
fn audience_that_nobody_is_known_for_may_be_the_clusters_own() {
    let text = pod(r#"["unknown"]"#, 3600);
    let revoke = why(&text, AFTER, "Revoke it at its recipient");
    assert!(
        revoke.contains(
            "If this is your API server's own audience, cut the rights of its ServiceAccount as well."
        ),
        "{revoke}"
    );
    assert_eq!(
        why(&text, AFTER, REJECTED),
        "The API server rejects the token unless this audience is one of its own \
         (`--api-audiences`): request one without an audience. Its log then has `token audiences … is \
         invalid`."
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
        "Only the webhook in `aud` accepts it, for ten minutes at most; the API server rejects it. \
         Deleting the webhook configuration switches the webhook off, and ends the token sooner only \
         where the webhook asks by TokenReview."
    );
    assert_eq!(
        why(&text, AFTER, REJECTED),
        "The API server rejects a token for another audience. Its log then has `token audiences … is \
         invalid`."
    );
}

fn ends(text: &str) -> Vec<(String, String)> {
    let ends = read(text, AFTER).ends.into_iter();
    ends.map(|end| (end.what.into_owned(), end.text.into_owned())).collect()
}

#[test]
fn at_a_recipient_that_checks_with_keys_no_deletion_is_said_to_end_it() {
    let found = ends(&pod(r#"["sts.amazonaws.com"]"#, 86_400));
    let whats: Vec<_> = found.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(
        whats,
        [
            "Deletion does not end it at AWS STS",
            "Its expiry",
            "Trust removed at AWS STS",
            "Signing key `JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU` removed",
        ]
    );
    assert_eq!(
        found[0].1,
        "AWS STS verifies the token with the cluster's public keys and never asks the cluster. No \
         deletion in the cluster revokes the token there."
    );
    assert_eq!(
        found[2].1,
        "It rejects the token once you remove its trust in this ServiceAccount or this issuer. \
         Credentials already issued for the token keep working until they expire."
    );
}

#[test]
fn at_sigstore_only_the_expiry_ends_it() {
    let whats: Vec<_> =
        ends(&pod(r#"["sigstore"]"#, 600)).into_iter().map(|(what, _)| what).collect();
    assert_eq!(
        whats,
        [
            "Deletion does not end it at Sigstore",
            "Its expiry",
            "Signing key `JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU` removed",
        ]
    );
}

#[test]
fn where_the_cluster_is_asked_deleting_the_pod_ends_it() {
    let found = ends(&pod(r#"["identity.l5d.io"]"#, 86_400));
    let whats: Vec<_> = found.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(
        whats[..4],
        [
            "Its expiry",
            "Pod `web` deleted",
            "ServiceAccount `robot` deleted or recreated",
            "What it was exchanged for keeps working",
        ]
    );
    assert_eq!(
        found[3].1,
        "Linkerd's identity service asks the cluster (TokenReview), so a deletion revokes the token \
         there too. Certificates already issued for it and connections already opened with it \
         keep working."
    );
}

#[test]
fn where_it_is_not_known_who_checks_how_deletion_may_not_end_it() {
    for audience in ["vault", "pods.eks.amazonaws.com", "https://a.test"] {
        let found = ends(&pod(&format!(r#"["{audience}"]"#), 3600)).swap_remove(0);
        assert_eq!(
            found,
            (
                "Deletion may not end it".to_owned(),
                "A recipient may verify the token only with the cluster's public keys. It then \
                 does not notice a deletion and accepts the token until `exp`."
                    .to_owned()
            )
        );
    }
}

#[test]
fn legacy_token_is_rejected_by_most_verifiers_with_or_without_an_audience() {
    let audience = |text: &str| {
        let row = read(text, AFTER).rows.swap_remove(2);
        (row.words.into_owned(), row.why.into_owned())
    };
    assert_eq!(
        audience(LEGACY_MANUAL),
        (
            "none".to_owned(),
            "the API server treats legacy tokens as meant for itself; most other verifiers, such \
             as a cloud's STS, reject them"
                .to_owned()
        )
    );
    let claims = payload(LEGACY_MANUAL).replacen('{', r#"{"aud":["sts.amazonaws.com"],"#, 1);
    let summary = read(&token(HEADER, &claims), AFTER).summary;
    let rejected = "Its audience is not the API server's, and Kubernetes gives such a token no \
                    audience. Most OpenID verifiers, such as a cloud's STS, reject every legacy \
                    token.";
    assert!(summary.ends_with(rejected), "{summary}");
}

#[test]
fn lifetime_that_gke_may_have_cut_is_said_so_everywhere() {
    let token = read(&unbound(API, 172_800), AFTER);
    let evidence = token.evidence.iter().find(|seen| seen.code == "gke_cap").unwrap();
    assert_eq!(
        evidence.text,
        "48 hours: requested, or the limit to which GKE shortens longer requests."
    );
    let finding = token.findings.iter().find(|finding| finding.code == "long_lived").unwrap();
    assert_eq!(
        finding.message,
        "The token lives 2 days: requested, or the limit to which GKE shortens longer requests. The \
         default is an hour."
    );
}

/// The audiences that some clusters give to their API server, and none of them to other recipients alone.
const PERHAPS_THE_API_SERVERS: [&str; 5] = [
    r#"["unknown"]"#,
    r#"["kubernetes"]"#,
    r#"["kubernetes.default.svc"]"#,
    r#"["api","istio-ca"]"#,
    r#"["https://a.test"]"#,
];

#[test]
fn audience_that_may_be_the_clusters_own_is_never_denied() {
    for audience in PERHAPS_THE_API_SERVERS {
        let token = read(&pod(audience, 3600), AFTER);
        for said in [token.headline.as_ref(), token.summary.as_ref()] {
            assert!(!said.contains("not for the API server"), "{audience}: {said}");
        }
        let row = &token.rows[2];
        let is_hedged = row.words.contains("the API server") || row.why.contains("perhaps");
        assert!(is_hedged, "{audience}: {} {}", row.words, row.why);
        for remedy in &token.remedies {
            assert!(!remedy.why.contains("rejects a token for another audience"), "{audience}");
        }
    }
    let row = read(&pod(r#"["unknown"]"#, 3600), AFTER).rows.swap_remove(2);
    assert_eq!(
        (row.words.as_ref(), row.why.as_ref()),
        (
            "`unknown`",
            "perhaps the API server's own (`--api-audiences`); if not, it rejects the token"
        )
    );
}

#[test]
fn audience_of_a_known_recipient_is_hedged_too() {
    let row = read(&pod(r#"["sts.amazonaws.com"]"#, 3600), AFTER).rows.swap_remove(2);
    assert_eq!(row.why, "the API server rejects it, unless its `--api-audiences` lists this");
}

#[test]
fn recipients_of_2026_are_named() {
    for (audience, name) in [
        ("https://api.openai.com/v1", "OpenAI"),
        ("https://api.anthropic.com", "the Claude API"),
        ("snowflakecomputing.com", "Snowflake"),
        ("api.tailscale.com/abc", "Tailscale"),
        ("https://api.doppler.com", "Doppler"),
        ("https://api.cloudsmith.io", "Cloudsmith"),
        ("urn:pulumi:org:acme", "Pulumi Cloud"),
        ("sts.volcengine.com", "Volcengine"),
        ("sts.cloud.tencent.com", "Tencent Cloud CAM"),
    ] {
        let token = read(&pod(&format!(r#"["{audience}"]"#), 3600), AFTER);
        assert_eq!(token.headline, format!("Bound token for {name}"));
        assert_eq!(token.rows[2].words, name);
        let meant =
            format!("It is meant for `{audience}` (probably {name}), not for the API server.");
        assert!(token.summary.contains(&meant), "{}", token.summary);
    }
}
