//! What each header parameter and claim is, and what this value of it says.
//!
//! One file for each family of names. A name that none of them knows is called unknown, which is
//! no fault. The facts say what the token says, not that it is true: no signature was checked.

mod algorithm;
mod audience;
mod catalog;
mod header;
mod kubernetes;
mod legacy;
mod member;
mod registered;
mod repetition;
#[cfg(test)]
mod tests;

mod times;

pub(crate) use algorithm::{AlgorithmMeaning, KeyManagement, KubernetesUse};
pub(crate) use audience::{AudienceMeaning, BoundAudience, RecipientMeaning};
pub(crate) use catalog::{CatalogMeaning, Detail, UnknownClaim};
pub(crate) use header::{HeaderMeaning, KeyIdMeaning, TypeMeaning};
pub(crate) use kubernetes::{ApiGroup, Description, KubernetesMeaning, ObjectKind, UnknownMember};
pub(crate) use legacy::LegacyMeaning;
pub(crate) use member::Family;
pub(crate) use registered::{
    Account, Agreement, IssuerMeaning, KnownSubject, NamedAccount, SubjectMeaning, TokenIdMeaning,
};
pub(crate) use repetition::{Repetition, Which};
pub(crate) use times::{
    Acceptance, Lifetime, NotBeforeMeaning, Notation, TimeMeaning, TimeOf, WarnDelay,
};

use super::Facts;
use crate::claims::catalog::{CatalogClaim, CatalogPart, KeyMember, Parameter};
use crate::claims::{Expected, Source};
use crate::facts::reading::Reading;
use crate::jose::json::Json;
use crate::kubernetes::Certainty;
use crate::paste::WithheldReason;
use crate::text::json::JsonType;
use member::{Found, Member};
use repetition::Repetitions;

/// What is concluded about one member of the header or the payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberFact<'a> {
    pub(crate) role: Role<'a>,
    pub(crate) meaning: Meaning<'a>,
    /// It is a claim of other issuers in a service account token, where Kubernetes never writes it.
    pub(crate) foreign: bool,
    /// Whether another member of the same name stands beside it.
    pub(crate) repetition: Option<Repetition>,
    /// Where the meaning can be looked up; none where nothing is known.
    pub(crate) source: Option<Source>,
    pub(crate) certainty: Certainty,
    /// The time that it says, in Unix seconds.
    pub(crate) time: Option<i64>,
}

impl<'a> MemberFact<'a> {
    /// Returns a fact of which nothing is known.
    fn new(role: Role<'a>, meaning: Meaning<'a>) -> Self {
        Self {
            role,
            meaning,
            foreign: false,
            repetition: None,
            source: None,
            certainty: Certainty::Unknown,
            time: None,
        }
    }

    /// It follows from the code that the source names.
    fn certain(self, source: Source) -> Self {
        self.from(source, Certainty::Certain)
    }

    /// The source says so.
    fn documented(self, source: Source) -> Self {
        self.from(source, Certainty::Documented)
    }

    /// It is inferred from what the source says.
    fn likely(self, source: Source) -> Self {
        self.from(source, Certainty::Likely)
    }

    fn from(self, source: Source, certainty: Certainty) -> Self {
        Self { source: Some(source), certainty, ..self }
    }
}

/// What a member is. Its title follows from this alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role<'a> {
    // Header parameters.
    Algorithm,
    KeyId,
    Type,
    Parameter(Parameter),
    /// An element of `x5c`, counted from 1.
    Certificate(usize),
    // Registered claims.
    Issuer,
    Subject,
    Audience,
    /// An element of `aud`, counted from 1.
    Recipient(usize),
    ExpirationTime,
    NotBefore,
    IssuedAt,
    TokenId,
    // Claims of Kubernetes.
    Kubernetes,
    Namespace,
    ServiceAccount,
    ServiceAccountName,
    ServiceAccountUid,
    BoundObject(ObjectKind),
    BoundObjectName(ObjectKind),
    BoundObjectUid(ObjectKind),
    PodNode,
    PodNodeName,
    PodNodeUid,
    WarnAfter,
    Attestations,
    ApiGroups,
    /// An element of `admissionReviewAPIGroups`, counted from 1.
    ApiGroup(usize),
    LegacySecret,
    // What others define.
    Catalog(CatalogClaim),
    Part(CatalogPart),
    Key(KeyMember),
    // What nobody is known to define.
    /// An element of another list, counted from 1.
    Element(usize),
    /// A member by its own name.
    Named(&'a str),
}

/// What the value of a member says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning<'a> {
    /// The report withholds the value.
    Withheld(WithheldReason),
    /// A character that belongs to no alphabet hides a part of it.
    PartlyUnreadable,
    /// It has another type than it must have.
    IllTyped {
        found: JsonType,
        expected: Expected,
        /// The token is a service account token, which the API server decodes.
        kubernetes: bool,
    },
    Header(HeaderMeaning<'a>),
    Issuer(IssuerMeaning<'a>),
    Subject(SubjectMeaning<'a>),
    Audience(AudienceMeaning<'a>),
    Recipient(RecipientMeaning<'a>),
    TokenId(TokenIdMeaning<'a>),
    Time(TimeMeaning<'a>),
    Kubernetes(KubernetesMeaning<'a>),
    Legacy(LegacyMeaning<'a>),
    Catalog(CatalogMeaning<'a>),
}

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
