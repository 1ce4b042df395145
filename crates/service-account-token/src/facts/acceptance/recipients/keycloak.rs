//! Keycloak, with Kubernetes as an identity provider. What it allows is an age, not a lifetime.

use super::context::{Answers, Context, Finding, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

const PROVIDER: &str = "keycloak/keycloak:services/src/main/java/org/keycloak/broker/kubernetes/KubernetesIdentityProvider.java";
const VALIDATOR: &str = "keycloak/keycloak:services/src/main/java/org/keycloak/authentication/authenticators/client/AbstractBaseJWTValidator.java";
const ISSUER: &str = "https://kubernetes.default.svc.cluster.local";
const AUDIENCE: Usual = Usual::RealmUrl;
const MOST_SECONDS: i64 = 3600;

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let mut context = Context::new(reading, settings);
    // Another cluster's issuer has to be configured.
    if context.issuers.is_empty() && context.token.issuer() == Some(ISSUER) {
        context.issuers = vec![ISSUER.to_owned()];
    }
    let plain =
        |check: Check, finding: Finding, fix: Fix| step(check, finding).needs(fix).source(PROVIDER);
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(VALIDATOR)
    };
    let has_expiry = context.token.expires_at().is_some();
    let expired = if has_expiry { Message::KeycloakInactive } else { Message::KeycloakNoExpiry };
    let early = Message::KeycloakIssuedInFuture;
    let mut steps = vec![
        plain(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        plain(Check::Audience, context.audience(AUDIENCE), context.audience_fix(AUDIENCE)),
        own(Check::Expiry, context.expiry(Leeway::Seconds(0)), expired, Fix::ReadFileAgain),
        own(
            Check::NotBefore,
            context.begun("nbf", 0),
            Message::KeycloakInactive,
            Fix::CorrectClock,
        ),
        own(Check::IssuedAt, context.begun("iat", 0), early, Fix::CorrectClock),
        plain(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    steps.push(match context.age_limit(MOST_SECONDS) {
        Some(age) => own(Check::Age, age, Message::KeycloakTooOld, Fix::ReadFileAgain),
        None => own(
            Check::RequiredClaims,
            without_issue_time(&context),
            Message::KeycloakNoIssueTime,
            Fix::RequestToken,
        ),
    });
    Walk::new(Party::Keycloak, Order::Unknown, false, steps)
}

/// Without `iat`, the time that is left counts.
fn without_issue_time(context: &Context<'_>) -> Finding {
    let Some(expires_at) = context.token.expires_at() else { return context.missing("iat") };
    if context.token.is_cut() {
        return (StepResult::Unknown, Detail::Cut { claim: "iat" });
    }
    let Some(now) = context.settings.now else { return (StepResult::Unknown, Detail::NoClock) };
    let seconds = expires_at.saturating_sub(now).max(0);
    let result = if seconds > MOST_SECONDS { StepResult::Failed } else { StepResult::Passed };
    (result, Detail::NoIssueTime { seconds, most: MOST_SECONDS })
}
