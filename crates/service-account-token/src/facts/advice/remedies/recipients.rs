//! How the recipients of a token check it, and so what stops it there.

use crate::facts::advice::subject::Subject;
use crate::facts::vocabulary::AudienceClass;
use crate::kubernetes::Party;

/// How all the recipients of a token check it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checked {
    /// With the cluster's public keys only: no deletion reaches them.
    WithKeys,
    /// They ask the cluster with a TokenReview: a deletion is enough.
    WithTheCluster,
    /// It is not known, or they differ.
    Unknown,
}

/// Returns how the recipients, the API server aside, check the token.
pub(super) fn checked(subject: &Subject<'_>) -> Checked {
    let recipients = &subject.recipients;
    let mut each = recipients.first.iter().map(|recipient| match recipient.party {
        Some((party, _)) => check(party),
        None => Checked::Unknown,
    });
    match each.next() {
        Some(first) if recipients.more == 0 && each.all(|next| next == first) => first,
        _ => Checked::Unknown,
    }
}

/// Whether the audience may be one that this cluster's API server was given: it is nobody's that is
/// known, or some distribution gives it to its API server.
pub(super) fn may_be_own_audience(subject: &Subject<'_>) -> bool {
    let is_possible = |party| matches!(party, None | Some(Party::Istio | Party::Konnectivity));
    subject.audience() == AudienceClass::Foreign
        && !subject.is_webhook()
        && subject.reading.options.api_audiences.is_empty()
        && subject
            .recipients
            .first
            .iter()
            .any(|recipient| is_possible(recipient.party.map(|(party, _)| party)))
}

fn check(party: Party) -> Checked {
    match party {
        Party::Linkerd
        | Party::Istio
        | Party::Spire
        | Party::Dapr
        | Party::EnvoyGateway
        | Party::Konnectivity => Checked::WithTheCluster,
        Party::AwsIrsa
        | Party::GkeWorkloadIdentity
        | Party::GcpWorkloadIdentityFederation
        | Party::AzureWorkloadIdentity
        | Party::AksIdentityBinding
        | Party::OpenShiftSts
        | Party::AlibabaRrsa
        | Party::Conjur
        | Party::Sigstore => Checked::WithKeys,
        // Vault has a method of each kind; what EKS and IBM Cloud do is not known.
        _ => Checked::Unknown,
    }
}
