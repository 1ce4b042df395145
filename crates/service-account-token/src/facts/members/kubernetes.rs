//! The object `kubernetes.io` of a bound token (kubernetes/kubernetes
//! pkg/serviceaccount/claims.go): the account, and the object that the token is bound to.
//!
//! A member that this tool does not know is newer than the tool, never an error.

use super::fact::MemberFact;
use super::meaning::{
    ApiGroup, Description, Family, KubernetesMeaning, Meaning, ObjectKind, Role, UnknownMember,
};
use super::member::Member;
use super::member::{Found, TypeMismatch};
use crate::claims::{Expected, KubernetesClaims, ObjectRef, Source};
use crate::kubernetes::claim_names::{KUBERNETES_OBJECTS, KUBERNETES_VALUES};
use crate::text::json::JsonType;

/// How KEP-6060's draft spelled the members of webhook tokens.
const DRAFT: [&str; 4] = [
    "attestationClaims",
    "validatingWebhookConfiguration",
    "mutatingWebhookConfiguration",
    "webhook-authentication.k8s.io/allowedAPIGroup",
];

/// Returns the fact about `kubernetes.io` or a member of it; `rest` is the path below it.
pub(super) fn conclude<'a>(member: &Member<'a>, rest: &[&str]) -> Found<'a> {
    match *rest {
        [] => whole(member),
        ["namespace"] => namespace(member),
        ["serviceaccount"] => account(member),
        ["serviceaccount", "name"] => account_name(member),
        ["serviceaccount", "uid"] => account_uid(member),
        ["node"] if is_bound_to_pod(member) => pod_node(member),
        ["node", "name"] if is_bound_to_pod(member) => pod_node_name(member),
        ["node", "uid"] if is_bound_to_pod(member) => pod_node_uid(member),
        ["attestations"] => attestations(member),
        ["attestations", "admissionReviewAPIGroups"] => api_groups(member),
        ["attestations", "admissionReviewAPIGroups", _] if member.is_element() => api_group(member),
        [name, ref field @ ..] => match (ObjectKind::bound_by(name), field) {
            (Some(kind), []) => bound_object(member, kind),
            (Some(kind), ["name"]) => bound_object_name(member, kind),
            (Some(kind), ["uid"]) => bound_object_uid(member, kind),
            _ => Ok(unknown(member, rest)),
        },
    }
}

/// Whether the accounts of a namespace hold rights near those of an administrator.
pub(super) fn is_privileged(namespace: &str) -> bool {
    namespace == "kube-system"
}

fn fact<'a>(role: Role<'a>, meaning: KubernetesMeaning<'a>) -> MemberFact<'a> {
    MemberFact::new(role, Meaning::Kubernetes(meaning))
}

fn certain<'a>(role: Role<'a>, meaning: KubernetesMeaning<'a>) -> Found<'a> {
    Ok(fact(role, meaning).certain(Source::ClaimsGo))
}

/// Returns the object `kubernetes.io`, if it is one.
fn claims<'a>(member: &Member<'a>) -> Option<&'a KubernetesClaims> {
    member.reading.claims.kubernetes.as_ref()
}

fn is_bound_to_pod(member: &Member<'_>) -> bool {
    claims(member).is_some_and(|claims| claims.pod.is_some())
}

fn name_of(reference: &ObjectRef) -> Option<&str> {
    reference.name.as_ref().map(|name| name.value.as_str())
}

fn whole<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::Kubernetes;
    if claims(member).is_none() {
        return Err(TypeMismatch { role, expected: Expected::Object, source: Source::ClaimsGo });
    }
    let is_bound = member.family() == Some(Family::Bound);
    let description = match (is_bound, &member.facts.binding) {
        (false, _) if member.is_cut() => Description::CutBeforeAccount,
        (false, _) => Description::NoAccount,
        (true, Some(binding)) => Description::BoundTo(binding),
        (true, None) if member.is_cut() => Description::CutAfterAccount,
        (true, None) => Description::Unbound,
    };
    certain(role, KubernetesMeaning::Whole(description))
}

fn namespace<'a>(member: &Member<'a>) -> Found<'a> {
    let namespace = member.expect_string(Role::Namespace, Source::ClaimsGo)?;
    let shared_with = match claims(member) {
        Some(claims) if claims.pod.is_some() => Some(ObjectKind::Pod),
        Some(claims) if claims.secret.is_some() => Some(ObjectKind::Secret),
        _ => None,
    };
    let privileged = is_privileged(namespace);
    certain(Role::Namespace, KubernetesMeaning::Namespace { namespace, shared_with, privileged })
}

fn account<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::ServiceAccount;
    member.expect_object(role, Source::ClaimsGo)?;
    certain(role, KubernetesMeaning::Account)
}

fn account_name<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::ServiceAccountName;
    let name = member.expect_string(role, Source::ClaimsGo)?;
    certain(role, KubernetesMeaning::AccountName { name, default: name == "default" })
}

fn account_uid<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::ServiceAccountUid;
    member.expect_string(role, Source::ClaimsGo)?;
    certain(role, KubernetesMeaning::AccountUid)
}

fn bound_object<'a>(member: &Member<'a>, kind: ObjectKind) -> Found<'a> {
    let role = Role::BoundObject(kind);
    let reference = claims(member).and_then(|claims| kind.reference(claims));
    let Some(reference) = reference else {
        return Err(TypeMismatch { role, expected: Expected::Object, source: Source::ClaimsGo });
    };
    let name = name_of(reference);
    Ok(fact(role, KubernetesMeaning::BoundObject { kind, name }).certain(kind.source()))
}

fn bound_object_name<'a>(member: &Member<'a>, kind: ObjectKind) -> Found<'a> {
    let role = Role::BoundObjectName(kind);
    let name = member.expect_string(role, Source::ClaimsGo)?;
    certain(role, KubernetesMeaning::BoundObjectName { kind, name })
}

fn bound_object_uid<'a>(member: &Member<'a>, kind: ObjectKind) -> Found<'a> {
    let role = Role::BoundObjectUid(kind);
    member.expect_string(role, Source::ClaimsGo)?;
    certain(role, KubernetesMeaning::BoundObjectUid(kind))
}

fn pod_node<'a>(member: &Member<'a>) -> Found<'a> {
    let reference = claims(member).and_then(|claims| claims.node_ref.as_ref());
    let Some(reference) = reference else {
        return Err(TypeMismatch {
            role: Role::PodNode,
            expected: Expected::Object,
            source: Source::ClaimsGo,
        });
    };
    certain(Role::PodNode, KubernetesMeaning::PodNode(name_of(reference)))
}

fn pod_node_name<'a>(member: &Member<'a>) -> Found<'a> {
    let name = member.expect_string(Role::PodNodeName, Source::ClaimsGo)?;
    certain(Role::PodNodeName, KubernetesMeaning::PodNodeName(name))
}

fn pod_node_uid<'a>(member: &Member<'a>) -> Found<'a> {
    member.expect_string(Role::PodNodeUid, Source::ClaimsGo)?;
    certain(Role::PodNodeUid, KubernetesMeaning::PodNodeUid)
}

fn attestations<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::Attestations;
    member.expect_object(role, Source::ClaimsGo)?;
    Ok(fact(role, KubernetesMeaning::Attestations).certain(Source::WebhookTokenGo))
}

fn api_groups<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::ApiGroups;
    let source = Source::WebhookTokenGo;
    if member.node.json_type != JsonType::Array {
        return Err(TypeMismatch { role, expected: Expected::Strings, source });
    }
    Ok(fact(role, KubernetesMeaning::ApiGroups).certain(source))
}

fn api_group<'a>(member: &Member<'a>) -> Found<'a> {
    let role = Role::ApiGroup(member.position());
    let group = match member.expect_string(role, Source::WebhookTokenGo)? {
        "*" => ApiGroup::Every,
        "" => ApiGroup::Core,
        name => ApiGroup::Named(name),
    };
    Ok(fact(role, KubernetesMeaning::ApiGroup(group)).certain(Source::WebhookTokenGo))
}

fn unknown<'a>(member: &Member<'a>, rest: &[&str]) -> MemberFact<'a> {
    let name = member.name();
    let fact = |unknown| fact(member.unknown_role(), KubernetesMeaning::Unknown(unknown));
    if DRAFT.contains(&name) {
        return fact(UnknownMember::DraftSpelling).certain(Source::Kep6060);
    }
    if rest.len() > 1 {
        return fact(UnknownMember::Part);
    }
    let known = KUBERNETES_OBJECTS
        .iter()
        .chain(&KUBERNETES_VALUES)
        .find(|known| known.eq_ignore_ascii_case(name));
    match known {
        Some(known) => fact(UnknownMember::OtherCapitals(known)).certain(Source::Rfc(7519, "7.3")),
        None => fact(UnknownMember::Member),
    }
}
