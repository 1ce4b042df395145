//! Claims that other issuers write: OpenID Connect and OAuth, and the tokens that are often taken
//! for service account tokens.

use super::fact::MemberFact;
use super::meaning::{CatalogMeaning, Detail, Meaning, Role, UnknownClaim};
use super::member::Member;
use super::times;
use crate::claims::Source;
use crate::claims::catalog::{
    AuthenticationMethod, CatalogClaim, CatalogPart, ListElement, OAuthClaim, OpenIdClaim, Vendor,
};
use crate::facts::other_token::OtherToken;
use crate::kubernetes::claim_names::LEGACY_PREFIX;

/// The claims of RFC 7519 and of Kubernetes, whose names are case-sensitive.
const REGISTERED: [&str; 8] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "kubernetes.io"];

/// Returns the fact about a claim that neither RFC 7519 nor Kubernetes defines.
pub(super) fn conclude<'a>(member: &Member<'a>) -> MemberFact<'a> {
    if member.parent().is_some() {
        return nested(member);
    }
    let name = member.name();
    let own = vendor(member).and_then(|vendor| vendor.claim(name));
    let shared = CatalogClaim::named(name);
    // A few shared claims say more by their value, whoever wrote them.
    let detailed = shared.and_then(|claim| detailed(member, claim));
    let found = match (detailed, own.or(shared)) {
        (Some(fact), _) => fact,
        (None, Some(claim)) => known(member, claim, own.is_some()),
        (None, None) => return unknown(member),
    };
    MemberFact { foreign: member.is_kubernetes(), ..found }
}

/// Returns the fact about a claim of the catalog; `own` says that the token is from its vendor.
fn known<'a>(member: &Member<'a>, claim: CatalogClaim, own: bool) -> MemberFact<'a> {
    if claim.is_time() {
        return times::of_catalog(member, claim);
    }
    let assumed = claim.vendor().filter(|_| !own);
    let fact = with_detail(claim, Detail::None, assumed);
    if assumed.is_none() { fact.documented(claim.source()) } else { fact.likely(claim.source()) }
}

fn with_detail<'a>(claim: CatalogClaim, detail: Detail, assumed: Option<Vendor>) -> MemberFact<'a> {
    let meaning = CatalogMeaning::Claim { claim, detail, assumed };
    MemberFact::new(Role::Catalog(claim), Meaning::Catalog(meaning))
}

/// Returns the vendor that the token is from, if it is identified.
fn vendor(member: &Member<'_>) -> Option<Vendor> {
    match member.facts.identified_as.as_ref()?.token {
        OtherToken::Entra { .. } => Some(Vendor::Entra),
        OtherToken::GithubActions => Some(Vendor::GitHub),
        OtherToken::GitlabCi => Some(Vendor::GitLab),
        OtherToken::GoogleId => Some(Vendor::Google),
        _ => None,
    }
}

/// Returns the fact about a claim whose value adds to its meaning.
fn detailed<'a>(member: &Member<'a>, claim: CatalogClaim) -> Option<MemberFact<'a>> {
    let core = Source::OpenIdConnectCore("5.1");
    let (detail, source) = match claim {
        CatalogClaim::OpenId(OpenIdClaim::EmailVerified) => {
            (if is_true(member) { Detail::EmailVerified } else { Detail::None }, core)
        }
        CatalogClaim::OpenId(OpenIdClaim::PhoneNumberVerified) => {
            (if is_true(member) { Detail::PhoneNumberVerified } else { Detail::None }, core)
        }
        CatalogClaim::OpenId(OpenIdClaim::Acr) if member.string() == Some("0") => {
            (Detail::NoAssurance, core)
        }
        CatalogClaim::OAuth(OAuthClaim::Scope) => {
            let names = member.string()?.split_whitespace().count();
            (Detail::Names((names > 1).then_some(names)?), Source::Rfc(8693, "4.2"))
        }
        _ => return None,
    };
    Some(with_detail(claim, detail, None).documented(source))
}

/// Whether the value is `true`, or the string of it that some issuers write.
fn is_true(member: &Member<'_>) -> bool {
    member.source() == "true" || member.string() == Some("true")
}

fn unknown<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let name = member.name();
    let fact = |meaning| MemberFact::new(member.unknown_role(), Meaning::Catalog(meaning));
    if member.is_element() {
        return fact(CatalogMeaning::NoClaim).documented(Source::Rfc(7519, "7.2"));
    }
    if let Some(known) = REGISTERED.into_iter().find(|known| name.eq_ignore_ascii_case(known)) {
        return fact(CatalogMeaning::OtherCapitals(known)).documented(Source::Rfc(7519, "7.3"));
    }
    fact(CatalogMeaning::Unknown(
        if name.starts_with(LEGACY_PREFIX.strip_suffix('/').unwrap_or_default()) {
            UnknownClaim::LikeLegacy
        } else if member.is_kubernetes() {
            UnknownClaim::InKubernetes
        } else if name.starts_with("https://") || name.starts_with("http://") {
            UnknownClaim::Address
        } else {
            UnknownClaim::Other
        },
    ))
}

/// Returns the fact about something inside a claim: its meaning is its parent's.
fn nested<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let path = member.path();
    let fact = |role, meaning| MemberFact::new(role, Meaning::Catalog(meaning));
    if let Some(part) = CatalogPart::at(&path, member.name()) {
        return fact(Role::Part(part), CatalogMeaning::Part(part)).documented(part.source());
    }
    let role = member.unknown_role();
    if let ["amr", _] = *path.as_slice()
        && let Some(method) = member.string()
    {
        let method = AuthenticationMethod::named(method);
        return fact(role, CatalogMeaning::Method(method)).documented(Source::Rfc(8176, "2"));
    }
    if member.is_element()
        && let Some(element) = ListElement::at(&path)
    {
        return fact(role, CatalogMeaning::Element(element)).documented(element.source());
    }
    let parent = member.parent().and_then(|parent| parent.name.as_deref());
    fact(role, CatalogMeaning::Nested { json_type: member.node.json_type, parent })
}
