//! The sentences about claims that other issuers write.

mod entra;
mod github;
mod gitlab;
mod key;
mod openid;
mod parts;
mod providers;

use crate::claims::catalog::{
    AuthenticationMethod, CatalogClaim, CatalogPart, KeyMember, ListElement, Vendor,
};
use crate::facts::members::{CatalogMeaning, Detail, UnknownClaim};
use crate::text::Text;
use crate::text::json::JsonType;
use crate::text::quote::quoted;

/// Returns the meaning of a claim that neither RFC 7519 nor Kubernetes defines.
pub(super) fn catalog(meaning: CatalogMeaning<'_>) -> Text {
    match meaning {
        CatalogMeaning::Claim { claim, detail, assumed } => known(claim, detail, assumed).into(),
        CatalogMeaning::Part(part) => part_meaning(part).into(),
        CatalogMeaning::Method(Some(method)) => method_meaning(method).into(),
        CatalogMeaning::Method(None) => {
            "A way of authenticating, by the issuer's own name for it.".into()
        }
        CatalogMeaning::Element(element) => element_meaning(element).into(),
        CatalogMeaning::OtherCapitals(known) => {
            format!("Not `{known}`: names are case-sensitive, and recipients ignore this one.")
                .into()
        }
        CatalogMeaning::NoClaim => {
            "The payload is a list, not an object, so this is not a claim.".into()
        }
        CatalogMeaning::Unknown(unknown) => self::unknown(unknown).into(),
        CatalogMeaning::Nested { json_type, parent } => {
            let kind = match json_type {
                JsonType::Object => "An object in",
                JsonType::Array => "A list in",
                _ => "Part of",
            };
            let parent =
                parent.map_or_else(|| "a list".to_owned(), |name| quoted(name).to_string());
            format!("{kind} {parent}. The token's issuer decides what it means.").into()
        }
    }
}

fn known(claim: CatalogClaim, detail: Detail, assumed: Option<Vendor>) -> String {
    match (detail, assumed) {
        (Detail::EmailVerified, _) => {
            "The issuer says that it checked the address in `email`.".into()
        }
        (Detail::PhoneNumberVerified, _) => {
            "The issuer says that it verified the number in `phone_number`.".into()
        }
        (Detail::NoAssurance, _) => {
            "`0`: the authentication is too weak for anything of monetary value.".into()
        }
        (Detail::Names(names), _) => format!("What the bearer may ask for: {names} scopes."),
        (Detail::None, None) => claim_meaning(claim).into(),
        (Detail::None, Some(vendor)) => {
            format!("As {} uses the name: {}", vendor_name(vendor), claim_meaning(claim))
        }
    }
}

fn vendor_name(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Auth0 => "Auth0",
        Vendor::Cognito => "Amazon Cognito",
        Vendor::Entra => "Microsoft Entra ID",
        Vendor::GitHub => "GitHub Actions",
        Vendor::GitLab => "GitLab CI",
        Vendor::Google => "Google",
        Vendor::Keycloak => "Keycloak",
        Vendor::Okta => "Okta",
    }
}

/// Returns the title of a claim of the catalog.
pub(super) fn claim_title(claim: CatalogClaim) -> &'static str {
    match claim {
        CatalogClaim::OpenId(claim) => openid::title(claim),
        CatalogClaim::OAuth(claim) => openid::oauth_title(claim),
        CatalogClaim::Dex(claim) => providers::dex_title(claim),
        CatalogClaim::Keycloak(claim) => providers::keycloak_title(claim),
        CatalogClaim::GitHub(claim) => github::title(claim),
        CatalogClaim::GitLab(claim) => gitlab::title(claim),
        CatalogClaim::Entra(claim) => entra::title(claim),
        CatalogClaim::Google(claim) => providers::google_title(claim),
        CatalogClaim::Okta(claim) => providers::okta_title(claim),
        CatalogClaim::Cognito(claim) => providers::cognito_title(claim),
        CatalogClaim::Auth0(claim) => providers::auth0_title(claim),
    }
}

/// Returns what a claim of the catalog means, whatever its value.
pub(super) fn claim_meaning(claim: CatalogClaim) -> &'static str {
    match claim {
        CatalogClaim::OpenId(claim) => openid::meaning(claim),
        CatalogClaim::OAuth(claim) => openid::oauth_meaning(claim),
        CatalogClaim::Dex(claim) => providers::dex_meaning(claim),
        CatalogClaim::Keycloak(claim) => providers::keycloak_meaning(claim),
        CatalogClaim::GitHub(claim) => github::meaning(claim),
        CatalogClaim::GitLab(claim) => gitlab::meaning(claim),
        CatalogClaim::Entra(claim) => entra::meaning(claim),
        CatalogClaim::Google(claim) => providers::google_meaning(claim),
        CatalogClaim::Okta(claim) => providers::okta_meaning(claim),
        CatalogClaim::Cognito(claim) => providers::cognito_meaning(claim),
        CatalogClaim::Auth0(claim) => providers::auth0_meaning(claim),
    }
}

/// Returns the title of a member of a claim.
pub(super) fn part_title(part: CatalogPart) -> &'static str {
    match part {
        CatalogPart::Actor(part) => parts::actor_title(part),
        CatalogPart::Address(part) => parts::address_title(part),
        CatalogPart::Confirmation(member) => key::confirmation_title(member),
        CatalogPart::DexConnector(member) => providers::dex_connector_title(member),
        CatalogPart::Key(member) => key::title(member),
        CatalogPart::KeycloakRoles => "Roles",
    }
}

fn part_meaning(part: CatalogPart) -> &'static str {
    match part {
        CatalogPart::Actor(part) => parts::actor_meaning(part),
        CatalogPart::Address(part) => parts::address_meaning(part),
        CatalogPart::Confirmation(member) => key::confirmation_meaning(member),
        CatalogPart::DexConnector(member) => providers::dex_connector_meaning(member),
        CatalogPart::Key(member) => key::meaning(member),
        CatalogPart::KeycloakRoles => "The names of the roles.",
    }
}

/// Returns the title of a member of a JSON Web Key.
pub(super) fn key_title(member: KeyMember) -> &'static str {
    key::title(member)
}

/// Returns the meaning of a member of a JSON Web Key.
pub(super) fn key_meaning(member: KeyMember) -> &'static str {
    key::meaning(member)
}

fn element_meaning(element: ListElement) -> &'static str {
    match element {
        ListElement::Group => "A group that the subject belongs to.",
        ListElement::Role => "A role that the subject has.",
        ListElement::Scope => "Something that the bearer may ask for.",
        ListElement::Entitlement => "Something that the subject is entitled to.",
        ListElement::WebOrigin => "A web origin from which browsers may use the token.",
        ListElement::DirectoryRole => {
            "A role that the user has across the whole tenant, by the id of its template."
        }
    }
}

fn method_meaning(method: AuthenticationMethod) -> &'static str {
    match method {
        AuthenticationMethod::Fpt => "A fingerprint was recognized.",
        AuthenticationMethod::Hwk => "A key in hardware was used.",
        AuthenticationMethod::Mfa => "More than one factor was used.",
        AuthenticationMethod::Otp => "A one-time password was used.",
        AuthenticationMethod::Pop => "The person proved possession of a key.",
        AuthenticationMethod::Pwd => "A password was used.",
        AuthenticationMethod::Sc => "A smart card was used.",
        AuthenticationMethod::Sms => "A text message to a known number was used.",
        AuthenticationMethod::Swk => "A key in software was used.",
        AuthenticationMethod::Wia => "Windows vouched for the person.",
        AuthenticationMethod::Face => "A face was recognized.",
        AuthenticationMethod::Geo => "The location was used as evidence.",
        AuthenticationMethod::Iris => "An iris was scanned.",
        AuthenticationMethod::Kba => "Security questions were answered.",
        AuthenticationMethod::Mca => {
            "More than one channel was used, such as the internet and the phone network."
        }
        AuthenticationMethod::Pin => "A PIN or a pattern was entered.",
        AuthenticationMethod::Rba => "How much proof was required depended on the risk.",
        AuthenticationMethod::Retina => "A retina was scanned.",
        AuthenticationMethod::Tel => "A call to a known phone number was answered.",
        AuthenticationMethod::User => "The person confirmed their presence.",
        AuthenticationMethod::Vbm => "A voice was recognized.",
    }
}

fn unknown(unknown: UnknownClaim) -> &'static str {
    match unknown {
        UnknownClaim::LikeLegacy => {
            "Unknown to this tool: it starts like a claim of a legacy token, but is not one of \
             them."
        }
        UnknownClaim::InKubernetes => {
            "Unknown to this tool: newer than Kubernetes 1.37, or not from Kubernetes."
        }
        UnknownClaim::Address => {
            "Unknown to this tool: the issuer's own claim. Its name is an address to keep it \
             unique."
        }
        UnknownClaim::Other => "Unknown to this tool: the issuer's own claim.",
    }
}
