//! The sentences about times.

use super::catalog;
use super::phrases::and_if;
use crate::facts::members::{
    Acceptance, Lifetime, NotBeforeMeaning, Notation, TimeMeaning, TimeOf, WarnDelay,
};
use crate::text::calendar::{clock, exactly, utc};
use crate::text::quote::quoted;

const DAY_SECONDS: i64 = 86400;

/// Says what a time means.
pub(super) fn time(meaning: TimeMeaning<'_>) -> String {
    match meaning {
        TimeMeaning::At { seconds, of, notation } => with_notation(at(seconds, of), notation),
        TimeMeaning::OutOfRange(source) => format!(
            "{} is no time that can be shown: it lies more than 270,000 years from 1970.",
            quoted(source)
        ),
    }
}

fn at(seconds: i64, of: TimeOf) -> String {
    let time = utc(seconds);
    match of {
        TimeOf::BoundExpiration(acceptance, lifetime) => {
            let end = format!("By its own claims the token ends at {time}.");
            let lifetime = lifetime.map(self::lifetime).unwrap_or_default();
            end + &self::acceptance(seconds, acceptance) + &lifetime
        }
        TimeOf::OtherExpiration => format!(
            "By its own claims the token ends at {time}. A recipient must refuse it from then on, \
             give or take a small difference of clocks."
        ),
        TimeOf::IgnoredExpiration => format!(
            "The claim says {time}, but the API server never looks at `exp` in a legacy token: it \
             ends nothing. Kubernetes itself writes no `exp` into one."
        ),
        TimeOf::BoundNotBefore(relation) => format!(
            "By its own claims the token is not to be accepted before {time}{}; the API server \
             allows 60 s of clock difference.",
            not_before(relation)
        ),
        TimeOf::OtherNotBefore => format!(
            "By its own claims the token is not to be accepted before {time}, give or take a small \
             difference of clocks."
        ),
        TimeOf::IgnoredNotBefore => ignored(&time, "nbf"),
        TimeOf::BoundIssuedAt => format!(
            "By its own claims the token was issued at {time}, by the clock of the API server that \
             issued it."
        ),
        TimeOf::OtherIssuedAt => {
            format!("By its own claims the token was issued at {time}, by its issuer's clock.")
        }
        TimeOf::IgnoredIssuedAt => ignored(&time, "iat"),
        TimeOf::WarnAfter { delay, without_pod } => and_if(
            warn_after(&time, delay),
            without_pod,
            "Kubernetes writes it only into a token that is bound to a Pod.",
        ),
        TimeOf::Catalog(claim) => {
            format!("{} Here that is {time}.", catalog::claim_meaning(claim))
        }
    }
}

fn acceptance(seconds: i64, acceptance: Acceptance) -> String {
    match acceptance {
        Acceptance::Until(accepted) => {
            let same_day = seconds.div_euclid(DAY_SECONDS) == accepted.div_euclid(DAY_SECONDS);
            let until = if same_day { format!("{} UTC", clock(accepted)) } else { utc(accepted) };
            format!(
                " Unless something ends it sooner, the API server accepts it until {until}, one \
                 minute after `exp`, since it allows 60 s of clock difference."
            )
        }
        Acceptance::UpToRecipient => {
            " Whoever `aud` names decides by its own clock, and may allow \
                                      some difference; the API server, if it is asked, allows 60 s."
                .to_owned()
        }
        Acceptance::Unknown => String::new(),
    }
}

fn lifetime(lifetime: Lifetime) -> String {
    match lifetime {
        Lifetime::NotAfterIssue => {
            " It does not lie after `iat`, so this is not Kubernetes' own output.".to_owned()
        }
        Lifetime::Extended(seconds) => {
            let length = exactly(seconds);
            format!(
                " `exp` lies {length} after the token was issued, not the hour that was asked for: \
                 the request was for 3607 s, and the API server extended it to {length} so that \
                 old clients that never read the token file again go on working. The kubelet, \
                 which most likely asked for it, replaces it in the Pod about 48 minutes after it \
                 was issued."
            )
        }
        Lifetime::Requested(seconds) => format!(
            " `exp` lies {} after the token was issued. That was asked for: a token that the API \
             server extended would bear `warnafter`.",
            exactly(seconds)
        ),
        Lifetime::Plain(seconds) => {
            format!(" `exp` lies {} after the token was issued.", exactly(seconds))
        }
    }
}

fn not_before(relation: NotBeforeMeaning) -> String {
    match relation {
        NotBeforeMeaning::AtIssue => {
            ", the moment it was issued. Kubernetes always writes `nbf` and `iat` alike".to_owned()
        }
        NotBeforeMeaning::Differs(seconds) => format!(
            ", {} {} `iat`. Kubernetes always writes the two alike, so this is not its own output",
            exactly(seconds),
            if seconds > 0 { "after" } else { "before" }
        ),
        NotBeforeMeaning::NoIssue => String::new(),
    }
}

fn ignored(time: &str, name: &str) -> String {
    format!(
        "The claim says {time}, but the API server never looks at `{name}` in a legacy token. \
         Kubernetes itself writes no time into one."
    )
}

fn warn_after(time: &str, delay: WarnDelay) -> String {
    match delay {
        WarnDelay::Stock => format!(
            "After {time}, 3607 s after it was issued, the API server still accepts the token but \
             records it as stale: the audit annotation `authentication.k8s.io/stale-token` then \
             shows a client that does not read the token file again. This claim is the mark of a \
             request for 3607 s that the API server extended."
        ),
        WarnDelay::Differs(seconds) => format!(
            "After {time} the API server still accepts the token but records it as stale. \
             Kubernetes always writes `iat` + 3607 s here; this lies {} {} `iat`, so this is not \
             its own output.",
            exactly(seconds),
            if seconds < 0 { "before" } else { "after" }
        ),
        WarnDelay::NoIssue => format!(
            "After {time} the API server still accepts the token but records it as stale (audit \
             annotation `authentication.k8s.io/stale-token`)."
        ),
    }
}

fn with_notation(text: String, notation: Notation) -> String {
    let Notation { string, milliseconds, fraction, kubernetes } = notation;
    let of_string = if kubernetes {
        "It is written as a string and was read as the number in it; the API server takes only a \
         number and refuses the token."
    } else {
        "It is written as a string and was read as the number in it; RFC 7519 asks for a number."
    };
    let of_milliseconds = "The number has 13 digits, so it was read as milliseconds; the standard \
                           asks for seconds, and a strict reader sees a time many thousands of \
                           years away.";
    let of_fraction = if kubernetes {
        "It is written with a fraction or an exponent, which the API server reads and cuts to \
         whole seconds; Kubernetes itself writes whole numbers."
    } else {
        "It is written with a fraction or an exponent and was cut to whole seconds."
    };
    let text = and_if(text, string, of_string);
    let text = and_if(text, milliseconds, of_milliseconds);
    and_if(text, fraction, of_fraction)
}
