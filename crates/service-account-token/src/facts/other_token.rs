//! The tokens of kind "other", and how each is recognized.

use crate::facts::reading::Reading;
use crate::jose::{Format, PartName};
use crate::kubernetes::Certainty;
use crate::text::code::text_enum;
use crate::text::json::NodeId;

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
        /// An OAuth refresh token.
        OauthRefresh = "oauth-refresh-token",
        /// A logout token of OpenID Connect.
        Logout = "oidc-logout-token",
        /// Nothing of Kubernetes but the issuer of legacy tokens.
        LegacyIssuerOnly = "legacy-issuer-only",
        /// A token of an unknown issuer.
        Unknown = "jwt",
    }
}

/// A token that is not, or not recognizably, a service account token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherToken {
    /// Five parts, or `enc` in the header.
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
    /// A token of Microsoft Entra, perhaps an access token, perhaps for AKS.
    Entra { is_access: bool, for_aks: bool },
    /// A GitLab CI ID token.
    GitlabCi,
    /// An OAuth access token.
    OauthAccess,
    /// An OAuth refresh token.
    OauthRefresh,
    /// A logout token of OpenID Connect.
    Logout,
    /// A token with the issuer of legacy tokens and no other claim of Kubernetes.
    LegacyIssuerOnly,
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
            Self::OauthRefresh => OtherTokenCode::OauthRefresh,
            Self::Logout => OtherTokenCode::Logout,
            Self::LegacyIssuerOnly => OtherTokenCode::LegacyIssuerOnly,
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
    /// The claim that Dex writes.
    FederatedClaims,
    /// A sign of a login.
    Login(LoginSign),
    /// The issuer is that of legacy tokens, and nothing else is of Kubernetes.
    LegacyIssuerAlone,
    /// The issuer is that of a cluster, and the account could not be read.
    ClusterIssuer,
    /// No claim of an issuer that this tool knows.
    NoKnownClaims,
}

/// What shows that a token belongs to a login, and which of its tokens it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoginSign {
    /// `typ` in the header is `at+jwt` (RFC 9068 §2.1).
    AccessTokenType,
    /// `typ` in the header is `logout+jwt`.
    LogoutTokenType,
    /// The claim `typ` says so, as Keycloak writes it.
    KeycloakType,
    /// The claim `token_use` says so, as Amazon Cognito writes it.
    CognitoUse,
    /// `cid` and `scp`, as Okta writes them.
    OktaClaims,
    /// The claims of Auth0's access tokens.
    Auth0Claims,
    /// `nonce`, `at_hash` or `c_hash`, which belong to a login.
    IdTokenClaims,
    /// `scope` or `scp`.
    Scope,
    /// Claims of OpenID Connect about a login.
    OpenidClaims,
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
    pub(super) fn new(token: OtherToken, because: Because) -> Self {
        Self { token, certainty: Certainty::Likely, because, place: None }
    }

    /// A token of which not all claims were read, and the others do not say what it is, or only that
    /// it is of a service account.
    pub(super) fn unread(reading: &Reading<'_>, of_account: bool, because: Because) -> Self {
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

    pub(super) fn at(self, part: PartName, node: Option<NodeId>) -> Self {
        Self { place: node.map(|node| (part, node)), ..self }
    }

    pub(super) fn certainty(self, certainty: Certainty) -> Self {
        Self { certainty, ..self }
    }
}
