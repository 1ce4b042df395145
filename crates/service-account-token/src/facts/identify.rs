//! What a token of kind "other" is: tokens that people paste as if they were service account tokens.

use super::cut::is_cut;
use crate::claims::Shape;
use crate::facts::reading::Reading;
use crate::jose::{Format, PartName};
use crate::kubernetes::Certainty;
use crate::kubernetes::{self, OtherIssuer};
use crate::text::code::text_enum;
use crate::text::json::NodeId;

/// The AKS server application in Microsoft Entra ID.
const AKS_SERVER_APPLICATION: &str = "6dae42f8-4368-4678-94ff-3960e28e3630";

/// Claims of OpenID Connect that only an ID token, or a token of an OpenID provider, has.
const OPENID_CLAIMS: [&str; 8] =
    ["email", "groups", "preferred_username", "azp", "nonce", "at_hash", "c_hash", "auth_time"];

text_enum! {
    /// What a token of kind `other` is.
    #[non_exhaustive]
    pub enum OtherTokenCode {
        /// It has an incomplete `kubernetes.io` object.
        KubernetesIncomplete = "kubernetes-incomplete",
        /// Only its `sub` looks like a service account's.
        ServiceAccountLookAlike = "service-account-look-alike",
        /// A piece of a service account token.
        KubernetesCut = "kubernetes-cut",
        /// A damaged service account token.
        KubernetesDamaged = "kubernetes-damaged",
        /// A piece of a token.
        Cut = "jwt-cut",
        /// A damaged token.
        Damaged = "jwt-damaged",
        /// A token whose payload could not be read.
        UnreadPayload = "unread-payload",
        /// An encrypted token.
        Encrypted = "jwe",
        /// A SPIFFE JWT-SVID.
        SpiffeJwtSvid = "spiffe-jwt-svid",
        /// A GitHub Actions token.
        GithubActions = "github-actions",
        /// A GitLab CI ID token.
        GitlabCi = "gitlab-ci",
        /// A Google ID token.
        GoogleId = "google-id-token",
        /// A Microsoft Entra ID token.
        Entra = "entra",
        /// An Argo CD token.
        ArgoCd = "argocd",
        /// A Dex ID token.
        DexId = "dex-id-token",
        /// An OpenID Connect ID token.
        OidcId = "oidc-id-token",
        /// An OAuth access token.
        OauthAccess = "oauth-access-token",
        /// A token of an unknown issuer.
        Unknown = "jwt",
    }
}

/// A token that is not, or not recognizably, a service account token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherToken {
    /// An encrypted token.
    Encrypted,
    /// The beginning of a service account token.
    KubernetesCut,
    /// The beginning of a token.
    Cut,
    /// A damaged service account token.
    KubernetesDamaged,
    /// A damaged token.
    Damaged,
    /// A token whose payload could not be read.
    UnreadPayload,
    /// A token with an incomplete `kubernetes.io`.
    KubernetesIncomplete,
    /// A token whose `sub` alone is that of a service account.
    ServiceAccountLookAlike,
    /// A SPIFFE JWT-SVID.
    SpiffeJwtSvid,
    /// An OIDC token of GitHub Actions.
    GithubActions,
    /// A Google ID token.
    GoogleId,
    /// An Argo CD token.
    ArgoCd,
    /// A token of Microsoft Entra, perhaps for AKS.
    Entra { for_aks: bool },
    /// A GitLab CI ID token.
    GitlabCi,
    /// An OAuth access token.
    OauthAccess,
    /// A Dex ID token.
    DexId,
    /// An OIDC ID token.
    OidcId,
    /// None that this tool knows.
    Unknown,
}

impl OtherToken {
    /// Returns its stable code.
    pub(crate) const fn code(self) -> OtherTokenCode {
        match self {
            Self::Encrypted => OtherTokenCode::Encrypted,
            Self::KubernetesCut => OtherTokenCode::KubernetesCut,
            Self::Cut => OtherTokenCode::Cut,
            Self::KubernetesDamaged => OtherTokenCode::KubernetesDamaged,
            Self::Damaged => OtherTokenCode::Damaged,
            Self::UnreadPayload => OtherTokenCode::UnreadPayload,
            Self::KubernetesIncomplete => OtherTokenCode::KubernetesIncomplete,
            Self::ServiceAccountLookAlike => OtherTokenCode::ServiceAccountLookAlike,
            Self::SpiffeJwtSvid => OtherTokenCode::SpiffeJwtSvid,
            Self::GithubActions => OtherTokenCode::GithubActions,
            Self::GoogleId => OtherTokenCode::GoogleId,
            Self::ArgoCd => OtherTokenCode::ArgoCd,
            Self::Entra { .. } => OtherTokenCode::Entra,
            Self::GitlabCi => OtherTokenCode::GitlabCi,
            Self::OauthAccess => OtherTokenCode::OauthAccess,
            Self::DexId => OtherTokenCode::DexId,
            Self::OidcId => OtherTokenCode::OidcId,
            Self::Unknown => OtherTokenCode::Unknown,
        }
    }

    /// Returns true if the claims that could be read do not say what the token is.
    pub(crate) const fn is_unread(self) -> bool {
        matches!(
            self,
            Self::Cut
                | Self::Damaged
                | Self::KubernetesCut
                | Self::KubernetesDamaged
                | Self::UnreadPayload
        )
    }
}

/// How a token of another kind was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Because {
    /// Five parts, or `enc` in the header.
    Encrypted,
    /// What could be read says nothing.
    SaysNothing,
    /// `kubernetes.io` breaks off before it names the account.
    AccountUnread,
    /// `kubernetes.io` does not name the account.
    AccountMissing,
    /// `sub` names a service account, and the other claims could not be read.
    SubjectAloneRead,
    /// `sub` names a service account, and no other claim does.
    SubjectAlone,
    /// `sub` is a SPIFFE ID.
    SpiffeId,
    /// The issuer is that of GitHub Actions.
    IssuerOfGithub,
    /// The issuer is that of Google accounts.
    IssuerOfGoogle,
    /// The issuer is Argo CD's.
    IssuerOfArgoCd,
    /// The issuer is a tenant of Microsoft Entra ID.
    IssuerOfEntra,
    /// The claims of GitLab's ID tokens.
    GitlabClaims,
    /// `typ` in the header is `at+jwt` (RFC 9068 §2.1).
    AccessTokenType,
    /// The claim that Dex writes.
    FederatedClaims,
    /// The claim `typ` is `Bearer`, as Keycloak writes it.
    BearerType,
    /// Claims of OpenID Connect about a login.
    OpenidClaims,
    /// The issuer is that of a cluster, and the account could not be read.
    ClusterIssuer,
    /// No claim of an issuer that this tool knows.
    NoKnownClaims,
}

/// What a token was recognized as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Identified {
    pub(crate) token: OtherToken,
    pub(crate) certainty: Certainty,
    pub(super) because: Because,
    pub(super) place: Option<(PartName, NodeId)>,
}

impl Identified {
    fn new(token: OtherToken, because: Because) -> Self {
        Self { token, certainty: Certainty::Likely, because, place: None }
    }

    /// A token of which not all claims were read, and the others do not say what it is, or only that
    /// it is of a service account.
    fn unread(reading: &Reading<'_>, of_account: bool, because: Because) -> Self {
        let jose = reading.jose;
        let is_cut_off = match jose.format {
            Some(Format::Decoded) => jose.payload.fault.is_some(),
            format => format == Some(Format::JwsTruncated),
        };
        let token = match (is_cut_off, jose.payload.is_damaged()) {
            (true, _) if of_account => OtherToken::KubernetesCut,
            (true, _) => OtherToken::Cut,
            (_, true) if of_account => OtherToken::KubernetesDamaged,
            (_, true) => OtherToken::Damaged,
            (_, false) => OtherToken::UnreadPayload,
        };
        let certainty = if of_account { Certainty::Likely } else { Certainty::Unknown };
        Self { token, certainty, because, place: None }
    }

    fn at(self, part: PartName, node: Option<NodeId>) -> Self {
        Self { place: node.map(|node| (part, node)), ..self }
    }

    fn certainty(self, certainty: Certainty) -> Self {
        Self { certainty, ..self }
    }
}

/// Returns what a token of kind "other" is.
pub(super) fn identify(reading: &Reading<'_>) -> Identified {
    by_structure(reading)
        .or_else(|| by_shape(reading))
        .or_else(|| by_issuer(reading))
        .or_else(|| by_claims(reading))
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
            (OtherToken::Entra { for_aks }, Because::IssuerOfEntra)
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
    let typ = reading.jose.header_string("typ").map(str::to_ascii_lowercase);
    if matches!(typ.as_deref(), Some("at+jwt" | "application/at+jwt")) {
        let header = &reading.jose.header;
        let node = header.object().and_then(|root| header.member(root, "typ"));
        return Some(
            Identified::new(OtherToken::OauthAccess, Because::AccessTokenType)
                .certainty(Certainty::Documented)
                .at(PartName::Header, node),
        );
    }
    if let Some(node) = member("federated_claims") {
        return in_payload(OtherToken::DexId, Because::FederatedClaims, node);
    }
    // Keycloak says in a claim what its token is.
    let bearer = member("typ").filter(|&node| payload[node].value.as_deref() == Some("Bearer"));
    if let Some(node) = bearer {
        return in_payload(OtherToken::OauthAccess, Because::BearerType, node);
    }
    let issuer = reading.claims.iss.as_ref()?;
    if !issuer.value.starts_with("https://") && !issuer.value.starts_with("http://") {
        return None;
    }
    // One pass, since each look-up by name goes over all members.
    let (node, _) = payload
        .children(root)
        .find(|(_, claim)| OPENID_CLAIMS.contains(&claim.name.as_deref().unwrap_or_default()))?;
    in_payload(OtherToken::OidcId, Because::OpenidClaims, node)
}

fn unknown(reading: &Reading<'_>) -> Identified {
    if is_cut(&reading.jose.payload) {
        let issuer = reading.claims.iss.as_ref();
        let of_cluster = issuer.filter(|iss| !kubernetes::platforms(&iss.value, &[]).is_empty());
        return match of_cluster {
            Some(iss) => Identified::unread(reading, true, Because::ClusterIssuer)
                .at(PartName::Payload, Some(iss.node)),
            None => Identified::unread(reading, false, Because::SaysNothing),
        };
    }
    Identified::new(OtherToken::Unknown, Because::NoKnownClaims).certainty(Certainty::Unknown)
}
