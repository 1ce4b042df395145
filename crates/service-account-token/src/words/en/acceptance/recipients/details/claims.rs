//! `iss`, `aud` and `sub`, as a recipient compares them.

use crate::facts::acceptance::recipient::{Detail, Usual};
use crate::text::quote::quoted;
use crate::words::en::acceptance::recipients::lists::list;

/// Returns what decides the issuer.
pub(super) fn issuer(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
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
            "{who} must trust exactly the issuer {}. Enter the issuers that it trusts.",
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
            "Of the issuers of clusters, {who} trusts only those of EKS, GKE (with `locations`) and AKS. \
             {} is not one of them.",
            quoted(issuer)
        ),
        Detail::IssuerNotRead => {
            format!("{who} does not compare `iss`, unless it is configured to.")
        }
        _ => return None,
    })
}

/// Returns what decides the audience.
pub(super) fn audience(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::AudienceFits { audience } => {
            format!("{} is an expected audience.", quoted(audience))
        }
        Detail::AudienceDiffers { found, expected } => {
            format!("The token is for {}. {who} accepts {}.", list(found), list(expected))
        }
        Detail::AudienceToCompare { found, usual } => audience_to_compare(who, found, *usual),
        Detail::NoAudience => {
            format!(
                "The token names no audience, so the API server treats it as meant for itself. \
                 {who} accepts such tokens."
            )
        }
        Detail::AudienceOrApiServer { found } => format!(
            "The token is for {}. {who} also accepts a token for the API server.",
            list(found)
        ),
        Detail::AudienceNotRead => {
            format!("{who} does not compare `aud`, unless it is configured to.")
        }
        _ => return None,
    })
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
            "The token is for {}. {who} accepts the name of the {who} cluster. Enter that name as \
             an audience.",
            list(found)
        ),
        Usual::RealmUrl => format!(
            "The token is for {}. {who} accepts the URL of its realm. Enter that URL as an \
             audience.",
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

/// Returns what decides the subject.
pub(super) fn subject(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
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
        Detail::SubjectToCompare { subject, has_pattern } => format!(
            "The token's subject is {}. Enter the subject that {who} expects{}.",
            quoted(subject),
            if *has_pattern { ", or its pattern" } else { "" }
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
        Detail::SubjectExpression => {
            "The credential compares the subject with an expression that this tool does not read."
                .to_owned()
        }
        _ => return None,
    })
}

/// Returns how long the token or a claim is.
pub(super) fn length(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::SizeFits { characters, most } => {
            format!("The token has {characters} characters. {who} accepts up to {most}.")
        }
        Detail::SizeOver { characters, most } => {
            format!("The token has {characters} characters. {who} accepts at most {most}.")
        }
        Detail::ClaimsFit { most } => {
            format!("`iss`, `sub` and `aud` have at most {most} characters, as {who} requires.")
        }
        Detail::ClaimOver { claim, characters, most } => {
            format!("`{claim}` has {characters} characters. {who} accepts at most {most}.")
        }
        Detail::SingleUse => format!(
            "{who} accepts each `jti` once, unless that is switched off. The token does not show \
             whether it was used."
        ),
        Detail::ReusableWithoutId => {
            format!("The token has no `jti`, so {who} accepts it more than once.")
        }
        _ => return None,
    })
}
