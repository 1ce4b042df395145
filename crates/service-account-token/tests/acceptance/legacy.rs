//! The validator of legacy tokens (kubernetes/kubernetes pkg/serviceaccount/legacy.go).

use crate::made::UID;
use crate::{
    Decision, IAT, ObjectState, StepResult, api_server, json, legacy, passes, rejects, settings,
    step, stock, with,
};

#[test]
fn each_claim_is_required() {
    for (pointer, name) in [
        ("/sub", "sub"),
        ("/kubernetes.io~1serviceaccount~1namespace", "namespace"),
        ("/kubernetes.io~1serviceaccount~1secret.name", "secretName"),
        ("/kubernetes.io~1serviceaccount~1service-account.name", "serviceAccountName"),
        ("/kubernetes.io~1serviceaccount~1service-account.uid", "serviceAccountUID"),
    ] {
        let message = format!("{name} claim is missing");
        for value in [json!(null), json!("")] {
            let payload = with(legacy(), &[(pointer, value)]);
            rejects(&payload, &settings(37), "required-claims", &message);
        }
    }
}

#[test]
fn subject_must_name_the_account_of_the_other_claims() {
    for sub in ["system:serviceaccount:default:other", "build", "system:serviceaccount:default"] {
        let payload = with(legacy(), &[("/sub", json!(sub))]);
        rejects(&payload, &settings(37), "subject", "sub claim is invalid");
    }
}

#[test]
fn subject_must_be_a_name() {
    for (namespace, name) in [("default", "Build"), ("default", "a:b"), ("Default", "build")] {
        let payload = with(
            legacy(),
            &[
                ("/sub", json!(format!("system:serviceaccount:{namespace}:{name}"))),
                ("/kubernetes.io~1serviceaccount~1namespace", json!(namespace)),
                ("/kubernetes.io~1serviceaccount~1service-account.name", json!(name)),
            ],
        );
        rejects(&payload, &settings(37), "subject", "sub claim is invalid");
    }
}

#[test]
fn secret_that_cannot_exist_is_gone() {
    let pointer = "/kubernetes.io~1serviceaccount~1secret.name";
    let payload = with(legacy(), &[(pointer, json!("Build_1"))]);
    rejects(&payload, &settings(37), "object", "Token has been invalidated");
}

#[test]
fn required_claims_are_missed_in_their_order() {
    let all = [
        ("/sub", "sub"),
        ("/kubernetes.io~1serviceaccount~1namespace", "namespace"),
        ("/kubernetes.io~1serviceaccount~1secret.name", "secretName"),
        ("/kubernetes.io~1serviceaccount~1service-account.name", "serviceAccountName"),
        ("/kubernetes.io~1serviceaccount~1service-account.uid", "serviceAccountUID"),
    ];
    for (index, (_, name)) in all.iter().enumerate() {
        let empty: Vec<_> = all[index..].iter().map(|(at, _)| (*at, json!(""))).collect();
        let message = format!("{name} claim is missing");
        rejects(&with(legacy(), &empty), &settings(37), "required-claims", &message);
    }
}

#[test]
fn being_deleted_counts_at_once() {
    let mut options = settings(37);
    options.object = ObjectState::Terminating;
    let verdict = api_server(&stock(&legacy()), &options);
    assert_eq!(
        step(&verdict, "object").text,
        "You say that the Secret `build-token-57llx` is being deleted. The API server rejects legacy tokens as soon as that object has a `deletionTimestamp`, even while it still exists."
    );
}

#[test]
fn times_are_ignored() {
    let payload = with(legacy(), &[("/exp", json!(IAT - 3600)), ("/nbf", json!(IAT + 3600))]);
    passes(&payload, &settings(37));
    let verdict = api_server(&stock(&payload), &settings(37));
    assert_eq!(step(&verdict, "expiry").result, StepResult::NotChecked);
}

#[test]
fn objects_are_looked_up_in_every_release() {
    let uid = format!("ServiceAccount UID (…) does not match claim ({UID})");
    for release in 21..=37 {
        let mut secret_gone = settings(release);
        secret_gone.object = ObjectState::Deleted;
        rejects(&legacy(), &secret_gone, "object", "Token has been invalidated");
        secret_gone.object = ObjectState::Terminating;
        rejects(&legacy(), &secret_gone, "object", "Token has been invalidated");
        let mut other_token = settings(release);
        other_token.secret_has_token = Some(false);
        let message = "Token does not match server's copy";
        rejects(&legacy(), &other_token, "secret-token", message);
        other_token.secret_has_token = None;
        other_token.object = ObjectState::Recreated;
        let verdict = api_server(&stock(&legacy()), &other_token);
        assert_eq!(step(&verdict, "secret-token").result, StepResult::Unknown);
        for (state, check, message) in [
            (ObjectState::Deleted, "account", "serviceaccounts \"build\" not found"),
            (ObjectState::Recreated, "account-uid", uid.as_str()),
            (
                ObjectState::Terminating,
                "account-deletion",
                "ServiceAccount default/build has been deleted",
            ),
        ] {
            let mut options = settings(release);
            options.account = state;
            rejects(&legacy(), &options, check, message);
        }
    }
}

#[test]
fn mark_counts_since_1_29() {
    let mut options = settings(29);
    options.marked_invalid = Some(true);
    let message = "the token in secret default/build-token-57llx for service account default/build has been marked invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the 'kubernetes.io/legacy-token-invalid-since' label from the secret to temporarily allow use of this token";
    rejects(&legacy(), &options, "invalid-since", message);
    options.release = Some(28);
    passes(&legacy(), &options);
}

#[test]
fn without_look_up_deletion_does_not_revoke() {
    let mut options = settings(37);
    options.legacy_lookup = false;
    options.object = ObjectState::Deleted;
    options.account = ObjectState::Deleted;
    options.marked_invalid = Some(true);
    passes(&legacy(), &options);
    assert_eq!(api_server(&stock(&legacy()), &options).verdict, Decision::Passes);
}
