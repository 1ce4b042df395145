//! Vault and OpenBao: the auth methods `kubernetes`, which asks the cluster, and `jwt`, which does not.

use super::context::{Answers, Context, Finding, RSA_AND_EC, RSA_EC_AND_EDDSA, step};
use super::times::Leeway;
use crate::facts::acceptance::glob;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual, VaultReason};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;
use crate::kubernetes::claim_names::SUBJECT_PREFIX;

const LEEWAY: i64 = 60;
const KUBERNETES: &str = "hashicorp/vault-plugin-auth-kubernetes:path_login.go";
const JWT: &str = "hashicorp/vault-plugin-auth-jwt:path_login.go";

/// Returns the checks of the auth method `kubernetes`.
pub(super) fn kubernetes(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let denied = |own: Step, reason: VaultReason, fix: Fix| {
        own.says(Message::VaultDenied(reason)).needs(fix).source(KUBERNETES)
    };
    let issuer = if context.issuers.is_empty() {
        (StepResult::NotChecked, Detail::IssuerNotRead)
    } else {
        context.issuer()
    };
    let audience = if context.has_no_audience() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(Usual::Open)
    };
    let algorithm = step(Check::Algorithm, context.algorithm(RSA_AND_EC));
    let role = step(Check::Request, (StepResult::Unknown, Detail::RoleNotHere));
    let signature = (StepResult::NotChecked, Detail::SignatureOfPemKeys);
    let mut steps = vec![
        role.says(Message::VaultRole).needs(Fix::NameRole).source(KUBERNETES),
        denied(algorithm, VaultReason::Other, Fix::AllowAlgorithm),
        step(Check::Signature, signature).source(KUBERNETES),
        denied(step(Check::Issuer, issuer), VaultReason::Issuer, Fix::TrustIssuer),
        denied(step(Check::Audience, audience), VaultReason::Audience, Fix::AcceptAudience),
    ];
    let not_before = step(Check::NotBefore, context.begun("nbf", LEEWAY));
    let expiry = if has_no_times(&context) {
        (StepResult::Passed, Detail::NoTimes)
    } else {
        context.optional_expiry(Leeway::Seconds(LEEWAY))
    };
    let expiry = step(Check::Expiry, expiry);
    let issued_at = step(Check::IssuedAt, context.begun("iat", LEEWAY));
    steps.push(denied(not_before, VaultReason::NotYet, Fix::CorrectClock));
    steps.push(denied(expiry, VaultReason::Expired, Fix::ReadFileAgain));
    steps.push(denied(issued_at, VaultReason::NotYet, Fix::CorrectClock));
    let (subject, reason) = names(&context);
    steps.push(denied(step(Check::Subject, subject), reason, Fix::CorrectSubject));
    let review = match context.review() {
        (StepResult::Unknown, _) => (StepResult::Unknown, Detail::ReviewByVault),
        finding => finding,
    };
    let review = step(Check::TokenReview, review);
    steps.push(denied(review, VaultReason::Lookup, Fix::NewToken));
    let addressed = context.is_addressed(&[kubernetes::Party::Vault]);
    Walk::new(Party::VaultKubernetes, Order::Known, addressed, steps)
}

/// The role lists names and namespaces, whose `*` stands for any characters. Vault compares the name first.
fn names(context: &Context<'_>) -> (Finding, VaultReason) {
    let finding = context.subject(fits);
    let name = |subject: &str| {
        let names = subject.strip_prefix(SUBJECT_PREFIX)?;
        names.split_once(':').map(|(_, name)| name.to_owned())
    };
    let reason = match &finding.1 {
        Detail::SubjectDiffers { subject, expected } => match (name(subject), name(expected)) {
            (Some(own), Some(demanded)) if glob::fits_stars(&demanded, &own) => {
                VaultReason::Namespace
            }
            _ => VaultReason::AccountName,
        },
        _ => VaultReason::AccountName,
    };
    (finding, reason)
}

/// Returns true if both the namespace and the name fit.
fn fits(expected: &str, subject: &str) -> bool {
    let names = |text: &'_ str| -> Option<(String, String)> {
        let (namespace, name) = text.strip_prefix(SUBJECT_PREFIX)?.split_once(':')?;
        Some((namespace.to_owned(), name.to_owned()))
    };
    match (names(expected), names(subject)) {
        (Some(expected), Some(own)) => {
            glob::fits_stars(&expected.0, &own.0) && glob::fits_stars(&expected.1, &own.1)
        }
        _ => glob::fits_stars(expected, subject),
    }
}

/// Returns the checks of the auth method `jwt`.
pub(super) fn jwt(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let unbound = context.audiences.is_empty() && !context.token.audiences().is_empty();
    let audience = if context.audiences.is_empty() && !unbound {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(Usual::Open)
    };
    let audience_message =
        if unbound { Message::VaultAudienceUnbound } else { Message::VaultInvalid };
    let invalid = |own: Step, fix: Fix| own.says(Message::VaultInvalid).needs(fix).source(JWT);
    let is_decoded = context.token.undecodable_parameter().is_none();
    let mut steps = vec![
        step(Check::Algorithm, context.by_go_jose(context.algorithm(RSA_EC_AND_EDDSA)))
            .says(if is_decoded { Message::VaultNoKey } else { Message::VaultInvalid })
            .needs(context.go_jose_fix(Fix::AllowAlgorithm))
            .source(JWT),
        step(Check::Signature, context.signature())
            .says(Message::VaultNoKey)
            .needs(Fix::CheckSignature)
            .source(JWT),
        invalid(step(Check::Issuer, context.issuer()), Fix::TrustIssuer),
        invalid(step(Check::Subject, context.equal_subject()), Fix::CorrectSubject),
        step(Check::Audience, audience)
            .says(audience_message)
            .needs(Fix::AcceptAudience)
            .source(JWT),
    ];
    steps.extend(times(&context));
    steps.push(
        step(Check::BoundClaims, (StepResult::Unknown, Detail::BoundClaimsToAsk))
            .says(Message::VaultBoundClaim)
            .needs(Fix::CorrectSubject)
            .source(JWT),
    );
    let addressed = context.is_addressed(&[kubernetes::Party::Vault]);
    Walk::new(Party::VaultJwt, Order::Known, addressed, steps)
}

/// Returns true if the token has none of the times.
fn has_no_times(context: &Context<'_>) -> bool {
    let token = &context.token;
    let times = [token.expires_at(), token.not_before(), token.issued_at()];
    times.iter().all(Option::is_none) && !token.is_cut()
}

fn times(context: &Context<'_>) -> Vec<Step> {
    if has_no_times(context) {
        let missing = Detail::AllMissing { claims: &["exp", "nbf", "iat"] };
        let finding = (StepResult::Failed, missing);
        let own = step(Check::RequiredClaims, finding).says(Message::VaultNoTimes);
        return vec![own.needs(Fix::RequestToken).source(JWT)];
    }
    let invalid = |own: Step, fix: Fix| own.says(Message::VaultInvalid).needs(fix).source(JWT);
    let expiry = step(Check::Expiry, context.optional_expiry(Leeway::Seconds(LEEWAY)));
    vec![
        invalid(expiry, Fix::ReadFileAgain),
        invalid(step(Check::NotBefore, context.begun("nbf", LEEWAY)), Fix::CorrectClock),
        invalid(step(Check::IssuedAt, context.begun("iat", LEEWAY)), Fix::CorrectClock),
    ]
}
