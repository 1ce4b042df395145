//! The claims of Kubernetes against each other.

use super::*;

#[test]
fn the_subject_and_the_claims_beside_it() {
    let other = json!("system:serviceaccount:default:other");
    let message = "`sub` is `system:serviceaccount:default:other`; the Kubernetes claims name `system:serviceaccount:default:build`.";
    check(&with(unbound(), &[("/sub", other.clone())]), "subject_mismatch", &[message]);
    check(
        &with(legacy(), &[("/sub", other)]),
        "subject_mismatch",
        &[&format!("{message} => `sub claim is invalid`.")],
    );
}

#[test]
fn shapes_that_kubernetes_does_not_write() {
    check(
        &with(unbound(), &[("/kubernetes.io~1serviceaccount~1namespace", json!("x"))]),
        "both_shapes",
        &[
            "It has the flat claims of a legacy token and the object `kubernetes.io` of a bound one; Kubernetes writes one or the other.",
        ],
    );
    check(
        &with(injected(), &[("/kubernetes.io/secret", reference())]),
        "two_bindings",
        &["It is tied to Pod and Secret; the API server ties a token to one object only."],
    );
    check(
        &with(
            unbound(),
            &[("/kubernetes.io/secret", reference()), ("/kubernetes.io/node", reference())],
        ),
        "two_bindings",
        &["It is tied to Secret and Node; the API server ties a token to one object only."],
    );
    check(
        &with(injected(), &[("/kubernetes.io/pod/zone", json!("a"))]),
        "unknown_member",
        &["`kubernetes.io.pod.zone` is not known to this tool, which knows Kubernetes up to 1.37."],
    );
    check(
        &with(unbound(), &[("/kubernetes.io/validatingWebhookConfiguration", reference())]),
        "webhook_draft_spelling",
        &[
            "`validatingWebhookConfiguration` is the spelling of a draft (KEP-6060), not issued by a released API server.",
        ],
    );
}

#[test]
fn webhook_tokens() {
    let shape = |changes: &[(&str, Value)], expected: &str| {
        check(&with(webhook(), changes), "webhook_shape", &[expected]);
    };
    shape(
        &[("/exp", json!(IAT + 3600))],
        "This webhook token lives 1 hour; the API gives it 10 minutes, always.",
    );
    shape(
        &[("/aud", json!(["https://a.b.svc:443/", "https://c.d.svc:443/"]))],
        "This webhook token has 2 audiences; the API demands exactly one.",
    );
    shape(
        &[("/aud", json!([ISSUER]))],
        "This webhook token is for the API server; the API refuses that audience for webhook tokens.",
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
        "`admissionReviewAPIGroups` has 2 values; the API demands exactly one.",
    );
}

#[test]
fn names_and_uids() {
    let subdomain = "Kubernetes allows at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends of each label.";
    check(
        &with(injected(), &[("/kubernetes.io/pod/name", json!("Web_0"))]),
        "name_not_dns",
        &[&format!("The Pod's name is `Web_0`; {subdomain}")],
    );
    check(&with(injected(), &[("/kubernetes.io/pod/name", json!("web-0.a"))]), "name_not_dns", &[]);
    check(
        &with(unbound(), &[("/kubernetes.io/namespace", json!("a.b"))]),
        "name_not_dns",
        &[
            "The namespace is `a.b`; Kubernetes allows at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends.",
        ],
    );
    check(
        &with(unbound(), &[("/kubernetes.io/serviceaccount/uid", json!("42"))]),
        "uid_shape",
        &["`kubernetes.io.serviceaccount.uid` is `42`; Kubernetes makes UUIDs in practice."],
    );
}
