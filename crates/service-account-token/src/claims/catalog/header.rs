//! Header parameters whose meaning does not depend on their value, and the media types of `typ`.

use crate::claims::Source;

/// A header parameter other than `alg`, `kid` and `typ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    ContentType,
    Critical,
    Jwk,
    Jku,
    X5u,
    X5c,
    X5t,
    X5tS256,
    EncodedPayload,
    Nonce,
    Url,
    Ppt,
    Svt,
    Issuer,
    Subject,
    Audience,
    ContentEncryption,
    Compression,
    EphemeralKey,
    PartyUInfo,
    PartyVInfo,
    InitializationVector,
    AuthenticationTag,
    Pbes2Salt,
    Pbes2Count,
}

impl Parameter {
    /// What any token can have.
    const OF_EVERY_TOKEN: [(&str, Self, Source); 16] = [
        ("cty", Self::ContentType, Source::Rfc(7515, "4.1.10")),
        ("crit", Self::Critical, Source::Rfc(7515, "4.1.11")),
        ("jwk", Self::Jwk, Source::Rfc(7515, "4.1.3")),
        ("jku", Self::Jku, Source::Rfc(7515, "4.1.2")),
        ("x5u", Self::X5u, Source::Rfc(7515, "4.1.5")),
        ("x5c", Self::X5c, Source::Rfc(7515, "4.1.6")),
        ("x5t", Self::X5t, Source::Rfc(7515, "4.1.7")),
        ("x5t#S256", Self::X5tS256, Source::Rfc(7515, "4.1.8")),
        ("b64", Self::EncodedPayload, Source::Rfc(7797, "3")),
        ("nonce", Self::Nonce, Source::Rfc(8555, "6.4")),
        ("url", Self::Url, Source::Rfc(8555, "6.4.1")),
        ("ppt", Self::Ppt, Source::Rfc(8225, "8.1")),
        ("svt", Self::Svt, Source::WholeRfc(9321)),
        ("iss", Self::Issuer, Source::Rfc(7519, "5.3")),
        ("sub", Self::Subject, Source::Rfc(7519, "5.3")),
        ("aud", Self::Audience, Source::Rfc(7519, "5.3")),
    ];

    /// What only an encrypted token can have (RFC 7516).
    const OF_ENCRYPTED_TOKENS: [(&str, Self, Source); 9] = [
        ("enc", Self::ContentEncryption, Source::Rfc(7516, "4.1.2")),
        ("zip", Self::Compression, Source::Rfc(7516, "4.1.3")),
        ("epk", Self::EphemeralKey, Source::Rfc(7518, "4.6.1.1")),
        ("apu", Self::PartyUInfo, Source::Rfc(7518, "4.6.1.2")),
        ("apv", Self::PartyVInfo, Source::Rfc(7518, "4.6.1.3")),
        ("iv", Self::InitializationVector, Source::Rfc(7518, "4.7.1.1")),
        ("tag", Self::AuthenticationTag, Source::Rfc(7518, "4.7.1.2")),
        ("p2s", Self::Pbes2Salt, Source::Rfc(7518, "4.8.1.1")),
        ("p2c", Self::Pbes2Count, Source::Rfc(7518, "4.8.1.2")),
    ];

    /// Returns the parameter of exactly this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::entries().find(|(known, ..)| *known == name).map(|&(_, parameter, _)| parameter)
    }

    /// Returns the section that defines the parameter.
    pub(crate) fn source(self) -> Source {
        let entry = Self::entries().find(|(_, parameter, _)| *parameter == self);
        entry.map_or(Source::Rfc(7515, "4"), |&(.., source)| source)
    }

    /// Whether the parameter has a meaning only in an encrypted token.
    pub(crate) fn is_for_encryption(self) -> bool {
        Self::OF_ENCRYPTED_TOKENS.iter().any(|(_, parameter, _)| *parameter == self)
    }

    fn entries() -> impl Iterator<Item = &'static (&'static str, Self, Source)> {
        Self::OF_EVERY_TOKEN.iter().chain(&Self::OF_ENCRYPTED_TOKENS)
    }
}

/// A media type in `typ`, written without its `application/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaType {
    AccessToken,
    DpopProof,
    SecurityEvent,
    LogoutToken,
    Jose,
    JoseJson,
}

impl MediaType {
    /// Returns the type of this name, which is in lower case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "at+jwt" => Self::AccessToken,
            "dpop+jwt" => Self::DpopProof,
            "secevent+jwt" => Self::SecurityEvent,
            "logout+jwt" => Self::LogoutToken,
            "jose" => Self::Jose,
            "jose+json" => Self::JoseJson,
            _ => return None,
        })
    }

    /// Returns the section that defines the type.
    pub(crate) fn source(self) -> Source {
        match self {
            Self::AccessToken => Source::Rfc(9068, "2.1"),
            Self::DpopProof => Source::Rfc(9449, "4.2"),
            Self::SecurityEvent => Source::Rfc(8417, "2.3"),
            Self::LogoutToken => Source::BackChannelLogout("2.4"),
            Self::Jose | Self::JoseJson => Source::Rfc(7515, "4.1.9"),
        }
    }
}
