//! The validator of bound tokens (kubernetes/kubernetes pkg/serviceaccount/claims.go Validate).

use super::Server;
use crate::claims::{Claim, NumericDate};
use crate::facts::acceptance::server::{Answer, Detail, Release};
use crate::facts::acceptance::vocabulary::{Check, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::cut::is_cut;
use crate::kubernetes::lifetimes::LEEWAY_SECONDS;

/// How a time is compared with the clock.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// It must not lie in the future.
    Past,
    /// It must not lie in the past.
    Future,
}

impl Server<'_> {
    pub(super) fn bound(&self, steps: &mut Vec<Step>) {
        let claims = self.reading.claims;
        steps.push(self.time(Check::NotBefore, claims.nbf.as_ref(), Side::Past, Answer::NotYet));
        steps.push(self.time(Check::Expiry, claims.exp.as_ref(), Side::Future, Answer::Expired));
        let issued_at = match self.release >= Release::ISSUED_AT {
            true => {
                let answer = Answer::IssuedInFuture;
                self.time(Check::IssuedAt, claims.iat.as_ref(), Side::Past, answer)
            }
            false => self.step(
                Check::IssuedAt,
                StepResult::NotChecked,
                Detail::IssuedAtIgnored,
                Answer::IssuedInFuture,
            ),
        };
        steps.push(issued_at);
        let (ignored, detail) = (StepResult::NotChecked, Detail::SubjectIgnored);
        steps.push(self.step(Check::Subject, ignored, detail, Answer::SubjectInvalid));
        self.account(steps);
        self.objects(steps);
        self.warn_after(steps);
    }

    fn time(
        &self,
        check: Check,
        claim: Option<&Claim<NumericDate>>,
        side: Side,
        answer: Answer,
    ) -> Step {
        let (result, detail) = match claim {
            None if is_cut(&self.reading.jose.payload) => {
                (StepResult::Unknown, Detail::TimeUnreadable)
            }
            None if check == Check::Expiry && self.release < Release::ISSUED_AT => {
                (StepResult::Failed, Detail::ExpiryMissing)
            }
            None => (StepResult::Passed, Detail::TimeMissing),
            Some(claim) => match (seconds(claim.value), self.settings.now) {
                (None, _) => (StepResult::Unknown, Detail::TimeUnreadable),
                (Some(at), None) => (StepResult::Unknown, Detail::NoClock { at }),
                (Some(at), Some(now)) => compare(at, now, side),
            },
        };
        self.step(check, result, detail, answer)
    }

    fn warn_after(&self, steps: &mut Vec<Step>) {
        let warn_after = self.reading.claims.warn_after().and_then(|claim| seconds(claim.value));
        // It takes 0 for none.
        let warn_after = warn_after.filter(|&at| at != 0);
        let (Some(at), Some(now)) = (warn_after, self.settings.now) else { return };
        let detail = match now > at {
            true => Detail::Stale { since: at },
            false => Detail::NotStale { at },
        };
        steps.push(self.step(Check::WarnAfter, StepResult::Passed, detail, Answer::Expired));
    }
}

/// The API server reads milliseconds as seconds.
fn seconds(date: NumericDate) -> Option<i64> {
    let factor = if date.milliseconds { 1000 } else { 1 };
    date.seconds?.checked_mul(factor)
}

fn compare(at: i64, now: i64, side: Side) -> (StepResult, Detail) {
    let beyond = match side {
        Side::Past => at.saturating_sub(now),
        Side::Future => now.saturating_sub(at),
    };
    let is_strictly_right = match side {
        Side::Past => beyond <= 0,
        // RFC 7519 §4.1.4: "on or after".
        Side::Future => beyond < 0,
    };
    match beyond {
        _ if is_strictly_right => (StepResult::Passed, Detail::Time { at, now }),
        ..=LEEWAY_SECONDS => (StepResult::Passed, Detail::WithinLeeway { at, now }),
        _ => (StepResult::Failed, Detail::Time { at, now }),
    }
}
