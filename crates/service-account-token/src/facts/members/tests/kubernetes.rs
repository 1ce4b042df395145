//! The private claims of Kubernetes.

use super::*;
use crate::facts::vocabulary::Origin;

#[track_caller]
fn check_bound(members: &str, pointer: &str, role: Role<'_>, expected: KubernetesMeaning<'_>) {
    claim(&bound_with(members), pointer, |fact| {
        assert_eq!((fact.role, &fact.meaning), (role, &Meaning::Kubernetes(expected)));
    });
}

#[test]
fn object_that_the_token_is_bound_to() {
    for (member, kind, source) in [
        ("pod", ObjectKind::Pod, Source::ClaimsGo),
        ("secret", ObjectKind::Secret, Source::ClaimsGo),
        ("node", ObjectKind::Node, Source::ClaimsGo),
        ("validatingwebhookconfiguration", ObjectKind::ValidatingWebhook, Source::WebhookTokenGo),
        ("mutatingwebhookconfiguration", ObjectKind::MutatingWebhook, Source::WebhookTokenGo),
    ] {
        let members = format!(r#""{member}":{{"name":"a","uid":"2"}}"#);
        let pointer = format!("/kubernetes.io/{member}");
        let name = Some("a");
        check(
            &bound_with(&members),
            &pointer,
            Meaning::Kubernetes(KubernetesMeaning::BoundObject { kind, name }),
            source,
            Certainty::Certain,
        );
        check_bound(
            &members,
            &format!("{pointer}/name"),
            Role::BoundObjectName(kind),
            KubernetesMeaning::BoundObjectName { kind, name: "a" },
        );
        check_bound(
            &members,
            &format!("{pointer}/uid"),
            Role::BoundObjectUid(kind),
            KubernetesMeaning::BoundObjectUid(kind),
        );
    }
}

#[test]
fn node_beside_a_pod_is_information() {
    let members = r#""node":{"name":"n1","uid":"4"},"pod":{"uid":"2"}"#;
    check_bound(
        members,
        "/kubernetes.io/node",
        Role::PodNode,
        KubernetesMeaning::PodNode(Some("n1")),
    );
    check_bound(
        members,
        "/kubernetes.io/node/name",
        Role::PodNodeName,
        KubernetesMeaning::PodNodeName("n1"),
    );
    check_bound(
        members,
        "/kubernetes.io/node/uid",
        Role::PodNodeUid,
        KubernetesMeaning::PodNodeUid,
    );
    check_bound(
        members,
        "/kubernetes.io/namespace",
        Role::Namespace,
        KubernetesMeaning::Namespace {
            namespace: "shop",
            shared_with: Some(ObjectKind::Pod),
            privileged: false,
        },
    );
}

#[test]
fn whole_object() {
    for (payload, expected) in [
        (bound_with(r#""a":1"#), Description::Unbound),
        (r#"{"kubernetes.io":{"namespace":"a"}}"#.to_owned(), Description::NoAccount),
        (r#"{"kubernetes.io":{"namespace":"a""#.to_owned(), Description::CutBeforeAccount),
        (
            r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{},"#.to_owned(),
            Description::CutAfterAccount,
        ),
    ] {
        let meaning = Meaning::Kubernetes(KubernetesMeaning::Whole(expected));
        check(&payload, "/kubernetes.io", meaning, Source::ClaimsGo, Certainty::Certain);
    }
    claim(&bound_with(r#""pod":{"name":"a"}"#), "/kubernetes.io", |fact| {
        let Meaning::Kubernetes(KubernetesMeaning::Whole(Description::BoundTo(binding))) =
            fact.meaning
        else {
            panic!("{fact:?}");
        };
        assert_eq!((&*binding.kind, binding.name.as_deref()), ("Pod", Some("a")));
    });
}

#[test]
fn account_and_namespace() {
    let payload =
        r#"{"kubernetes.io":{"namespace":"kube-system","serviceaccount":{"name":"default"}}}"#;
    for (pointer, expected) in [
        (
            "/kubernetes.io/namespace",
            KubernetesMeaning::Namespace {
                namespace: "kube-system",
                shared_with: None,
                privileged: true,
            },
        ),
        ("/kubernetes.io/serviceaccount", KubernetesMeaning::Account),
        (
            "/kubernetes.io/serviceaccount/name",
            KubernetesMeaning::AccountName { name: "default", default: true },
        ),
    ] {
        let meaning = Meaning::Kubernetes(expected);
        check(payload, pointer, meaning, Source::ClaimsGo, Certainty::Certain);
    }
}

#[test]
fn members_that_no_released_api_server_writes() {
    let unknown = |unknown| Meaning::Kubernetes(KubernetesMeaning::Unknown(unknown));
    let payload = bound_with(r#""cluster":{"name":"x"},"Pod":{},"attestationClaims":{}"#);
    check(
        &payload,
        "/kubernetes.io/cluster",
        unknown(UnknownMember::Member),
        None,
        Certainty::Unknown,
    );
    check(
        &payload,
        "/kubernetes.io/cluster/name",
        unknown(UnknownMember::Part),
        None,
        Certainty::Unknown,
    );
    check(
        &payload,
        "/kubernetes.io/Pod",
        unknown(UnknownMember::OtherCapitals("pod")),
        Source::Rfc(7519, "7.3"),
        Certainty::Certain,
    );
    check(
        &payload,
        "/kubernetes.io/attestationClaims",
        unknown(UnknownMember::DraftSpelling),
        Source::Kep6060,
        Certainty::Certain,
    );
}

#[test]
fn api_groups_of_webhook_tokens() {
    let members = r#""attestations":{"admissionReviewAPIGroups":["*","","apps"]}"#;
    for (index, group) in
        [ApiGroup::Every, ApiGroup::Core, ApiGroup::Named("apps")].into_iter().enumerate()
    {
        check_bound(
            members,
            &format!("/kubernetes.io/attestations/admissionReviewAPIGroups/{index}"),
            Role::ApiGroup(index + 1),
            KubernetesMeaning::ApiGroup(group),
        );
    }
}

#[test]
fn legacy_claims() {
    let of = |name: &str| format!("/kubernetes.io~1serviceaccount~1{name}");
    let payload = legacy(r#""kubernetes.io/serviceaccount/service-account.uid":"1""#);
    for (name, expected) in [
        ("namespace", LegacyMeaning::Namespace { namespace: "shop", privileged: false }),
        (
            "secret.name",
            LegacyMeaning::Secret { name: "cart-token", origin: Some(Origin::ManualLikely) },
        ),
        ("service-account.name", LegacyMeaning::AccountName("cart")),
        ("service-account.uid", LegacyMeaning::AccountUid),
    ] {
        let meaning = Meaning::Legacy(expected);
        check(&payload, &of(name), meaning, Source::LegacyGo, Certainty::Certain);
    }
    check(
        &bound(r#""kubernetes.io/serviceaccount/secret.name":"a""#),
        &of("secret.name"),
        Meaning::Legacy(LegacyMeaning::BesideBound),
        Source::LegacyGo,
        Certainty::Certain,
    );
    check(
        &legacy(r#""kubernetes.io/serviceaccount/pod.name":"a""#),
        &of("pod.name"),
        Meaning::Legacy(LegacyMeaning::Unknown),
        None,
        Certainty::Unknown,
    );
}
