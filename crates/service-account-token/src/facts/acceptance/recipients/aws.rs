//! AWS STS, `AssumeRoleWithWebIdentity`, for IAM roles for service accounts. The order of its checks is
//! not public.

use super::context::{Answers, Context, Finding, issuer_fix, step};
use super::times::Leeway;
use crate::facts::acceptance::glob;
use crate::facts::acceptance::policy::Policy;
use crate::facts::acceptance::policy::aws::{Decision, TrustPolicy};
use crate::facts::acceptance::recipient::{Detail, Fix, Message, PolicyKind, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

const USUAL: Usual = Usual::Default("sts.amazonaws.com");
const MOST_CHARACTERS: usize = 20_000;
const ALGORITHMS: &[&str] = &["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];
const CLAIMS: &[&str] = &["iss", "aud", "sub", "iat"];
const GUIDE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html";
const POLICY_GUIDE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html";

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let mut steps = claims(&context);
    steps.extend(keys(&context));
    steps.extend(times(&context));
    let read = context.policy();
    let trust = match &read {
        // No policy is compared with a token that STS does not read.
        Some((Some(Policy::Aws(_)), _))
            if context.size(MOST_CHARACTERS).0 == StepResult::Failed =>
        {
            context.size(MOST_CHARACTERS)
        }
        Some((Some(Policy::Aws(policy)), _)) => decide(policy, &context),
        other => Context::no_policy(PolicyKind::AwsTrustPolicy, other.as_ref()),
    };
    let is_pasted = matches!(&read, Some((Some(Policy::Aws(_)), _)));
    let fix =
        if is_pasted { Fix::CorrectPolicy } else { Fix::PastePolicy(PolicyKind::AwsTrustPolicy) };
    let trust = step(Check::TrustPolicy, trust).says(Message::AwsNotAuthorized).needs(fix);
    steps.push(trust.source(POLICY_GUIDE));
    if !is_pasted && context.subject.is_some() {
        let subject = step(Check::Subject, context.subject(glob::fits));
        let subject = subject.says(Message::AwsNotAuthorized).needs(Fix::CorrectSubject);
        steps.push(subject.source(POLICY_GUIDE));
    }
    if let Some((Some(Policy::Aws(_)), flaws)) = &read {
        steps.extend(Context::policy_review(flaws, POLICY_GUIDE));
    }
    let addressed = context.is_addressed(&[kubernetes::Party::AwsIrsa]);
    Walk::new(Party::AwsSts, Order::Unknown, addressed, steps)
}

fn claims(context: &Context<'_>) -> Vec<Step> {
    let issuer = context.token.issuer().unwrap_or_default().to_owned();
    let required = context.required(CLAIMS);
    let missing = match &required.1 {
        Detail::Missing { claims } => claims.first().copied(),
        _ => None,
    };
    let required = step(Check::RequiredClaims, required).needs(Fix::RequestToken).source(GUIDE);
    let required = match missing {
        Some(claim) => required.says(Message::AwsMissingClaim(claim)),
        None => required,
    };
    let of_issuer = issuer_form(context).unwrap_or_else(|| context.https_issuer());
    let issuer_fix = issuer_fix(&of_issuer, Fix::TrustIssuer);
    vec![
        step(Check::Issuer, of_issuer)
            .says(Message::AwsNoProvider { issuer })
            .needs(issuer_fix)
            .source(GUIDE),
        required,
        step(Check::Audience, context.audience(USUAL))
            .says(Message::AwsAudience)
            .needs(context.audience_fix(USUAL))
            .source("aws/amazon-eks-pod-identity-webhook#232"),
        step(Check::Size, context.size(MOST_CHARACTERS)).needs(Fix::ShorterToken).source(GUIDE),
    ]
}

/// Returns the failure of an issuer with a query or a port.
fn issuer_form(context: &Context<'_>) -> Option<Finding> {
    let issuer = context.token.issuer()?;
    let rest = issuer.strip_prefix("https://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let is_bad = rest.contains(['?', '#']) || host.contains(':');
    is_bad.then(|| (StepResult::Failed, Detail::IssuerForm { issuer: issuer.to_owned() }))
}

fn keys(context: &Context<'_>) -> Vec<Step> {
    let published = context.public_keys();
    let published_fix = issuer_fix(&published, Fix::OpenDiscoveryToAws);
    vec![
        step(Check::Algorithm, context.algorithm(ALGORITHMS))
            .says(Message::AwsNotValidated)
            .needs(Fix::AllowAlgorithm)
            .source(GUIDE),
        step(Check::PublicKeys, published)
            .says(Message::AwsNoKey)
            .needs(published_fix)
            .source("awslabs/aws-sdk-rust#827"),
        step(Check::Signature, context.signature())
            .says(Message::AwsNotValidated)
            .needs(Fix::CheckSignature)
            .source("external-secrets/external-secrets#6648"),
    ]
}

fn times(context: &Context<'_>) -> Vec<Step> {
    let at = context.token.expires_at().unwrap_or_default();
    let now = context.settings.now.unwrap_or_default();
    let issued = context.token.issued_at().unwrap_or_default();
    let expiry =
        step(Check::Expiry, context.expiry(Leeway::NotPublished)).needs(Fix::ReadFileAgain);
    // Without a time or a clock, the message has no numbers.
    let has_times = context.token.expires_at().is_some() && context.settings.now.is_some();
    let expiry = if has_times { expiry.says(Message::AwsExpired { at, now }) } else { expiry };
    let age = context.age().map(|age| {
        step(Check::Age, age)
            .says(Message::AwsTooOld { issued })
            .needs(Fix::ReadFileAgain)
            .source("mozilla-iam/mozilla-aws-cli#146")
    });
    let mut steps = vec![expiry.source("awslabs/aws-orbit-workbench#707")];
    steps.extend(age);
    steps
}

fn decide(policy: &TrustPolicy, context: &Context<'_>) -> Finding {
    match policy.decide(&context.token) {
        Decision::Allows => (StepResult::Passed, Detail::PolicyAllows),
        Decision::Doubtful(flaw) => (StepResult::Unknown, Detail::PolicyDoubtful(flaw)),
        Decision::Denies { statement } => (StepResult::Failed, Detail::PolicyDenies { statement }),
        Decision::AllowsNone { nearest: Some((statement, obstacles)) } => {
            (StepResult::Failed, Detail::PolicyBlocks { statement, obstacles })
        }
        Decision::AllowsNone { nearest: None } => (StepResult::Failed, Detail::PolicyEmpty),
        Decision::Unknown { statement, obstacles } => {
            (StepResult::Unknown, Detail::PolicyOpen { statement, obstacles })
        }
    }
}
