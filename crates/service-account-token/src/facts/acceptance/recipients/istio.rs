//! Istio's request authentication and Envoy's filter `jwt_authn`, which does its work.

use super::context::{Answers, Context, Finding, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

const LEEWAY: i64 = 60;
const SOURCE: &str = "envoyproxy/envoy:source/extensions/filters/http/jwt_authn/authenticator.cc";
const ALGORITHMS: &[&str] = &[
    "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "HS256",
    "HS384", "HS512", "EdDSA",
];

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(SOURCE)
    };
    let keys = context.configured_keys();
    let expiry = context.optional_expiry(Leeway::Seconds(LEEWAY));
    let audience = if context.has_no_audience() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience_by(Usual::Open, bare)
    };
    let issued_at = (StepResult::NotChecked, Detail::NotRead { claim: "iat" });
    let steps = vec![
        own(Check::Form, context.three_parts(), Message::EnvoyForm, Fix::RequestToken),
        own(
            Check::Algorithm,
            context.algorithm(ALGORITHMS),
            Message::EnvoyAlgorithm,
            Fix::AllowAlgorithm,
        ),
        own(Check::Issuer, context.issuer(), Message::EnvoyIssuer, Fix::CorrectIssuer),
        own(
            Check::NotBefore,
            context.begun("nbf", LEEWAY),
            Message::EnvoyNotYet,
            Fix::CorrectClock,
        ),
        own(Check::Expiry, expiry, Message::EnvoyExpired, Fix::ReadFileAgain),
        step(Check::IssuedAt, issued_at).source(SOURCE),
        own(Check::Audience, audience, Message::EnvoyAudience, Fix::AcceptAudience),
        own(Check::PublicKeys, keys.clone(), Message::EnvoyFetch, Fix::OpenDiscovery),
        own(Check::Key, keys, Message::EnvoyNoKey, Fix::WaitForKeys),
        own(Check::Signature, context.signature(), Message::EnvoySignature, Fix::CheckSignature),
    ];
    Walk::new(Party::Istio, Order::Known, false, steps)
}

/// Envoy ignores the scheme and one final slash of an audience.
fn bare(audience: &str) -> &str {
    let rest = audience.strip_prefix("https://").or_else(|| audience.strip_prefix("http://"));
    let rest = rest.unwrap_or(audience);
    rest.strip_suffix('/').unwrap_or(rest)
}
