//! `iss`, `sub` and `jti` (RFC 7519 §4.1).
//!
//! The API server tells legacy from bound tokens by `iss` alone. It takes the identity of a bound
//! one from `kubernetes.io`, of a legacy one from the flat claims, which `sub` must agree with.

use super::fact::MemberFact;
use super::meaning::{
    Account, Agreement, Family, IssuerMeaning, KnownSubject, Meaning, NamedAccount, Role,
    SubjectMeaning, TokenIdMeaning,
};
use super::member::Found;
use super::member::Member;
use crate::claims::{ClaimsSet, Source};
use crate::kubernetes::claim_names::SUBJECT_PREFIX;
use crate::kubernetes::{LEGACY_ISSUER, OtherIssuer, Platform};

/// Returns the fact about `iss`.
pub(super) fn issuer<'a>(member: &Member<'a>) -> Found<'a> {
    let rfc = Source::Rfc(7519, "4.1.1");
    let issuer = member.expect_string(Role::Issuer, rfc)?;
    let fact = |meaning| MemberFact::new(Role::Issuer, Meaning::Issuer(meaning));
    Ok(match member.family() {
        Some(Family::Legacy) if issuer == LEGACY_ISSUER => {
            fact(IssuerMeaning::Legacy).certain(Source::LegacyGo)
        }
        Some(Family::Legacy) => fact(IssuerMeaning::NotLegacy(issuer)).certain(Source::LegacyGo),
        Some(Family::Bound) if issuer == LEGACY_ISSUER => {
            fact(IssuerMeaning::LegacyOnBound).certain(Source::AuthenticatorConfigGo)
        }
        Some(Family::Bound) => fact(bound_issuer(member, issuer)).certain(Source::JwtGo),
        None => match OtherIssuer::of(issuer) {
            Some(known) => fact(IssuerMeaning::Known(known)).documented(source_of(known)),
            None => fact(IssuerMeaning::Unknown(issuer)).documented(rfc),
        },
    })
}

fn source_of(issuer: OtherIssuer) -> Source {
    match issuer {
        OtherIssuer::ArgoCd => Source::ArgoCdSessionGo,
        OtherIssuer::Entra => Source::EntraAccessTokens,
        OtherIssuer::GitHubActions => Source::GitHubOpenId,
        OtherIssuer::Google | OtherIssuer::GoogleWithoutScheme => Source::GoogleOpenId,
    }
}

fn bound_issuer<'a>(member: &Member<'a>, issuer: &'a str) -> IssuerMeaning<'a> {
    if issuer == "https://kubernetes.default.svc"
        || issuer.starts_with("https://kubernetes.default.svc.")
    {
        return IssuerMeaning::InCluster;
    }
    let platforms = member.facts.variant.as_ref().map(|variant| variant.platforms.as_slice());
    let platform = match platforms {
        Some(&[(only, _)]) => Some(only).filter(|&only| has_issuers_of_its_own(only)),
        _ => None,
    };
    IssuerMeaning::ApiServer { issuer, platform, is_address: issuer.starts_with("https://") }
}

/// Whether the platform's issuers have a form that no other platform's have.
fn has_issuers_of_its_own(platform: Platform) -> bool {
    matches!(
        platform,
        Platform::Aks | Platform::Eks | Platform::Gke | Platform::Kops | Platform::Rosa
    )
}

/// Returns the fact about `sub`.
pub(super) fn subject<'a>(member: &Member<'a>) -> Found<'a> {
    let rfc = Source::Rfc(7519, "4.1.2");
    let subject = member.expect_string(Role::Subject, rfc)?;
    let fact = |meaning| MemberFact::new(Role::Subject, Meaning::Subject(meaning));
    let account = account(subject);
    Ok(match (member.family(), account) {
        (Some(family), _) => {
            let source = match family {
                Family::Legacy => Source::LegacyGo,
                Family::Bound => Source::ClaimsGo,
            };
            fact(kubernetes_subject(member, family, subject, account)).certain(source)
        }
        (None, Some(account)) => {
            let whole = !member.is_in_cut_text();
            fact(SubjectMeaning::LookAlike { account, whole }).certain(Source::ClaimsGo)
        }
        (None, None) => {
            let token = member.facts.identified_as.as_ref().map(|other| other.token);
            match KnownSubject::of(subject, token) {
                Some(known) => fact(SubjectMeaning::Known(known)).documented(known.source()),
                None => fact(SubjectMeaning::Unknown).documented(rfc),
            }
        }
    })
}

/// Returns the service account that a subject names.
fn account(subject: &str) -> Option<Account<'_>> {
    let (namespace, name) = subject.strip_prefix(SUBJECT_PREFIX)?.split_once(':')?;
    (!name.contains(':')).then_some(Account { namespace, name })
}

fn kubernetes_subject<'a>(
    member: &Member<'a>,
    family: Family,
    subject: &'a str,
    account: Option<Account<'a>>,
) -> SubjectMeaning<'a> {
    let Some(account) = account else { return SubjectMeaning::NoAccount { subject, family } };
    let other = named_account(member, family);
    if other.namespace.is_some_and(|namespace| namespace != account.namespace)
        || other.name.is_some_and(|name| name != account.name)
    {
        return SubjectMeaning::OtherAccount { account, other, family };
    }
    let agreement = match (other.namespace, other.name) {
        (Some(_), Some(_)) => Agreement::Full(family),
        _ if member.is_in_cut_text() => Agreement::Cut,
        _ => Agreement::Incomplete,
    };
    SubjectMeaning::Account { account, agreement }
}

/// Returns the account that the private claims name.
fn named_account<'a>(member: &Member<'a>, family: Family) -> NamedAccount<'a> {
    let claims: &'a ClaimsSet = member.reading.claims;
    let (namespace, name) = match &claims.kubernetes {
        Some(kubernetes) if family == Family::Bound => {
            let account = kubernetes.service_account.as_ref();
            (&kubernetes.namespace, account.and_then(|account| account.name.as_ref()))
        }
        _ => (&claims.legacy.namespace, claims.legacy.service_account_name.as_ref()),
    };
    NamedAccount {
        namespace: namespace.as_ref().map(|claim| claim.value.as_str()),
        name: name.map(|claim| claim.value.as_str()),
    }
}

/// Returns the fact about `jti`.
pub(super) fn token_id<'a>(member: &Member<'a>) -> Found<'a> {
    let rfc = Source::Rfc(7519, "4.1.7");
    let id = member.expect_string(Role::TokenId, rfc)?;
    let fact = |meaning| MemberFact::new(Role::TokenId, Meaning::TokenId(meaning));
    Ok(match member.family() {
        Some(Family::Bound) => fact(TokenIdMeaning::Audited(id)).certain(Source::ClaimsGo),
        Some(Family::Legacy) => fact(TokenIdMeaning::Ignored).certain(Source::LegacyGo),
        None => fact(TokenIdMeaning::OtherToken).documented(rfc),
    })
}
