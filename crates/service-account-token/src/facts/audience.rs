//! Determines whom a token is for. The API server's own audiences are configuration
//! (`--api-audiences`, by default every `--service-account-issuer`: kubernetes/kubernetes
//! pkg/kubeapiserver/options/authentication.go). Without that configuration, the result is only
//! likely.

use crate::facts::reading::Reading;
use crate::facts::vocabulary::AudienceClass;
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, Party};

/// Audiences that some distribution's defaults give to the API server.
const API_SERVER_AUDIENCES: [&str; 4] = [
    "https://kubernetes.default.svc",
    "https://kubernetes.default.svc.cluster.local",
    // The spelling that kOps uses (kubernetes/kops pkg/model/components/discovery.go).
    "kubernetes.svc.default",
    "api",
];

/// Audiences of the API server only if another one of its audiences is present: k3s and RKE2
/// (k3s-io/k3s pkg/daemons/control/server.go), k0s (k0sproject/k0s
/// pkg/component/controller/apiserver.go).
const BESIDE_ANOTHER: [&str; 3] = ["k3s", "rke2", "system:konnectivity-server"];

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

/// One value of `aud`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Recipient<'a> {
    pub(super) audience: &'a str,
    /// None if the audience is not the API server's.
    pub(super) api_server: Option<ApiServerReason>,
}

/// A party that an audience names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedParty {
    pub(crate) party: Party,
    pub(crate) audience: String,
    pub(crate) certainty: Certainty,
}

/// Returns every value of `aud`, in order.
pub(super) fn recipients<'a>(reading: &Reading<'a>) -> Vec<Recipient<'a>> {
    let claims = reading.claims;
    let given = &reading.options.api_audiences;
    let audiences = claims.aud.as_ref().map_or(&[][..], |aud| &aud.value);
    let issuer = claims.iss.as_ref().map(|iss| iss.value.as_str());
    let mut recipients = Vec::with_capacity(audiences.len());
    for audience in audiences {
        let api_server = if given.is_empty() {
            reason(audience, issuer)
        } else {
            given.contains(audience).then_some(ApiServerReason::Given)
        };
        recipients.push(Recipient { audience: audience.as_str(), api_server });
    }
    if !given.is_empty() {
        return recipients;
    }
    // If the issuer is known, the default list holds it. If not, several audiences that look like
    // issuers suffice.
    let any = recipients.iter().any(|recipient| recipient.api_server.is_some());
    let only_issuers = issuer.is_none()
        && recipients.len() > 1
        && recipients.iter().all(|recipient| is_issuer_like(recipient.audience));
    if any || only_issuers {
        for recipient in &mut recipients {
            let beside = || {
                if BESIDE_ANOTHER.contains(&recipient.audience) {
                    Some(ApiServerReason::Default)
                } else {
                    is_issuer_like(recipient.audience).then_some(ApiServerReason::OtherIssuer)
                }
            };
            recipient.api_server = recipient.api_server.or_else(beside);
        }
    }
    if claims.is_extended() {
        for recipient in &mut recipients {
            // `jti` is newer than that rule; a token without it may predate the rule.
            let known = claims.jti.is_none() && Party::of_audience(recipient.audience).is_some();
            let extended = (!known).then_some(ApiServerReason::Extended);
            recipient.api_server = recipient.api_server.or(extended);
        }
    }
    recipients
}

pub(super) fn class(recipients: &[Recipient<'_>]) -> AudienceClass {
    let api_server = recipients.iter().filter(|recipient| recipient.api_server.is_some()).count();
    match (recipients.len(), api_server) {
        (0, _) => AudienceClass::None,
        (_, 0) => AudienceClass::Foreign,
        (all, some) if all == some => AudienceClass::ApiServer,
        _ => AudienceClass::Mixed,
    }
}

/// Returns the party that an audience names, other than the API server. `webhook` is how certain it
/// is that the audience is the webhook that the claims name; the audience alone cannot show it.
pub(super) fn party(audience: &str, webhook: Option<Certainty>) -> Option<(Party, Certainty)> {
    match Party::of_audience(audience) {
        Some(party) if webhook != Some(Certainty::Certain) => Some((party, Certainty::Likely)),
        _ => webhook.map(|certainty| (Party::Webhook, certainty)),
    }
}

/// Returns the named parties, one for each recipient that names one.
pub(super) fn parties(recipients: &[Recipient<'_>], webhook: Option<Certainty>) -> Vec<NamedParty> {
    let mut parties = Vec::new();
    for recipient in recipients {
        let named = match recipient.api_server {
            Some(ApiServerReason::Given) => Some((Party::ApiServer, Certainty::Certain)),
            Some(_) => Some((Party::ApiServer, Certainty::Likely)),
            None => party(recipient.audience, webhook),
        };
        let Some((party, certainty)) = named else { continue };
        parties.push(NamedParty { party, audience: recipient.audience.to_owned(), certainty });
    }
    parties
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
