//! See [`super::super::remedies`].

use super::*;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::Occasion;

const UID: &str = "d822ba5f-4290-4bca-94ce-f3bc0dca2e36";
const ACCOUNT_UID: &str = "8208ff56-0a67-47bb-8175-a198423dacf8";

/// The actions for one occasion.
fn actions(text: &str, now: Option<i64>, occasion: Occasion) -> Vec<Action> {
    let remedies = advice(text, now).remedies.into_iter();
    remedies.map(|remedy| remedy.action).filter(|action| action.occasion() == occasion).collect()
}

fn compare(kind: ObjectKind, uid: &str, verifier: Verifier) -> Action {
    Action::CompareUid { kind, uid: uid.to_owned(), verifier }
}

const KID: &str = "JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU";

fn find_cluster(is_legacy: bool) -> Action {
    Action::FindCluster { kid: Some(KID.to_owned()), is_legacy }
}

#[test]
fn leaked_token_is_stopped_after_the_cluster_is_known_and_its_rights_are_cut() {
    let leaked = |text: &str| actions(text, DURING, Occasion::Leaked);
    let api_server = Verifier::ApiServer;
    let around = |stop: [Action; 2]| {
        let [compare, stop] = stop;
        let use_of_token = Action::LookForUse(Trace::Token);
        [find_cluster(false), Action::CutRights, compare, stop, use_of_token]
    };
    assert_eq!(
        leaked(&bound(API, HOUR, POD)),
        around([compare(ObjectKind::Pod, UID, api_server), Action::DeletePod(api_server)])
    );
    assert_eq!(
        leaked(&bound(API, HOUR, SECRET)),
        around([
            compare(ObjectKind::Secret, UID, api_server),
            Action::DeleteBoundSecret(api_server)
        ])
    );
    let recreate = |because| {
        around([
            compare(ObjectKind::ServiceAccount, ACCOUNT_UID, api_server),
            Action::RecreateAccount { because, is_default: false },
        ])
    };
    // Deleting a Node harms its Pods.
    assert_eq!(leaked(&bound(API, HOUR, NODE)), recreate(BecauseBoundTo::Node));
    let accepted_until = Some(ISSUED + HOUR + 60);
    assert_eq!(leaked(&bound(API, HOUR, "")), recreate(BecauseBoundTo::Nothing { accepted_until }));
    assert_eq!(
        leaked(&legacy()),
        [
            find_cluster(true),
            Action::CutRights,
            Action::CompareSecretToken,
            Action::MarkSecretInvalid,
            Action::DeleteLegacySecret { same_token_again: true },
            Action::LookForUse(Trace::LegacyAccount),
        ]
    );
}

/// What to do about a leaked token for this audience, by names.
fn for_others(aud: &str, members: &str) -> Vec<&'static str> {
    let name = |action: &Action| match action {
        Action::FindCluster { .. } => "cluster",
        Action::CutRights => "rights",
        Action::RevokeAtRecipients(_, RecipientCheck::Keys) => "recipient, by keys",
        Action::RevokeAtRecipients(_, RecipientCheck::Unknown { own_audience: true }) => {
            "recipient or API server"
        }
        Action::RevokeAtRecipients(_, RecipientCheck::Unknown { own_audience: false }) => {
            "recipient"
        }
        Action::DeletePodIdentity => "association",
        Action::EndWhatRecipientsIssued(_) => "what it issued",
        Action::CompareUid { .. } => "compare",
        Action::DeletePod(Verifier::Recipient) => "delete the Pod",
        Action::DeletePod(Verifier::ApiServer) => "delete the Pod for the API server",
        Action::RecreateAccount { .. } => "recreate",
        Action::LookForUse(Trace::Recipients { .. }) => "use at the recipient",
        Action::LookForUse(_) => "use",
        _ => "other",
    };
    actions(&bound(aud, HOUR, members), DURING, Occasion::Leaked).iter().map(name).collect()
}

#[test]
fn no_deletion_is_offered_against_a_recipient_that_checks_with_keys() {
    for aud in [
        r#"["sts.amazonaws.com"]"#,
        r#"["api://AzureADTokenExchange"]"#,
        r#"["//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/providers/b"]"#,
        r#"["sts.aliyuncs.com"]"#,
        r#"["https://api.openai.com/v1"]"#,
        r#"["sigstore"]"#,
        r#"["conjur","openshift"]"#,
    ] {
        for members in [POD, SECRET, NODE, ""] {
            let steps = for_others(aud, members);
            assert_eq!(steps, ["recipient, by keys", "use at the recipient"], "{aud}");
        }
    }
}

#[test]
fn deletion_is_enough_for_a_recipient_that_asks_the_cluster() {
    for aud in [
        r#"["identity.l5d.io"]"#,
        r#"["istio-ca"]"#,
        r#"["spire-server"]"#,
        r#"["spiffe://td/ns/dapr-system/dapr-sentry"]"#,
        r#"["system:konnectivity-server"]"#,
        r#"["envoy-gateway.envoy-gateway-system.svc.cluster.local"]"#,
    ] {
        assert_eq!(
            for_others(aud, POD),
            ["cluster", "compare", "delete the Pod", "what it issued", "use at the recipient"],
            "{aud}"
        );
    }
}

#[test]
fn both_are_offered_where_it_is_not_known_how_a_recipient_checks() {
    let both = |first| ["cluster", first, "compare", "delete the Pod", "use at the recipient"];
    for aud in ["vault", "my-project.svc.id.goog", "api://AKSIdentityBinding", "iam"] {
        assert_eq!(for_others(&format!(r#"["{aud}"]"#), POD), both("recipient"), "{aud}");
    }
    assert_eq!(for_others(r#"["vault","sts.amazonaws.com"]"#, POD), both("recipient"));
    assert_eq!(for_others(r#"["pods.eks.amazonaws.com"]"#, POD), both("association"));
    // RKE1, Gardener and kubeasz give such audiences to their API servers.
    for aud in [r#"["unknown"]"#, r#"["kubernetes"]"#, r#"["a","b","c"]"#] {
        assert_eq!(for_others(aud, POD), both("recipient or API server"), "{aud}");
    }
    assert_eq!(
        for_others(r#"["vault"]"#, ""),
        ["cluster", "recipient", "compare", "recreate", "use at the recipient"]
    );
}

#[test]
fn token_for_the_api_server_and_others_is_stopped_at_both() {
    assert_eq!(
        for_others(r#"["https://kubernetes.default.svc","sts.amazonaws.com"]"#, POD),
        [
            "cluster",
            "rights",
            "recipient, by keys",
            "compare",
            "delete the Pod for the API server",
            "use"
        ]
    );
}

#[test]
fn audience_that_the_caller_gave_is_not_the_clusters_own() {
    let text = bound(r#"["unknown"]"#, HOUR, POD);
    let given = advice_with(
        &text,
        Options { now: DURING, api_audiences: vec!["https://a.test".to_owned()] },
    );
    let check = given.remedies.iter().find_map(|remedy| match remedy.action {
        Action::RevokeAtRecipients(_, check) => Some(check),
        _ => None,
    });
    assert_eq!(check, Some(RecipientCheck::Unknown { own_audience: false }));
}

/// An elliptic-curve signature differs each time, and the API server compares the whole token.
#[test]
fn only_an_rsa_key_signs_the_same_legacy_token_again() {
    let payload = legacy().split('.').nth(1).unwrap().to_owned();
    let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    for (alg, signature, again) in
        [("RS256", 342, true), ("ES256", 86, false), ("ES384", 128, false)]
    {
        let text = token(&HEADER.replace("RS256", alg), &payload);
        let text = text.replace(&"A".repeat(342), &"A".repeat(signature));
        let leaked = actions(&text, DURING, Occasion::Leaked);
        let delete = Action::DeleteLegacySecret { same_token_again: again };
        assert!(leaked.contains(&delete), "{leaked:?}");
    }
}

#[test]
fn every_deletion_follows_a_look_up() {
    for members in [POD, SECRET, NODE, "", WEBHOOK] {
        for aud in [API, r#"["vault"]"#] {
            for text in [bound(aud, HOUR, members), legacy()] {
                let mut previous = None;
                for Remedy { action, .. } in advice(&text, DURING).remedies {
                    let looked_up = matches!(
                        previous,
                        Some(
                            Action::CompareUid { .. }
                                | Action::CompareSecretToken
                                | Action::MarkSecretInvalid
                        )
                    );
                    assert!(looked_up || !action.is_destructive(), "{action:?}");
                    previous = Some(action);
                }
            }
        }
    }
}

#[test]
fn forged_or_expired_token_makes_nobody_delete_anything() {
    let claims = claims(API, HOUR, POD);
    let forged = [
        token(r#"{"alg":"HS256"}"#, &claims),
        token(HEADER, &claims.replace(ACCOUNT_UID, "")),
        token(HEADER, &claims.replace(POD, &format!("{POD}{SECRET}"))),
        token(HEADER, &claims.replace(POD, r#""pod":{"name":"web"},"#)),
    ];
    for text in forged {
        let remedies = advice(&text, DURING).remedies;
        assert!(remedies.iter().all(|remedy| !remedy.action.is_destructive()), "{remedies:?}");
        assert_eq!(remedies.last().map(|remedy| &remedy.action), Some(&Action::AskMaker));
    }
    let expired = actions(&bound(API, HOUR, POD), AFTER, Occasion::Leaked);
    assert_eq!(
        expired,
        [Action::NothingLeft(Verifier::ApiServer), Action::LookForUse(Trace::Token)]
    );
}

#[test]
fn name_that_kubernetes_does_not_allow_gets_into_no_command() {
    let text = legacy();
    let (_, rest) = text.split_once('.').unwrap();
    let (payload, _) = rest.split_once('.').unwrap();
    let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    let hostile = token(HEADER, &payload.replace("robot-token", "$(id)"));
    let cut = &hostile[..hostile.len() - 20];
    let [copy] = advice(cut, DURING).remedies.try_into().unwrap();
    assert_eq!(copy.action, Action::CopyAgain(CopyFrom::Secret));
    assert_eq!(copy.no_command(), Some(NoCommand::NameNotDns));
    assert_eq!(copy.needs(), []);
}

#[test]
fn command_tells_what_it_needs() {
    let needs = |text: &str, wanted: &Action| {
        let remedies = advice(text, DURING).remedies;
        let remedy = remedies.into_iter().find(|remedy| remedy.action == *wanted).unwrap();
        remedy.needs()
    };
    let shell = Requirement::PosixShell;
    let node = Action::ShortenToken(ObjectKind::Node);
    assert_eq!(needs(&bound(API, YEAR, NODE), &node), [Requirement::KubectlAndKubernetes(31)]);
    let create_token = Requirement::KubectlAndKubernetes(24);
    let secret = Action::ShortenToken(ObjectKind::Secret);
    assert_eq!(needs(&bound(API, YEAR, SECRET), &secret), [create_token, shell]);
    assert_eq!(needs(&bound(API, HOUR, ""), &Action::BindToAnchor), [create_token, shell]);
    assert_eq!(needs(&legacy(), &Action::MoveToShortLived), [create_token]);
    let who_am_i = Action::AskWhoAmI { counts_as_use: true };
    assert_eq!(needs(&legacy(), &who_am_i), [Requirement::KubectlAndKubernetes(28), shell]);
    assert_eq!(needs(&legacy(), &Action::FindLastUse), [Requirement::Kubernetes(27)]);
    let marks = [Requirement::Kubernetes(29), shell];
    assert_eq!(needs(&legacy(), &Action::MarkSecretInvalid), marks);
    let delete = Action::DeleteLegacySecret { same_token_again: true };
    assert_eq!(needs(&legacy(), &delete), []);
    assert_eq!(needs(&legacy(), &Action::FindRights), [Requirement::Impersonate]);
}

#[test]
fn rejection_is_explained_by_what_the_token_tells() {
    let explained = |text: &str, now| match actions(text, now, Occasion::Check).first() {
        Some(Action::ExplainRejection(rejection)) => rejection.clone(),
        other => panic!("{other:?}"),
    };
    let pod = bound(API, HOUR, POD);
    let issuer = UnlistedIssuer::Other("https://kubernetes.default.svc".to_owned());
    let may_have = |object| Rejection::Bound { object, issuer: issuer.clone(), has_kid: true };
    assert_eq!(explained(&pod, DURING), may_have(Some(ObjectKind::Pod)));
    // No deleted object can have invalidated it.
    assert_eq!(explained(&bound(API, HOUR, ""), DURING), may_have(None));
    assert_eq!(explained(&pod, AFTER), Rejection::ExpiredInPod);
    assert_eq!(explained(&bound(API, HOUR, SECRET), AFTER), Rejection::Expired);
    assert_eq!(explained(&legacy(), AFTER), Rejection::Legacy { has_kid: true });
    for (aud, own_audience) in [(r#"["vault"]"#, false), (r#"["unknown"]"#, true)] {
        let foreign = Rejection::Foreign { own_audience };
        assert_eq!(explained(&bound(aud, HOUR, POD), DURING), foreign);
    }
    assert_eq!(
        explained(&bound(r#"["https://a.test"]"#, 600, WEBHOOK), DURING),
        Rejection::Webhook
    );
    for (now, within_leeway) in [(ISSUED - 61, false), (ISSUED - 60, true), (ISSUED - 1, true)] {
        assert_eq!(explained(&pod, Some(now)), Rejection::NotYetActive { within_leeway });
    }
}

#[test]
fn hygiene_depends_on_the_lifetime() {
    let hygiene = |text: &str, now| actions(text, now, Occasion::Hygiene);
    assert_eq!(hygiene(&bound(API, 3607, POD), DURING), [Action::MountNoToken]);
    assert_eq!(hygiene(&bound(r#"["vault"]"#, 3607, POD), DURING), []);
    assert_eq!(hygiene(&bound(API, 3608, POD), DURING), [Action::ShortenVolume]);
    let mount = Action::MountOwnToken;
    let switch_off = Action::SwitchExtensionOff;
    assert_eq!(hygiene(&extended(YEAR), DURING), [switch_off, mount.clone()]);
    assert_eq!(hygiene(&extended(YEAR), Some(ISSUED + 3608)), [Action::RereadFile, mount]);
    assert_eq!(hygiene(&bound(API, HOUR, ""), DURING), [Action::BindToAnchor]);
    assert_eq!(hygiene(&legacy(), DURING), [Action::FindLastUse, Action::MoveToShortLived]);
}

#[test]
fn volume_is_shown_for_one_audience_of_plain_characters() {
    let command = |aud: &str| {
        let remedies = advice(&bound(aud, YEAR, POD), DURING).remedies;
        let shorten = remedies.into_iter().find(|remedy| remedy.action == Action::ShortenVolume);
        shorten.unwrap().command
    };
    assert_eq!(command(API), Some(Ok(Command::MountOwnToken)));
    let vault = Command::MountTokenFor(Audience::read("vault").unwrap());
    assert_eq!(command(r#"["vault"]"#), Some(Ok(vault)));
    assert_eq!(command(r#"["vault","b"]"#), None);
    assert_eq!(command(r#"["a b"]"#), None);
}

#[test]
fn project_token_of_argo_cd_is_deleted_by_its_claims() {
    let command = |claims: &str| {
        let text = token(HEADER, claims);
        let [remedy] = advice(&text, DURING).remedies.try_into().unwrap();
        assert_eq!(remedy.action, Action::RevokeAtArgoCd);
        remedy.command
    };
    let name = |text| Name::subdomain(Some(text)).unwrap();
    let of_project = ArgoCdToken { project: name("shop"), role: name("deploy"), issued_at: ISSUED };
    assert_eq!(
        command(r#"{"iss":"argocd","sub":"proj:shop:deploy","iat":1700000000}"#),
        Some(Ok(Command::DeleteArgoCdToken(of_project)))
    );
    for claims in [
        r#"{"iss":"argocd","sub":"proj:shop:deploy"}"#,
        r#"{"iss":"argocd","sub":"proj:$(id):deploy","iat":1700000000}"#,
        r#"{"iss":"argocd","sub":"admin","iat":1700000000}"#,
    ] {
        assert_eq!(command(claims), None, "{claims}");
    }
}
