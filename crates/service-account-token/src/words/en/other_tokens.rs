//! What the tokens of other issuers are called, and how they were recognized.

use crate::facts::{Because, LoginSign, OtherToken};

/// Returns the name of a token, with its article.
pub(crate) fn name(token: OtherToken) -> &'static str {
    match token {
        OtherToken::Encrypted => "an encrypted token (JWE)",
        OtherToken::KubernetesCut => "part of a service account token",
        OtherToken::Cut => "part of a token",
        OtherToken::KubernetesDamaged => "a damaged service account token",
        OtherToken::Damaged => "a damaged token",
        OtherToken::UnreadPayload => "a token whose payload cannot be read",
        OtherToken::KubernetesIncomplete => "a token with an incomplete `kubernetes.io` object",
        OtherToken::ServiceAccountLookAlike => "a service account look-alike",
        OtherToken::SpiffeJwtSvid => "a SPIFFE JWT-SVID",
        OtherToken::GithubActions => "a GitHub Actions OIDC token",
        OtherToken::GoogleId => "a Google ID token",
        OtherToken::ArgoCd => "an Argo CD token",
        OtherToken::Entra { is_access: false, for_aks: false } => "a Microsoft Entra token",
        OtherToken::Entra { is_access: false, for_aks: true } => "a Microsoft Entra token for AKS",
        OtherToken::Entra { is_access: true, for_aks: false } => "a Microsoft Entra access token",
        OtherToken::Entra { is_access: true, for_aks: true } => {
            "a Microsoft Entra access token for AKS"
        }
        OtherToken::GitlabCi => "a GitLab CI ID token",
        OtherToken::OauthAccess => "an OAuth access token",
        OtherToken::OauthRefresh => "an OAuth refresh token",
        OtherToken::Logout => "an OIDC logout token",
        OtherToken::LegacyIssuerOnly => "a token with the legacy issuer but no Kubernetes claims",
        OtherToken::DexId => "an OIDC ID token from Dex",
        OtherToken::OidcId => "an OIDC ID token",
        OtherToken::Unknown => "a JSON Web Token of an unrecognized kind",
    }
}

/// Returns how it was recognized.
pub(super) fn because(because: Because) -> &'static str {
    match because {
        Because::Encrypted => {
            "It is encrypted (five parts, or `enc` in the header); Kubernetes only signs its tokens."
        }
        Because::SaysNothing => "The readable part does not say what it is.",
        Because::AccountUnread => {
            "It has a `kubernetes.io` object, but the account's claims cannot be read."
        }
        Because::AccountMissing => {
            "Its `kubernetes.io` object lacks `namespace` or `serviceaccount`; Kubernetes writes both."
        }
        Because::SubjectAloneRead => {
            "Its `sub` names a service account, but the other claims cannot be read."
        }
        Because::SubjectAlone => {
            "Its `sub` names a service account, but it lacks the claims that Kubernetes writes with \
             it: no Kubernetes component issues such a token."
        }
        Because::SpiffeId => "Its `sub` is a SPIFFE ID.",
        Because::IssuerOfGithub => "Its `iss` is that of GitHub Actions.",
        Because::IssuerOfGoogle => "Its `iss` is that of Google accounts.",
        Because::IssuerOfArgoCd => "Its `iss` is `argocd`.",
        Because::IssuerOfEntra => "Its `iss` is a tenant of Microsoft Entra ID.",
        Because::GitlabClaims => "It has `project_path` and `ref`, like GitLab's ID tokens.",
        Because::FederatedClaims => "It has `federated_claims`, which Dex writes.",
        Because::Login(sign) => login(sign),
        Because::LegacyIssuerAlone => {
            "Its `iss` is `kubernetes/serviceaccount`, the issuer of legacy tokens, but it has no \
             other claim of Kubernetes."
        }
        Because::ClusterIssuer => {
            "Its `iss` looks like that of a Kubernetes cluster, but the account's claims cannot \
             be read."
        }
        Because::NoKnownClaims => {
            "It has none of the claims that Kubernetes or another known issuer writes."
        }
    }
}

fn login(sign: LoginSign) -> &'static str {
    match sign {
        LoginSign::AccessTokenType => {
            "Its header has `typ: at+jwt`, an access token (RFC 9068 §2.1)."
        }
        LoginSign::LogoutTokenType => {
            "Its header has `typ: logout+jwt`, an OpenID Connect logout token."
        }
        LoginSign::KeycloakType => "Its claim `typ` names this kind, as in Keycloak's tokens.",
        LoginSign::CognitoUse => {
            "Its claim `token_use` names this kind, as in Amazon Cognito's tokens."
        }
        LoginSign::OktaClaims => "It has `cid` and `scp`, like Okta's access tokens.",
        LoginSign::Auth0Claims => "It has claims that Auth0 writes into access tokens.",
        LoginSign::IdTokenClaims => {
            "It has `nonce`, `at_hash` or `c_hash`, which OpenID Connect puts into ID tokens."
        }
        LoginSign::Scope => "It has `scope` or `scp`, like access tokens.",
        LoginSign::OpenidClaims => {
            "Its `iss` is a URL, and it has OpenID Connect claims about a user's login."
        }
    }
}
