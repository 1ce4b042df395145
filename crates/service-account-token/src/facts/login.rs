//! Distinguishes ID tokens from access tokens and the other tokens of a login. Kubernetes wants the ID
//! token.

use super::other_token::{Because, Identified, LoginSign, OtherToken};
use crate::facts::reading::Reading;
use crate::jose::PartName;
use crate::jose::json::NodeId;
use crate::kubernetes::Certainty;

/// Claims about a person's login. An access token may have them too, so they decide last.
const OPENID_CLAIMS: [&str; 5] = ["email", "groups", "preferred_username", "azp", "auth_time"];

/// The end of the `sub` of an application at Auth0.
const AUTH0_CLIENT: &str = "@clients";

/// Reads the types that name the token: `typ` in the header, and `typ` and `token_use` in the payload.
pub(super) fn by_type(reading: &Reading<'_>) -> Option<Identified> {
    by_header(reading).or_else(|| keycloak(reading)).or_else(|| cognito(reading))
}

fn by_header(reading: &Reading<'_>) -> Option<Identified> {
    let typ = reading.jose.header_string("typ")?.to_ascii_lowercase();
    let (token, sign) = match typ.strip_prefix("application/").unwrap_or(&typ) {
        "at+jwt" => (OtherToken::OauthAccess, LoginSign::AccessTokenType),
        "logout+jwt" => (OtherToken::Logout, LoginSign::LogoutTokenType),
        _ => return None,
    };
    let header = &reading.jose.header;
    let node = header.object().and_then(|root| header.member(root, "typ"));
    let found = Identified::new(token, Because::Login(sign)).certainty(Certainty::Documented);
    Some(found.at(PartName::Header, node))
}

/// keycloak/keycloak core/src/main/java/org/keycloak/util/TokenUtil.java
fn keycloak(reading: &Reading<'_>) -> Option<Identified> {
    let (node, typ) = string(reading, "typ")?;
    let token = match typ {
        "Bearer" | "DPoP" => OtherToken::OauthAccess,
        "ID" => OtherToken::OidcId,
        "Refresh" | "Offline" => OtherToken::OauthRefresh,
        "Logout" => OtherToken::Logout,
        _ => return None,
    };
    found(token, LoginSign::KeycloakType, node)
}

fn cognito(reading: &Reading<'_>) -> Option<Identified> {
    let (node, token_use) = string(reading, "token_use")?;
    let token = match token_use {
        "access" => OtherToken::OauthAccess,
        "id" => OtherToken::OidcId,
        _ => return None,
    };
    found(token, LoginSign::CognitoUse, node)
}

/// Returns true if a token of Microsoft Entra is an access token. `roles` and `ver` decide nothing,
/// because ID tokens can have them.
pub(super) fn is_entra_access(reading: &Reading<'_>) -> bool {
    ["scp", "appid", "appidacr", "azpacr"].iter().any(|name| member(reading, name).is_some())
}

/// Reads the other claims of a login.
pub(super) fn by_claims(reading: &Reading<'_>) -> Option<Identified> {
    let has = |name| member(reading, name);
    let scope = has("scope").or_else(|| has("scp"));
    if let (Some(client), true) = (has("cid"), has("scp").is_some()) {
        return found(OtherToken::OauthAccess, LoginSign::OktaClaims, client);
    }
    if let Some(node) = auth0(reading) {
        return found(OtherToken::OauthAccess, LoginSign::Auth0Claims, node);
    }
    if let Some(node) = has("nonce").or_else(|| has("at_hash")).or_else(|| has("c_hash")) {
        return found(OtherToken::OidcId, LoginSign::IdTokenClaims, node);
    }
    if let Some(node) = scope {
        return found(OtherToken::OauthAccess, LoginSign::Scope, node);
    }
    let issuer = reading.claims.iss.as_ref()?;
    if !issuer.value.starts_with("https://") && !issuer.value.starts_with("http://") {
        return None;
    }
    let node = OPENID_CLAIMS.iter().find_map(|name| has(name))?;
    found(OtherToken::OidcId, LoginSign::OpenidClaims, node)
}

fn auth0(reading: &Reading<'_>) -> Option<NodeId> {
    let of_client = || {
        let sub = reading.claims.sub.as_ref()?;
        sub.value.ends_with(AUTH0_CLIENT).then_some(sub.node)
    };
    let of_user = || {
        let (node, _) = string(reading, "scope")?;
        member(reading, "azp").map(|_| node)
    };
    member(reading, "gty").or_else(of_client).or_else(of_user)
}

fn found(token: OtherToken, sign: LoginSign, node: NodeId) -> Option<Identified> {
    Some(Identified::new(token, Because::Login(sign)).at(PartName::Payload, Some(node)))
}

fn member(reading: &Reading<'_>, name: &str) -> Option<NodeId> {
    let payload = &reading.jose.payload;
    payload.member(payload.object()?, name)
}

fn string<'a>(reading: &Reading<'a>, name: &str) -> Option<(NodeId, &'a str)> {
    let node = member(reading, name)?;
    Some((node, reading.jose.payload[node].value.as_deref()?))
}
