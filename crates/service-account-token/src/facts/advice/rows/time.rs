//! The row of time: where the clock falls among the token's own times.

use super::row::Row;
use crate::facts::advice::subject::{Expiry, Subject};
use crate::facts::findings::FindingCode;
use crate::facts::vocabulary::{Kind, TimeStatus};
use crate::jose::Format;

/// What the row says. `ago`, `ahead` and `left` are seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TimeRow {
    /// It expired, and the API server still accepts it until then.
    Expired { exp: Exp, ago: i64, accepted_until: Option<i64> },
    /// It is before its `nbf`.
    NotYetActive { exp: Exp, not_before: i64, ahead: i64 },
    /// It is past its `warnafter`.
    Overdue { exp: Exp, warn_after: i64, ago: i64, left: i64 },
    /// It is before its `warnafter`.
    Due { exp: Exp, warn_after: i64, ahead: i64, left: i64 },
    /// It is before its `exp`. `odd_warn_after`: its `warnafter` is not that of an extension.
    Active { exp: Exp, left: i64, odd_warn_after: bool },
    /// There is no clock to compare its times with.
    NoClock { expires_at: i64, warn_after: Option<i64> },
    /// A legacy token, whose `exp` the API server ignores.
    LegacyExpIgnored,
    /// A legacy token, which has no times.
    Legacy,
    /// No claims could be read.
    ClaimsUnread,
    /// `exp` is not a time that can be shown.
    ExpUnreadable,
    /// The claims that could be read do not tell.
    Unsaid,
    /// A bound token has no `exp`.
    BoundWithoutExp,
    /// A token that is not for a service account has no `exp`.
    NoExp,
}

/// An `exp` that is a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exp {
    /// The time in seconds.
    pub(crate) at: i64,
    /// The claim has milliseconds.
    pub(crate) in_milliseconds: bool,
}

pub(super) fn row(subject: &Subject<'_>) -> Row<TimeRow> {
    match (subject.now, subject.expiry) {
        _ if subject.kind == Kind::Legacy => legacy(subject),
        (Some(now), Expiry::At(at)) => at_clock(subject, now, Exp { at, in_milliseconds: false }),
        (Some(now), Expiry::InMilliseconds(at)) => {
            at_clock(subject, now, Exp { at, in_milliseconds: true })
        }
        (None, Expiry::At(expires_at) | Expiry::InMilliseconds(expires_at)) => {
            let warn_after = subject.times.warn_after.filter(|_| subject.is_extended);
            Row::unknown(TimeRow::NoClock { expires_at, warn_after })
        }
        _ if subject.jose.payload.object().is_none() => Row::unknown(TimeRow::ClaimsUnread),
        (_, Expiry::Unreadable) => Row::unknown(TimeRow::ExpUnreadable),
        (_, Expiry::Missing) if subject.jose.payload.is_damaged() => Row::unknown(TimeRow::Unsaid),
        (_, Expiry::Missing) if subject.kind == Kind::Bound => {
            Row::problem(TimeRow::BoundWithoutExp)
        }
        (_, Expiry::Missing) => Row::notable(TimeRow::NoExp),
    }
}

fn legacy(subject: &Subject<'_>) -> Row<TimeRow> {
    Row::notable(if subject.has(FindingCode::ExpIgnoredInLegacy) {
        TimeRow::LegacyExpIgnored
    } else {
        TimeRow::Legacy
    })
}

fn at_clock(subject: &Subject<'_>, now: i64, exp: Exp) -> Row<TimeRow> {
    let times = subject.times;
    let left = exp.at.saturating_sub(now);
    match times.status {
        TimeStatus::Expired => {
            let is_whole = matches!(subject.jose.format, Some(Format::Jws | Format::Decoded));
            let accepted_until = times.accepted_until.filter(|until| now <= *until && is_whole);
            let ago = now.saturating_sub(exp.at);
            Row::problem(TimeRow::Expired { exp, ago, accepted_until })
        }
        TimeStatus::NotYetValid => {
            let not_before = times.not_before.unwrap_or(now);
            let ahead = not_before.saturating_sub(now);
            Row::problem(TimeRow::NotYetActive { exp, not_before, ahead })
        }
        TimeStatus::Stale if subject.is_extended => {
            let warn_after = times.warn_after.unwrap_or(now);
            let ago = now.saturating_sub(warn_after);
            Row::notable(TimeRow::Overdue { exp, warn_after, ago, left })
        }
        _ => active(subject, now, exp, left),
    }
}

fn active(subject: &Subject<'_>, now: i64, exp: Exp, left: i64) -> Row<TimeRow> {
    let odd_warn_after = subject.has_odd_warn_after();
    let is_notable = odd_warn_after || exp.in_milliseconds || subject.has(FindingCode::LongLived);
    let warn_after = subject.times.warn_after.filter(|at| !odd_warn_after && *at >= now);
    let says = match warn_after {
        Some(warn_after) => {
            let ahead = warn_after.saturating_sub(now);
            TimeRow::Due { exp, warn_after, ahead, left }
        }
        None => TimeRow::Active { exp, left, odd_warn_after },
    };
    Row::notable_if(is_notable, says)
}
