//! Where a statement about a claim or a header parameter can be looked up.

/// A document or a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A section of an RFC, by its numbers.
    Rfc(u16, &'static str),
    /// An RFC as a whole.
    WholeRfc(u16),
    /// A section of OpenID Connect Core 1.0.
    OpenIdConnectCore(&'static str),
    /// A section of OpenID Connect Back-Channel Logout 1.0.
    BackChannelLogout(&'static str),
    /// IANA's registry of claims.
    IanaClaims,
    /// The SPIFFE specification of a subject in a JWT-SVID.
    SpiffeJwtSvid,
    /// Where the API server's audiences and issuers are configured.
    AuthenticationGo,
    /// Where the API server decides which issuers it accepts.
    AuthenticatorConfigGo,
    /// Where the claims of bound tokens are written and checked.
    ClaimsGo,
    /// Where the header of an externally signed token is checked.
    ExternalSignerGo,
    /// Where the API server derives a key id from a public key.
    KeyIdGo,
    /// Where the header and the common claims are written and checked.
    JwtGo,
    /// Where the claims of legacy tokens are written and checked.
    LegacyGo,
    /// The TokenReview API.
    TokenReviewGo,
    /// Where webhook tokens are issued (1.37, alpha).
    WebhookTokenGo,
    /// The Kubernetes enhancement proposal for webhook tokens.
    Kep6060,
    /// Where the API server's JOSE library verifies signatures.
    GoJoseAsymmetricGo,
    ArgoCdSessionGo,
    Auth0,
    CognitoIdTokens,
    DexOauth2Go,
    EntraAccessTokens,
    GitHubOpenId,
    GitLabIdTokens,
    GoogleIdTokens,
    GoogleOpenId,
    Keycloak,
    OktaAccessTokens,
}
