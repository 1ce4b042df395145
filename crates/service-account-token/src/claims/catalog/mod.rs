//! The claims and header parameters that specifications and vendors define: their names, who
//! writes them, and where each is described. What they mean in words is said elsewhere.

mod confirmation;
mod header;
mod key;
mod openid;
mod vendors;

pub(crate) use confirmation::Confirmation;
pub(crate) use header::{MediaType, Parameter};
pub(crate) use key::KeyMember;
pub(crate) use openid::{AuthenticationMethod, OAuthClaim, OpenIdClaim};
pub(crate) use vendors::{
    DexClaim, DexConnector, EntraClaim, GitHubClaim, GitLabClaim, GoogleClaim, KeycloakClaim,
};

use super::Source;

/// A name and what it stands for.
pub(crate) type Named<T> = (&'static str, T);

/// Returns the entry of a table that has exactly this name.
fn named<T: Copy>(table: &[Named<T>], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|&(_, entry)| entry)
}

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
}

/// An issuer that gives common names a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vendor {
    Entra,
    GitHub,
    GitLab,
    Google,
    Keycloak,
}

impl Vendor {
    /// Every vendor, in the order in which their claims are searched.
    const ALL: [Self; 5] = [Self::Keycloak, Self::GitHub, Self::GitLab, Self::Entra, Self::Google];

    /// Returns what the vendor means by a claim of this name.
    pub(crate) fn claim(self, name: &str) -> Option<CatalogClaim> {
        match self {
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
        }
    }

    /// Whether the value is a NumericDate.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, Self::OpenId(OpenIdClaim::AuthTime | OpenIdClaim::UpdatedAt))
    }
}

/// A member of a claim whose members are defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CatalogPart {
    Confirmation(Confirmation),
    DexConnector(DexConnector),
    Key(KeyMember),
}

impl CatalogPart {
    /// Returns the member at this path of the payload.
    pub(crate) fn at(path: &[&str]) -> Option<Self> {
        match *path {
            ["cnf", name] => Confirmation::named(name).map(Self::Confirmation),
            ["cnf", "jwk", name] => KeyMember::named(name).map(Self::Key),
            ["federated_claims", name] => DexConnector::named(name).map(Self::DexConnector),
            _ => None,
        }
    }
}

/// An element of a list whose elements are defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListElement {
    Group,
    Role,
    Scope,
}

impl ListElement {
    /// Returns the element at this path of the payload.
    pub(crate) fn at(path: &[&str]) -> Option<Self> {
        match *path {
            ["groups", _] => Some(Self::Group),
            ["roles", _] | ["realm_access", "roles", _] => Some(Self::Role),
            ["scope" | "scp", _] => Some(Self::Scope),
            _ => None,
        }
    }

    /// Returns the document that defines the list.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::Group | Self::Role | Self::Scope => Source::IanaClaims,
        }
    }
}
