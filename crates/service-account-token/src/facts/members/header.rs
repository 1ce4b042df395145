//! The JOSE header (RFC 7515 §4): `alg`, `kid` and `typ` by their value, the rest by name.
//!
//! Kubernetes writes `alg` and `kid` and nothing else (kubernetes/kubernetes
//! pkg/serviceaccount/jwt.go); an external signer writes `typ` beside them
//! (pkg/serviceaccount/externaljwt/plugin/plugin.go).

use super::algorithm;
use super::fact::MemberFact;
use super::meaning::{Family, HeaderMeaning, KeyIdMeaning, Meaning, Role, TypeMeaning};
use super::member::Found;
use super::member::Member;
use crate::claims::Source;
use crate::claims::catalog::{KeyMember, MediaType, Parameter};
use crate::facts::signer::KidShape;
use crate::jose::Format;
use crate::kubernetes::Certainty;

/// Returns the fact about a member of the header.
pub(super) fn conclude<'a>(member: &Member<'a>) -> Found<'a> {
    if member.parent().is_some() {
        return Ok(nested(member));
    }
    match member.name() {
        "alg" => algorithm::conclude(member),
        "kid" => key_id(member),
        "typ" => token_type(member),
        _ => Ok(other(member)),
    }
}

fn fact<'a>(role: Role<'a>, meaning: HeaderMeaning<'a>) -> MemberFact<'a> {
    MemberFact::new(role, Meaning::Header(meaning))
}

fn key_id<'a>(member: &Member<'a>) -> Found<'a> {
    let rfc = Source::Rfc(7515, "4.1.4");
    let kid = member.expect_string(Role::KeyId, rfc)?;
    let fact = |meaning| fact(Role::KeyId, HeaderMeaning::KeyId(meaning));
    if !member.is_kubernetes() {
        return Ok(fact(KeyIdMeaning::OtherToken).documented(rfc));
    }
    let shape = KidShape::of(kid);
    let (source, certainty) = match shape {
        KidShape::Empty => (Source::JwtGo, Certainty::Certain),
        KidShape::Sha256 => (Source::KeyIdGo, Certainty::Likely),
        KidShape::Hex40 => (Source::JwtGo, Certainty::Seen),
        KidShape::Other => (Source::ExternalSignerGo, Certainty::Likely),
    };
    Ok(fact(KeyIdMeaning::Kubernetes(shape)).from(source, certainty))
}

fn token_type<'a>(member: &Member<'a>) -> Found<'a> {
    let typ = member.expect_string(Role::Type, Source::Rfc(7515, "4.1.9"))?;
    let fact = |meaning| fact(Role::Type, HeaderMeaning::Type(meaning));
    if typ.eq_ignore_ascii_case("JWT") {
        let family = member.family();
        let fact = fact(TypeMeaning::Jwt(family));
        return Ok(match family {
            Some(Family::Bound) => fact.likely(Source::ExternalSignerGo),
            Some(Family::Legacy) => fact.certain(Source::JwtGo),
            None => fact.documented(Source::Rfc(7519, "5.1")),
        });
    }
    let media_type = typ.to_ascii_lowercase();
    Ok(match MediaType::named(media_type.strip_prefix("application/").unwrap_or(&media_type)) {
        Some(known) => fact(TypeMeaning::MediaType(known)).documented(known.source()),
        None => fact(TypeMeaning::Unknown(typ)),
    })
}

fn other<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let role = member.unknown_role();
    if member.is_element() {
        return fact(role, HeaderMeaning::NoParameter).documented(Source::Rfc(7515, "4"));
    }
    let kubernetes = member.is_kubernetes();
    let name = member.name();
    if let Some(parameter) = Parameter::named(name) {
        let is_jwe = member.reading.jose.format == Some(Format::Jwe);
        let misplaced = parameter.is_for_encryption() && !is_jwe;
        let meaning = HeaderMeaning::Parameter { parameter, misplaced, kubernetes };
        return fact(Role::Parameter(parameter), meaning).documented(parameter.source());
    }
    let known = ["alg", "kid", "typ"];
    match known.into_iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(known) => {
            fact(role, HeaderMeaning::OtherCapitals(known)).documented(Source::Rfc(7515, "4"))
        }
        None => fact(role, HeaderMeaning::Unknown { kubernetes }),
    }
}

/// Returns the fact about something inside a parameter.
fn nested<'a>(member: &Member<'a>) -> MemberFact<'a> {
    let element = member.is_element().then(|| member.position());
    match (member.path().as_slice(), element, member.string()) {
        (["jwk" | "epk", name], ..) if let Some(key) = KeyMember::named(name) => {
            fact(Role::Key(key), HeaderMeaning::Key(key)).documented(Source::Rfc(7517, "4"))
        }
        (["crit", _], Some(position), Some(name)) => {
            fact(Role::Element(position), HeaderMeaning::CriticalExtension(name))
                .documented(Source::Rfc(7515, "4.1.11"))
        }
        (["x5c", _], Some(position), _) => {
            fact(Role::Certificate(position), HeaderMeaning::Certificate(position))
                .documented(Source::Rfc(7515, "4.1.6"))
        }
        _ => {
            let parent = member.parent().and_then(|parent| parent.name.as_deref());
            fact(member.unknown_role(), HeaderMeaning::Nested(parent))
        }
    }
}
