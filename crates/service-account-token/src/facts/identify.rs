//! What a token of kind "other" is: tokens that people paste as if they were service account tokens.

use super::cut::is_cut;
use super::login;
use super::other_token::{Because, Identified, OtherToken};
use crate::claims::Shape;
use crate::facts::reading::Reading;
use crate::jose::{Format, PartName};
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, LEGACY_ISSUER, OtherIssuer};

/// The AKS server application in Microsoft Entra ID.
const AKS_SERVER_APPLICATION: &str = "6dae42f8-4368-4678-94ff-3960e28e3630";

/// Returns what a token of kind "other" is.
pub(super) fn identify(reading: &Reading<'_>) -> Identified {
    by_structure(reading)
        .or_else(|| by_shape(reading))
        .or_else(|| by_issuer(reading))
        .or_else(|| login::by_type(reading))
        .or_else(|| by_claims(reading))
        .or_else(|| login::by_claims(reading))
        .unwrap_or_else(|| unknown(reading))
}

fn by_structure(reading: &Reading<'_>) -> Option<Identified> {
    let jose = reading.jose;
    if jose.format == Some(Format::Jwe) {
        let enc = jose.header.object().and_then(|root| jose.header.member(root, "enc"));
        return Some(
            Identified::new(OtherToken::Encrypted, Because::Encrypted)
                .certainty(Certainty::Certain)
                .at(PartName::Header, enc),
        );
    }
    let unread = || Identified::unread(reading, false, Because::SaysNothing);
    jose.payload.object().is_none().then(unread)
}

fn by_shape(reading: &Reading<'_>) -> Option<Identified> {
    let claims = reading.claims;
    let cut = is_cut(&reading.jose.payload);
    let (node, found) = match claims.shape {
        Shape::Incomplete => {
            let node = claims.kubernetes.as_ref().map(|kubernetes| kubernetes.node);
            let found = if cut {
                Identified::unread(reading, true, Because::AccountUnread)
            } else {
                Identified::new(OtherToken::KubernetesIncomplete, Because::AccountMissing)
                    .certainty(Certainty::Certain)
            };
            (node, found)
        }
        Shape::SubjectOnly => {
            let node = claims.sub.as_ref().map(|sub| sub.node);
            let found = if cut {
                Identified::unread(reading, true, Because::SubjectAloneRead)
            } else {
                Identified::new(OtherToken::ServiceAccountLookAlike, Because::SubjectAlone)
                    .certainty(Certainty::Certain)
            };
            (node, found)
        }
        Shape::Legacy | Shape::Bound | Shape::Both | Shape::Other => return None,
    };
    Some(found.at(PartName::Payload, node))
}

fn by_issuer(reading: &Reading<'_>) -> Option<Identified> {
    let claims = reading.claims;
    let sub = claims.sub.as_ref();
    if sub.is_some_and(|sub| sub.value.starts_with("spiffe://")) {
        let node = sub.map(|sub| sub.node);
        let found = Identified::new(OtherToken::SpiffeJwtSvid, Because::SpiffeId);
        return Some(found.at(PartName::Payload, node));
    }
    let issuer = claims.iss.as_ref()?;
    let (token, because) = match OtherIssuer::of(&issuer.value)? {
        OtherIssuer::GitHubActions => (OtherToken::GithubActions, Because::IssuerOfGithub),
        OtherIssuer::Google => (OtherToken::GoogleId, Because::IssuerOfGoogle),
        OtherIssuer::ArgoCd => (OtherToken::ArgoCd, Because::IssuerOfArgoCd),
        OtherIssuer::Entra => {
            let audiences = claims.aud.as_ref().map_or(&[][..], |aud| &aud.value);
            let for_aks = audiences.iter().any(|aud| aud == AKS_SERVER_APPLICATION);
            let is_access = login::is_entra_access(reading);
            (OtherToken::Entra { is_access, for_aks }, Because::IssuerOfEntra)
        }
        OtherIssuer::GoogleWithoutScheme => return None,
    };
    Some(Identified::new(token, because).at(PartName::Payload, Some(issuer.node)))
}

fn by_claims(reading: &Reading<'_>) -> Option<Identified> {
    let payload = &reading.jose.payload;
    let root = payload.object()?;
    let member = |name: &str| payload.member(root, name);
    let in_payload = |token, because, node| {
        Some(Identified::new(token, because).at(PartName::Payload, Some(node)))
    };
    if let (Some(path), true) = (member("project_path"), member("ref").is_some()) {
        return in_payload(OtherToken::GitlabCi, Because::GitlabClaims, path);
    }
    if let Some(node) = member("federated_claims") {
        return in_payload(OtherToken::DexId, Because::FederatedClaims, node);
    }
    None
}

fn unknown(reading: &Reading<'_>) -> Identified {
    if is_cut(&reading.jose.payload) {
        let issuer = reading.claims.iss.as_ref();
        let of_cluster = issuer.filter(|iss| {
            iss.value == LEGACY_ISSUER || !kubernetes::platforms(&iss.value, &[]).is_empty()
        });
        return match of_cluster {
            Some(iss) => Identified::unread(reading, true, Because::ClusterIssuer)
                .at(PartName::Payload, Some(iss.node)),
            None => Identified::unread(reading, false, Because::SaysNothing),
        };
    }
    if let Some(iss) = reading.claims.iss.as_ref().filter(|iss| iss.value == LEGACY_ISSUER) {
        return Identified::new(OtherToken::LegacyIssuerOnly, Because::LegacyIssuerAlone)
            .certainty(Certainty::Certain)
            .at(PartName::Payload, Some(iss.node));
    }
    Identified::new(OtherToken::Unknown, Because::NoKnownClaims).certainty(Certainty::Unknown)
}
