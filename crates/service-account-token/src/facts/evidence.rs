//! Collects the evidence for each conclusion about a token: what was seen, how certain the conclusion
//! is, and where it was seen.

use super::conclusions::Facts;
use super::extension::WarnAfter;
use super::origin::SecretName;
use super::other_token::Identified;
use super::seen::{Evidence, Seen};
use super::signer::KidShape;
use super::variant::Variant;
use super::versions::{Observation, no_release_fits};
use crate::claims::ObjectRef;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{BoundTo, Kind, Signer};
use crate::jose::PartName;
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, LEGACY_ISSUER};
use crate::text::json::NodeId;

/// Audiences of which the evidence is listed. A few are enough to see why; the claims have all.
const MAX_AUDIENCES: usize = 8;

/// Collects the evidence about a service account token.
pub(super) fn evidence(
    reading: &Reading<'_>,
    facts: &Facts,
    variant: &Variant,
    observations: Vec<Observation>,
) -> Vec<Evidence> {
    let kind = facts.kind;
    let mut all = vec![shape(reading, kind)];
    all.extend(issuer(reading, kind));
    if reading.claims.subject().is_some() {
        let node = reading.claims.sub.as_ref().map(|sub| sub.node);
        all.push(in_payload(Seen::Subject, Certainty::Certain, node));
    }
    match kind {
        Kind::Legacy => all.extend(secret(reading, facts.secret_name)),
        _ => bound(reading, facts, variant, &mut all),
    }
    audiences(reading, facts, &mut all);
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

fn secret(reading: &Reading<'_>, shape: Option<SecretName>) -> Option<Evidence> {
    let claim = reading.claims.legacy.secret_name.as_ref()?;
    let shape = shape?;
    let certainty = match shape {
        SecretName::GeneratedOld => Certainty::Unknown,
        _ => Certainty::Likely,
    };
    let seen = Seen::SecretName { name: claim.value.clone(), shape };
    Some(in_payload(seen, certainty, Some(claim.node)))
}

fn bound(reading: &Reading<'_>, facts: &Facts, variant: &Variant, all: &mut Vec<Evidence>) {
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
    if facts.warn_after == WarnAfter::OfExtension {
        let node = kubernetes.warn_after.as_ref().map(|warn_after| warn_after.node);
        all.push(in_payload(Seen::Extended, Certainty::Certain, node));
        all.push(in_payload(Seen::KubeApiAccess, Certainty::Likely, node));
    }
    if let Some(lifetime) = facts.lifetime {
        let node = reading.claims.exp.as_ref().map(|exp| exp.node);
        all.push(in_payload(Seen::Lifetime(lifetime), lifetime.certainty(), node));
    }
}

fn audiences(reading: &Reading<'_>, facts: &Facts, all: &mut Vec<Evidence>) {
    let node = reading.claims.aud.as_ref().map(|aud| aud.node);
    for recipient in facts.recipients.iter().take(MAX_AUDIENCES) {
        let (audience, owner) = (recipient.audience.clone(), recipient.owner);
        all.push(in_payload(Seen::Audience { audience, owner }, recipient.certainty, node));
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
