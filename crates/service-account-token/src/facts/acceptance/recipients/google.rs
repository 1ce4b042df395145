//! Google STS, for Workload Identity Federation. The order of its checks is not public.

use std::collections::BTreeSet;

use super::context::{Answers, Context, Finding, issuer_fix, step};
use super::times::Leeway;
use crate::facts::acceptance::policy::cel::{Outcome, Value};
use crate::facts::acceptance::policy::google::{Provider, Status};
use crate::facts::acceptance::policy::{Flaw, Policy};
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
        Some((Some(Policy::Google(providers)), _)) => nearest(providers, &context),
        _ => None,
    };
    // What is open or about other tokens is not compared.
    let compared = provider.filter(|own| own.is_oidc && own.doubt.is_none());
    if let Some(issuer) = compared.and_then(|own| own.issuer.clone()) {
        context.issuers = vec![issuer];
    }
    if let Some(audiences) = compared.and_then(|own| own.audiences.clone()) {
        context.audiences = audiences;
    }
    let mut steps = claims(&context);
    steps.push(request(compared));
    steps.extend(keys(&context, compared));
    match compared {
        Some(provider) => steps.extend(of_provider(provider, &context)),
        None => {
            let (finding, fix) = not_compared(provider, read.as_ref());
            steps.push(step(Check::TrustPolicy, finding).needs(fix).source(REFERENCE));
            if provider.is_none() && context.subject.is_some() {
                let subject = step(Check::Subject, context.equal_subject());
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

/// Returns the provider that fits best: a request names one, and all has to fit that one.
fn nearest<'p>(providers: &'p [Provider], context: &Context<'_>) -> Option<&'p Provider> {
    let token = &context.token;
    let accepted: BTreeSet<&String> = token.audiences().iter().collect();
    let fits = |own: &Provider| {
        let issuer = own.is_oidc && own.issuer.as_deref() == token.issuer();
        let audiences = own.audiences.as_ref();
        let audience = audiences.is_none_or(|own| own.iter().any(|own| accepted.contains(own)));
        let expression = own.expression.as_ref();
        let outcome = expression.map(|expression| expression.outcome(token, &own.mapping));
        let is_active = own.status == Status::Active;
        (issuer, audience, is_active, own.doubt.is_none(), outcome != Some(Outcome::Fails))
    };
    // Of several that fit alike, the first.
    providers.iter().rev().max_by_key(|own| fits(own))
}

/// Returns the result for a provider that is not compared.
fn not_compared(
    provider: Option<&Provider>,
    read: Option<&(Option<Policy>, Vec<Flaw>)>,
) -> (Finding, Fix) {
    match provider {
        Some(provider) => {
            let doubt = provider.doubt.clone().map(Detail::PolicyDoubtful);
            let finding = match doubt {
                Some(doubt) => (StepResult::Unknown, doubt),
                None => (StepResult::Failed, Detail::ProviderNotOidc),
            };
            (finding, Fix::CorrectPolicy)
        }
        None => {
            let kind = PolicyKind::GoogleProvider;
            (Context::no_policy(kind, read), Fix::PastePolicy(kind))
        }
    }
}

/// What the request names cannot be known from the token. Whether the provider is on can be known from the
/// provider.
fn request(provider: Option<&Provider>) -> Step {
    let off = |is_deleted| (StepResult::Failed, Detail::ProviderOff { is_deleted });
    let finding = match provider.map(|own| own.status) {
        Some(Status::Disabled) => off(false),
        Some(Status::Deleted) => off(true),
        Some(Status::Active) | None => {
            return step(Check::Request, (StepResult::Unknown, Detail::RequestNotHere))
                .says(Message::GoogleRequest)
                .needs(Fix::NameProvider)
                .source("google-github-actions/auth#60");
        }
    };
    step(Check::Request, finding)
        .says(Message::GoogleTarget)
        .needs(Fix::EnableProvider)
        .source("google-github-actions/auth#202")
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
    ];
    steps.extend(age);
    steps
}

fn keys(context: &Context<'_>, provider: Option<&Provider>) -> Vec<Step> {
    let uploaded = provider.and_then(|own| own.keys.as_ref());
    let published = match uploaded.zip(context.token.header("kid")) {
        Some((keys, kid)) if keys.has(kid) => {
            let key_id = kid.to_owned();
            step(Check::PublicKeys, (StepResult::Passed, Detail::KeysUploaded { key_id }))
        }
        Some((keys, kid)) if keys.has_only_ids() => {
            let key_id = kid.to_owned();
            let finding = (StepResult::Unknown, Detail::KeysUploadedOthers { key_id });
            step(Check::PublicKeys, finding).needs(Fix::UploadKeys)
        }
        _ => step(Check::PublicKeys, context.public_or_uploaded_keys())
            .says(Message::GoogleConnect)
            .needs(Fix::OpenDiscoveryOrUpload),
    };
    vec![
        step(Check::Algorithm, context.algorithm_of_key())
            .needs(Fix::AllowAlgorithm)
            .source(REFERENCE),
        published.source(GUIDE),
        step(Check::Signature, context.signature()).needs(Fix::CheckSignature).source(GUIDE),
    ]
}

fn of_provider(provider: &Provider, context: &Context<'_>) -> Vec<Step> {
    let mapped = mapped(provider, context);
    let mapping = match &mapped.1 {
        Detail::MappedMissing { .. } | Detail::MappedOtherMissing { .. } => {
            step(Check::Mapping, mapped).needs(Fix::MapOwnClaim)
        }
        _ => {
            let mapping = step(Check::Mapping, mapped);
            mapping.says(Message::GoogleMapping).needs(Fix::ShorterMapping)
        }
    };
    let condition = step(Check::Condition, condition(provider, context))
        .says(Message::GoogleCondition)
        .needs(Fix::CorrectPolicy)
        .source("terraform-google-modules/terraform-example-foundation#1362");
    vec![mapping.source(REFERENCE), condition]
}

fn mapped(provider: &Provider, context: &Context<'_>) -> Finding {
    match provider.mapping.value("google.subject", &context.token) {
        Value::Text(subject) if subject.len() > MOST_BYTES => {
            (StepResult::Failed, Detail::MappedOver { bytes: subject.len() })
        }
        Value::Text(subject) => match provider.mapping.missing(&context.token) {
            Some((attribute, claim)) => {
                (StepResult::Unknown, Detail::MappedOtherMissing { attribute, claim })
            }
            None => (StepResult::Passed, Detail::MappedFits { subject }),
        },
        Value::Missing(claim) => (StepResult::Failed, Detail::MappedMissing { claim }),
        Value::Unknown => (StepResult::Unknown, Detail::MappedOpen),
    }
}

fn condition(provider: &Provider, context: &Context<'_>) -> Finding {
    let Some(condition) = provider.condition.clone() else {
        return (StepResult::Passed, Detail::NoCondition);
    };
    let expression = provider.expression.as_ref();
    match expression.map(|own| own.outcome(&context.token, &provider.mapping)) {
        Some(Outcome::Holds) => (StepResult::Passed, Detail::ConditionHolds { condition }),
        Some(Outcome::Fails) => (StepResult::Failed, Detail::ConditionFails { condition }),
        Some(Outcome::Missing(claim)) => {
            (StepResult::Failed, Detail::ConditionReadsMissing { condition, claim })
        }
        Some(Outcome::Unknown) | None => (StepResult::Unknown, Detail::ConditionOpen { condition }),
    }
}
