//! Recipients whose checks are not known here: what most recipients check.

use super::context::{Answers, Context, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Fix, Usual};
use crate::facts::acceptance::vocabulary::Check;
use crate::facts::acceptance::walk::Step;

/// Returns the checks that most recipients make. The issuer is one only if the caller named those that this
/// one trusts.
pub(super) fn likely_steps(context: &Context<'_>, source: &'static str) -> Vec<Step> {
    let own = |check, finding, fix| step(check, finding).needs(fix).source(source);
    let usual = Usual::Open;
    let mut steps = vec![
        own(Check::Audience, context.audience(usual), context.audience_fix(usual)),
        own(Check::Expiry, context.expiry(Leeway::NotPublished), Fix::ReadFileAgain),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    if !context.issuers.is_empty() {
        steps.push(own(Check::Issuer, context.issuer(), Fix::CorrectIssuer));
    }
    steps
}
