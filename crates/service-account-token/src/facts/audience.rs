//! Whom a token is for. The API server's own audiences are configuration (`--api-audiences`, by
//! default every `--service-account-issuer`: kubernetes/kubernetes
//! pkg/kubeapiserver/options/authentication.go), so without them this is a likelihood.

use crate::facts::reading::Reading;
use crate::facts::vocabulary::AudienceClass;
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, Party};

/// Audiences that are the API server's by the defaults of some distribution.
const API_SERVER_AUDIENCES: [&str; 4] = [
    "https://kubernetes.default.svc",
    "https://kubernetes.default.svc.cluster.local",
    // kOps writes it so (kubernetes/kops pkg/model/components/discovery.go).
    "kubernetes.svc.default",
    "api",
];

/// The API server's only beside another of its audiences: k3s and RKE2 (k3s-io/k3s
/// pkg/daemons/control/server.go), k0s (k0sproject/k0s pkg/component/controller/apiserver.go).
const BESIDE_ANOTHER: [&str; 3] = ["k3s", "rke2", "system:konnectivity-server"];

/// Why an audience is taken for the API server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiServerReason {
    /// The caller gave `--api-audiences`.
    Given,
    /// It is the token's issuer.
    Issuer,
    /// It is a well-known default, alone or beside another.
    Default,
    /// It looks like an issuer and stands beside the API server's audience: the default list holds
    /// every issuer.
    OtherIssuer,
    /// Since 1.24 the API server extends a token only if every audience is its own
    /// (kubernetes/kubernetes#105954).
    Extended,
}

/// One value of `aud`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Recipient<'a> {
    pub(super) audience: &'a str,
    /// None: somebody else's.
    pub(super) api_server: Option<ApiServerReason>,
}

/// A party that an audience names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedParty {
    pub(crate) party: Party,
    pub(crate) audience: String,
    pub(crate) certainty: Certainty,
}

/// Every value of `aud`, in order.
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
    // With an issuer at hand the default list holds it; without one, several issuers are enough.
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
            // `jti` is younger than that rule; without it the token may be older.
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

/// Returns the party that an audience names, the API server aside. `webhook` is how certain it is
/// that the audience is that of the webhook which the claims name: only they tell.
pub(super) fn party(audience: &str, webhook: Option<Certainty>) -> Option<(Party, Certainty)> {
    match Party::of_audience(audience) {
        Some(party) if webhook != Some(Certainty::Certain) => Some((party, Certainty::Likely)),
        _ => webhook.map(|certainty| (Party::Webhook, certainty)),
    }
}

/// Returns the parties that the recipients name, one for each that names one.
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
    // AKS also takes its own address (Azure/azure-workload-identity#287).
    let aks = kubernetes::is_aks_address(audience) && issuer.is_some_and(kubernetes::is_aks);
    (API_SERVER_AUDIENCES.contains(&audience) || aks).then_some(ApiServerReason::Default)
}

/// An `https` URL without query and fragment, as discovery wants an issuer to be
/// (kubernetes/kubernetes pkg/serviceaccount/openidmetadata.go), that no known party asks for.
fn is_issuer_like(audience: &str) -> bool {
    audience.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
        && !audience.contains(['?', '#', ' '])
        && Party::of_audience(audience).is_none()
}
