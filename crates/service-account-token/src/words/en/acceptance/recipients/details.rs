//! What decides a check of a recipient, in words.

use super::lists::{list, names, one_of};
use super::policy;
use crate::facts::acceptance::recipient::{Detail, Usual};
use crate::text::Text;
use crate::text::calendar::{exactly, utc};
use crate::text::quote::quoted;

/// Returns what decides a check, or what has to be known. `who` is the recipient.
pub(super) fn text(who: &str, detail: &Detail) -> Text {
    let text = match detail {
        Detail::Cut { claim: "" } => "This copy is not whole, or not a signed token.".to_owned(),
        Detail::Cut { claim } => format!("`{claim}` cannot be read in this copy."),
        Detail::FiveParts => "The token is encrypted, so it has five parts.".to_owned(),
        Detail::ThreeParts => "The token has three parts.".to_owned(),
        Detail::Missing { claims } => {
            let it = if claims.len() == 1 { "it" } else { "them" };
            format!("{who} requires {}, and the token does not have {it}.", names(claims))
        }
        Detail::AllMissing { claims } => {
            format!("{who} requires {}, and the token has none of them.", one_of(claims))
        }
        Detail::AllThere { claims } => format!("The token has {}.", names(claims)),
        Detail::IssuerFits { .. }
        | Detail::IssuerDiffers { .. }
        | Detail::IssuerToCompare { .. }
        | Detail::IssuerForm { .. }
        | Detail::IssuerSlash { .. }
        | Detail::IssuerNotRead
        | Detail::IssuerOfNoCloud { .. } => issuer(who, detail),
        Detail::AudienceFits { .. }
        | Detail::AudienceDiffers { .. }
        | Detail::AudienceToCompare { .. }
        | Detail::AudienceNotRead
        | Detail::NoAudience
        | Detail::AudienceOrApiServer { .. } => audience(who, detail),
        Detail::SubjectFits { .. }
        | Detail::SubjectDiffers { .. }
        | Detail::SubjectCase { .. }
        | Detail::SubjectToCompare { .. }
        | Detail::IdentityToCompare { .. }
        | Detail::SubjectNoLabel { .. }
        | Detail::SubjectExpression
        | Detail::SubjectExpressionNotSupported => subject(who, detail),
        Detail::NotExpired { .. }
        | Detail::Expired { .. }
        | Detail::JustExpired { .. }
        | Detail::NoExpiry
        | Detail::Begun { .. }
        | Detail::NotBegun { .. }
        | Detail::NoClock
        | Detail::NotRead { .. }
        | Detail::NoTimes
        | Detail::LifetimeFits { .. }
        | Detail::LifetimeOver { .. }
        | Detail::AgeOpen { .. }
        | Detail::AgeFits { .. }
        | Detail::AgeOver { .. }
        | Detail::AgeWithin { .. }
        | Detail::AgeToCompare { .. }
        | Detail::NoIssueTime { .. } => time(who, detail),
        Detail::AlgorithmFits { .. }
        | Detail::AlgorithmDiffers { .. }
        | Detail::AlgorithmOpen { .. }
        | Detail::AlgorithmUnknown { .. }
        | Detail::AlgorithmWithoutKey { .. }
        | Detail::AlgorithmOfKey { .. }
        | Detail::AlgorithmOfOtherKey { .. }
        | Detail::KeyIdThere { .. }
        | Detail::KeysToFetch { .. }
        | Detail::KeysPrivate { .. }
        | Detail::KeysToFetchOrUpload { .. }
        | Detail::KeysConfigured
        | Detail::KeyTooSmall { .. }
        | Detail::SignatureOfPemKeys
        | Detail::Signed
        | Detail::NotSigned
        | Detail::SignatureToCheck
        | Detail::SignatureNotChecked => keys(who, detail),
        Detail::SizeFits { .. }
        | Detail::SizeOver { .. }
        | Detail::ClaimsFit { .. }
        | Detail::ClaimOver { .. }
        | Detail::SingleUse
        | Detail::ReusableWithoutId
        | Detail::RequestNotHere
        | Detail::GrantNotHere { .. }
        | Detail::AppIdNotHere
        | Detail::RoleNotHere
        | Detail::ReviewByVault
        | Detail::PodUidToAsk
        | Detail::PodUidFits
        | Detail::PodUidDiffers
        | Detail::ReviewToAsk
        | Detail::ReviewFails
        | Detail::PodBound
        | Detail::NotPodBound
        | Detail::BoundClaimsToAsk => other(who, detail),
        _ => policy::text(detail),
    };
    text.into()
}

fn issuer(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::IssuerFits { issuer } => {
            format!("{} is the expected issuer.", quoted(issuer))
        }
        Detail::IssuerDiffers { issuer, expected } => {
            format!("The token's issuer is {}. {who} expects {}.", quoted(issuer), list(expected))
        }
        Detail::IssuerSlash { issuer, expected } => format!(
            "The token's issuer is {}, and the expected one is {}. They differ in the final slash, \
             and {who} compares every character.",
            quoted(issuer),
            quoted(expected)
        ),
        Detail::IssuerToCompare { issuer } => format!(
            "{who} must trust the issuer {}, character for character. Enter the issuers that it \
             trusts.",
            quoted(issuer)
        ),
        Detail::IssuerForm { issuer } if !issuer.starts_with("https://") => {
            format!("{who} needs an https URL as the issuer. The token has {}.", quoted(issuer))
        }
        Detail::IssuerForm { issuer } => format!(
            "{who} needs an https URL as the issuer, without a query and without a port. The \
             token has {}.",
            quoted(issuer)
        ),
        Detail::IssuerOfNoCloud { issuer } => format!(
            "{who} trusts only issuers of EKS, GKE (with `locations`) and AKS. {} is not one of \
             them.",
            quoted(issuer)
        ),
        _ => format!("{who} does not compare `iss`, unless it is configured to."),
    }
}

fn audience(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::AudienceFits { audience } => {
            format!("{} is an expected audience.", quoted(audience))
        }
        Detail::AudienceDiffers { found, expected } => {
            format!("The token is for {}. {who} accepts {}.", list(found), list(expected))
        }
        Detail::AudienceToCompare { found, usual } => audience_to_compare(who, found, *usual),
        Detail::NoAudience => {
            format!("The token has no audience, as one for the API server. {who} accepts that.")
        }
        Detail::AudienceOrApiServer { found } => format!(
            "The token is for {}. {who} also accepts a token for the API server.",
            list(found)
        ),
        _ => format!("{who} does not compare `aud`, unless it is configured to."),
    }
}

fn audience_to_compare(who: &str, found: &[String], usual: Usual) -> String {
    let has = |audience: &str| found.iter().any(|own| own == audience);
    match usual {
        Usual::Open => {
            format!("The token is for {}. Enter the audiences that {who} accepts.", list(found))
        }
        Usual::Default(audience) if has(audience) => format!(
            "The token is for {}, the usual audience. Enter the audiences that {who} accepts.",
            quoted(audience)
        ),
        Usual::Default(audience) => format!(
            "The token is for {}. {who} usually accepts {}. Enter the audiences that it accepts.",
            list(found),
            quoted(audience)
        ),
        Usual::ClusterName => format!(
            "The token is for {}. {who} accepts the name of its own cluster. Enter it as an \
             audience.",
            list(found)
        ),
        Usual::RealmUrl => format!(
            "The token is for {}. {who} accepts the URL of its realm. Enter it as an audience.",
            list(found)
        ),
        Usual::AccountId => format!(
            "The token is for {}. {who} accepts the id of the account, unless its policy lists \
             others. Enter the audiences that it accepts.",
            list(found)
        ),
        Usual::Example(audience) if has(audience) => format!(
            "The token is for {}, as in the example of {who}. Enter the audiences that {who} accepts.",
            quoted(audience)
        ),
        Usual::Example(audience) => format!(
            "The token is for {}. The example of {who} has {}, and yours may differ. Enter the \
             audiences that {who} accepts.",
            list(found),
            quoted(audience)
        ),
    }
}

fn subject(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::SubjectFits { subject } => {
            format!("{} fits the expected subject.", quoted(subject))
        }
        Detail::SubjectDiffers { subject, expected } => format!(
            "The token's subject is {}. {who} expects {}.",
            quoted(subject),
            quoted(expected)
        ),
        Detail::SubjectCase { subject, expected } => format!(
            "The token's subject is {}, and the expected one is {}. They differ only in \
             upper and lower case.",
            quoted(subject),
            quoted(expected)
        ),
        Detail::SubjectToCompare { subject } => format!(
            "The token's subject is {}. Enter the subject that {who} expects, or its pattern.",
            quoted(subject)
        ),
        Detail::IdentityToCompare { subject } => format!(
            "The token's subject is {}. The proxy must ask {who} for the identity of that account.",
            quoted(subject)
        ),
        Detail::SubjectExpressionNotSupported => format!(
            "The credential has an expression for the subject. {who} supports those only for \
             GitHub, GitLab and Terraform Cloud."
        ),
        Detail::SubjectNoLabel { subject } => format!(
            "The token's subject is {}. {who} accepts only names that are DNS labels.",
            quoted(subject)
        ),
        _ => "The credential compares the subject with an expression that this tool does not read."
            .to_owned(),
    }
}

fn time(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::NotExpired { at, now } if now > at => format!(
            "The token expired at {}. {who} still accepts it, because of its leeway.",
            utc(*at)
        ),
        Detail::NotExpired { at, .. } => format!("The token expires at {}.", utc(*at)),
        Detail::Expired { at, now, leeway } => {
            let leeway = match leeway {
                0 => String::new(),
                leeway => format!(" {who} grants {} more.", exactly(*leeway)),
            };
            let ago = exactly(now.saturating_sub(*at));
            format!("The token expired at {}, {ago} ago.{leeway}", utc(*at))
        }
        Detail::JustExpired { at, .. } => format!(
            "The token expired at {}, less than five minutes ago. {who} does not publish its \
             leeway.",
            utc(*at)
        ),
        Detail::NoExpiry => format!("The token has no `exp`, and {who} accepts that."),
        Detail::Begun { claim } => {
            format!("`{claim}` is missing, in the past, or within the leeway.")
        }
        Detail::NotBegun { claim, at, leeway: 0, .. } => {
            format!("`{claim}` is {}, in the future.", utc(*at))
        }
        Detail::NotBegun { claim, at, leeway, .. } => {
            format!("`{claim}` is {}, in the future. {who} allows {}.", utc(*at), exactly(*leeway))
        }
        Detail::NoClock => "No time is set here to compare it with.".to_owned(),
        Detail::NotRead { claim } => format!("{who} does not read `{claim}`."),
        Detail::NoTimes => {
            format!("{who} accepts a token that has none of `exp`, `nbf` and `iat`.")
        }
        Detail::LifetimeFits { seconds, most, is_default }
        | Detail::LifetimeOver { seconds, most, is_default } => format!(
            "The token lives {} from `iat` to `exp`. {who} allows {}{}.",
            exactly(*seconds),
            exactly(*most),
            if *is_default { " by default" } else { "" }
        ),
        Detail::AgeOpen { seconds } => format!(
            "The token is {} old. {who} has a limit for the age and does not publish it.",
            exactly(*seconds)
        ),
        Detail::AgeOver { seconds, most } => format!(
            "The token is {} old. {who} accepts it for {} after `iat`.",
            exactly(*seconds),
            exactly(*most)
        ),
        Detail::AgeWithin { seconds, most } => format!(
            "The token is {} old. {who} accepts it for at least {} after `iat`.",
            exactly(*seconds),
            exactly(*most)
        ),
        Detail::AgeToCompare { seconds, least, most } => format!(
            "The token is {} old. {who} accepts it for {} to {} after `iat`, as the provider's \
             `IssuanceLimitTime` says. Enter that.",
            exactly(*seconds),
            exactly(*least),
            exactly(*most)
        ),
        Detail::NoIssueTime { seconds, most } => format!(
            "The token has no `iat`, and expires in {}. {who} accepts that up to {}.",
            exactly(*seconds),
            exactly(*most)
        ),
        Detail::AgeFits { .. } => {
            "The token is at most a day old. No shorter limit is known.".to_owned()
        }
        _ => String::new(),
    }
}

fn keys(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::AlgorithmFits { algorithm } => {
            format!("{who} verifies {}.", quoted(algorithm))
        }
        Detail::AlgorithmDiffers { algorithm, allowed } => format!(
            "The token is signed with {}. {who} verifies only {}.",
            quoted(algorithm),
            names(allowed)
        ),
        Detail::AlgorithmOpen { algorithm, documented } => format!(
            "The token is signed with {}. {who} documents only {}; others may work.",
            quoted(algorithm),
            names(documented)
        ),
        Detail::AlgorithmUnknown { algorithm } => format!(
            "The token is signed with {}. Whether {who} verifies that is not known here.",
            quoted(algorithm)
        ),
        Detail::AlgorithmWithoutKey { algorithm } if algorithm == "none" => {
            "The token is not signed: its `alg` is `none`.".to_owned()
        }
        Detail::AlgorithmWithoutKey { algorithm } => format!(
            "{} needs a shared secret. {who} has only public keys of the cluster.",
            quoted(algorithm)
        ),
        Detail::AlgorithmOfKey { algorithm } => format!(
            "{who} verifies with RSA and EC keys, and {} uses such a key. Its algorithms are not \
             documented.",
            quoted(algorithm)
        ),
        Detail::AlgorithmOfOtherKey { algorithm } => {
            format!("{who} verifies only with RSA and EC keys. {} uses neither.", quoted(algorithm))
        }
        Detail::KeyIdThere { key_id } => {
            format!("The header names the key {}.", quoted(key_id))
        }
        Detail::KeysToFetch { issuer } => format!(
            "{who} fetches the keys of {} over the internet. Both \
             `/.well-known/openid-configuration` and the `jwks_uri` in it must be public.",
            quoted(issuer)
        ),
        Detail::KeysPrivate { issuer } => format!(
            "{who} fetches the keys of {} over the internet, which does not reach that private \
             address.",
            quoted(issuer)
        ),
        Detail::KeysToFetchOrUpload { issuer } => format!(
            "{who} fetches the keys of {} over the internet, unless they were uploaded. \
             Uploaded keys must contain the one that signed this token.",
            quoted(issuer)
        ),
        Detail::KeysConfigured => {
            format!("{who} must have the cluster's public keys, or an address that has them.")
        }
        Detail::KeyTooSmall { bits, least } => format!(
            "The signature is that of an RSA key of {bits} bits. {who} needs at least {least}."
        ),
        Detail::SignatureOfPemKeys => format!(
            "{who} verifies the signature itself only if `pem_keys` is set. The TokenReview \
             verifies it in any case."
        ),
        Detail::Signed => "One of the keys that you gave signed this token.".to_owned(),
        Detail::NotSigned => {
            "None of the keys that you gave signed this token: it was changed or cut, or another \
             key signed it."
                .to_owned()
        }
        Detail::SignatureToCheck => {
            "The signature is not verified yet. Paste the public keys of the \
                                     cluster under \"Signature\"."
                .to_owned()
        }
        _ => "The agent does not check the signature. Whether the service does is not public."
            .to_owned(),
    }
}

fn other(who: &str, detail: &Detail) -> String {
    match detail {
        Detail::SizeFits { characters, most } => {
            format!("The token has {characters} characters. {who} accepts up to {most}.")
        }
        Detail::SizeOver { characters, most } => {
            format!("The token has {characters} characters. {who} accepts only {most}.")
        }
        Detail::ClaimsFit { most } => {
            format!("`iss`, `sub` and `aud` have at most {most} characters, as {who} requires.")
        }
        Detail::ClaimOver { claim, characters, most } => {
            format!("`{claim}` has {characters} characters. {who} accepts only {most}.")
        }
        Detail::SingleUse => format!(
            "{who} accepts each `jti` once, unless that is switched off. Whether this one \
             was used is not visible here."
        ),
        Detail::ReusableWithoutId => {
            format!("The token has no `jti`, so {who} accepts it more than once.")
        }
        Detail::RequestNotHere => {
            "The request must give the full name of the provider, which must be at least five \
             minutes old and enabled. The token does not show that."
                .to_owned()
        }
        Detail::GrantNotHere { grant } => format!(
            "The request must have the grant type `{grant}` and name a trusted profile. The token \
             does not show that."
        ),
        Detail::RoleNotHere => {
            "The request must name a role of this auth method. The token does not show that."
                .to_owned()
        }
        Detail::ReviewByVault => format!(
            "{who} asks the cluster in a TokenReview, for the role's audience or else the token's \
             own. Only the cluster knows whether the token's objects still exist. Without a \
             `token_reviewer_jwt`, {who} outside the cluster asks with this very token. It then also \
             needs an audience of the API server and the ClusterRole `system:auth-delegator`."
        ),
        Detail::AppIdNotHere => format!(
            "{who} compares the id in the request with the Pod's annotation `dapr.io/app-id`, or \
             with its name. The token shows neither."
        ),
        Detail::PodUidToAsk => {
            format!("{who} compares the Pod's uid with the token's. Only the cluster knows it.")
        }
        Detail::PodUidFits => "You say that the Pod still has the token's uid.".to_owned(),
        Detail::PodUidDiffers => {
            "You say that the Pod was deleted and created again, so it has another uid.".to_owned()
        }
        Detail::ReviewToAsk => format!(
            "{who} asks the cluster in a TokenReview. The cluster makes the checks of the API \
             server, and only it knows whether the token's objects still exist."
        ),
        Detail::ReviewFails => format!(
            "{who} asks the cluster in a TokenReview. You say that an object of the token is gone \
             or terminating, so the cluster rejects it."
        ),
        Detail::PodBound => "The token is bound to a Pod.".to_owned(),
        Detail::BoundClaimsToAsk => {
            "The role may require further claims with `bound_claims`, such \
                                     as `/kubernetes.io/namespace`."
                .to_owned()
        }
        _ => format!("{who} accepts only tokens that are bound to a Pod."),
    }
}
