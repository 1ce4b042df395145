//! The checks of times that several recipients make.

use super::context::{Context, Finding};
use crate::facts::acceptance::recipient::Detail;
use crate::facts::acceptance::vocabulary::StepResult;

/// Until then, a token that has expired is called unknown at a recipient that does not say what leeway it
/// grants: none is known to grant more.
const LONGEST_LEEWAY: i64 = 300;

/// Which tokens a recipient takes for expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leeway {
    /// It grants so many seconds, and accepts a token in the last of them.
    Seconds(i64),
    /// It grants so many seconds, and rejects a token in the last of them.
    Below(i64),
    /// It does not say.
    NotPublished,
}

impl Context<'_> {
    /// The token must not have expired.
    pub(super) fn expiry(&self, leeway: Leeway) -> Finding {
        let Some(at) = self.token.expires_at() else {
            return self.unread_time("exp").unwrap_or_else(|| self.missing("exp"));
        };
        let Some(now) = self.settings.now else { return (StepResult::Unknown, Detail::NoClock) };
        match leeway {
            Leeway::Seconds(leeway) if now > at.saturating_add(leeway) => {
                (StepResult::Failed, Detail::Expired { at, now, leeway })
            }
            Leeway::Below(leeway) if now >= at.saturating_add(leeway) => {
                (StepResult::Failed, Detail::Expired { at, now, leeway })
            }
            Leeway::NotPublished if now > at.saturating_add(LONGEST_LEEWAY) => {
                (StepResult::Failed, Detail::Expired { at, now, leeway: 0 })
            }
            Leeway::NotPublished if now >= at => {
                (StepResult::Unknown, Detail::JustExpired { at, now })
            }
            _ => (StepResult::Passed, Detail::NotExpired { at, now }),
        }
    }

    /// Like [`Self::expiry`], but a token without `exp` passes.
    pub(super) fn optional_expiry(&self, leeway: Leeway) -> Finding {
        let is_missing = self.token.expires_at().is_none() && !self.token.is_cut();
        if is_missing && self.unread_time("exp").is_none() {
            return (StepResult::Passed, Detail::NoExpiry);
        }
        self.expiry(leeway)
    }

    /// The time of `nbf` or `iat` must have come, if the claim is there.
    pub(super) fn begun(&self, claim: &'static str, leeway: i64) -> Finding {
        let at = match claim {
            "iat" => self.token.issued_at(),
            _ => self.token.not_before(),
        };
        match (at, self.settings.now) {
            (None, _) if self.token.is_cut() => (StepResult::Unknown, Detail::Cut { claim }),
            (None, _) => {
                let begun = (StepResult::Passed, Detail::Begun { claim, at });
                self.unread_time(claim).unwrap_or(begun)
            }
            (Some(_), None) => (StepResult::Unknown, Detail::NoClock),
            (Some(at), Some(now)) if at > now.saturating_add(leeway) => {
                (StepResult::Failed, Detail::NotBegun { claim, at, now, leeway })
            }
            _ => (StepResult::Passed, Detail::Begun { claim, at }),
        }
    }

    /// Returns the result for a time that is there, and that this tool cannot read.
    fn unread_time(&self, claim: &'static str) -> Option<Finding> {
        let is_unread = self.token.has_unread_time(claim);
        is_unread.then_some((StepResult::Unknown, Detail::TimeUnread { claim }))
    }

    /// The token must not live longer than this.
    pub(super) fn lifetime(&self, most: i64, is_default: bool) -> Finding {
        let times = self.token.issued_at().zip(self.token.expires_at());
        let Some((iat, exp)) = times else { return self.required(&["iat", "exp"]) };
        let seconds = exp.saturating_sub(iat);
        if seconds > most {
            return (StepResult::Failed, Detail::LifetimeOver { seconds, most, is_default });
        }
        (StepResult::Passed, Detail::LifetimeFits { seconds, most, is_default })
    }

    /// The recipient has a limit for the age that it does not publish. None without `iat`.
    pub(super) fn age(&self) -> Option<Finding> {
        let issued_at = self.token.issued_at()?;
        let Some(now) = self.settings.now else {
            return Some((StepResult::Unknown, Detail::NoClock));
        };
        let seconds = now.saturating_sub(issued_at).max(0);
        Some((StepResult::Unknown, Detail::AgeOpen { seconds }))
    }

    /// The token must not be older than this. None without `iat`.
    pub(super) fn age_limit(&self, most: i64) -> Option<Finding> {
        let Some(now) = self.settings.now else {
            return self.token.issued_at().map(|_| (StepResult::Unknown, Detail::NoClock));
        };
        let seconds = now.saturating_sub(self.token.issued_at()?).max(0);
        if seconds > most {
            return Some((StepResult::Failed, Detail::AgeOver { seconds, most }));
        }
        Some((StepResult::Passed, Detail::AgeWithin { seconds, most }))
    }
}
