//! Teleport, join method `kubernetes`: it asks the cluster, or verifies with keys that it was given.

use super::context::{Answers, Context, Finding, step};
use super::review;
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

const SOURCE: &str = "gravitational/teleport:lib/kube/token/validator.go";
const LEEWAY: i64 = 10;
const MOST_SECONDS: i64 = 1800;

/// Returns the checks of the type `in_cluster`.
pub(super) fn in_cluster(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = Usual::ClusterName;
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(SOURCE)
    };
    let steps = vec![
        own(
            Check::Audience,
            context.audience_or_api_server(usual),
            Message::TeleportReview,
            context.audience_fix(usual),
        ),
        review::review(&context, SOURCE).says(Message::TeleportReview),
        own(Check::PodBinding, context.pod_binding(), Message::TeleportUnbound, Fix::UsePodToken),
        subject(&context),
    ];
    Walk::new(Party::TeleportInCluster, Order::Known, false, steps)
}

/// Returns the checks of the type `static_jwks`.
pub(super) fn static_jwks(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = Usual::ClusterName;
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(SOURCE)
    };
    let claims = |check: Check, finding: Finding, fix: Fix| -> Step {
        own(check, finding, Message::TeleportClaims, fix)
    };
    let required = context.required(&["exp", "iat"]);
    let missing = match &required.1 {
        Detail::Missing { claims } => claims.first().copied().unwrap_or_default(),
        _ => "exp",
    };
    let shorter = Fix::ShorterLifetime { seconds: MOST_SECONDS };
    let mut steps = vec![
        signature(&context),
        claims(Check::Audience, context.audience(usual), context.audience_fix(usual)),
        claims(Check::NotBefore, context.begun("nbf", LEEWAY), Fix::CorrectClock),
        claims(Check::Expiry, context.optional_expiry(Leeway::Seconds(LEEWAY)), Fix::ReadFileAgain),
        claims(Check::IssuedAt, context.begun("iat", LEEWAY), Fix::CorrectClock),
        own(
            Check::PodBinding,
            context.pod_binding(),
            Message::TeleportJwksUnbound,
            Fix::UsePodToken,
        ),
        own(
            Check::RequiredClaims,
            required,
            Message::TeleportJwksMissing(missing),
            Fix::RequestToken,
        ),
        own(
            Check::Lifetime,
            context.lifetime(MOST_SECONDS, false),
            Message::TeleportJwksLifetime,
            shorter,
        ),
    ];
    steps.push(subject(&context));
    Walk::new(Party::TeleportStaticJwks, Order::Known, false, steps)
}

/// Its message about a header that cannot be decoded is not known.
fn signature(context: &Context<'_>) -> Step {
    let finding = context.by_go_jose(context.signature());
    let is_decoded = !matches!(finding.1, Detail::HeaderUndecodable { .. });
    let own = step(Check::Signature, finding).needs(context.go_jose_fix(Fix::CheckSignature));
    let own = own.source(SOURCE);
    if is_decoded { own.says(Message::TeleportSignature) } else { own }
}

/// The rules of the join token name the accounts that may join.
fn subject(context: &Context<'_>) -> Step {
    let finding = context.equal_subject();
    step(Check::Subject, finding).needs(Fix::CorrectSubject).source(SOURCE)
}
