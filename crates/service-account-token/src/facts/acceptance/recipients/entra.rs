//! Microsoft Entra, which takes the token as a client assertion. The order of its checks is not public.

use std::collections::BTreeSet;

use super::context::{Answers, Context, Finding, issuer_fix, step};
use super::times::Leeway;
use crate::facts::acceptance::policy::Policy;
use crate::facts::acceptance::policy::entra::{Credential, Subject};
use crate::facts::acceptance::recipient::{Detail, Fix, Message, PolicyKind, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

const USUAL: Usual = Usual::Default("api://AzureADTokenExchange");
/// The longest issuer, subject and audience of a credential.
const MOST_CHARACTERS: usize = 600;
const GUIDE: &str = "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations";

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let mut context = Context::new(reading, settings);
    let read = context.policy();
    let nearest = match &read {
        Some((Some(Policy::Entra(credentials)), _)) => nearest(credentials, &context),
        _ => None,
    };
    let doubt = nearest.and_then(|own| own.doubt.clone());
    let credential = nearest.filter(|_| doubt.is_none());
    if let Some(own) = credential {
        context.issuers = own.issuer.iter().cloned().collect();
        context.audiences = own.audiences.clone();
    }
    let mut steps = claims(&context, credential.map(|own| &own.subject));
    steps.extend(keys(&context));
    if credential.is_none() {
        let kind = PolicyKind::EntraCredential;
        let (finding, fix) = match doubt {
            Some(flaw) => ((StepResult::Unknown, Detail::PolicyDoubtful(flaw)), Fix::CorrectPolicy),
            None => (Context::no_policy(kind, read.as_ref()), Fix::PastePolicy(kind)),
        };
        let own = step(Check::TrustPolicy, finding).says(Message::EntraNoRecord).needs(fix);
        steps.push(own.source(GUIDE));
    }
    if let (Some(_), Some((_, flaws))) = (nearest, &read) {
        steps.extend(Context::policy_review(flaws, GUIDE));
    }
    let addressed = context.is_addressed(&[kubernetes::Party::AzureWorkloadIdentity]);
    Walk::new(Party::Entra, Order::Unknown, addressed, steps)
}

/// Returns the credential that fits best: issuer, subject and audience all have to be those of one.
fn nearest<'c>(credentials: &'c [Credential], context: &Context<'_>) -> Option<&'c Credential> {
    let token = &context.token;
    let audiences: BTreeSet<&String> = token.audiences().iter().collect();
    let fits = |own: &Credential| {
        let issuer = own.issuer.as_deref() == token.issuer();
        let subject = token.subject().and_then(|subject| own.subject.takes(subject));
        let audience = own.audiences.iter().any(|audience| audiences.contains(audience));
        (issuer, subject != Some(false), audience, own.doubt.is_none())
    };
    // Of several that fit alike, the first.
    credentials.iter().rev().max_by_key(|own| fits(own))
}

fn claims(context: &Context<'_>, subject_of: Option<&Subject>) -> Vec<Step> {
    let subject = match subject_of {
        None => context.equal_subject(),
        Some(own) => by_credential(own, context),
    };
    let is_expression =
        matches!(subject_of, Some(Subject::Fits(_) | Subject::Unread | Subject::NotSupported));
    let subject = in_other_capitals(subject);
    let message = match subject.1 {
        _ if is_expression => Message::EntraExpression,
        Detail::SubjectCase { .. } => Message::EntraSubjectCase,
        _ => Message::EntraSubject,
    };
    let subject =
        step(Check::Subject, subject).needs(Fix::CorrectSubject).source("Azure/login#482");
    // What Entra answers for an expression that it does not support is not known.
    let subject = match subject_of {
        Some(Subject::NotSupported) => subject,
        _ => subject.says(message),
    };
    let issuer = context.https_issuer();
    let fix = issuer_fix(&issuer, Fix::CorrectIssuer);
    vec![
        step(Check::Issuer, issuer)
            .says(Message::EntraIssuer)
            .needs(fix)
            .source("Azure/azure-workload-identity#1200"),
        subject,
        step(Check::Audience, context.audience(USUAL))
            .says(Message::EntraAudience)
            .needs(context.audience_fix(USUAL))
            .source(GUIDE),
        step(Check::Size, lengths(context)).needs(Fix::ShorterClaim).source(GUIDE),
        step(Check::Expiry, context.expiry(Leeway::NotPublished))
            .says(Message::EntraTime)
            .needs(Fix::ReadFileAgain)
            .source(GUIDE),
    ]
}

/// A credential has no room for a longer value, so none can be equal. One audience is enough.
fn lengths(context: &Context<'_>) -> Finding {
    let token = &context.token;
    if token.is_cut() {
        return (StepResult::Unknown, Detail::Cut { claim: "iss" });
    }
    let length = |text: &str| text.chars().count();
    let shortest = token.audiences().iter().map(|own| length(own)).min();
    let lengths = [
        ("iss", token.issuer().map(length)),
        ("sub", token.subject().map(length)),
        ("aud", shortest),
    ];
    for (claim, characters) in lengths {
        if let Some(characters) = characters.filter(|own| *own > MOST_CHARACTERS) {
            let most = MOST_CHARACTERS;
            return (StepResult::Failed, Detail::ClaimOver { claim, characters, most });
        }
    }
    (StepResult::Passed, Detail::ClaimsFit { most: MOST_CHARACTERS })
}

fn by_credential(demanded: &Subject, context: &Context<'_>) -> Finding {
    let Some(subject) = context.token.subject() else { return context.missing("sub") };
    let own = subject.to_owned();
    let expected = match demanded {
        Subject::Is(expected) | Subject::Fits(expected) => expected.clone(),
        Subject::NotSupported => {
            return (StepResult::Failed, Detail::SubjectExpressionNotSupported);
        }
        Subject::Missing | Subject::Unread => String::new(),
    };
    match demanded.takes(subject) {
        Some(true) => (StepResult::Passed, Detail::SubjectFits { subject: own }),
        Some(false) => (StepResult::Failed, Detail::SubjectDiffers { subject: own, expected }),
        None => (StepResult::Unknown, Detail::SubjectExpression),
    }
}

fn in_other_capitals(finding: Finding) -> Finding {
    match finding {
        (result, Detail::SubjectDiffers { subject, expected })
            if subject.eq_ignore_ascii_case(&expected) =>
        {
            (result, Detail::SubjectCase { subject, expected })
        }
        other => other,
    }
}

fn keys(context: &Context<'_>) -> Vec<Step> {
    let issuer = context.token.issuer().unwrap_or_default().to_owned();
    let published = context.public_keys();
    let fix = issuer_fix(&published, Fix::OpenDiscovery);
    vec![
        step(Check::Algorithm, context.documented_algorithm(&["RS256"]))
            .needs(Fix::AllowAlgorithm)
            .source(GUIDE),
        step(Check::PublicKeys, published).says(Message::EntraEndpoint).needs(fix).source(GUIDE),
        step(Check::Signature, context.signature())
            .says(Message::EntraKey { issuer })
            .needs(Fix::CheckSignature)
            .source("Azure/azure-workload-identity#1232"),
    ]
}
