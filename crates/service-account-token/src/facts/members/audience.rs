//! `aud` (RFC 7519 §4.1.3): whom the token is for, and what follows.
//!
//! Which audiences are the API server's own is configuration (`--api-audiences`, by default its
//! issuers), so that the token alone never proves it.

use super::fact::MemberFact;
use super::meaning::{AudienceMeaning, BoundAudience, Family, Meaning, RecipientMeaning, Role};
use super::member::Member;
use super::member::{Found, TypeMismatch};
use crate::claims::{Expected, Source};
use crate::facts::audience::NamedParty;
use crate::facts::conclusions::Facts;
use crate::facts::vocabulary::AudienceClass;
use crate::kubernetes::Certainty;
use crate::kubernetes::Party;
use crate::text::json::JsonType;

const RFC: Source = Source::Rfc(7519, "4.1.3");

/// The recipients that are known, sorted by the audience that names them.
pub(super) struct Parties<'a>(Vec<&'a NamedParty>);

impl<'a> Parties<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let mut parties = Self(Vec::new());
        for party in facts.variant.iter().flat_map(|variant| &variant.parties) {
            if let Err(at) = parties.find(&party.audience) {
                parties.0.insert(at, party);
            }
        }
        parties
    }

    fn find(&self, audience: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|party| party.audience.as_str().cmp(audience))
    }

    fn named(&self, audience: &str) -> Option<&'a NamedParty> {
        self.find(audience).ok().and_then(|at| self.0.get(at).copied())
    }
}

/// Returns the fact about `aud` itself.
pub(super) fn audience<'a>(member: &Member<'a>, parties: &Parties<'a>) -> Found<'a> {
    let is_string = member.node.json_type == JsonType::String;
    if !is_string && member.node.json_type != JsonType::Array {
        let expected = Expected::Strings;
        return Err(TypeMismatch { role: Role::Audience, expected, source: RFC });
    }
    let audiences = match &member.reading.claims.aud {
        Some(aud) => aud.value.as_slice(),
        None => &[],
    };
    let fact = |meaning| MemberFact::new(Role::Audience, Meaning::Audience(meaning));
    if audiences.is_empty() {
        let kubernetes = member.is_kubernetes();
        let fact = fact(AudienceMeaning::Nobody { kubernetes });
        return Ok(if kubernetes { fact.likely(Source::JwtGo) } else { fact.documented(RFC) });
    }
    Ok(match member.family() {
        None => fact(AudienceMeaning::OtherToken(audiences)).documented(RFC),
        Some(Family::Legacy) => fact(AudienceMeaning::Legacy(audiences)).certain(Source::JwtGo),
        Some(Family::Bound) => {
            let class = bound(member, audiences, parties);
            let fact =
                fact(AudienceMeaning::Bound { audiences, class, cut: member.is_cut(), is_string });
            match class {
                BoundAudience::GivenApiServer => fact.certain(Source::JwtGo),
                BoundAudience::Mixed => fact.likely(Source::TokenReviewGo),
                _ => fact.likely(Source::JwtGo),
            }
        }
    })
}

fn bound<'a>(
    member: &Member<'a>,
    audiences: &'a [String],
    parties: &Parties<'a>,
) -> BoundAudience<'a> {
    match member.facts.variant.as_ref().map(|variant| variant.audience) {
        Some(AudienceClass::Foreign) => BoundAudience::Foreign(match audiences {
            [only] => parties.named(only),
            _ => None,
        }),
        Some(AudienceClass::Mixed) => BoundAudience::Mixed,
        _ if !member.reading.options.api_audiences.is_empty() => BoundAudience::GivenApiServer,
        _ if issuer(member).is_some_and(|issuer| audiences.iter().any(|one| one == issuer)) => {
            BoundAudience::IssuersApiServer
        }
        _ => BoundAudience::LikelyApiServer,
    }
}

/// Returns the fact about an element of `aud`.
pub(super) fn recipient<'a>(member: &Member<'a>, parties: &Parties<'a>) -> Found<'a> {
    let role = Role::Recipient(member.position());
    let audience = member.expect_string(role, RFC)?;
    let fact = |meaning| MemberFact::new(role, Meaning::Recipient(meaning));
    if !member.is_kubernetes() {
        return Ok(fact(RecipientMeaning::OtherToken).documented(RFC));
    }
    let Some(party) = parties.named(audience) else {
        return Ok(fact(RecipientMeaning::Unknown(audience)));
    };
    let certain = party.certainty == Certainty::Certain;
    Ok(match (party.party == Party::ApiServer, certain) {
        (true, true) => fact(RecipientMeaning::GivenApiServer).certain(Source::JwtGo),
        (true, false) if issuer(member) == Some(audience) => {
            fact(RecipientMeaning::IssuersApiServer).likely(Source::AuthenticationGo)
        }
        (true, false) => fact(RecipientMeaning::LikelyApiServer).likely(Source::AuthenticationGo),
        (false, true) => fact(RecipientMeaning::Webhook).certain(Source::WebhookTokenGo),
        // That the party uses the name is known; that the token is for it is inferred.
        (false, false) => fact(RecipientMeaning::Known(party)).likely(Source::AuthenticationGo),
    })
}

fn issuer<'a>(member: &Member<'a>) -> Option<&'a str> {
    let claims = member.reading.claims;
    claims.iss.as_ref().map(|iss| iss.value.as_str())
}
