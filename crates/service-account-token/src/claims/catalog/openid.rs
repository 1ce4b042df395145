//! The claims of OpenID Connect and of OAuth 2.0 and its extensions.

use super::{Named, named};
use crate::claims::Source;

/// A claim of OpenID Connect Core 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenIdClaim {
    Name,
    GivenName,
    FamilyName,
    PreferredUsername,
    Picture,
    Email,
    EmailVerified,
    Locale,
    UpdatedAt,
    Nonce,
    AuthTime,
    Acr,
    Amr,
    Azp,
    AtHash,
    CHash,
}

impl OpenIdClaim {
    const ALL: [Named<Self>; 16] = [
        ("name", Self::Name),
        ("given_name", Self::GivenName),
        ("family_name", Self::FamilyName),
        ("preferred_username", Self::PreferredUsername),
        ("picture", Self::Picture),
        ("email", Self::Email),
        ("email_verified", Self::EmailVerified),
        ("locale", Self::Locale),
        ("updated_at", Self::UpdatedAt),
        ("nonce", Self::Nonce),
        ("auth_time", Self::AuthTime),
        ("acr", Self::Acr),
        ("amr", Self::Amr),
        ("azp", Self::Azp),
        ("at_hash", Self::AtHash),
        ("c_hash", Self::CHash),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }

    /// Returns the section that defines the claim.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::Nonce | Self::AuthTime | Self::Acr | Self::Amr | Self::Azp => {
                Source::OpenIdConnectCore("2")
            }
            Self::AtHash | Self::CHash => Source::OpenIdConnectCore("3.3.2.11"),
            _ => Source::OpenIdConnectCore("5.1"),
        }
    }
}

/// A claim of OAuth 2.0 or one of its extensions, or one that many issuers share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OAuthClaim {
    Scope,
    ClientId,
    Cnf,
    Sid,
    Groups,
    Roles,
}

impl OAuthClaim {
    const ALL: [Named<Self>; 6] = [
        ("scope", Self::Scope),
        ("client_id", Self::ClientId),
        ("cnf", Self::Cnf),
        ("sid", Self::Sid),
        ("groups", Self::Groups),
        ("roles", Self::Roles),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// How a person was authenticated, as an element of `amr` says it (RFC 8176 §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthenticationMethod {
    Fpt,
    Hwk,
    Mfa,
    Otp,
    Pop,
    Pwd,
    Sc,
    Sms,
    Swk,
    Wia,
}

impl AuthenticationMethod {
    const ALL: [Named<Self>; 10] = [
        ("fpt", Self::Fpt),
        ("hwk", Self::Hwk),
        ("mfa", Self::Mfa),
        ("otp", Self::Otp),
        ("pop", Self::Pop),
        ("pwd", Self::Pwd),
        ("sc", Self::Sc),
        ("sms", Self::Sms),
        ("swk", Self::Swk),
        ("wia", Self::Wia),
    ];

    /// Returns the method of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
