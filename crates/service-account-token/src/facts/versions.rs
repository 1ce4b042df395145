//! Determines which releases could have issued a token: each thing that it has or lacks bounds the
//! window. A release here is the API server's effective version. A newer binary can emulate one up
//! to three minors older, but none below 1.31 (kubernetes/apiserver
//! pkg/util/compatibility/version.go).

use super::cut::is_cut;
use super::evidence_code::EvidenceCode;
use super::extension::WarnAfter;
use super::origin::SecretName;
use super::signer::KidShape;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{BoundTo, Kind, Signer};
use crate::jose::PartName;
use crate::jose::json::{Json, NodeId};
use crate::kubernetes::Certainty;
use crate::kubernetes::lifetimes::{EKS_EXTENSION_SECONDS, EXTENSION_SECONDS};

/// A property of a token that bounds the releases that could have issued it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A Secret whose name Kubernetes generated.
    SecretGenerated,
    /// `typ` without a `kid`.
    TypeWithoutKeyId,
    /// An empty `kid`.
    EmptyKeyId,
    /// A `kid`.
    KeyId,
    /// The claims layout of a token from TokenRequest.
    TokenRequest,
    /// `warnafter`.
    WarnAfter,
    /// An extension limited by a signer's own maximum.
    ExtensionCut,
    /// `jti`.
    TokenId,
    /// No `jti`.
    NoTokenId,
    /// The node of a Pod.
    NodeOfPod,
    /// A Node that the token is bound to.
    BoundToNode,
    /// The claims of webhook tokens.
    Webhook,
    /// The header of an external signer.
    ExternalSigner,
}

impl Sign {
    /// Returns its stable code.
    pub(crate) const fn code(self) -> EvidenceCode {
        match self {
            Self::SecretGenerated => EvidenceCode::AutoGenerationStopped,
            Self::TypeWithoutKeyId => EvidenceCode::TypWithoutKid,
            Self::EmptyKeyId => EvidenceCode::KidEmpty,
            Self::KeyId => EvidenceCode::KidPresent,
            Self::TokenRequest => EvidenceCode::TokenRequest,
            Self::WarnAfter => EvidenceCode::WarnafterSince,
            Self::ExtensionCut => EvidenceCode::ExtensionCutSince,
            Self::TokenId => EvidenceCode::JtiPresent,
            Self::NoTokenId => EvidenceCode::JtiAbsent,
            Self::Webhook => EvidenceCode::WebhookClaims,
            Self::ExternalSigner => EvidenceCode::ExternalSignerSince,
            Self::NodeOfPod | Self::BoundToNode => EvidenceCode::NodePresent,
        }
    }
}

/// The releases that could have issued a token, as minors of Kubernetes 1: the certain bounds and
/// the usual ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Releases {
    pub(crate) min: Option<u8>,
    pub(crate) max: Option<u8>,
    pub(crate) usual_min: Option<u8>,
    pub(crate) usual_max: Option<u8>,
}

/// A sign and the bounds that it sets on the release, as minors of Kubernetes 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Observation {
    pub(super) sign: Sign,
    pub(super) certainty: Certainty,
    pub(super) place: Option<(PartName, NodeId)>,
    bounds: Bounds,
}

/// The first and the last release that could have issued a token, certainly and usually.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bounds {
    min: Option<u8>,
    usual_min: Option<u8>,
    max: Option<u8>,
    usual_max: Option<u8>,
}

impl Observation {
    const fn new(sign: Sign) -> Self {
        Self {
            sign,
            certainty: Certainty::Certain,
            place: None,
            bounds: Bounds { min: None, usual_min: None, max: None, usual_max: None },
        }
    }

    const fn min(mut self, certain: u8, usual: Option<u8>) -> Self {
        self.bounds.min = Some(certain);
        self.bounds.usual_min = usual;
        self
    }

    const fn max(mut self, certain: u8, usual: Option<u8>) -> Self {
        self.bounds.max = Some(certain);
        self.bounds.usual_max = usual;
        self
    }

    /// Marks the observation as only likely: it sets only usual bounds.
    const fn likely(mut self, usual_min: Option<u8>, usual_max: Option<u8>) -> Self {
        self.certainty = Certainty::Likely;
        self.bounds.usual_min = usual_min;
        self.bounds.usual_max = usual_max;
        self
    }

    fn at(self, part: PartName, node: Option<NodeId>) -> Self {
        Self { place: node.map(|node| (part, node)), ..self }
    }
}

pub(super) fn observations(
    reading: &Reading<'_>,
    kind: Kind,
    warn_after: WarnAfter,
    bound_to: Option<BoundTo>,
    signer: Signer,
    secret_name: Option<SecretName>,
) -> Vec<Observation> {
    let mut seen = Vec::new();
    if let Some(key_id) = key_id(reading, kind) {
        seen.push(key_id);
    }
    match kind {
        Kind::Bound => bound(reading, warn_after, bound_to, signer, &mut seen),
        Kind::Legacy => {
            if secret_name == Some(SecretName::Generated) {
                let stopped = Observation::new(Sign::SecretGenerated).likely(None, Some(23));
                let node = reading.claims.legacy.secret_name.as_ref().map(|name| name.node);
                seen.push(stopped.at(PartName::Payload, node));
            }
        }
        Kind::Other | Kind::Unreadable => {}
    }
    seen
}

fn key_id(reading: &Reading<'_>, kind: Kind) -> Option<Observation> {
    let header = &reading.jose.header;
    let root = header.object()?;
    let kid = header.member(root, "kid");
    if kid.is_none() {
        let typ = header.member(root, "typ")?;
        let old =
            kind == Kind::Legacy && !is_cut(header) && header[typ].value.as_deref() == Some("JWT");
        return old.then(|| {
            Observation::new(Sign::TypeWithoutKeyId).max(9, None).at(PartName::Header, Some(typ))
        });
    }
    let observation = match KidShape::of(reading.jose.header_string("kid")?) {
        KidShape::Empty => Observation::new(Sign::EmptyKeyId).min(10, None).max(15, None),
        _ => Observation::new(Sign::KeyId).min(16, None),
    };
    Some(observation.at(PartName::Header, kid))
}

fn bound(
    reading: &Reading<'_>,
    warn_after: WarnAfter,
    bound_to: Option<BoundTo>,
    signer: Signer,
    seen: &mut Vec<Observation>,
) {
    let claims = reading.claims;
    let payload = &reading.jose.payload;
    let Some(kubernetes) = &claims.kubernetes else { return };
    let node = Some(kubernetes.node);
    seen.push(Observation::new(Sign::TokenRequest).min(10, Some(12)).at(PartName::Payload, node));
    if let Some(warn_after) = &kubernetes.warn_after {
        seen.push(
            Observation::new(Sign::WarnAfter)
                .min(19, Some(21))
                .at(PartName::Payload, Some(warn_after.node)),
        );
    }
    if let Some(cut) = cut_extension(reading, warn_after) {
        seen.push(cut);
    }
    if let Some(jti) = &claims.jti {
        seen.push(
            Observation::new(Sign::TokenId).min(29, Some(30)).at(PartName::Payload, Some(jti.node)),
        );
    } else if !is_cut(payload) && !has_member(payload, "jti") {
        seen.push(Observation::new(Sign::NoTokenId).max(31, Some(29)));
    }
    if let Some(node_ref) = &kubernetes.node_ref {
        let (sign, usual) =
            if kubernetes.pod.is_some() { (Sign::NodeOfPod, 30) } else { (Sign::BoundToNode, 31) };
        seen.push(
            Observation::new(sign).min(29, Some(usual)).at(PartName::Payload, Some(node_ref.node)),
        );
    }
    if bound_to == Some(BoundTo::Webhook) || kubernetes.attestations.is_some() {
        seen.push(Observation::new(Sign::Webhook).min(37, None).at(PartName::Payload, node));
    }
    if signer == Signer::External {
        seen.push(Observation::new(Sign::ExternalSigner).likely(Some(32), None));
    }
}

/// Returns the observation if the extension matches neither the stock one nor that of a known
/// platform signer.
fn cut_extension(reading: &Reading<'_>, warn_after: WarnAfter) -> Option<Observation> {
    let extended = warn_after == WarnAfter::OfExtension;
    let exp = reading.claims.exp.as_ref().filter(|_| extended)?;
    let lifetime = exp.value.seconds? - reading.claims.iat.as_ref()?.value.seconds?;
    let cut = !matches!(lifetime, EXTENSION_SECONDS | EKS_EXTENSION_SECONDS);
    cut.then(|| {
        Observation::new(Sign::ExtensionCut)
            .likely(Some(32), None)
            .at(PartName::Payload, Some(exp.node))
    })
}

/// Returns true for a member of any type: an unreadable one is not absent.
fn has_member(payload: &Json, name: &str) -> bool {
    payload.object().and_then(|root| payload.member(root, name)).is_some()
}

/// Combines all observations. If they contradict each other, no release wrote the token in this
/// form, and the window is empty.
pub(super) fn window(observations: &[Observation]) -> Releases {
    let Bounds { min, max, usual_min, usual_max } = bounds(observations);
    if contradict(min, max) {
        return Releases::default();
    }
    // The usual bounds lie inside the certain ones.
    let usual_min = usual_min.map(|usual| usual.max(min.unwrap_or(0)));
    let usual_max = usual_max.map(|usual| usual.min(max.unwrap_or(usual)));
    let unusual = contradict(usual_min.max(min), usual_max.or(max));
    let (usual_min, usual_max) = if unusual { (None, None) } else { (usual_min, usual_max) };
    Releases { min, max, usual_min, usual_max }
}

/// Returns true if the certain bounds contradict each other.
pub(super) fn no_release_fits(observations: &[Observation]) -> bool {
    let Bounds { min, max, .. } = bounds(observations);
    contradict(min, max)
}

/// Returns the narrowest bounds.
fn bounds(observations: &[Observation]) -> Bounds {
    let mut all = Bounds::default();
    for Observation { bounds, .. } in observations {
        all.min = all.min.max(bounds.min);
        all.usual_min = all.usual_min.max(bounds.usual_min);
        all.max = lower(all.max, bounds.max);
        all.usual_max = lower(all.usual_max, bounds.usual_max);
    }
    all
}

fn lower(one: Option<u8>, other: Option<u8>) -> Option<u8> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

fn contradict(min: Option<u8>, max: Option<u8>) -> bool {
    min.zip(max).is_some_and(|(min, max)| min > max)
}
