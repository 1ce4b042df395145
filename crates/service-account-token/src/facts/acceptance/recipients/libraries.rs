//! Other libraries, as they verify by default.

use super::context::{Answers, Context, Finding, RSA_EC_AND_EDDSA, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

const JOSE: &str = "panva/jose:src/lib/jwt_claims_set.ts";
const SPRING: &str = "spring-projects/spring-security:oauth2/oauth2-jose";
const PYJWT: &str = "jpadilla/pyjwt:jwt/api_jwt.py";
const JOSE_LEAST_BITS: usize = 2048;
const SPRING_LEEWAY: i64 = 60;

/// Returns the checks of jose for JavaScript: the signature first.
pub(super) fn jose(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(JOSE)
    };
    let audience = if context.has_no_audience() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(Usual::Open)
    };
    let steps = vec![
        own(
            Check::Algorithm,
            context.library_algorithm(RSA_EC_AND_EDDSA),
            Message::JoseAlgorithm,
            Fix::AllowAlgorithm,
        ),
        jose_key(&context),
        own(Check::Signature, context.signature(), Message::JoseSignature, Fix::CheckSignature),
        own(Check::Issuer, context.issuer(), Message::JoseClaim("iss"), Fix::CorrectIssuer),
        own(Check::Audience, audience, Message::JoseClaim("aud"), Fix::AcceptAudience),
        step(Check::NotBefore, context.begun("nbf", 0)).needs(Fix::CorrectClock).source(JOSE),
        own(
            Check::Expiry,
            context.optional_expiry(Leeway::Below(0)),
            Message::JoseExpired,
            Fix::ReadFileAgain,
        ),
    ];
    Walk::new(Party::Jose, Order::Known, false, steps)
}

/// It refuses small RSA keys, with a message that is not known here.
fn jose_key(context: &Context<'_>) -> Step {
    match context.token.rsa_bits() {
        Some(bits) if bits < JOSE_LEAST_BITS => {
            let small = Detail::KeyTooSmall { bits, least: JOSE_LEAST_BITS };
            step(Check::Key, (StepResult::Failed, small)).needs(Fix::LargerKey).source(JOSE)
        }
        _ => step(Check::Key, context.configured_keys())
            .says(Message::JoseNoKey)
            .needs(Fix::CheckSignature)
            .source(JOSE),
    }
}

/// Returns the checks of Spring Security: the signature first, and no audience by default.
pub(super) fn spring(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(SPRING)
    };
    let audience = if context.audiences.is_empty() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(Usual::Open)
    };
    let expiry = context.optional_expiry(Leeway::Seconds(SPRING_LEEWAY));
    let begun = step(Check::NotBefore, context.begun("nbf", SPRING_LEEWAY));
    let steps = vec![
        own(
            Check::Algorithm,
            context.algorithm(&["RS256"]),
            Message::SpringDecode,
            Fix::AllowAlgorithm,
        ),
        own(Check::Signature, context.signature(), Message::SpringDecode, Fix::CheckSignature),
        own(Check::Expiry, expiry, Message::SpringExpired, Fix::ReadFileAgain),
        begun.needs(Fix::CorrectClock).source(SPRING),
        own(Check::Issuer, context.issuer(), Message::SpringIssuer, Fix::CorrectIssuer),
        step(Check::Audience, audience).needs(Fix::AcceptAudience).source(SPRING),
    ];
    Walk::new(Party::SpringSecurity, Order::Known, false, steps)
}

/// Returns the checks of PyJWT.
pub(super) fn pyjwt(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let audience = if context.has_no_audience() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(Usual::Open)
    };
    let passed_none = context.audiences.is_empty();
    let message =
        if passed_none { Message::PyJwtAudienceNotPassed } else { Message::PyJwtAudience };
    let plain =
        |check: Check, finding: Finding, fix: Fix| step(check, finding).needs(fix).source(PYJWT);
    let steps = vec![
        plain(Check::Algorithm, context.library_algorithm(RSA_EC_AND_EDDSA), Fix::AllowAlgorithm),
        plain(Check::Signature, context.signature(), Fix::CheckSignature)
            .says(Message::PyJwtSignature),
        plain(Check::IssuedAt, context.begun("iat", 0), Fix::CorrectClock),
        plain(Check::NotBefore, context.begun("nbf", 0), Fix::CorrectClock),
        plain(Check::Expiry, context.optional_expiry(Leeway::Below(0)), Fix::ReadFileAgain)
            .says(Message::PyJwtExpired),
        plain(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        plain(Check::Audience, audience, Fix::AcceptAudience).says(message),
    ];
    Walk::new(Party::PyJwt, Order::Known, false, steps)
}
