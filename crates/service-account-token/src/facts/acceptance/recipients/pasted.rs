//! The checks that the messages of recipients are about.

use crate::facts::acceptance::vocabulary::{Check, Party, StepResult};
use crate::facts::acceptance::walk::Walk;
use crate::paste::{About, RecipientMessage, Sender};

/// Returns the check of a party that one of these messages is about; none without a message of this party, and
/// for one about a check that it does not make of this token.
pub(crate) fn check_of(walk: &Walk, messages: &[RecipientMessage]) -> Option<Check> {
    let message = messages.iter().find(|message| party_of(message.sender) == walk.party)?;
    // No check of the token is about the request.
    let checks = walk.steps.iter().filter(|step| step.check != Check::Request);
    let first = |result| checks.clone().find(|step| step.result == result);
    // The party may give it for any check.
    let any = || first(StepResult::Failed).or_else(|| first(StepResult::Unknown));
    let any = || any().map(|step| step.check);
    let made = |check: &Check| walk.steps.iter().any(|step| step.check == *check);
    match checks_of(message.about) {
        [] => any(),
        // A policy that is given has checks of its own.
        checks @ [.., Check::TrustPolicy] => checks.iter().copied().find(made).or_else(any),
        checks => checks.iter().copied().find(made),
    }
}

fn party_of(sender: Sender) -> Party {
    match sender {
        Sender::AwsSts => Party::AwsSts,
        Sender::EksPodIdentity => Party::EksPodIdentity,
        Sender::Alibaba => Party::AlibabaRrsa,
        Sender::GoogleSts => Party::GoogleSts,
        Sender::Entra => Party::Entra,
        Sender::VaultKubernetes => Party::VaultKubernetes,
        Sender::VaultJwt => Party::VaultJwt,
        Sender::Claude => Party::Claude,
        Sender::Sigstore => Party::Sigstore,
        Sender::Envoy => Party::Istio,
        Sender::IstioCa => Party::IstioCa,
        Sender::Linkerd => Party::Linkerd,
        Sender::Spire => Party::Spire,
        Sender::TeleportInCluster => Party::TeleportInCluster,
        Sender::TeleportStaticJwks => Party::TeleportStaticJwks,
        Sender::Dapr => Party::Dapr,
        Sender::Knative => Party::Knative,
        Sender::ArgoCd => Party::ArgoCd,
        Sender::GoOidc => Party::GoOidc,
        Sender::Jose => Party::Jose,
        Sender::SpringSecurity => Party::SpringSecurity,
        Sender::PyJwt => Party::PyJwt,
        Sender::Keycloak => Party::Keycloak,
    }
}

/// Returns the check, first where a recipient has it of its own; none if the message may be about any.
fn checks_of(about: About) -> &'static [Check] {
    match about {
        About::Form => &[Check::Form],
        About::RequiredClaims => &[Check::RequiredClaims],
        About::Issuer => &[Check::Issuer],
        About::Subject => &[Check::Subject],
        About::Audience => &[Check::Audience],
        About::NotBefore => &[Check::NotBefore],
        About::Expiry => &[Check::Expiry],
        About::IssuedAt => &[Check::IssuedAt],
        About::Age => &[Check::Age],
        About::Lifetime => &[Check::Lifetime],
        About::Reuse => &[Check::Reuse],
        About::Algorithm => &[Check::Algorithm],
        About::PublicKeys => &[Check::PublicKeys],
        About::Key => &[Check::Key],
        About::Signature => &[Check::Signature],
        About::Request => &[Check::Request],
        About::TrustPolicy => &[Check::TrustPolicy],
        About::Mapping => &[Check::Mapping, Check::TrustPolicy],
        About::Condition => &[Check::Condition, Check::TrustPolicy],
        About::BoundClaims => &[Check::BoundClaims],
        About::TokenReview => &[Check::TokenReview],
        About::PodBinding => &[Check::PodBinding],
        About::ObjectUid => &[Check::ObjectUid],
        About::Something => &[],
    }
}
