//! The row of time: where now falls in the token's own times.

use super::super::subject::Subject;
use crate::claims::calendar::{roughly, utc};
use crate::facts::findings::Code;
use crate::report::{Format, Kind, Row, RowName, RowState, Text, TimeStatus};

pub(super) fn row(subject: &Subject<'_>) -> Row {
    let (state, words, why) = words(subject);
    super::row(RowName::Time, state, words, why)
}

fn words(subject: &Subject<'_>) -> (RowState, Text, Text) {
    let times = subject.times;
    let (Some(now), Some(expires_at)) = (subject.now, times.expires_at) else {
        return without_clock(subject);
    };
    let mut end = claim("exp", expires_at);
    if subject.ends_in_milliseconds() {
        end.push_str(", if milliseconds are meant; servers read seconds");
    }
    match times.status {
        TimeStatus::Expired => {
            let words = match now.saturating_sub(expires_at) {
                0 => "expired just now".to_owned(),
                past => format!("expired {} ago", roughly(past)),
            };
            let whole = subject.jose.format == Some(Format::Jws);
            let in_grace = |until: &i64| now <= *until && whole;
            let why = match times.accepted_until.filter(in_grace) {
                Some(until) => format!("{end}; the API server accepts it until {}", utc(until)),
                None => end,
            };
            (RowState::Problem, words.into(), why.into())
        }
        TimeStatus::NotYetValid => {
            let begin = times.not_before.unwrap_or(now);
            let words = format!("begins in {}", roughly(begin.saturating_sub(now)));
            (RowState::Problem, words.into(), format!("{}, {end}", claim("nbf", begin)).into())
        }
        TimeStatus::Stale if subject.is_extended() => {
            let warn_after = times.warn_after.unwrap_or(now);
            let words = format!(
                "due to be replaced {} ago, expires in {}",
                roughly(now.saturating_sub(warn_after)),
                roughly(expires_at.saturating_sub(now))
            );
            let why = format!("{}, {end}", claim("warnafter", warn_after));
            (RowState::Notable, words.into(), why.into())
        }
        _ => {
            let left = roughly(expires_at.saturating_sub(now));
            let odd = subject.has_odd_warn_after();
            let notable = odd || subject.has(Code::LongLived) || subject.ends_in_milliseconds();
            let state = if notable { RowState::Notable } else { RowState::Usual };
            if odd {
                end.push_str("; its `warnafter` alone tells of no extension");
            }
            match times.warn_after.filter(|warn_after| !odd && *warn_after >= now) {
                Some(warn_after) => (
                    state,
                    format!(
                        "due to be replaced {}, expires in {left}",
                        match warn_after.saturating_sub(now) {
                            0 => "now".to_owned(),
                            ahead => format!("in {}", roughly(ahead)),
                        }
                    )
                    .into(),
                    format!("{}, {end}", claim("warnafter", warn_after)).into(),
                ),
                None => (state, format!("expires in {left}").into(), end.into()),
            }
        }
    }
}

/// The words when there is no clock, or nothing to compare it with.
fn without_clock(subject: &Subject<'_>) -> (RowState, Text, Text) {
    let times = subject.times;
    if subject.kind == Kind::Legacy {
        let why = if subject.has(Code::ExpIgnoredInLegacy) {
            "the API server does not look at the times in a legacy token"
        } else if subject.is_never_written() {
            "a legacy token holds no time"
        } else {
            "a legacy token holds no time; it works while its Secret and ServiceAccount exist"
        };
        return (RowState::Notable, "no expiry of its own".into(), why.into());
    }
    if let Some(expires_at) = times.expires_at {
        let ends = match times.warn_after.filter(|_| subject.is_extended()) {
            Some(warn_after) => {
                format!("due to be replaced {}, expires {}", utc(warn_after), utc(expires_at))
            }
            None => format!("expires {}", utc(expires_at)),
        };
        return (
            RowState::Unknown,
            ends.into(),
            "without a clock it cannot be told if that is past".into(),
        );
    }
    if subject.jose.payload.object().is_none() {
        return (RowState::Unknown, "unknown".into(), "the claims could not be read".into());
    }
    if subject.has_exp() {
        return (
            RowState::Unknown,
            "unknown".into(),
            "`exp` holds no time that can be shown".into(),
        );
    }
    if subject.jose.payload.is_damaged() {
        return (RowState::Unknown, "unknown".into(), super::UNSAID.into());
    }
    let (state, why) = match subject.kind {
        Kind::Bound => (RowState::Problem, "`exp` is missing, which every bound token has"),
        _ => (RowState::Notable, "`exp` is missing; RFC 7519 leaves it to the issuer"),
    };
    (state, "no expiry".into(), why.into())
}

/// "`exp` 2023-08-19 11:49:01 UTC".
fn claim(name: &str, seconds: i64) -> String {
    format!("`{name}` {}", utc(seconds))
}
