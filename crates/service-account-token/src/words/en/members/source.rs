//! The citations of sources.

use crate::claims::Source;
use crate::text::Text;

/// Returns the citation of a source.
pub(super) fn source(source: Source) -> Text {
    let citation = match source {
        Source::Rfc(number, section) => return format!("RFC {number} §{section}").into(),
        Source::WholeRfc(number) => return format!("RFC {number}").into(),
        Source::OpenIdConnectCore(section) => {
            return format!("OpenID Connect Core 1.0 §{section}").into();
        }
        Source::BackChannelLogout(section) => {
            return format!("OpenID Connect Back-Channel Logout 1.0 §{section}").into();
        }
        Source::IanaClaims => "IANA JSON Web Token Claims",
        Source::SpiffeJwtSvid => "SPIFFE JWT-SVID §3.1",
        Source::AuthenticationGo => {
            "kubernetes/kubernetes pkg/kubeapiserver/options/authentication.go"
        }
        Source::AuthenticatorConfigGo => {
            "kubernetes/kubernetes pkg/kubeapiserver/authenticator/config.go"
        }
        Source::ClaimsGo => "kubernetes/kubernetes pkg/serviceaccount/claims.go",
        Source::ExternalSignerGo => {
            "kubernetes/kubernetes pkg/serviceaccount/externaljwt/plugin/plugin.go validateJWTHeader"
        }
        Source::KeyIdGo => "kubernetes/kubernetes pkg/serviceaccount/jwt.go keyIDFromPublicKey",
        Source::JwtGo => "kubernetes/kubernetes pkg/serviceaccount/jwt.go",
        Source::LegacyGo => "kubernetes/kubernetes pkg/serviceaccount/legacy.go",
        Source::TokenReviewGo => "kubernetes/api authentication/v1/types.go",
        Source::WebhookTokenGo => {
            "kubernetes/kubernetes 1.37 pkg/registry/core/serviceaccount/storage/token.go"
        }
        Source::Kep6060 => "kubernetes/enhancements KEP-6060",
        Source::GoJoseAsymmetricGo => "go-jose asymmetric.go",
        Source::ArgoCdSessionGo => "argoproj/argo-cd util/session/sessionmanager.go",
        Source::Auth0 => "Auth0 documentation",
        Source::CognitoIdTokens => "Amazon Cognito documentation: ID token",
        Source::DexOauth2Go => "dexidp/dex server/oauth2.go",
        Source::EntraAccessTokens => "Microsoft documentation: access token claims",
        Source::GitHubOpenId => "GitHub documentation: OpenID Connect reference",
        Source::GitLabIdTokens => "GitLab documentation: ID token authentication",
        Source::GoogleIdTokens => "Google documentation: ID tokens",
        Source::GoogleOpenId => "Google documentation: OpenID Connect",
        Source::Keycloak => "Keycloak documentation",
        Source::OktaAccessTokens => "Okta documentation: access token claims",
    };
    citation.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_name_the_section() {
        for (found, expected) in [
            (Source::Rfc(7519, "4.1.4"), "RFC 7519 §4.1.4"),
            (Source::WholeRfc(9321), "RFC 9321"),
            (Source::OpenIdConnectCore("5.1"), "OpenID Connect Core 1.0 §5.1"),
            (Source::BackChannelLogout("2.4"), "OpenID Connect Back-Channel Logout 1.0 §2.4"),
            (Source::ClaimsGo, "kubernetes/kubernetes pkg/serviceaccount/claims.go"),
        ] {
            assert_eq!(source(found), expected);
        }
    }
}
