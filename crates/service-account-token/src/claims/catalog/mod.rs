//! The claims and header parameters that specifications and vendors define: their names, who
//! writes them, and where each is described. What they mean in words is said elsewhere.

mod confirmation;
mod header;
mod key;
mod named;
mod openid;
mod parts;
mod vendors;

pub(crate) use confirmation::Confirmation;
pub(crate) use header::{MediaType, Parameter};
pub(crate) use key::KeyMember;
pub(crate) use openid::{AuthenticationMethod, OAuthClaim, OpenIdClaim};
pub(crate) use parts::{ActorPart, AddressPart};
pub(crate) use vendors::{
    Auth0Claim, CognitoClaim, DexClaim, DexConnector, EntraClaim, GitHubClaim, GitLabClaim,
    GoogleClaim, KeycloakClaim, OktaClaim,
};

use super::Source;

/// A top-level claim that neither RFC 7519 nor Kubernetes defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CatalogClaim {
    OpenId(OpenIdClaim),
    OAuth(OAuthClaim),
    Dex(DexClaim),
    Keycloak(KeycloakClaim),
    GitHub(GitHubClaim),
    GitLab(GitLabClaim),
    Entra(EntraClaim),
    Google(GoogleClaim),
    Okta(OktaClaim),
    Cognito(CognitoClaim),
    Auth0(Auth0Claim),
}

/// An issuer that gives common names a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vendor {
    Auth0,
    Cognito,
    Entra,
    GitHub,
    GitLab,
    Google,
    Keycloak,
    Okta,
}

impl Vendor {
    /// Every vendor, in the order in which their claims are searched.
    const ALL: [Self; 8] = [
        Self::Keycloak,
        Self::GitHub,
        Self::GitLab,
        Self::Entra,
        Self::Google,
        Self::Okta,
        Self::Cognito,
        Self::Auth0,
    ];

    /// Returns what the vendor means by a claim of this name.
    pub(crate) fn claim(self, name: &str) -> Option<CatalogClaim> {
        match self {
            Self::Auth0 => Auth0Claim::named(name).map(CatalogClaim::Auth0),
            Self::Cognito => CognitoClaim::named(name).map(CatalogClaim::Cognito),
            Self::Okta => OktaClaim::named(name).map(CatalogClaim::Okta),
            Self::Entra => EntraClaim::named(name).map(CatalogClaim::Entra),
            Self::GitHub => GitHubClaim::named(name).map(CatalogClaim::GitHub),
            Self::GitLab => GitLabClaim::named(name).map(CatalogClaim::GitLab),
            Self::Google => GoogleClaim::named(name).map(CatalogClaim::Google),
            Self::Keycloak => KeycloakClaim::named(name).map(CatalogClaim::Keycloak),
        }
    }
}

impl CatalogClaim {
    /// Returns the first claim of this name: shared ones first, then those of a single vendor.
    pub(crate) fn named(name: &str) -> Option<Self> {
        OpenIdClaim::named(name)
            .map(Self::OpenId)
            .or_else(|| OAuthClaim::named(name).map(Self::OAuth))
            .or_else(|| DexClaim::named(name).map(Self::Dex))
            .or_else(|| Vendor::ALL.into_iter().find_map(|vendor| vendor.claim(name)))
    }

    /// Returns the only vendor that uses the name this way; none if many issuers share it.
    pub(crate) fn vendor(self) -> Option<Vendor> {
        match self {
            // Dex is recognized by this very claim.
            Self::OpenId(_) | Self::OAuth(_) | Self::Dex(_) => None,
            Self::Keycloak(_) => Some(Vendor::Keycloak),
            Self::GitHub(_) => Some(Vendor::GitHub),
            Self::GitLab(_) => Some(Vendor::GitLab),
            Self::Entra(_) => Some(Vendor::Entra),
            Self::Google(_) => Some(Vendor::Google),
            Self::Okta(_) => Some(Vendor::Okta),
            Self::Cognito(_) => Some(Vendor::Cognito),
            Self::Auth0(_) => Some(Vendor::Auth0),
        }
    }

    /// Returns the document that defines the claim.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::OpenId(claim) => claim.source(),
            Self::OAuth(_) => Source::IanaClaims,
            Self::Dex(_) => Source::DexOauth2Go,
            Self::Keycloak(_) => Source::Keycloak,
            Self::GitHub(_) => Source::GitHubOpenId,
            Self::GitLab(_) => Source::GitLabIdTokens,
            Self::Entra(_) => Source::EntraAccessTokens,
            Self::Google(_) => Source::GoogleIdTokens,
            Self::Okta(_) => Source::OktaAccessTokens,
            Self::Cognito(_) => Source::CognitoIdTokens,
            Self::Auth0(_) => Source::Auth0,
        }
    }

    /// Whether the value is a NumericDate.
    pub(crate) fn is_time(self) -> bool {
        matches!(
            self,
            Self::OpenId(OpenIdClaim::AuthTime | OpenIdClaim::UpdatedAt)
                | Self::OAuth(OAuthClaim::Toe)
        )
    }
}

/// A member of a claim whose members are defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CatalogPart {
    Actor(ActorPart),
    Address(AddressPart),
    Confirmation(Confirmation),
    DexConnector(DexConnector),
    Key(KeyMember),
    /// The roles in a realm or a client of Keycloak.
    KeycloakRoles,
}

impl CatalogPart {
    /// Returns the member of this name at this path of the payload. A path may be cut behind the
    /// fifth step: earlier actors can be nested deeper.
    pub(crate) fn at(path: &[&str], name: &str) -> Option<Self> {
        match *path {
            ["act" | "may_act", _, ..] => ActorPart::named(name).map(Self::Actor),
            ["address", _] => AddressPart::named(name).map(Self::Address),
            ["cnf", _] => Confirmation::named(name).map(Self::Confirmation),
            ["cnf", "jwk", _] | ["sub_jwk", _] => KeyMember::named(name).map(Self::Key),
            ["federated_claims", _] => DexConnector::named(name).map(Self::DexConnector),
            ["realm_access", "roles"] | ["resource_access", _, "roles"] => {
                Some(Self::KeycloakRoles)
            }
            _ => None,
        }
    }

    /// Returns the document that defines the member.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::Actor(_) => Source::Rfc(8693, "4.1"),
            Self::Address(_) => Source::OpenIdConnectCore("5.1.1"),
            Self::Confirmation(_) | Self::DexConnector(_) | Self::Key(_) => Source::IanaClaims,
            Self::KeycloakRoles => Source::Keycloak,
        }
    }
}

/// An element of a list whose elements are defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListElement {
    Group,
    Role,
    Scope,
    Entitlement,
    /// Of `allowed-origins`.
    WebOrigin,
    /// Of `wids`.
    DirectoryRole,
}

impl ListElement {
    /// Returns the element at this path of the payload.
    pub(crate) fn at(path: &[&str]) -> Option<Self> {
        match *path {
            ["groups", _] => Some(Self::Group),
            ["roles", _] | ["realm_access", "roles", _] | ["resource_access", _, "roles", _] => {
                Some(Self::Role)
            }
            ["scope" | "scp", _] => Some(Self::Scope),
            ["entitlements", _] => Some(Self::Entitlement),
            ["allowed-origins", _] => Some(Self::WebOrigin),
            ["wids", _] => Some(Self::DirectoryRole),
            _ => None,
        }
    }

    /// Returns the document that defines the list.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::Group | Self::Role | Self::Scope | Self::Entitlement => Source::IanaClaims,
            Self::WebOrigin => Source::Keycloak,
            Self::DirectoryRole => Source::EntraAccessTokens,
        }
    }
}
