//! The claims of identity providers that add only a few.

use crate::claims::catalog::{
    Auth0Claim, CognitoClaim, DexClaim, DexConnector, GoogleClaim, KeycloakClaim, OktaClaim,
};

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
        DexConnector::UserId => "User at the connector",
    }
}

pub(super) fn dex_connector_meaning(claim: DexConnector) -> &'static str {
    match claim {
        DexConnector::ConnectorId => "The Dex connector that the person signed in through.",
        DexConnector::UserId => "The id of the user at that connector.",
    }
}

pub(super) fn keycloak_title(claim: KeycloakClaim) -> &'static str {
    match claim {
        KeycloakClaim::RealmAccess => "Realm roles",
        KeycloakClaim::Typ => "Token type",
        KeycloakClaim::ResourceAccess => "Client roles",
        KeycloakClaim::SessionState => "Session id",
        KeycloakClaim::AllowedOrigins => "Allowed origins",
    }
}

pub(super) fn keycloak_meaning(claim: KeycloakClaim) -> &'static str {
    match claim {
        KeycloakClaim::RealmAccess => "The subject's roles in the whole realm.",
        KeycloakClaim::Typ => "The kind of token, such as `Bearer`, `ID` or `Refresh`.",
        KeycloakClaim::ResourceAccess => "The subject's roles in each client.",
        KeycloakClaim::SessionState => "The Keycloak session; an older name for `sid`.",
        KeycloakClaim::AllowedOrigins => "The web origins from which browsers may use the token.",
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
            "The domain of the organization that the account belongs to; a personal account has none."
        }
        GoogleClaim::Google => {
            "What Google Cloud adds, such as the virtual machine that requested the token."
        }
    }
}

pub(super) fn okta_title(claim: OktaClaim) -> &'static str {
    match claim {
        OktaClaim::Cid => "Client",
        OktaClaim::Uid => "User id",
        OktaClaim::Scp => "Scopes",
    }
}

pub(super) fn okta_meaning(claim: OktaClaim) -> &'static str {
    match claim {
        OktaClaim::Cid => "The client that the token was issued to.",
        OktaClaim::Uid => "The id of the user.",
        OktaClaim::Scp => "What the bearer may do, as a list of scopes.",
    }
}

pub(super) fn cognito_title(claim: CognitoClaim) -> &'static str {
    match claim {
        CognitoClaim::TokenUse => "Token use",
        CognitoClaim::Username => "User name",
        CognitoClaim::Groups => "Groups",
        CognitoClaim::Roles => "Roles",
        CognitoClaim::PreferredRole => "Preferred role",
        CognitoClaim::OriginJti => "Sign-in id",
    }
}

pub(super) fn cognito_meaning(claim: CognitoClaim) -> &'static str {
    match claim {
        CognitoClaim::TokenUse => {
            "Whether this is an ID token (`id`) or an access token (`access`)."
        }
        CognitoClaim::Username => "The user's name in the user pool.",
        CognitoClaim::Groups => "The groups of the user pool that the user belongs to.",
        CognitoClaim::Roles => "The IAM roles of the user's groups.",
        CognitoClaim::PreferredRole => {
            "The IAM role of the user's group with the highest priority."
        }
        CognitoClaim::OriginJti => {
            "An id that all tokens of one sign-in share, so that they can be revoked together."
        }
    }
}

pub(super) fn auth0_title(claim: Auth0Claim) -> &'static str {
    match claim {
        Auth0Claim::Gty => "Grant type",
        Auth0Claim::Permissions => "Permissions",
        Auth0Claim::OrgId => "Organization",
    }
}

pub(super) fn auth0_meaning(claim: Auth0Claim) -> &'static str {
    match claim {
        Auth0Claim::Gty => "The OAuth grant that the client used to get the token.",
        Auth0Claim::Permissions => "What the bearer may do with the API.",
        Auth0Claim::OrgId => "The organization that the user signed in to.",
    }
}
