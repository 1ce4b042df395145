//! The sentences about times.

use super::catalog;
use super::phrases::and_if;
use crate::facts::members::{
    Acceptance, Lifetime, NotBeforeMeaning, Notation, TimeMeaning, TimeOf, WarnDelay,
};
use crate::text::calendar::{clock, exactly, utc};
use crate::text::quote::quoted;

const DAY_SECONDS: i64 = 86400;

/// Returns the meaning of a time.
pub(super) fn time(meaning: TimeMeaning<'_>) -> String {
    match meaning {
        TimeMeaning::At { seconds, of, notation } => {
            with_notation(at(seconds, of, notation.milliseconds), seconds, of, notation)
        }
        TimeMeaning::OutOfRange(source) => format!(
            "{} cannot be shown as a time: it is more than 270,000 years from 1970.",
            quoted(source)
        ),
    }
}

fn at(seconds: i64, of: TimeOf, in_milliseconds: bool) -> String {
    let time = utc(seconds);
    match of {
        TimeOf::BoundExpiration(acceptance, lifetime) => {
            let end = format!("The token expires at {time}.");
            let lifetime = lifetime.map(self::lifetime).unwrap_or_default();
            end + &self::acceptance(seconds, acceptance) + &lifetime
        }
        TimeOf::OtherExpiration => format!(
            "The token expires at {time}. Recipients must reject it from then on, but may allow \
             for some clock skew."
        ),
        TimeOf::IgnoredExpiration => format!(
            "The claim says {time}, but the API server ignores `exp` in a legacy token. Kubernetes \
             itself writes none there."
        ),
        TimeOf::BoundNotBefore(relation) => {
            let begin = format!("The token is not active before {time}{}.", not_before(relation));
            // The API server reads milliseconds as seconds.
            and_if(begin, !in_milliseconds, "The API server allows 60 s of clock skew.")
        }
        TimeOf::OtherNotBefore => format!(
            "Recipients must reject the token before {time}, but may allow for some clock skew."
        ),
        TimeOf::IgnoredNotBefore => ignored(&time, "nbf"),
        TimeOf::BoundIssuedAt => {
            format!("Issued at {time}, by the clock of the issuing API server.")
        }
        TimeOf::OtherIssuedAt => {
            format!("Issued at {time}, by the issuer's clock.")
        }
        TimeOf::IgnoredIssuedAt => ignored(&time, "iat"),
        TimeOf::WarnAfter { delay, without_pod } => and_if(
            warn_after(&time, delay),
            without_pod,
            "Kubernetes writes it only into tokens bound to a Pod.",
        ),
        TimeOf::Catalog(claim) => {
            format!("{} Here that is {time}.", catalog::claim_meaning(claim))
        }
    }
}

fn acceptance(seconds: i64, acceptance: Acceptance) -> String {
    match acceptance {
        Acceptance::Until { at, is_guessed, is_copy_useless } => {
            let same_day = seconds.div_euclid(DAY_SECONDS) == at.div_euclid(DAY_SECONDS);
            let until = if same_day { format!("{} UTC", clock(at)) } else { utc(at) };
            let probably = if is_guessed { "probably " } else { "" };
            let it = if is_copy_useless { "the whole token" } else { "it" };
            format!(
                " Unless something revokes it sooner, the API server {probably}accepts {it} until \
                 {until}, because it allows 60 s of clock skew."
            )
        }
        Acceptance::UpToRecipient => {
            " The recipient in `aud` decides by its own clock and may allow for some skew. The API \
             server, if asked, allows 60 s."
                .to_owned()
        }
        Acceptance::Unknown => String::new(),
    }
}

fn lifetime(lifetime: Lifetime) -> String {
    match lifetime {
        Lifetime::NotAfterIssue => {
            " That is not after `iat`, so Kubernetes did not issue the token in this form."
                .to_owned()
        }
        Lifetime::Extended(seconds) => {
            let length = exactly(seconds);
            format!(
                " The request was for 3607 s; the API server extended it to {length}, so that old \
                 clients that never reread the token file keep working. The kubelet, which \
                 probably requested it, replaces it in the Pod after about 48 minutes."
            )
        }
        Lifetime::Requested(seconds) => format!(
            " That is {} after the token was issued. The API server did not extend it: extended \
             tokens have `warnafter`.",
            exactly(seconds)
        ),
        Lifetime::Plain(seconds) => {
            format!(" That is {} after the token was issued.", exactly(seconds))
        }
    }
}

fn not_before(relation: NotBeforeMeaning) -> String {
    match relation {
        NotBeforeMeaning::AtIssue => ", when it was issued".to_owned(),
        NotBeforeMeaning::Differs(seconds) => format!(
            ", {} {} `iat`. Kubernetes always writes the same time in both, so it did not issue \
             the token in this form",
            exactly(seconds),
            if seconds > 0 { "after" } else { "before" }
        ),
        NotBeforeMeaning::NoIssue => String::new(),
    }
}

fn ignored(time: &str, name: &str) -> String {
    format!(
        "The claim says {time}, but the API server ignores `{name}` in a legacy token. Kubernetes \
         itself writes no time there."
    )
}

fn warn_after(time: &str, delay: WarnDelay) -> String {
    match delay {
        WarnDelay::Stock => format!(
            "After {time} (`iat` + 3607 s) the API server still accepts the token but records it \
             as stale. The audit annotation `authentication.k8s.io/stale-token` then reveals \
             clients that never reread the token file."
        ),
        WarnDelay::Differs(seconds) => format!(
            "After {time} the API server still accepts the token but records it as stale. \
             Kubernetes always writes `iat` + 3607 s here. This is {} {} `iat`, so Kubernetes did \
             not issue the token in this form.",
            exactly(seconds),
            if seconds < 0 { "before" } else { "after" }
        ),
        WarnDelay::NoIssue => format!(
            "After {time} the API server still accepts the token but records it as stale (audit \
             annotation `authentication.k8s.io/stale-token`)."
        ),
    }
}

fn with_notation(text: String, seconds: i64, of: TimeOf, notation: Notation) -> String {
    let Notation { string, milliseconds, fraction, kubernetes } = notation;
    let of_string = if kubernetes {
        "It is written as a string; this tool reads the number in it. The API server accepts only \
         a number and rejects the token."
    } else {
        "It is written as a string; this tool reads the number in it. RFC 7519 requires a number."
    };
    let of_fraction = if kubernetes && !is_ignored(of) {
        "It has a fraction or an exponent. The API server cuts it to whole seconds; Kubernetes \
         itself writes whole numbers."
    } else {
        "It has a fraction or an exponent; this tool cuts it to whole seconds."
    };
    let text = and_if(text, string, of_string);
    let text = and_if(text, milliseconds, &in_milliseconds(seconds, of, kubernetes));
    and_if(text, fraction, of_fraction)
}

/// Returns whether the API server ignores a time because the token is a legacy one.
fn is_ignored(of: TimeOf) -> bool {
    matches!(of, TimeOf::IgnoredExpiration | TimeOf::IgnoredNotBefore | TimeOf::IgnoredIssuedAt)
}

/// Returns who reads milliseconds as seconds.
fn in_milliseconds(seconds: i64, of: TimeOf, kubernetes: bool) -> String {
    let reader = match kubernetes {
        true if is_ignored(of) => "other verifiers read",
        true => "the API server reads",
        false => "verifiers read",
    };
    let away = if seconds < 0 { "in the past" } else { "ahead" };
    format!(
        "The number is so large that this tool reads it as milliseconds. RFC 7519 requires seconds: \
         {reader} a time tens of thousands of years {away}."
    )
}
