//! The Go library go-oidc, and programs that use it: claims first, then the signature.

use super::context::{Answers, Context, Finding, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes::{self, Platform};

/// How far `nbf` may be in the future.
const BEGIN_LEEWAY: i64 = 300;
const SOURCE: &str = "coreos/go-oidc:oidc/verify.go";
const KNATIVE: &str = "knative/eventing:pkg/auth/verifier.go";
const ARGO_CD: &str = "argoproj/argo-cd:util/oidc/provider.go";
const FULCIO: &str = "sigstore/fulcio:pkg/identity/authorize.go";
const SIGSTORE_AUDIENCE: &str = "sigstore";

/// Returns the checks of a program that uses the library.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let steps = steps(&context, SOURCE, Message::GoOidcAudience, |message| message);
    Walk::new(Party::GoOidc, Order::Known, false, steps)
}

/// Returns the checks of Knative Eventing.
pub(super) fn knative(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let passed_on = |message| Message::KnativeToken(Box::new(message));
    let mut steps = steps(&context, KNATIVE, Message::GoOidcAudience, passed_on);
    let subject = context.token.subject().unwrap_or_default().to_owned();
    steps.push(
        step(Check::Subject, context.equal_subject())
            .says(Message::KnativeSubject { subject })
            .needs(Fix::CorrectSubject)
            .source(KNATIVE),
    );
    Walk::new(Party::Knative, Order::Known, false, steps)
}

/// Returns the checks of Argo CD, if the cluster is its OpenID provider.
pub(super) fn argo_cd(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let unconfigured = context.audiences.is_empty();
    let audience = if unconfigured { Message::ArgoCdAudience } else { Message::GoOidcAudience };
    let steps = steps(&context, ARGO_CD, audience, |message| message);
    Walk::new(Party::ArgoCd, Order::Known, false, steps)
}

/// Returns the checks of Sigstore's public Fulcio. The client sees one message for all failures.
pub(super) fn sigstore(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let mut context = Context::new(reading, settings);
    // Fulcio's own configuration, which is public.
    context.audiences = vec![SIGSTORE_AUDIENCE.to_owned()];
    let usual = Fix::RequestAudience(Some(SIGSTORE_AUDIENCE.to_owned()));
    let own = |check: Check, finding: Finding, fix: Fix| -> Step {
        step(check, finding).says(Message::FulcioError).needs(fix).source(FULCIO)
    };
    let steps = vec![
        own(Check::Issuer, of_cloud(&context), Fix::RequestCloud),
        own(Check::Audience, context.audience(Usual::Open), usual),
        own(Check::Expiry, context.expiry(Leeway::Seconds(0)), Fix::ReadFileAgain),
        own(Check::NotBefore, context.begun("nbf", BEGIN_LEEWAY), Fix::CorrectClock),
        own(Check::PublicKeys, context.public_keys(), Fix::OpenDiscovery),
        own(
            Check::Signature,
            context.by_go_jose(context.signature()),
            context.go_jose_fix(Fix::CheckSignature),
        ),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Sigstore]);
    Walk::new(Party::Sigstore, Order::Known, addressed, steps)
}

fn of_cloud(context: &Context<'_>) -> Finding {
    let Some(issuer) = context.token.issuer() else { return context.missing("iss") };
    let platforms = kubernetes::platforms(issuer, context.token.audiences());
    let is_cloud = |platform| matches!(platform, Platform::Eks | Platform::Gke | Platform::Aks);
    let issuer = issuer.to_owned();
    // Of GKE, only the form with `locations`.
    let is_zonal = issuer.contains("/zones/");
    if !is_zonal && platforms.into_iter().any(|(platform, _)| is_cloud(platform)) {
        return (StepResult::Passed, Detail::IssuerFits { issuer });
    }
    (StepResult::Failed, Detail::IssuerOfNoCloud { issuer })
}

fn steps(
    context: &Context<'_>,
    source: &'static str,
    audience: Message,
    passed_on: fn(Message) -> Message,
) -> Vec<Step> {
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(passed_on(message)).needs(fix).source(source)
    };
    let issuer = Message::GoOidcIssuer { expected: context.issuers.first().cloned() };
    let issued_at = (StepResult::NotChecked, Detail::NotRead { claim: "iat" });
    vec![
        own(Check::Issuer, context.issuer(), issuer, Fix::CorrectIssuer),
        own(Check::Audience, context.audience(Usual::Open), audience, Fix::AcceptAudience),
        own(
            Check::Expiry,
            context.expiry(Leeway::Seconds(0)),
            Message::GoOidcExpired,
            Fix::ReadFileAgain,
        ),
        own(
            Check::NotBefore,
            context.begun("nbf", BEGIN_LEEWAY),
            Message::GoOidcNotYet,
            Fix::CorrectClock,
        ),
        step(Check::IssuedAt, issued_at).source(source),
        step(Check::Algorithm, context.by_go_jose(context.documented_algorithm(&["RS256"])))
            .needs(context.go_jose_fix(Fix::AllowAlgorithm))
            .source(source),
        own(Check::Signature, context.signature(), Message::GoOidcSignature, Fix::CheckSignature),
    ]
}
