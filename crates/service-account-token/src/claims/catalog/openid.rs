//! The claims of OpenID Connect and of OAuth 2.0 and its extensions.

use super::named::{Named, named};
use crate::claims::Source;

/// A claim of OpenID Connect Core 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenIdClaim {
    Name,
    GivenName,
    FamilyName,
    MiddleName,
    Nickname,
    PreferredUsername,
    Profile,
    Picture,
    Website,
    Email,
    EmailVerified,
    Gender,
    Birthdate,
    Zoneinfo,
    Locale,
    PhoneNumber,
    PhoneNumberVerified,
    Address,
    UpdatedAt,
    Nonce,
    AuthTime,
    Acr,
    Amr,
    Azp,
    SubJwk,
    AtHash,
    CHash,
}

impl OpenIdClaim {
    const ALL: [Named<Self>; 27] = [
        ("name", Self::Name),
        ("given_name", Self::GivenName),
        ("family_name", Self::FamilyName),
        ("middle_name", Self::MiddleName),
        ("nickname", Self::Nickname),
        ("preferred_username", Self::PreferredUsername),
        ("profile", Self::Profile),
        ("picture", Self::Picture),
        ("website", Self::Website),
        ("email", Self::Email),
        ("email_verified", Self::EmailVerified),
        ("gender", Self::Gender),
        ("birthdate", Self::Birthdate),
        ("zoneinfo", Self::Zoneinfo),
        ("locale", Self::Locale),
        ("phone_number", Self::PhoneNumber),
        ("phone_number_verified", Self::PhoneNumberVerified),
        ("address", Self::Address),
        ("updated_at", Self::UpdatedAt),
        ("nonce", Self::Nonce),
        ("auth_time", Self::AuthTime),
        ("acr", Self::Acr),
        ("amr", Self::Amr),
        ("azp", Self::Azp),
        ("sub_jwk", Self::SubJwk),
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
            Self::SubJwk => Source::OpenIdConnectCore("7.4"),
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
    Act,
    MayAct,
    Cnf,
    Events,
    Txn,
    Toe,
    Sid,
    Groups,
    Roles,
    Entitlements,
    AuthorizationDetails,
    Vot,
    Vtm,
    Vc,
    Vp,
    Jcard,
    Status,
    Vct,
}

impl OAuthClaim {
    const ALL: [Named<Self>; 20] = [
        ("scope", Self::Scope),
        ("client_id", Self::ClientId),
        ("act", Self::Act),
        ("may_act", Self::MayAct),
        ("cnf", Self::Cnf),
        ("events", Self::Events),
        ("txn", Self::Txn),
        ("toe", Self::Toe),
        ("sid", Self::Sid),
        ("groups", Self::Groups),
        ("roles", Self::Roles),
        ("entitlements", Self::Entitlements),
        ("authorization_details", Self::AuthorizationDetails),
        ("vot", Self::Vot),
        ("vtm", Self::Vtm),
        ("vc", Self::Vc),
        ("vp", Self::Vp),
        ("jcard", Self::Jcard),
        ("status", Self::Status),
        ("vct", Self::Vct),
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
    Geo,
    Hwk,
    Iris,
    Kba,
    Mca,
    Mfa,
    Otp,
    Pin,
    Pop,
    Pwd,
    Rba,
    Retina,
    Sc,
    Sms,
    Swk,
    Tel,
    User,
    Vbm,
    Wia,
    Face,
}

impl AuthenticationMethod {
    const ALL: [Named<Self>; 21] = [
        ("fpt", Self::Fpt),
        ("geo", Self::Geo),
        ("hwk", Self::Hwk),
        ("iris", Self::Iris),
        ("kba", Self::Kba),
        ("mca", Self::Mca),
        ("mfa", Self::Mfa),
        ("otp", Self::Otp),
        ("pin", Self::Pin),
        ("pop", Self::Pop),
        ("pwd", Self::Pwd),
        ("rba", Self::Rba),
        ("retina", Self::Retina),
        ("sc", Self::Sc),
        ("sms", Self::Sms),
        ("swk", Self::Swk),
        ("tel", Self::Tel),
        ("user", Self::User),
        ("vbm", Self::Vbm),
        ("wia", Self::Wia),
        ("face", Self::Face),
    ];

    /// Returns the method of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
