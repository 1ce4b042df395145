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

#[test]
fn leaked_token_is_ended_with_its_object() {
    let leaked = |text: &str| actions(text, DURING, Occasion::Leaked);
    let api_server = Verifier::ApiServer;
    assert_eq!(
        leaked(&bound(API, HOUR, POD)),
        [compare(ObjectKind::Pod, UID, api_server), Action::DeletePod(api_server)]
    );
    assert_eq!(
        leaked(&bound(API, HOUR, SECRET)),
        [compare(ObjectKind::Secret, UID, api_server), Action::DeleteBoundSecret(api_server)]
    );
    // Deleting a Node harms its Pods.
    let because = Some(BecauseBoundTo::Node);
    assert_eq!(
        leaked(&bound(API, HOUR, NODE)),
        [
            compare(ObjectKind::ServiceAccount, ACCOUNT_UID, api_server),
            Action::RecreateAccount { because, is_default: false },
        ]
    );
    assert_eq!(
        leaked(&legacy()),
        [
            Action::CompareAccountUid { uid: ACCOUNT_UID.to_owned() },
            Action::DeleteLegacySecret,
            Action::RotateSigningKey,
        ]
    );
}

#[test]
fn token_bound_to_nothing_ends_only_with_its_account() {
    let accepted_until = Some(ISSUED + HOUR + 60);
    let recreate = |because| Action::RecreateAccount { because, is_default: false };
    let compare = |verifier| compare(ObjectKind::ServiceAccount, ACCOUNT_UID, verifier);
    assert_eq!(
        actions(&bound(API, HOUR, ""), DURING, Occasion::Leaked),
        [
            Action::NotRevocableAlone { accepted_until },
            compare(Verifier::ApiServer),
            recreate(None),
        ]
    );
    let foreign = actions(&bound(r#"["vault"]"#, HOUR, ""), DURING, Occasion::Leaked);
    let Some((Action::RevokeAtRecipients(_), rest)) = foreign.split_first() else {
        panic!("{foreign:?}")
    };
    assert_eq!(rest, [compare(Verifier::Recipient), recreate(Some(BecauseBoundTo::Nothing))]);
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
                        Some(Action::CompareUid { .. } | Action::CompareAccountUid { .. })
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
    assert_eq!(expired, [Action::NothingLeft(Verifier::ApiServer)]);
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
    let secret = Action::ShortenToken(ObjectKind::Secret);
    assert_eq!(needs(&bound(API, YEAR, SECRET), &secret), [Requirement::KubectlAndKubernetes(24)]);
    assert_eq!(
        needs(&bound(API, HOUR, ""), &Action::BindToAnchor),
        [Requirement::KubectlAndKubernetes(24), shell]
    );
    assert_eq!(needs(&legacy(), &Action::FindLastUse), [Requirement::Kubernetes(27)]);
    assert_eq!(needs(&legacy(), &Action::DeleteLegacySecret), []);
    assert_eq!(needs(&legacy(), &Action::FindRights), [Requirement::Impersonate]);
}

#[test]
fn rejection_is_explained_by_what_the_token_tells() {
    let explained = |text: &str, now| match actions(text, now, Occasion::Check).first() {
        Some(Action::ExplainRejection(rejection)) => *rejection,
        other => panic!("{other:?}"),
    };
    let pod = bound(API, HOUR, POD);
    assert_eq!(explained(&pod, DURING), Rejection::Bound);
    assert_eq!(explained(&pod, AFTER), Rejection::ExpiredInPod);
    assert_eq!(explained(&bound(API, HOUR, SECRET), AFTER), Rejection::Expired);
    assert_eq!(explained(&legacy(), AFTER), Rejection::Legacy);
    assert_eq!(explained(&bound(r#"["vault"]"#, HOUR, POD), DURING), Rejection::Foreign);
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
    assert_eq!(hygiene(&bound(API, 3607, POD), DURING), []);
    assert_eq!(hygiene(&bound(API, 3608, POD), DURING), [Action::ShortenVolume]);
    assert_eq!(hygiene(&extended(YEAR), DURING), [Action::SwitchExtensionOff]);
    assert_eq!(hygiene(&extended(YEAR), Some(ISSUED + 3608)), [Action::RereadFile]);
    assert_eq!(hygiene(&bound(API, HOUR, ""), DURING), [Action::BindToAnchor]);
    assert_eq!(
        hygiene(&legacy(), DURING),
        [Action::FindLastUse, Action::MoveToShortLived, Action::FindOthers]
    );
}
