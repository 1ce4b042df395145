//! Determines which user the API server authenticates the bearer as (kubernetes/apiserver
//! pkg/authentication/serviceaccount/util.go).

use crate::claims::{Claim, KubernetesClaims, ObjectRef};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{Identity, Kind};

/// Returns the identity; none if the claims do not name an account. For a bound token it comes from
/// the object `kubernetes.io`, never from `sub`.
pub(super) fn identity(reading: &Reading<'_>, kind: Kind) -> Option<Identity> {
    let (namespace, service_account, uid) = account(reading, kind)?;
    let (namespace, service_account) = (namespace.value.clone(), service_account.value.clone());
    let groups = vec![
        "system:serviceaccounts".to_owned(),
        format!("system:serviceaccounts:{namespace}"),
        // The API server adds this group to every identity, after the token's own groups.
        "system:authenticated".to_owned(),
    ];
    Some(Identity {
        username: format!("system:serviceaccount:{namespace}:{service_account}"),
        uid: text(uid).map(str::to_owned),
        groups,
        extra: match (kind, &reading.claims.kubernetes) {
            (Kind::Bound, Some(kubernetes)) => extra(reading, kubernetes),
            _ => Vec::new(),
        },
        namespace,
        service_account,
    })
}

type Text<'a> = &'a Claim<String>;

/// Returns the account's namespace, name and uid from the claims that the token's validator uses.
pub(super) fn account<'a>(
    reading: &Reading<'a>,
    kind: Kind,
) -> Option<(Text<'a>, Text<'a>, Option<Text<'a>>)> {
    match kind {
        Kind::Legacy => {
            let legacy = &reading.claims.legacy;
            Some((
                legacy.namespace.as_ref()?,
                legacy.service_account_name.as_ref()?,
                legacy.service_account_uid.as_ref(),
            ))
        }
        Kind::Bound => {
            let kubernetes = reading.claims.kubernetes.as_ref()?;
            let account = kubernetes.service_account.as_ref()?;
            Some((kubernetes.namespace.as_ref()?, account.name.as_ref()?, account.uid.as_ref()))
        }
        Kind::Other | Kind::Unreadable => None,
    }
}

fn extra(reading: &Reading<'_>, kubernetes: &KubernetesClaims) -> Vec<(String, Vec<String>)> {
    let mut extra = Vec::new();
    let mut put = |key: &str, values: Vec<String>| {
        extra.push((key.to_owned(), values));
    };
    let objects = [
        ("pod", kubernetes.pod.as_ref()),
        ("node", kubernetes.node_ref.as_ref()),
        ("validatingwebhookconfiguration", kubernetes.validating_webhook.as_ref()),
        ("mutatingwebhookconfiguration", kubernetes.mutating_webhook.as_ref()),
    ];
    for (kind, object) in objects {
        let Some(ObjectRef { name, uid, .. }) = object else { continue };
        if let Some(name) = text(name.as_ref()) {
            put(&format!("authentication.kubernetes.io/{kind}-name"), vec![name.to_owned()]);
        }
        if let Some(uid) = text(uid.as_ref()) {
            put(&format!("authentication.kubernetes.io/{kind}-uid"), vec![uid.to_owned()]);
        }
    }
    if let Some(jti) = text(reading.claims.jti.as_ref()) {
        put("authentication.kubernetes.io/credential-id", vec![format!("JTI={jti}")]);
    }
    let groups = api_groups(reading, kubernetes);
    if !groups.is_empty() {
        put("attestation.authentication.kubernetes.io/admissionReviewAPIGroups", groups);
    }
    extra
}

/// Returns the API groups that a webhook token attests (1.37).
pub(super) fn api_groups(reading: &Reading<'_>, kubernetes: &KubernetesClaims) -> Vec<String> {
    let payload = &reading.jose.payload;
    let groups = kubernetes
        .attestations
        .and_then(|attestations| payload.member(attestations, "admissionReviewAPIGroups"));
    let mut names = Vec::new();
    let Some(groups) = groups else { return names };
    for (_, group) in payload.children(groups) {
        if let Some(name) = &group.value {
            names.push(name.clone());
        }
    }
    names
}

/// Returns a nonempty text. Go reads an absent string as empty, and empty ones are omitted.
fn text(claim: Option<&Claim<String>>) -> Option<&str> {
    claim.map(|claim| claim.value.as_str()).filter(|text| !text.is_empty())
}
