//! The evidence for each conclusion about a token: what was seen, how certain the conclusion is, and
//! where it was seen.

use super::audience::{ApiServerReason, recipients};
use super::evidence_code::EvidenceCode;
use super::identify::{Because, Identified, OtherToken};
use super::lifetime::{self, Lifetime};
use super::origin::{SecretName, secret_name};
use super::signer::KidShape;
use super::variant::Variant;
use super::versions::{Observation, Sign, no_release_fits};
use crate::claims::ObjectRef;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{BoundTo, Kind, Signer, Times};
use crate::jose::PartName;
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, LEGACY_ISSUER, LookAlike, Party, Platform};
use crate::text::json::NodeId;

/// Audiences of which the evidence is listed. A few are enough to see why; the claims have all.
const MAX_AUDIENCES: usize = 8;

/// A reason for a conclusion.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    /// What was seen.
    pub(crate) seen: Seen,
    /// How certain the conclusion is.
    pub(crate) certainty: Certainty,
    /// The part and the member in which it was seen.
    pub(crate) place: Option<(PartName, Option<NodeId>)>,
}

/// What was seen in a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    /// The flat claims of a legacy token.
    LegacyClaims,
    /// The object `kubernetes.io` of a bound token.
    NestedKubernetesClaim,
    /// The issuer of legacy tokens, in a legacy token.
    LegacyIssuer,
    /// Another issuer in a legacy token.
    OtherIssuerInLegacy { issuer: String },
    /// The issuer of legacy tokens, in a bound one.
    LegacyIssuerInBound,
    /// A `sub` that is the user name of a service account.
    Subject,
    /// The name of the Secret.
    SecretName { name: String, shape: SecretName },
    /// The object that the token is bound to; none if that cannot be read.
    Binding { bound_to: Option<BoundTo> },
    /// The marks of the extension.
    Extended,
    /// The lifetime that Kubernetes requests for the token of every Pod.
    KubeApiAccess,
    /// A lifetime that tells who requested it.
    Lifetime(Lifetime),
    /// An audience.
    Audience { audience: String, meaning: AudienceMeaning },
    /// The header that a signer writes. The shape of its `kid` where that is a string.
    Signer { signer: Signer, kid: Option<KidShape> },
    /// An issuer of the form that these platforms use.
    IssuerPattern { platforms: Vec<Platform> },
    /// An issuer that only looks like that of a platform.
    IssuerResembles(LookAlike),
    /// Signs of different releases.
    ReleasesContradict,
    /// A sign of a release.
    Release(Sign),
    /// What another kind of token is.
    OtherToken { token: OtherToken, because: Because },
}

/// What an audience means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AudienceMeaning {
    /// It is the API server's.
    ApiServer(ApiServerReason),
    /// It names this party.
    Party(Party),
    /// It is not known.
    Unknown,
}

impl Seen {
    /// Returns its stable code.
    pub(crate) fn code(&self) -> EvidenceCode {
        match self {
            Self::LegacyClaims => EvidenceCode::LegacyClaims,
            Self::NestedKubernetesClaim => EvidenceCode::NestedKubernetesClaim,
            Self::LegacyIssuer => EvidenceCode::LegacyIssuer,
            Self::OtherIssuerInLegacy { .. } | Self::LegacyIssuerInBound => {
                EvidenceCode::IssuerDisagrees
            }
            Self::Subject => EvidenceCode::Subject,
            Self::SecretName { shape, .. } => shape.code(),
            Self::Binding { bound_to } => match bound_to {
                Some(BoundTo::Pod) => EvidenceCode::BoundToPod,
                Some(BoundTo::Secret) => EvidenceCode::BoundToSecret,
                Some(BoundTo::Node) => EvidenceCode::BoundToNode,
                Some(BoundTo::Webhook) => EvidenceCode::BoundToWebhook,
                Some(BoundTo::None) => EvidenceCode::BoundToNothing,
                None => EvidenceCode::BindingUnknown,
            },
            Self::Extended => EvidenceCode::Extended,
            Self::KubeApiAccess => EvidenceCode::KubeApiAccess,
            Self::Lifetime(lifetime) => lifetime.code(),
            Self::Audience { meaning, .. } => meaning.code(),
            Self::Signer { signer, kid } => match (signer, kid) {
                (Signer::Kubernetes, Some(KidShape::Sha256)) => EvidenceCode::SignerKeyFile,
                (Signer::Kubernetes, _) => EvidenceCode::SignerKeyFileOld,
                (Signer::External, _) => EvidenceCode::SignerExternal,
                (Signer::Provider, Some(KidShape::Hex40)) => EvidenceCode::SignerEks,
                (Signer::Provider | Signer::Unknown, _) => EvidenceCode::SignerProvider,
            },
            Self::IssuerPattern { .. } => EvidenceCode::IssuerPattern,
            Self::IssuerResembles(_) => EvidenceCode::IssuerResembles,
            Self::ReleasesContradict => EvidenceCode::ReleasesContradict,
            Self::Release(sign) => sign.code(),
            Self::OtherToken { token, .. } => EvidenceCode::OtherToken(token.code()),
        }
    }
}

impl AudienceMeaning {
    fn code(self) -> EvidenceCode {
        match self {
            Self::ApiServer(ApiServerReason::Given) => EvidenceCode::AudienceGiven,
            Self::ApiServer(ApiServerReason::Issuer) => EvidenceCode::AudienceIsIssuer,
            Self::ApiServer(ApiServerReason::Default) => EvidenceCode::AudienceDefault,
            Self::ApiServer(ApiServerReason::OtherIssuer) => EvidenceCode::AudienceOtherIssuer,
            Self::ApiServer(ApiServerReason::Extended) => EvidenceCode::AudienceExtended,
            Self::Party(Party::Webhook) => EvidenceCode::AudienceWebhook,
            Self::Party(_) => EvidenceCode::AudienceKnown,
            Self::Unknown => EvidenceCode::AudienceUnknown,
        }
    }
}

/// Collects the evidence about a service account token.
pub(super) fn evidence(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    times: &Times,
    observations: Vec<Observation>,
) -> Vec<Evidence> {
    let mut all = vec![shape(reading, kind)];
    all.extend(issuer(reading, kind));
    if reading.claims.subject().is_some() {
        let node = reading.claims.sub.as_ref().map(|sub| sub.node);
        all.push(in_payload(Seen::Subject, Certainty::Certain, node));
    }
    match kind {
        Kind::Legacy => all.extend(secret(reading, kind)),
        _ => bound(reading, variant, times, &mut all),
    }
    audiences(reading, variant.bound_to, &mut all);
    let contradict = no_release_fits(&observations);
    all.extend(signer(reading, variant.signer, contradict));
    if kind == Kind::Bound {
        all.extend(platform(reading, variant));
    }
    if contradict {
        let seen = Seen::ReleasesContradict;
        all.push(Evidence { seen, certainty: Certainty::Likely, place: None });
    }
    for Observation { sign, certainty, place, .. } in observations {
        let place = place.map_or((PartName::Payload, None), |(part, node)| (part, Some(node)));
        all.push(Evidence { seen: Seen::Release(sign), certainty, place: Some(place) });
    }
    all
}

/// Returns the evidence for what another kind of token is.
pub(super) fn of_other_token(identified: &Identified) -> Evidence {
    Evidence {
        seen: Seen::OtherToken { token: identified.token, because: identified.because },
        certainty: identified.certainty,
        place: identified.place.map(|(part, node)| (part, Some(node))),
    }
}

fn in_payload(seen: Seen, certainty: Certainty, node: Option<NodeId>) -> Evidence {
    Evidence { seen, certainty, place: Some((PartName::Payload, node)) }
}

fn shape(reading: &Reading<'_>, kind: Kind) -> Evidence {
    if kind == Kind::Legacy {
        let legacy = &reading.claims.legacy;
        let flat = [
            &legacy.namespace,
            &legacy.secret_name,
            &legacy.service_account_name,
            &legacy.service_account_uid,
        ];
        let node = flat.into_iter().flatten().map(|claim| claim.node).min();
        return in_payload(Seen::LegacyClaims, Certainty::Certain, node);
    }
    let node = reading.claims.kubernetes.as_ref().map(|kubernetes| kubernetes.node);
    in_payload(Seen::NestedKubernetesClaim, Certainty::Certain, node)
}

fn issuer(reading: &Reading<'_>, kind: Kind) -> Option<Evidence> {
    let issuer = reading.claims.iss.as_ref()?;
    let seen = match (kind, issuer.value == LEGACY_ISSUER) {
        (Kind::Legacy, true) => Seen::LegacyIssuer,
        (Kind::Legacy, false) => Seen::OtherIssuerInLegacy { issuer: issuer.value.clone() },
        (_, true) => Seen::LegacyIssuerInBound,
        (_, false) => return None,
    };
    Some(in_payload(seen, Certainty::Certain, Some(issuer.node)))
}

fn secret(reading: &Reading<'_>, kind: Kind) -> Option<Evidence> {
    let claim = reading.claims.legacy.secret_name.as_ref()?;
    let shape = secret_name(reading, kind)?;
    let certainty = match shape {
        SecretName::GeneratedOld => Certainty::Unknown,
        _ => Certainty::Likely,
    };
    let seen = Seen::SecretName { name: claim.value.clone(), shape };
    Some(in_payload(seen, certainty, Some(claim.node)))
}

fn bound(reading: &Reading<'_>, variant: &Variant, times: &Times, all: &mut Vec<Evidence>) {
    let Some(kubernetes) = &reading.claims.kubernetes else { return };
    let on = |object: Option<&ObjectRef>| object.map(|object| object.node);
    let webhook = kubernetes.validating_webhook.as_ref().or(kubernetes.mutating_webhook.as_ref());
    let node = match variant.bound_to {
        Some(BoundTo::Pod) => on(kubernetes.pod.as_ref()),
        Some(BoundTo::Secret) => on(kubernetes.secret.as_ref()),
        Some(BoundTo::Node) => on(kubernetes.node_ref.as_ref()),
        Some(BoundTo::Webhook) => on(webhook),
        Some(BoundTo::None) | None => Some(kubernetes.node),
    };
    let certainty =
        if variant.bound_to.is_some() { Certainty::Certain } else { Certainty::Unknown };
    all.push(in_payload(Seen::Binding { bound_to: variant.bound_to }, certainty, node));
    if reading.claims.is_extended() {
        let node = kubernetes.warn_after.as_ref().map(|warn_after| warn_after.node);
        all.push(in_payload(Seen::Extended, Certainty::Certain, node));
        all.push(in_payload(Seen::KubeApiAccess, Certainty::Likely, node));
    }
    if let Some(lifetime) = lifetime::lifetime(reading, variant, times) {
        let node = reading.claims.exp.as_ref().map(|exp| exp.node);
        all.push(in_payload(Seen::Lifetime(lifetime), lifetime.certainty(), node));
    }
}

fn audiences(reading: &Reading<'_>, bound_to: Option<BoundTo>, all: &mut Vec<Evidence>) {
    let node = reading.claims.aud.as_ref().map(|aud| aud.node);
    let webhook = super::binding::webhook(reading, bound_to);
    for recipient in recipients(reading).iter().take(MAX_AUDIENCES) {
        let (meaning, certainty) = match recipient.api_server {
            Some(reason @ ApiServerReason::Given) => {
                (AudienceMeaning::ApiServer(reason), Certainty::Certain)
            }
            Some(reason) => (AudienceMeaning::ApiServer(reason), Certainty::Likely),
            None => match super::audience::party(recipient.audience, webhook) {
                Some((party, certainty)) => (AudienceMeaning::Party(party), certainty),
                None => (AudienceMeaning::Unknown, Certainty::Unknown),
            },
        };
        let seen = Seen::Audience { audience: recipient.audience.to_owned(), meaning };
        all.push(in_payload(seen, certainty, node));
    }
}

fn signer(reading: &Reading<'_>, signer: Signer, contradict: bool) -> Option<Evidence> {
    let header = &reading.jose.header;
    let parameter = if signer == Signer::External { "typ" } else { "kid" };
    let node = header.object().and_then(|root| header.member(root, parameter));
    let kid = reading.jose.header_string("kid").map(KidShape::of);
    let certainty = match (signer, kid) {
        (Signer::Unknown, _) => return None,
        (Signer::Kubernetes, Some(KidShape::Sha256)) | (Signer::External, _) => Certainty::Likely,
        (Signer::Kubernetes, _) if contradict => Certainty::Unknown,
        (Signer::Kubernetes, _) => Certainty::Certain,
        (Signer::Provider, Some(KidShape::Hex40)) => Certainty::Seen,
        (Signer::Provider, _) => Certainty::Likely,
    };
    let place = Some((PartName::Header, node));
    Some(Evidence { seen: Seen::Signer { signer, kid }, certainty, place })
}

fn platform(reading: &Reading<'_>, variant: &Variant) -> Option<Evidence> {
    let issuer = reading.claims.iss.as_ref()?;
    let (seen, certainty) = match variant.platforms.first() {
        // No other fits better.
        Some(&(_, certainty)) => {
            let platforms = variant.platforms.iter().map(|&(platform, _)| platform).collect();
            (Seen::IssuerPattern { platforms }, certainty)
        }
        None => {
            let look_alike = kubernetes::resembles(&issuer.value)?;
            (Seen::IssuerResembles(look_alike), Certainty::Unknown)
        }
    };
    Some(in_payload(seen, certainty, Some(issuer.node)))
}
