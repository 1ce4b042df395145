//! The claims of identity providers that add only a few.

use crate::claims::catalog::{DexClaim, DexConnector, GoogleClaim, KeycloakClaim};

pub(super) fn dex_title(claim: DexClaim) -> &'static str {
    match claim {
        DexClaim::FederatedClaims => "Federated claims",
    }
}

pub(super) fn dex_meaning(claim: DexClaim) -> &'static str {
    match claim {
        DexClaim::FederatedClaims => {
            "Where the person signed in before Dex: the connector, and the id of the user there."
        }
    }
}

pub(super) fn dex_connector_title(claim: DexConnector) -> &'static str {
    match claim {
        DexConnector::ConnectorId => "Connector",
        DexConnector::UserId => "User there",
    }
}

pub(super) fn dex_connector_meaning(claim: DexConnector) -> &'static str {
    match claim {
        DexConnector::ConnectorId => "The connector of Dex through which the person signed in.",
        DexConnector::UserId => "The id of the user at that connector.",
    }
}

pub(super) fn keycloak_title(claim: KeycloakClaim) -> &'static str {
    match claim {
        KeycloakClaim::RealmAccess => "Realm roles",
        KeycloakClaim::Typ => "Token type",
    }
}

pub(super) fn keycloak_meaning(claim: KeycloakClaim) -> &'static str {
    match claim {
        KeycloakClaim::RealmAccess => "The subject's roles in the whole realm.",
        KeycloakClaim::Typ => "What kind of token it is, such as `Bearer`, `ID` or `Refresh`.",
    }
}

pub(super) fn google_title(claim: GoogleClaim) -> &'static str {
    match claim {
        GoogleClaim::Hd => "Hosted domain",
        GoogleClaim::Google => "Google Cloud",
    }
}

pub(super) fn google_meaning(claim: GoogleClaim) -> &'static str {
    match claim {
        GoogleClaim::Hd => {
            "The organisation's domain that the account belongs to; a private account has none."
        }
        GoogleClaim::Google => {
            "What Google Cloud adds, such as the virtual machine that asked for the token."
        }
    }
}
