//! OpenAI and the Claude API, which exchange the token for one of their own. The order of their checks is
//! not public.

use super::context::{Answers, Context, Finding, RSA_AND_EC, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

const OPENAI_AUDIENCE: Usual = Usual::Example("https://api.openai.com/v1");
const OPENAI: &str =
    "https://platform.openai.com/docs/guides/workload-identity-federation/kubernetes";
const CLAUDE_AUDIENCE: Usual = Usual::Example("https://api.anthropic.com");
const CLAUDE: &str = "https://platform.claude.com/docs/en/manage-claude/wif-reference";
const CLAUDE_LEEWAY: i64 = 30;
const CLAUDE_MOST_CHARACTERS: usize = 16 * 1024;
/// The default of `max_jwt_lifetime_seconds`.
const CLAUDE_DEFAULT_SECONDS: i64 = 3600;

/// Returns the checks of OpenAI. Its answers are not documented.
pub(super) fn openai(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let required = context.required(&["iss", "aud", "sub", "iat", "exp"]);
    let usual = context.audience_fix(OPENAI_AUDIENCE);
    let own =
        |check: Check, finding: Finding, fix: Fix| step(check, finding).needs(fix).source(OPENAI);
    let steps = vec![
        own(Check::RequiredClaims, required, Fix::RequestToken),
        own(Check::KeyId, context.key_id(), Fix::RequestToken),
        own(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        own(Check::Audience, context.audience(OPENAI_AUDIENCE), usual),
        own(Check::Subject, context.equal_subject(), Fix::CorrectSubject),
        own(Check::Expiry, context.expiry(Leeway::NotPublished), Fix::ReadFileAgain),
        own(Check::PublicKeys, context.public_or_uploaded_keys(), Fix::UploadKeys),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::OpenAi]);
    Walk::new(Party::OpenAi, Order::Unknown, addressed, steps)
}

/// Returns the checks of the Claude API, which answers all failures alike.
pub(super) fn claude(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let required = context.required(&["sub", "iat", "exp"]);
    let usual = context.audience_fix(CLAUDE_AUDIENCE);
    let own = |check: Check, finding: Finding, fix: Fix| -> Step {
        step(check, finding).says(Message::ClaudeFailed).needs(fix).source(CLAUDE)
    };
    let reuse = if context.token.has_id() {
        (StepResult::Unknown, Detail::SingleUse)
    } else {
        (StepResult::NotChecked, Detail::ReusableWithoutId)
    };
    let most = settings.max_lifetime.map_or(CLAUDE_DEFAULT_SECONDS, i64::from);
    let is_default = settings.max_lifetime.is_none();
    let longer = Fix::LongerLifetime { seconds: most };
    let expiry = context.expiry(Leeway::Seconds(CLAUDE_LEEWAY));
    let steps = vec![
        own(Check::Size, context.size(CLAUDE_MOST_CHARACTERS), Fix::ShorterToken),
        own(Check::RequiredClaims, required, Fix::RequestToken),
        own(Check::KeyId, context.key_id(), Fix::RequestToken),
        own(Check::Algorithm, context.algorithm(RSA_AND_EC), Fix::AllowAlgorithm),
        own(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        own(Check::Audience, context.audience(CLAUDE_AUDIENCE), usual),
        own(Check::Subject, context.subject(exact_or_prefix), Fix::CorrectSubject),
        own(Check::IssuedAt, context.begun("iat", CLAUDE_LEEWAY), Fix::CorrectClock),
        own(Check::Expiry, expiry, Fix::ReadFileAgain),
        own(Check::Lifetime, context.lifetime(most, is_default), longer),
        step(Check::Reuse, reuse)
            .says(Message::ClaudeReused)
            .needs(Fix::NewTokenEachTime)
            .source(CLAUDE),
        own(Check::PublicKeys, context.public_or_uploaded_keys(), Fix::OpenDiscoveryOrUpload),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Claude]);
    Walk::new(Party::Claude, Order::Unknown, addressed, steps)
}

/// Only a final `*` is a wildcard.
fn exact_or_prefix(expected: &str, subject: &str) -> bool {
    match expected.strip_suffix('*') {
        Some(prefix) => subject.starts_with(prefix),
        None => expected == subject,
    }
}
