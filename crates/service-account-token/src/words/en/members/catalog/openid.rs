//! The claims of OpenID Connect and OAuth.

use crate::claims::catalog::{OAuthClaim, OpenIdClaim};

pub(super) fn title(claim: OpenIdClaim) -> &'static str {
    match claim {
        OpenIdClaim::Name => "Full name",
        OpenIdClaim::GivenName => "Given name",
        OpenIdClaim::FamilyName => "Family name",
        OpenIdClaim::PreferredUsername => "Preferred user name",
        OpenIdClaim::Picture => "Picture",
        OpenIdClaim::Email => "E-mail address",
        OpenIdClaim::EmailVerified => "E-mail verified",
        OpenIdClaim::Locale => "Language",
        OpenIdClaim::UpdatedAt => "Updated at",
        OpenIdClaim::Nonce => "Nonce",
        OpenIdClaim::AuthTime => "Signed in at",
        OpenIdClaim::Acr => "Authentication class",
        OpenIdClaim::Amr => "Authentication methods",
        OpenIdClaim::Azp => "Authorized party",
        OpenIdClaim::AtHash => "Access token hash",
        OpenIdClaim::CHash => "Code hash",
        OpenIdClaim::MiddleName => "Middle name",
        OpenIdClaim::Nickname => "Nickname",
        OpenIdClaim::Profile => "Profile page",
        OpenIdClaim::Website => "Website",
        OpenIdClaim::Gender => "Gender",
        OpenIdClaim::Birthdate => "Date of birth",
        OpenIdClaim::Zoneinfo => "Time zone",
        OpenIdClaim::PhoneNumber => "Phone number",
        OpenIdClaim::PhoneNumberVerified => "Phone number verified",
        OpenIdClaim::Address => "Postal address",
        OpenIdClaim::SubJwk => "Subject's key",
    }
}

pub(super) fn meaning(claim: OpenIdClaim) -> &'static str {
    match claim {
        OpenIdClaim::Name => "The person's full name, for display.",
        OpenIdClaim::GivenName => "The person's given name or names.",
        OpenIdClaim::FamilyName => "The person's family name or names.",
        OpenIdClaim::PreferredUsername => {
            "The name that the person wants to be called by. It can change or pass to another \
             person, so do not use it as a key."
        }
        OpenIdClaim::Picture => "The address of a picture of the person. This tool never loads it.",
        OpenIdClaim::Email => {
            "The person's e-mail address, which need not be unique. `email_verified` says whether \
             it was checked."
        }
        OpenIdClaim::EmailVerified => {
            "The issuer does not say that it verified the address in `email`, so it may belong to \
             anyone."
        }
        OpenIdClaim::Locale => "The person's language, and often the country.",
        OpenIdClaim::UpdatedAt => "When the issuer last updated its data about the person.",
        OpenIdClaim::Nonce => {
            "A value from the client's request, so that the client can detect a replayed token."
        }
        OpenIdClaim::AuthTime => "When the person last authenticated.",
        OpenIdClaim::Acr => {
            "How strongly the person authenticated, by a name that issuer and client agreed on."
        }
        OpenIdClaim::Amr => "How the person authenticated (RFC 8176 lists common values).",
        OpenIdClaim::Azp => {
            "The client that the token was issued to, which may differ from the audience."
        }
        OpenIdClaim::AtHash => {
            "The first half of the hash of the access token issued with this one. It ties the two \
             together."
        }
        OpenIdClaim::CHash => {
            "The first half of the hash of the authorization code issued with this token. It ties \
             the two together."
        }
        OpenIdClaim::MiddleName => "The person's middle name or names.",
        OpenIdClaim::Nickname => "A casual name for the person, such as Mike for Michael.",
        OpenIdClaim::Profile => {
            "The address of the person's profile page. This tool never opens it."
        }
        OpenIdClaim::Website => "The address of the person's website. This tool never opens it.",
        OpenIdClaim::Gender => "The person's gender, as they stated it.",
        OpenIdClaim::Birthdate => {
            "The person's date of birth. The year 0000 means that the year is left out."
        }
        OpenIdClaim::Zoneinfo => "The person's time zone, as a name from the tz database.",
        OpenIdClaim::PhoneNumber => "The person's phone number.",
        OpenIdClaim::PhoneNumberVerified => {
            "The issuer does not say that it verified the number in `phone_number`."
        }
        OpenIdClaim::Address => "The person's postal address.",
        OpenIdClaim::SubJwk => "The public key that verifies a self-issued ID token.",
    }
}

pub(super) fn oauth_title(claim: OAuthClaim) -> &'static str {
    match claim {
        OAuthClaim::Scope => "Scope",
        OAuthClaim::ClientId => "Client",
        OAuthClaim::Cnf => "Confirmation key",
        OAuthClaim::Sid => "Session id",
        OAuthClaim::Groups => "Groups",
        OAuthClaim::Roles => "Roles",
        OAuthClaim::Act => "Actor",
        OAuthClaim::MayAct => "Authorized actor",
        OAuthClaim::Events => "Events",
        OAuthClaim::Txn => "Transaction",
        OAuthClaim::Toe => "Time of event",
        OAuthClaim::Entitlements => "Entitlements",
        OAuthClaim::AuthorizationDetails => "Authorization details",
        OAuthClaim::Vot => "Vector of trust",
        OAuthClaim::Vtm => "Trustmark",
        OAuthClaim::Vc => "Verifiable credential",
        OAuthClaim::Vp => "Verifiable presentation",
        OAuthClaim::Jcard => "Contact card",
        OAuthClaim::Status => "Status",
        OAuthClaim::Vct => "Credential type",
    }
}

pub(super) fn oauth_meaning(claim: OAuthClaim) -> &'static str {
    match claim {
        OAuthClaim::Scope => "What the bearer may ask for, as names separated by spaces.",
        OAuthClaim::ClientId => "The OAuth client that the token was issued to.",
        OAuthClaim::Cnf => {
            "The key that the presenter must prove to hold (RFC 7800). Without the key the token \
             is useless."
        }
        OAuthClaim::Sid => {
            "The session at the issuer. The issuer can use this id to report its end."
        }
        OAuthClaim::Groups => "The groups that the subject belongs to, by the issuer's names.",
        OAuthClaim::Roles => "The roles that the subject has, by the issuer's names (RFC 9068).",
        OAuthClaim::Act => "Who acts on behalf of the subject, after a token exchange (RFC 8693).",
        OAuthClaim::MayAct => "Who is allowed to act on behalf of the subject (RFC 8693).",
        OAuthClaim::Events => "The events that this token reports (RFC 8417). It grants no access.",
        OAuthClaim::Txn => "The id of the transaction that the token belongs to (RFC 8417).",
        OAuthClaim::Toe => "When the event happened (RFC 8417).",
        OAuthClaim::Entitlements => {
            "What the subject is entitled to, in the issuer's own terms (RFC 9068)."
        }
        OAuthClaim::AuthorizationDetails => {
            "Exactly what the bearer may do, as structured data (RFC 9396)."
        }
        OAuthClaim::Vot => "How strongly the issuer verified the person's identity (RFC 8485).",
        OAuthClaim::Vtm => "The address where the issuer explains its vector of trust (RFC 8485).",
        OAuthClaim::Vc => "A verifiable credential, embedded in the token.",
        OAuthClaim::Vp => "A verifiable presentation, embedded in the token.",
        OAuthClaim::Jcard => "The subject's contact card (RFC 7095).",
        OAuthClaim::Status => "Where to look up whether the issuer has revoked the token.",
        OAuthClaim::Vct => "The type of the verifiable credential that the token is.",
    }
}
