//! Claims that other issuers write: OpenID Connect and OAuth, and the tokens that are often taken
//! for service account tokens.

use super::{Meaning, Member, MemberFact, Role, times};
use crate::claims::catalog::{
    AuthenticationMethod, CatalogClaim, CatalogPart, ListElement, OAuthClaim, OpenIdClaim, Vendor,
};
use crate::claims::{LEGACY_PREFIX, Source};
use crate::facts::OtherToken;
use crate::report::JsonType;

/// What a claim says that neither RFC 7519 nor Kubernetes defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CatalogMeaning<'a> {
    Claim {
        claim: CatalogClaim,
        detail: Detail,
        /// The token is not known to be from the vendor that uses the name this way.
        assumed: Option<Vendor>,
        /// The token is a service account token, into which Kubernetes never writes it.
        kubernetes: bool,
    },
    Part(CatalogPart),
    /// An element of `amr`; none if its name is not registered.
    Method(Option<AuthenticationMethod>),
    Element(ListElement),
    /// It differs only in capitals from this claim.
    OtherCapitals(&'static str),
    /// An element of a payload that is a list and no object.
    NoClaim,
    Unknown(UnknownClaim),
    /// A member of an unknown claim, or an element of this list.
    Nested {
        json_type: JsonType,
        parent: Option<&'a str>,
    },
}

/// What the value of a known claim adds to its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Nothing.
    None,
    /// The issuer checked it.
    Verified,
    /// `acr` is `0`.
    NoAssurance,
    /// So many names, more than one.
    Names(usize),
}

/// What is known of a claim that nobody is known to define.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownClaim {
    /// It begins like a claim of a legacy token.
    LikeLegacy,
    /// It stands in a service account token.
    InKubernetes,
    /// Its name is an address.
    Address,
    Other,
}

/// The claims of RFC 7519 and of Kubernetes, whose names are case-sensitive.
const REGISTERED: [&str; 8] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "kubernetes.io"];

/// Returns the fact about a claim that neither RFC 7519 nor Kubernetes defines.
pub(super) fn conclude<'a>(member: &Member<'a>) -> MemberFact<'a> {
    if member.parent().is_some() {
        return nested(member);
    }
    let name = member.name();
    let vendor = vendor(member);
    let own = vendor.and_then(|vendor| vendor.claim(name));
    // A few shared claims say more by their value, whoever wrote them.
    let shared = CatalogClaim::named(name);
    if let Some(claim) = shared
        && let Some((detail, source)) = detail(member, claim)
    {
        return known(member, claim, detail, None).documented(source);
    }
    let Some(claim) = own.or(shared) else { return unknown(member) };
    if claim.is_time() {
        return times::of_catalog(member, claim);
    }
    match claim.vendor().filter(|_| own.is_none()) {
        None => known(member, claim, Detail::None, None).documented(claim.source()),
        assumed => known(member, claim, Detail::None, assumed).likely(claim.source()),
    }
}

fn known<'a>(
    member: &Member<'a>,
    claim: CatalogClaim,
    detail: Detail,
    assumed: Option<Vendor>,
) -> MemberFact<'a> {
    let kubernetes = member.is_kubernetes();
    let meaning = CatalogMeaning::Claim { claim, detail, assumed, kubernetes };
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

/// Returns what the value adds to the meaning of a claim, and the document that says so.
fn detail(member: &Member<'_>, claim: CatalogClaim) -> Option<(Detail, Source)> {
    let core = Source::OpenIdConnectCore("5.1");
    match claim {
        CatalogClaim::OpenId(OpenIdClaim::EmailVerified) => {
            let verified = member.source() == "true" || member.string() == Some("true");
            Some((if verified { Detail::Verified } else { Detail::None }, core))
        }
        CatalogClaim::OpenId(OpenIdClaim::Acr) if member.string() == Some("0") => {
            Some((Detail::NoAssurance, core))
        }
        CatalogClaim::OAuth(OAuthClaim::Scope) => {
            let names = member.string()?.split_whitespace().count();
            (names > 1).then_some((Detail::Names(names), Source::Rfc(8693, "4.2")))
        }
        _ => None,
    }
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
    if let Some(part) = CatalogPart::at(&path) {
        return fact(Role::Part(part), CatalogMeaning::Part(part)).documented(Source::IanaClaims);
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
