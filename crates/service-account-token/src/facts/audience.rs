//! Determines whom a token is for. The API server's own audiences are configuration
//! (`--api-audiences`, by default every `--service-account-issuer`: kubernetes/kubernetes
//! pkg/kubeapiserver/options/authentication.go). Without that configuration, the result is only
//! likely.

use super::extension::WarnAfter;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::AudienceClass;
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, Party};

/// Audiences that some distribution's defaults give to the API server.
const API_SERVER_AUDIENCES: [&str; 5] = [
    "https://kubernetes.default.svc",
    "https://kubernetes.default.svc.cluster.local",
    // Without a scheme: a recipe that is copied a lot.
    "kubernetes.default.svc",
    // The spelling that kOps uses (kubernetes/kops pkg/model/components/discovery.go).
    "kubernetes.svc.default",
    "api",
];

/// Audiences of the API server only if another one of its audiences is present: k3s and RKE2
/// (k3s-io/k3s pkg/daemons/control/server.go), k0s (k0sproject/k0s
/// pkg/component/controller/apiserver.go), Gardener (gardener/gardener
/// pkg/component/shared/kubeapiserver.go).
const BESIDE_ANOTHER: [&str; 4] = ["k3s", "rke2", "system:konnectivity-server", "gardener"];

/// Whole lists of audiences that a distribution gives to the API server, sorted, some only with its
/// issuer.
const OF_DISTRIBUTIONS: [(Option<&str>, &[&str]); 3] = [
    // RKE1: rancher/kontainer-driver-metadata pkg/rke/k8s_service_options.go.
    (Some("rke"), &["unknown"]),
    // kubeasz: easzlab/kubeasz roles/kube-master/templates/kube-apiserver.service.j2.
    (None, &["api", "istio-ca"]),
    // Gardener: gardener/gardener pkg/component/shared/kubeapiserver.go.
    (None, &["gardener", "kubernetes"]),
];

/// The reason to count an audience as the API server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiServerReason {
    /// The caller gave `--api-audiences`.
    Given,
    /// It is the token's issuer.
    Issuer,
    /// It is a well-known default, alone or next to another.
    Default,
    /// It looks like an issuer and appears next to an audience of the API server: the default list
    /// holds every issuer.
    OtherIssuer,
    /// Since 1.24, the API server extends a token only if every audience is its own
    /// (kubernetes/kubernetes#105954).
    Extended,
}

/// Whose an audience is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AudienceOwner {
    /// The API server's.
    ApiServer(ApiServerReason),
    /// This party's.
    Party(Party),
    /// It is not known.
    Unknown,
}

/// One value of `aud`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recipient {
    /// The value: hostile text.
    pub(crate) audience: String,
    pub(crate) owner: AudienceOwner,
    /// How certain it is that the owner uses it.
    pub(crate) certainty: Certainty,
}

impl Recipient {
    /// Returns true if the audience is the API server's.
    pub(crate) fn is_api_server(&self) -> bool {
        matches!(self.owner, AudienceOwner::ApiServer(_))
    }
}

/// A party that an audience names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedParty {
    pub(crate) party: Party,
    pub(crate) audience: String,
    pub(crate) certainty: Certainty,
}

/// Returns every value of `aud`, in order. `webhook` is how certain it is that the audience is the
/// webhook that the claims name.
pub(super) fn recipients(
    reading: &Reading<'_>,
    warn_after: WarnAfter,
    webhook: Option<Certainty>,
) -> Vec<Recipient> {
    let mut recipients = Vec::new();
    for (audience, api_server) in api_server_reasons(reading, warn_after) {
        let (owner, certainty) = match api_server {
            Some(reason @ ApiServerReason::Given) => {
                (AudienceOwner::ApiServer(reason), Certainty::Certain)
            }
            Some(reason) => (AudienceOwner::ApiServer(reason), Certainty::Likely),
            None => match party(audience, webhook) {
                Some((party, certainty)) => (AudienceOwner::Party(party), certainty),
                None => (AudienceOwner::Unknown, Certainty::Unknown),
            },
        };
        recipients.push(Recipient { audience: audience.to_owned(), owner, certainty });
    }
    recipients
}

/// Pairs each value of `aud` with the reason to count it as the API server's, if there is one.
fn api_server_reasons<'a>(
    reading: &Reading<'a>,
    warn_after: WarnAfter,
) -> Vec<(&'a str, Option<ApiServerReason>)> {
    let claims = reading.claims;
    let given = &reading.options.api_audiences;
    let audiences = claims.aud.as_ref().map_or(&[][..], |aud| &aud.value);
    let issuer = claims.iss.as_ref().map(|iss| iss.value.as_str());
    let mut reasons = Vec::with_capacity(audiences.len());
    let of_distribution = is_of_distribution(audiences, issuer);
    for audience in audiences {
        let reason = if given.is_empty() && of_distribution {
            Some(ApiServerReason::Default)
        } else if given.is_empty() {
            reason(audience, issuer)
        } else {
            given.contains(audience).then_some(ApiServerReason::Given)
        };
        reasons.push((audience.as_str(), reason));
    }
    if !given.is_empty() {
        return reasons;
    }
    // If the issuer is known, the default list holds it. If not, several audiences that look like
    // issuers suffice.
    let any = reasons.iter().any(|(_, reason)| reason.is_some());
    let only_issuers = issuer.is_none()
        && reasons.len() > 1
        && reasons.iter().all(|&(audience, _)| is_issuer_like(audience));
    if any || only_issuers {
        for (audience, reason) in &mut reasons {
            let beside = || {
                if BESIDE_ANOTHER.contains(audience) {
                    Some(ApiServerReason::Default)
                } else {
                    is_issuer_like(audience).then_some(ApiServerReason::OtherIssuer)
                }
            };
            *reason = reason.or_else(beside);
        }
    }
    if warn_after == WarnAfter::OfExtension {
        for (audience, reason) in &mut reasons {
            // `jti` is newer than that rule; a token without it may predate the rule.
            let known = claims.jti.is_none() && Party::of_audience(audience).is_some();
            *reason = reason.or((!known).then_some(ApiServerReason::Extended));
        }
    }
    reasons
}

pub(super) fn class(recipients: &[Recipient]) -> AudienceClass {
    let api_server = recipients.iter().filter(|recipient| recipient.is_api_server()).count();
    match (recipients.len(), api_server) {
        (0, _) => AudienceClass::None,
        (_, 0) => AudienceClass::Foreign,
        (all, some) if all == some => AudienceClass::ApiServer,
        _ => AudienceClass::Mixed,
    }
}

/// Returns the party that an audience names, other than the API server. `webhook` is how certain it
/// is that the audience is the webhook that the claims name; the audience alone cannot show it.
fn party(audience: &str, webhook: Option<Certainty>) -> Option<(Party, Certainty)> {
    match Party::of_audience(audience) {
        Some(party) if webhook != Some(Certainty::Certain) => Some((party, Certainty::Likely)),
        _ => webhook.map(|certainty| (Party::Webhook, certainty)),
    }
}

/// Returns the named parties, one for each recipient that names one.
pub(super) fn parties(recipients: &[Recipient]) -> Vec<NamedParty> {
    let mut parties = Vec::new();
    for Recipient { audience, owner, certainty } in recipients {
        let party = match owner {
            AudienceOwner::ApiServer(_) => Party::ApiServer,
            AudienceOwner::Party(party) => *party,
            AudienceOwner::Unknown => continue,
        };
        parties.push(NamedParty { party, audience: audience.clone(), certainty: *certainty });
    }
    parties
}

fn is_of_distribution(audiences: &[String], issuer: Option<&str>) -> bool {
    let mut sorted: Vec<&str> = audiences.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    OF_DISTRIBUTIONS.iter().any(|&(of_issuer, list)| {
        sorted == list && of_issuer.is_none_or(|of_issuer| issuer == Some(of_issuer))
    })
}

/// Returns true if one of the audiences may be the API server's own, though none is known to be: a
/// cluster can give it any audience. That is certain only if the caller gave the list.
pub(super) fn may_be_own(
    reading: &Reading<'_>,
    recipients: &[Recipient],
    webhook: Option<Certainty>,
) -> bool {
    let is_open = reading.options.api_audiences.is_empty() && webhook.is_none();
    let may_be = |recipient: &Recipient| match recipient.owner {
        AudienceOwner::Unknown => true,
        AudienceOwner::Party(party) => party.may_be_api_server(),
        AudienceOwner::ApiServer(_) => false,
    };
    is_open && !recipients.iter().any(Recipient::is_api_server) && recipients.iter().any(may_be)
}

fn reason(audience: &str, issuer: Option<&str>) -> Option<ApiServerReason> {
    if issuer == Some(audience) {
        return Some(ApiServerReason::Issuer);
    }
    // AKS also accepts its own URL (Azure/azure-workload-identity#287).
    let aks = kubernetes::is_aks_address(audience) && issuer.is_some_and(kubernetes::is_aks);
    (API_SERVER_AUDIENCES.contains(&audience) || aks).then_some(ApiServerReason::Default)
}

/// Returns true for an `https` URL without query and fragment that no known party uses as its
/// audience. Discovery requires this form of an issuer (kubernetes/kubernetes
/// pkg/serviceaccount/openidmetadata.go).
fn is_issuer_like(audience: &str) -> bool {
    audience.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
        && !audience.contains(['?', '#', ' '])
        && Party::of_audience(audience).is_none()
}
