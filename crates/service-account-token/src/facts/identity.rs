//! Determines which user the API server authenticates the bearer as (kubernetes/apiserver
//! pkg/authentication/serviceaccount/util.go).

use crate::claims::{Claim, KubernetesClaims, ObjectRef};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{Identity, Kind};

/// The ServiceAccount that the claims name, read where the token's validator reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Account {
    namespace: Option<Claim<String>>,
    name: Option<Claim<String>>,
    uid: Option<Claim<String>>,
}

impl Account {
    /// Returns its namespace and name if the claims are there, even empty.
    pub(super) fn named(&self) -> Option<(&Claim<String>, &Claim<String>)> {
        self.namespace.as_ref().zip(self.name.as_ref())
    }

    /// Returns its namespace, unless that is missing or empty.
    pub(crate) fn namespace(&self) -> Option<&str> {
        text(self.namespace.as_ref())
    }

    /// Returns its name, unless that is missing or empty.
    pub(crate) fn name(&self) -> Option<&str> {
        text(self.name.as_ref())
    }

    /// Returns its uid, unless that is missing or empty.
    pub(crate) fn uid(&self) -> Option<&str> {
        text(self.uid.as_ref())
    }
}

/// Returns the account that the claims name. That of a bound token is in the object `kubernetes.io`,
/// never in `sub`.
pub(super) fn account(reading: &Reading<'_>, kind: Kind) -> Account {
    match (kind, &reading.claims.kubernetes) {
        (Kind::Legacy, _) => {
            let legacy = &reading.claims.legacy;
            Account {
                namespace: legacy.namespace.clone(),
                name: legacy.service_account_name.clone(),
                uid: legacy.service_account_uid.clone(),
            }
        }
        (Kind::Bound, Some(kubernetes)) => {
            let account = kubernetes.service_account.as_ref();
            Account {
                namespace: kubernetes.namespace.clone(),
                name: account.and_then(|account| account.name.clone()),
                uid: account.and_then(|account| account.uid.clone()),
            }
        }
        (Kind::Bound | Kind::Other | Kind::Unreadable, _) => Account::default(),
    }
}

/// Returns the identity; none if the claims do not name an account.
pub(super) fn identity(
    reading: &Reading<'_>,
    kind: Kind,
    account: &Account,
    api_groups: &[String],
) -> Option<Identity> {
    let (namespace, service_account) = account.named()?;
    let (namespace, service_account) = (namespace.value.clone(), service_account.value.clone());
    let groups = vec![
        "system:serviceaccounts".to_owned(),
        format!("system:serviceaccounts:{namespace}"),
        // The API server adds this group to every identity, after the token's own groups.
        "system:authenticated".to_owned(),
    ];
    Some(Identity {
        username: format!("system:serviceaccount:{namespace}:{service_account}"),
        uid: account.uid().map(str::to_owned),
        groups,
        extra: match (kind, &reading.claims.kubernetes) {
            (Kind::Bound, Some(kubernetes)) => extra(reading, kubernetes, api_groups),
            _ => Vec::new(),
        },
        namespace,
        service_account,
    })
}

fn extra(
    reading: &Reading<'_>,
    kubernetes: &KubernetesClaims,
    api_groups: &[String],
) -> Vec<(String, Vec<String>)> {
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
    if !api_groups.is_empty() {
        let groups = api_groups.to_vec();
        put("attestation.authentication.kubernetes.io/admissionReviewAPIGroups", groups);
    }
    extra
}

/// Returns the API groups that a webhook token attests (1.37).
pub(super) fn api_groups(reading: &Reading<'_>) -> Vec<String> {
    let payload = &reading.jose.payload;
    let kubernetes = reading.claims.kubernetes.as_ref();
    let groups = kubernetes
        .and_then(|kubernetes| kubernetes.attestations)
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
