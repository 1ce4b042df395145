//! The claims of Kubernetes against each other.

use super::*;

#[test]
fn contradicting_subject_is_reported() {
    let other = json!("system:serviceaccount:default:other");
    let message = "`sub` is `system:serviceaccount:default:other`; the Kubernetes claims name \
                   `system:serviceaccount:default:build`.";
    check(&with(unbound(), &[("/sub", other.clone())]), "subject_mismatch", &[message]);
    check(
        &with(legacy(), &[("/sub", other)]),
        "subject_mismatch",
        &[&format!("{message} => `sub claim is invalid`.")],
    );
}

#[test]
fn mixed_shapes_are_reported() {
    check(
        &with(unbound(), &[("/kubernetes.io~1serviceaccount~1namespace", json!("x"))]),
        "both_shapes",
        &["It has the claims of a legacy token and the `kubernetes.io` object of a bound \
             one; Kubernetes writes one or the other."],
    );
    check(
        &with(injected(), &[("/kubernetes.io/secret", reference())]),
        "two_bindings",
        &["It is bound to Pod and Secret; the API server binds a token to one object only."],
    );
    check(
        &with(
            unbound(),
            &[("/kubernetes.io/secret", reference()), ("/kubernetes.io/node", reference())],
        ),
        "two_bindings",
        &["It is bound to Secret and Node; the API server binds a token to one object only."],
    );
    check(
        &with(
            injected(),
            &[
                ("/kubernetes.io/secret", reference()),
                ("/kubernetes.io/validatingwebhookconfiguration", reference()),
            ],
        ),
        "two_bindings",
        &["It is bound to Pod, Secret and ValidatingWebhookConfiguration; the API server binds a \
             token to one object only."],
    );
    check(
        &with(injected(), &[("/kubernetes.io/pod/zone", json!("a"))]),
        "unknown_member",
        &["`kubernetes.io.pod.zone` is unknown to this tool, which knows Kubernetes up to 1.37."],
    );
    check(
        &with(unbound(), &[("/kubernetes.io/validatingWebhookConfiguration", reference())]),
        "webhook_draft_spelling",
        &["`validatingWebhookConfiguration` is a spelling from a draft (KEP-6060); no released \
             API server issues it."],
    );
}

#[test]
fn additional_claims_are_reported() {
    let aud = "`aud` is in a legacy token; Kubernetes writes none there. => It honors `aud`: it \
               accepts the token only for these audiences.";
    check(&with(legacy(), &[("/aud", json!(["api"]))]), "claim_unexpected", &[aud]);
    check(&with(legacy(), &[("/aud", json!("api"))]), "claim_unexpected", &[aud]);
    check(
        &with(legacy(), &[("/jti", json!("x"))]),
        "claim_unexpected",
        &["`jti` is in a legacy token; Kubernetes writes none there."],
    );
    check(
        &with(legacy(), &[("/kubernetes.io", json!({}))]),
        "claim_unexpected",
        &["`kubernetes.io` is in a legacy token; Kubernetes writes none there."],
    );
    check(
        &with(unbound(), &[("/aud", json!(ISSUER))]),
        "claim_unexpected",
        &["`aud` is a plain string; Kubernetes (up to 1.37) writes a list of strings, even for \
             one."],
    );
    check(&unbound(), "claim_unexpected", &[]);
    check(&legacy(), "claim_unexpected", &[]);
    let email = "`email` is unknown to this tool, which knows Kubernetes up to 1.37.";
    for payload in [unbound(), legacy()] {
        let payload = with(payload, &[("/email", json!("a@b"))]);
        check(&payload, "unknown_member", &[email]);
        let token = made::read_payload(&payload);
        assert_eq!(
            help_of(&token, "unknown_member"),
            "It is newer than this tool, or another program issued the token."
        );
    }
    check(&json!({"iss": "https://a", "email": "a@b"}), "unknown_member", &[]);
}

#[test]
fn malformed_webhook_tokens_are_reported() {
    let shape = |changes: &[(&str, Value)], expected: &str| {
        check(&with(webhook(), changes), "webhook_shape", &[expected]);
    };
    shape(
        &[("/exp", json!(IAT + 3600))],
        "This webhook token lives 1 hour; the API always gives it 10 minutes.",
    );
    shape(
        &[("/aud", json!(["https://a.b.svc:443/", "https://c.d.svc:443/"]))],
        "This webhook token has 2 audiences; the API requires exactly one.",
    );
    shape(
        &[("/aud", json!([ISSUER]))],
        "This webhook token is for the API server; the API rejects that audience for webhook \
         tokens.",
    );
    shape(
        &[("/kubernetes.io/attestations", Value::Null)],
        "It names a webhook configuration without `attestations`; the API server writes both.",
    );
    shape(
        &[("/kubernetes.io/mutatingwebhookconfiguration", Value::Null)],
        "It has `attestations` without a webhook configuration; the API server writes both.",
    );
    shape(
        &[("/kubernetes.io/attestations/admissionReviewAPIGroups", json!(["a", "b"]))],
        "`admissionReviewAPIGroups` has 2 values; the API requires exactly one.",
    );
}

#[test]
fn malformed_names_and_uids_are_reported() {
    let subdomain = "Kubernetes allows at most 253 lower-case letters, digits, `-` and `.`, with a \
                     letter or digit at both ends of each label.";
    check(
        &with(injected(), &[("/kubernetes.io/pod/name", json!("Web_0"))]),
        "name_not_dns",
        &[&format!("The Pod's name is `Web_0`; {subdomain}")],
    );
    check(&with(injected(), &[("/kubernetes.io/pod/name", json!("web-0.a"))]), "name_not_dns", &[]);
    check(
        &with(unbound(), &[("/kubernetes.io/namespace", json!("a.b"))]),
        "name_not_dns",
        &["The namespace is `a.b`; Kubernetes allows at most 63 lower-case letters, digits and \
             `-`, with a letter or digit at both ends."],
    );
    check(
        &with(unbound(), &[("/kubernetes.io/serviceaccount/uid", json!("42"))]),
        "uid_shape",
        &["`kubernetes.io.serviceaccount.uid` is `42`; Kubernetes uses UUIDs in practice."],
    );
}
