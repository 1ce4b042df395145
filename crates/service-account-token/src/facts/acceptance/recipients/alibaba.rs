//! Alibaba Cloud STS, `AssumeRoleWithOIDC`, for RAM roles for service accounts. The order of its checks is not
//! public.

use std::ops::RangeInclusive;

use super::context::{Answers, Context, Finding, issuer_fix, step};
use super::times::Leeway;
use crate::facts::acceptance::glob;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

const USUAL: Usual = Usual::Default("sts.aliyuncs.com");
const MOST_CHARACTERS: usize = 20_000;
/// The values of `IssuanceLimitTime`, in hours.
const LIMITS: RangeInclusive<u32> = 1..=168;
const HOUR: i64 = 3600;
const GUIDE: &str = "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc";
const ERRORS: &str =
    "https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-errorcodes";
const PROVIDER: &str = "https://www.alibabacloud.com/help/en/ram/developer-reference/api-ims-2019-08-15-createoidcprovider";

/// Returns the checks.
pub(super) fn walk(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let own = |check: Check, finding: Finding, message: Message, fix: Fix| -> Step {
        step(check, finding).says(message).needs(fix).source(ERRORS)
    };
    let issuer = context.https_issuer();
    let to_trust = issuer_fix(&issuer, Fix::TrustIssuer);
    let keys = context.public_keys();
    let to_publish = issuer_fix(&keys, Fix::OpenDiscovery);
    let mut steps = vec![
        own(Check::Form, context.three_parts(), Message::AlibabaForm, Fix::RequestToken),
        step(Check::Size, context.size(MOST_CHARACTERS)).needs(Fix::ShorterToken).source(GUIDE),
        own(Check::Issuer, issuer, Message::AlibabaNoProvider, to_trust),
        own(
            Check::Audience,
            context.audience(USUAL),
            Message::AlibabaAudience,
            context.audience_fix(USUAL),
        ),
        own(
            Check::Expiry,
            context.expiry(Leeway::NotPublished),
            Message::AlibabaExpired,
            Fix::ReadFileAgain,
        ),
        step(Check::Subject, context.subject(glob::fits)).needs(Fix::CorrectSubject).source(GUIDE),
        step(Check::PublicKeys, keys).needs(to_publish).source(PROVIDER),
        own(Check::Signature, context.signature(), Message::AlibabaSignature, Fix::CheckSignature),
    ];
    let age = age(&context);
    steps.extend(age.map(|age| step(Check::Age, age).needs(Fix::ReadFileAgain).source(PROVIDER)));
    let addressed = context.is_addressed(&[kubernetes::Party::AlibabaRrsa]);
    Walk::new(Party::AlibabaRrsa, Order::Unknown, addressed, steps)
}

/// A limit that the caller has not said lies within its bounds.
fn age(context: &Context<'_>) -> Option<Finding> {
    let limit = context.settings.issuance_limit.filter(|hours| LIMITS.contains(hours));
    let least = i64::from(limit.unwrap_or(*LIMITS.start())) * HOUR;
    let most = i64::from(limit.unwrap_or(*LIMITS.end())) * HOUR;
    Some(match (context.age_limit(least)?, context.age_limit(most)?) {
        ((StepResult::Failed, Detail::AgeOver { seconds, .. }), (StepResult::Passed, _)) => {
            (StepResult::Unknown, Detail::AgeToCompare { seconds, least, most })
        }
        (_, over @ (StepResult::Failed, _)) => over,
        (within, _) => within,
    })
}
