//! The validator of bound tokens (kubernetes/kubernetes pkg/serviceaccount/claims.go).

use crate::made::UID;
use crate::{
    Decision, IAT, ObjectState, StepResult, Value, api_server, injected, json, passes, rejects,
    settings, step, stock, unbound, with,
};

const EXPIRED: &str = "service account token has expired";
const INVALIDATED: &str = "service account token has been invalidated";

fn reference(name: &str) -> Value {
    json!({"name": name, "uid": UID})
}

fn bound_to(kind: &str) -> Value {
    with(unbound(), &[(&format!("/kubernetes.io/{kind}"), reference("thing"))])
}

#[test]
fn times_pass_up_to_a_minute_beyond() {
    let now = IAT + 10;
    let not_yet = ["service account token is not", "valid", "yet"].join(" ");
    let in_future = "service account token is issued in the future";
    for (claim, check, near, far, message) in [
        ("/exp", "expiry", now - 59, now - 61, EXPIRED),
        ("/nbf", "not-before", now + 59, now + 61, not_yet.as_str()),
        ("/iat", "issued-at", now + 59, now + 61, in_future),
    ] {
        let near = with(unbound(), &[(claim, json!(near))]);
        passes(&near, &settings(37));
        let verdict = api_server(&stock(&near), &settings(37));
        assert!(step(&verdict, check).text.contains("verifiers without leeway reject it"));
        let far = with(unbound(), &[(claim, json!(far))]);
        rejects(&far, &settings(37), check, message);
        rejects(&far, &settings(27), check, message);
    }
}

#[test]
fn every_release_has_its_messages_at_the_limits_of_the_times() {
    let now = IAT + 10;
    let not_yet = ["service account token is not", "valid", "yet"].join(" ");
    let in_future = "service account token is issued in the future";
    for release in 21..=37 {
        let (expired, early) = match release {
            ..23 => ("Token has expired.", "Token could not be validated."),
            _ => (EXPIRED, not_yet.as_str()),
        };
        let checked = |claim: &str, at: i64| with(unbound(), &[(claim, json!(at))]);
        passes(&checked("/exp", now - 59), &settings(release));
        rejects(&checked("/exp", now - 61), &settings(release), "expiry", expired);
        passes(&checked("/nbf", now + 59), &settings(release));
        rejects(&checked("/nbf", now + 61), &settings(release), "not-before", early);
        passes(&checked("/iat", now + 59), &settings(release));
        let late = checked("/iat", now + 61);
        match release {
            ..27 => passes(&late, &settings(release)),
            _ => rejects(&late, &settings(release), "issued-at", in_future),
        }
    }
}

#[test]
fn every_release_has_its_messages_about_objects() {
    for release in 21..=37 {
        let is_old = release < 23;
        let word = |old: &'static str, new: &'static str| if is_old { old } else { new };
        let account = word("ServiceAccount", "service account");
        let gone = word("Token has been invalidated", INVALIDATED);
        let uid = |kind: &str| match is_old {
            true => format!("{kind} UID (…) does not match claim ({UID})"),
            false => {
                let kind = kind.to_lowercase();
                format!("{kind} UID (…) does not match service account {kind} ref claim ({UID})")
            }
        };
        let mut options = settings(release);
        for (state, check, message) in [
            (
                ObjectState::Recreated,
                "account-uid",
                format!("{account} UID (…) does not match claim ({UID})"),
            ),
            (
                ObjectState::Terminating,
                "account-deletion",
                format!("{account} default/build has been deleted"),
            ),
        ] {
            options.account = state;
            rejects(&injected(), &options, check, &message);
        }
        let kinds: &[(&str, &str)] = match release {
            ..30 => &[("pod", "Pod"), ("secret", "Secret")],
            _ => &[("pod", "Pod"), ("secret", "Secret"), ("node", "Node")],
        };
        for (name, kind) in kinds {
            let mut options = settings(release);
            for (state, check, message) in [
                (ObjectState::Deleted, "object", gone.to_owned()),
                (ObjectState::Terminating, "object-deletion", gone.to_owned()),
                (ObjectState::Recreated, "object-uid", uid(kind)),
            ] {
                options.object = state;
                rejects(&bound_to(name), &options, check, &message);
            }
        }
    }
}

#[test]
fn time_at_the_limit_itself_passes() {
    let now = IAT + 10;
    for (claim, at) in [("/exp", now - 60), ("/nbf", now + 60), ("/iat", now + 60)] {
        passes(&with(unbound(), &[(claim, json!(at))]), &settings(37));
    }
}

#[test]
fn times_have_other_messages_before_1_23_and_iat_none_before_1_27() {
    let expired = with(unbound(), &[("/exp", json!(IAT - 3600))]);
    let early = with(unbound(), &[("/nbf", json!(IAT + 3600))]);
    rejects(&expired, &settings(23), "expiry", EXPIRED);
    rejects(&expired, &settings(22), "expiry", "Token has expired.");
    rejects(&early, &settings(22), "not-before", "Token could not be validated.");
    let issued_later = with(unbound(), &[("/iat", json!(IAT + 3600))]);
    passes(&issued_later, &settings(26));
    let verdict = api_server(&stock(&issued_later), &settings(26));
    assert_eq!(step(&verdict, "issued-at").result, StepResult::NotChecked);
}

#[test]
fn begin_is_checked_before_expiry_and_expiry_before_issue_time() {
    let all =
        [("/nbf", json!(IAT + 3600)), ("/exp", json!(IAT - 3600)), ("/iat", json!(IAT + 3600))];
    let verdict = api_server(&stock(&with(unbound(), &all)), &settings(37));
    let failed = verdict.steps.iter().filter(|step| step.result == StepResult::Failed);
    let checks: Vec<_> = failed.map(|step| step.check.as_str()).collect();
    assert_eq!(checks, ["not-before", "expiry", "issued-at"]);
    rejects(&with(unbound(), &all[1..]), &settings(37), "expiry", EXPIRED);
}

#[test]
fn missing_times_pass_and_milliseconds_are_seconds() {
    let none =
        with(unbound(), &[("/exp", json!(null)), ("/nbf", json!(null)), ("/iat", json!(null))]);
    passes(&none, &settings(37));
    let late = with(unbound(), &[("/nbf", json!(IAT * 1000))]);
    let message = ["service account token is not", "valid", "yet"].join(" ");
    rejects(&late, &settings(37), "not-before", &message);
    passes(&with(unbound(), &[("/exp", json!(IAT * 1000))]), &settings(37));
}

/// The JOSE library up to 1.26 takes a missing time for 1970.
#[test]
fn missing_expiry_passes_only_since_1_27() {
    let without = |claim: &str| with(unbound(), &[(claim, json!(null))]);
    passes(&without("/exp"), &settings(27));
    rejects(&without("/exp"), &settings(26), "expiry", EXPIRED);
    rejects(&without("/exp"), &settings(22), "expiry", "Token has expired.");
    for claim in ["/nbf", "/iat"] {
        passes(&without(claim), &settings(26));
    }
}

#[test]
fn without_a_clock_the_times_are_unknown() {
    let verdict = api_server(&stock(&unbound()), &settings(37).now(None));
    for check in ["not-before", "expiry", "issued-at"] {
        assert_eq!(step(&verdict, check).result, StepResult::Unknown, "{check}");
    }
    assert_eq!(verdict.verdict, Decision::Undecided);
}

#[test]
fn service_account_is_looked_up_by_name_uid_and_deletion() {
    let not_found = "serviceaccounts \"build\" not found";
    let uid = format!("service account UID (…) does not match claim ({UID})");
    let old_uid = format!("ServiceAccount UID (…) does not match claim ({UID})");
    for (state, release, check, message) in [
        (ObjectState::Deleted, 37, "account", not_found),
        (ObjectState::Deleted, 22, "account", not_found),
        (ObjectState::Recreated, 37, "account-uid", &uid),
        (ObjectState::Recreated, 23, "account-uid", &uid),
        (ObjectState::Recreated, 22, "account-uid", &old_uid),
        (
            ObjectState::Terminating,
            37,
            "account-deletion",
            "service account default/build has been deleted",
        ),
        (
            ObjectState::Terminating,
            22,
            "account-deletion",
            "ServiceAccount default/build has been deleted",
        ),
    ] {
        let mut options = settings(release);
        options.account = state;
        rejects(&unbound(), &options, check, message);
        rejects(&injected(), &options, check, message);
    }
}

#[test]
fn uid_is_checked_before_deletion_since_1_29() {
    let order = |release: u8| {
        let verdict = api_server(&stock(&bound_to("secret")), &settings(release));
        let checks = verdict.steps.iter().map(|step| step.check.as_str().to_owned());
        checks.filter(|check| check.contains("account") || check.contains("object")).collect()
    };
    let uid_first: Vec<String> = order(29);
    assert_eq!(
        uid_first,
        ["account", "account-uid", "account-deletion", "object", "object-uid", "object-deletion"]
    );
    let deletion_first: Vec<String> = order(28);
    assert_eq!(
        deletion_first,
        ["account", "account-deletion", "account-uid", "object", "object-deletion", "object-uid"]
    );
}

#[test]
fn bound_object_is_looked_up_like_the_account() {
    for kind in ["pod", "secret", "node"] {
        let payload = bound_to(kind);
        let uid = format!("{kind} UID (…) does not match service account {kind} ref claim ({UID})");
        for (state, check, message) in [
            (ObjectState::Deleted, "object", INVALIDATED),
            (ObjectState::Recreated, "object-uid", &uid),
            (ObjectState::Terminating, "object-deletion", INVALIDATED),
        ] {
            let mut options = settings(37);
            options.object = state;
            rejects(&payload, &options, check, message);
        }
    }
    for (kind, name) in [("pod", "Pod"), ("secret", "Secret")] {
        let uid = format!("{name} UID (…) does not match claim ({UID})");
        for (state, check, message) in [
            (ObjectState::Deleted, "object", "Token has been invalidated"),
            (ObjectState::Recreated, "object-uid", &uid),
            (ObjectState::Terminating, "object-deletion", "Token has been invalidated"),
        ] {
            let mut options = settings(22);
            options.object = state;
            rejects(&bound_to(kind), &options, check, message);
        }
    }
}

#[test]
fn node_beside_a_pod_is_not_looked_up() {
    let verdict = api_server(&stock(&injected()), &settings(37));
    assert!(verdict.steps.iter().all(|step| step.check != "node-binding"));
    let objects = verdict.steps.iter().filter(|step| step.check == "object");
    assert_eq!(objects.map(|step| &*step.title).collect::<Vec<_>>(), ["Pod exists"]);
}

#[test]
fn token_bound_to_a_node_needs_1_30_or_a_gate() {
    let payload = bound_to("node");
    let check = |release: u8| {
        let verdict = api_server(&stock(&payload), &settings(release));
        (step(&verdict, "node-binding").result, step(&verdict, "node-binding").message.clone())
    };
    assert_eq!(check(30), (StepResult::Passed, None));
    let gate = "token is bound to a Node object but the ServiceAccountTokenNodeBindingValidation feature gate is disabled";
    assert_eq!(check(29), (StepResult::Unknown, Some(gate.into())));
    assert_eq!(check(28), (StepResult::NotChecked, None));
    let verdict = api_server(&stock(&payload), &settings(28));
    assert!(verdict.steps.iter().all(|step| step.check != "object"));
}

#[test]
fn missing_names_and_uids_fail_the_look_up() {
    let at = |pointer: &str| with(bound_to("pod"), &[(pointer, json!(null))]);
    for (pointer, check, message) in [
        ("/kubernetes.io/serviceaccount/name", "account", "resource name may not be empty"),
        (
            "/kubernetes.io/serviceaccount/uid",
            "account-uid",
            "service account UID (…) does not match claim ()",
        ),
        ("/kubernetes.io/pod/name", "object", INVALIDATED),
        (
            "/kubernetes.io/pod/uid",
            "object-uid",
            "pod UID (…) does not match service account pod ref claim ()",
        ),
    ] {
        rejects(&at(pointer), &settings(37), check, message);
        let verdict = api_server(&stock(&at(pointer)), &settings(37));
        let is_of_account = pointer.contains("serviceaccount");
        let fix = step(&verdict, check).fix.as_deref().unwrap();
        assert_eq!(fix.starts_with("Get a new token: "), is_of_account, "{fix}");
    }
    let odd = with(unbound(), &[("/kubernetes.io/serviceaccount/name", json!("Build_1"))]);
    rejects(&odd, &settings(37), "account", "serviceaccounts \"Build_1\" not found");
}

#[test]
fn namespace_must_be_one_to_look_in() {
    let at = |namespace: &str| with(unbound(), &[("/kubernetes.io/namespace", json!(namespace))]);
    for (namespace, message, words) in [
        ("", None, "The token does not name the namespace of the ServiceAccount `build`."),
        (
            "Default",
            Some("serviceaccounts \"build\" not found"),
            "The token names a namespace for the ServiceAccount `build`, but no namespace can have such a name.",
        ),
    ] {
        let verdict = api_server(&stock(&at(namespace)), &settings(37));
        let account = step(&verdict, "account");
        assert_eq!(account.result, StepResult::Failed, "{namespace}");
        assert_eq!(account.message.as_deref(), message, "{namespace}");
        assert_eq!(account.text, words);
    }
    let path = with(unbound(), &[("/kubernetes.io/serviceaccount/name", json!("a/b"))]);
    let verdict = api_server(&stock(&path), &settings(37));
    assert_eq!(step(&verdict, "account").result, StepResult::Failed);
    assert_eq!(step(&verdict, "account").message, None);
}

#[test]
fn warn_after_of_zero_is_none() {
    let zero = with(injected(), &[("/kubernetes.io/warnafter", json!(0))]);
    let verdict = api_server(&stock(&zero), &settings(37));
    assert!(verdict.steps.iter().all(|step| step.check != "warn-after"));
}

#[test]
fn warn_after_counts_from_the_next_second() {
    let at = |now: i64| {
        let verdict = api_server(&stock(&injected()), &settings(37).now(now));
        step(&verdict, "warn-after").text.contains("records it as stale")
    };
    assert!(!at(IAT + 3607));
    assert!(at(IAT + 3608));
}

#[test]
fn stale_token_is_accepted_and_noted() {
    let stale = settings(37).now(IAT + 4000);
    passes(&injected(), &stale);
    let verdict = api_server(&stock(&injected()), &stale);
    assert!(step(&verdict, "warn-after").text.contains("records it as stale"));
    let verdict = api_server(&stock(&injected()), &settings(37));
    assert!(
        step(&verdict, "warn-after").text.contains("does not record the token as stale before")
    );
}
