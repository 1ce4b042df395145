//! Google STS, for Workload Identity Federation. The order of its checks is not public.

use super::context::{Answers, Context, Finding, issuer_fix, step};
use super::times::Leeway;
use crate::facts::acceptance::policy::Policy;
use crate::facts::acceptance::policy::google::Provider;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, PolicyKind, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

/// The longest subject.
const MOST_BYTES: usize = 127;
const GUIDE: &str =
    "https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes";
const REFERENCE: &str = "https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers";

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let mut context = Context::new(reading, settings);
    let read = context.policy();
    let provider = match &read {
        Some((Some(Policy::Google(provider)), _)) => Some(provider),
        _ => None,
    };
    if let Some(issuer) = provider.and_then(|own| own.issuer.clone()) {
        context.issuers = vec![issuer];
    }
    if let Some(audiences) = provider.and_then(|own| own.audiences.clone()) {
        context.audiences = audiences;
    }
    let mut steps = claims(&context);
    steps.extend(keys(&context));
    match provider {
        Some(provider) => steps.extend(of_provider(provider, &context)),
        None => {
            let finding = Context::no_policy(PolicyKind::GoogleProvider, read.as_ref());
            let fix = Fix::PastePolicy(PolicyKind::GoogleProvider);
            steps.push(step(Check::TrustPolicy, finding).needs(fix).source(REFERENCE));
            if context.subject.is_some() {
                let subject = step(Check::Subject, context.subject(|a, b| a == b));
                steps.push(subject.needs(Fix::CorrectSubject).source(REFERENCE));
            }
        }
    }
    if let (Some(_), Some((_, flaws))) = (provider, &read) {
        steps.extend(Context::policy_review(flaws, REFERENCE));
    }
    let addressed = context.is_addressed(&[kubernetes::Party::GcpWorkloadIdentityFederation]);
    Walk::new(Party::GoogleSts, Order::Unknown, addressed, steps)
}

fn claims(context: &Context<'_>) -> Vec<Step> {
    let issuer = context.token.issuer().unwrap_or_default().to_owned();
    let issued = context.token.issued_at().unwrap_or_default();
    let age = context.age().map(|age| {
        step(Check::Age, age)
            .says(Message::GoogleStale { issued })
            .needs(Fix::ReadFileAgain)
            .source("googleapis/google-cloud-go#12440")
    });
    let of_issuer = context.https_issuer();
    let issuer_fix = issuer_fix(&of_issuer, Fix::CorrectIssuer);
    let mut steps = vec![
        step(Check::Issuer, of_issuer)
            .says(Message::GoogleNoIssuer { issuer })
            .needs(issuer_fix)
            .source(GUIDE),
        step(Check::Audience, context.audience(Usual::Open))
            .says(Message::GoogleAudience)
            .needs(context.audience_fix(Usual::Open))
            .source(REFERENCE),
        step(Check::Expiry, context.expiry(Leeway::NotPublished))
            .needs(Fix::ReadFileAgain)
            .source(GUIDE),
        step(Check::Request, (StepResult::Unknown, Detail::RequestNotHere))
            .says(Message::GoogleRequest)
            .needs(Fix::NameProvider)
            .source("google-github-actions/auth#60"),
    ];
    steps.extend(age);
    steps
}

fn keys(context: &Context<'_>) -> Vec<Step> {
    vec![
        step(Check::Algorithm, context.algorithm_of_key())
            .needs(Fix::AllowAlgorithm)
            .source(REFERENCE),
        step(Check::PublicKeys, context.public_or_uploaded_keys())
            .says(Message::GoogleConnect)
            .needs(Fix::OpenDiscoveryOrUpload)
            .source(GUIDE),
        step(Check::Signature, context.signature()).needs(Fix::CheckSignature).source(GUIDE),
    ]
}

fn of_provider(provider: &Provider, context: &Context<'_>) -> Vec<Step> {
    vec![
        step(Check::Mapping, mapped(provider, context))
            .says(Message::GoogleMapping)
            .needs(Fix::ShorterMapping)
            .source(REFERENCE),
        step(Check::Condition, condition(provider, context))
            .needs(Fix::CorrectPolicy)
            .source(REFERENCE),
    ]
}

fn mapped(provider: &Provider, context: &Context<'_>) -> Finding {
    match provider.mapping.value("google.subject", &context.token) {
        Some(subject) if subject.len() > MOST_BYTES => {
            (StepResult::Failed, Detail::MappedOver { bytes: subject.len() })
        }
        Some(subject) => (StepResult::Passed, Detail::MappedFits { subject }),
        None => (StepResult::Unknown, Detail::MappedOpen),
    }
}

fn condition(provider: &Provider, context: &Context<'_>) -> Finding {
    let Some(condition) = provider.condition.clone() else {
        return (StepResult::Passed, Detail::NoCondition);
    };
    let expression = provider.expression.as_ref();
    match expression.and_then(|own| own.holds(&context.token, &provider.mapping)) {
        Some(true) => (StepResult::Passed, Detail::ConditionHolds { condition }),
        Some(false) => (StepResult::Failed, Detail::ConditionFails { condition }),
        None => (StepResult::Unknown, Detail::ConditionOpen { condition }),
    }
}
