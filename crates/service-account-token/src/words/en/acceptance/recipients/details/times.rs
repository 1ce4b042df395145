//! The times of a token, as a recipient compares them.

use crate::facts::acceptance::recipient::Detail;
use crate::text::calendar::{exactly, utc};

/// Returns whether a time has come.
pub(super) fn moment(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::NotExpired { at, now } if now > at => format!(
            "The token expired at {}. {who} still accepts it, because of its leeway.",
            utc(*at)
        ),
        Detail::NotExpired { at, .. } => format!("The token expires at {}.", utc(*at)),
        Detail::Expired { at, now, leeway } => {
            let leeway = match leeway {
                0 => String::new(),
                leeway => format!(" {who} allows {} of leeway.", exactly(*leeway)),
            };
            let ago = exactly(now.saturating_sub(*at));
            format!("The token expired at {}, {ago} ago.{leeway}", utc(*at))
        }
        Detail::JustExpired { at, .. } => format!(
            "The token expired at {}, at most five minutes ago. {who} does not publish its \
             leeway.",
            utc(*at)
        ),
        Detail::NoExpiry => format!("The token has no `exp`, and {who} accepts that."),
        Detail::TimeUnread { claim } => format!(
            "This tool cannot read `{claim}` as a time. Whether {who} accepts it is not known."
        ),
        Detail::Begun { claim, at: None } => {
            format!("The token has no `{claim}`, and {who} accepts that.")
        }
        Detail::Begun { claim, at: Some(at) } => {
            format!("`{claim}` is {}, which {who} accepts.", utc(*at))
        }
        Detail::NotBegun { claim, at, leeway: 0, .. } => {
            format!("`{claim}` is {}, in the future.", utc(*at))
        }
        Detail::NotBegun { claim, at, leeway, .. } => {
            let leeway = exactly(*leeway);
            format!("`{claim}` is {}, in the future. {who} allows {leeway} of leeway.", utc(*at))
        }
        Detail::NoClock => "No time is set here to compare it with.".to_owned(),
        Detail::NotRead { claim } => format!("{who} does not read `{claim}`."),
        Detail::NoTimes => {
            format!("{who} accepts a token that has none of `exp`, `nbf` and `iat`.")
        }
        _ => return None,
    })
}

/// Returns how long the token lives, or how old it is.
pub(super) fn span(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::LifetimeFits { seconds, most, is_default }
        | Detail::LifetimeOver { seconds, most, is_default } => format!(
            "The token lives {} from `iat` to `exp`. {who} allows {}{}.",
            exactly(*seconds),
            exactly(*most),
            if *is_default { " by default" } else { "" }
        ),
        Detail::AgeOpen { seconds } => format!(
            "The token is {} old. {who} has a limit for the age and does not publish it.",
            exactly(*seconds)
        ),
        Detail::AgeOver { seconds, most } => format!(
            "The token is {} old. {who} accepts it for at most {} after `iat`.",
            exactly(*seconds),
            exactly(*most)
        ),
        Detail::AgeWithin { seconds, most } => format!(
            "The token is {} old. {who} accepts it for at least {} after `iat`.",
            exactly(*seconds),
            exactly(*most)
        ),
        Detail::AgeToCompare { seconds, least, most } => format!(
            "The token is {} old. {who} accepts it for {} to {} after `iat`, depending on the \
             provider's `IssuanceLimitTime`. Enter that.",
            exactly(*seconds),
            exactly(*least),
            exactly(*most)
        ),
        Detail::NoIssueTime { seconds, most } => format!(
            "The token has no `iat`, and expires in {}. Without `iat`, {who} accepts at most {} until `exp`.",
            exactly(*seconds),
            exactly(*most)
        ),
        _ => return None,
    })
}
