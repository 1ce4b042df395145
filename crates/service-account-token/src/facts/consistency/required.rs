//! Reports the claims that are missing, in the order in which the API server notices their absence,
//! and those that have another type than they must have.

use super::super::go_jose::is_audience;
use super::path::path;
use crate::claims::Expected;
use crate::facts::api_server::Answer;
use crate::facts::conclusions::Facts;
use crate::facts::findings::{ClaimsFinding, Finding, Lack};
use crate::facts::missing::Missing;
use crate::facts::reading::Reading;
use crate::facts::typed_claims::is_typed;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::LEGACY_ISSUER;
use crate::text::json::JsonType;

pub(super) fn missing(reading: &Reading<'_>, facts: &Facts, found: &mut Vec<Finding>) {
    let kind = facts.kind;
    // The API server checks the issuer first, then the audience and the types, then the rest.
    let mut reached = facts.verdict.reaches_validator;
    for Missing { claim, lack, of, answer, .. } in &facts.missing {
        let answers = reached || *answer == Some(Answer::NotMine);
        let answer = answer.filter(|_| answers);
        reached &= answer.is_none();
        // Null counts as absent, except here.
        let is_null_audience = claim == "aud" && matches!(lack, Lack::Null(_));
        let answer = if is_null_audience { Some(Answer::NotAnAudience) } else { answer };
        let (claim, lack, of) = (claim.clone(), *lack, *of);
        found.push(ClaimsFinding::Missing { claim, lack, of, answer }.into());
    }
    let issuer =
        reading.claims.iss.as_ref().filter(|iss| {
            kind == Kind::Legacy && !iss.value.is_empty() && iss.value != LEGACY_ISSUER
        });
    if let Some(iss) = issuer {
        let (node, issuer) = (iss.node, iss.value.clone());
        found.push(ClaimsFinding::IssuerUnexpected { node, issuer }.into());
    }
}

pub(super) fn types(reading: &Reading<'_>, facts: &Facts, found: &mut Vec<Finding>) {
    let payload = &reading.jose.payload;
    for &(node, expected) in &reading.claims.ill_typed {
        let claim = path(payload, node);
        let json_type = payload[node].json_type;
        // A null there is reported as missing.
        if facts.missing.iter().any(|missing| missing.lack == Lack::Null(node)) {
            continue;
        }
        let is_typed = is_typed(facts.kind, &payload[node].pointer);
        let answer = match expected {
            _ if is_audience(&payload[node].pointer) => Some(Answer::NotAnAudience),
            _ if json_type == JsonType::Null => None,
            _ if payload[node].pointer == "/iss" => Some(Answer::NotMine),
            Expected::Seconds => Some(Answer::NotANumericDate),
            _ => Some(Answer::CannotUnmarshal),
        };
        let answer = answer.filter(|_| is_typed);
        let found_type = json_type;
        found.push(
            ClaimsFinding::IllTyped { node, claim, found: found_type, expected, answer }.into(),
        );
    }
}
