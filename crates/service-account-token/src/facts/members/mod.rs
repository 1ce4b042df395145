//! What each header parameter and claim is, and what this value of it says.
//!
//! One file for each family of names. A name that none of them knows is called unknown, which is
//! no fault. The facts say what the token says, not that it is true: no signature was checked.

mod algorithm;
mod audience;
mod catalog;
mod fact;
mod header;
mod kubernetes;
mod legacy;
mod meaning;
mod member;
mod registered;
mod repetition;
#[cfg(test)]
mod tests;

mod times;

pub(crate) use fact::MemberFact;
pub(crate) use meaning::{
    Acceptance, Account, Agreement, AlgorithmMeaning, ApiGroup, AudienceMeaning, BoundAudience,
    CatalogMeaning, Description, Detail, Family, HeaderMeaning, IssuerMeaning, KeyIdMeaning,
    KeyManagement, KnownSubject, KubernetesMeaning, KubernetesUse, LegacyMeaning, Lifetime,
    Meaning, NamedAccount, NotBeforeMeaning, Notation, ObjectKind, RecipientMeaning, Repetition,
    Role, SubjectMeaning, TimeMeaning, TimeOf, TokenIdMeaning, TypeMeaning, UnknownClaim,
    UnknownMember, WarnDelay, Which,
};

use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::jose::json::Json;
use member::{Found, Member};
use repetition::Repetitions;

/// Returns the facts about every member of the header, in the order of `Json::members`.
pub(crate) fn header<'a>(reading: &'a Reading<'a>, facts: &'a Facts) -> Vec<MemberFact<'a>> {
    conclude(reading, facts, &reading.jose.header, header::conclude)
}

/// Returns the facts about every member of the payload, in the order of `Json::members`.
pub(crate) fn payload<'a>(reading: &'a Reading<'a>, facts: &'a Facts) -> Vec<MemberFact<'a>> {
    let parties = audience::Parties::new(facts);
    conclude(reading, facts, &reading.jose.payload, |member| claim(member, &parties))
}

/// Linear in the members: nothing below may search for another member by its name.
fn conclude<'a>(
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    json: &'a Json,
    about: impl Fn(&Member<'a>) -> Found<'a>,
) -> Vec<MemberFact<'a>> {
    let repetitions = Repetitions::find(json);
    let is_header = std::ptr::eq(json, &raw const reading.jose.header);
    let mut found = Vec::new();
    for (id, node) in json.members() {
        let member = Member { reading, facts, json, id, node };
        let mut fact = about(&member).unwrap_or_else(|mismatch| member.ill_typed(mismatch));
        if let Some(withheld) = json.withheld(id) {
            fact = MemberFact::new(fact.role, Meaning::Withheld(withheld.reason));
        } else if json.is_unknown(id) {
            fact = MemberFact::new(fact.role, Meaning::PartlyUnreadable);
        }
        found.push(repetitions.mark(&member, is_header, fact));
    }
    found
}

fn claim<'a>(member: &Member<'a>, parties: &audience::Parties<'a>) -> Found<'a> {
    match *member.path().as_slice() {
        ["aud"] => audience::audience(member, parties),
        ["aud", _] if member.is_element() => audience::recipient(member, parties),
        ["iss"] => registered::issuer(member),
        ["sub"] => registered::subject(member),
        ["jti"] => registered::token_id(member),
        ["exp"] => Ok(times::expires(member)),
        ["nbf"] => Ok(times::not_before(member)),
        ["iat"] => Ok(times::issued(member)),
        ["kubernetes.io", "warnafter"] => Ok(times::warn_after(member)),
        ["kubernetes.io", ref rest @ ..] => kubernetes::conclude(member, rest),
        [name] if name.starts_with("kubernetes.io~1serviceaccount~1") => legacy::conclude(member),
        _ => Ok(catalog::conclude(member)),
    }
}
