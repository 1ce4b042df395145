//! The times: `exp`, `nbf`, `iat` (RFC 7519 §4.1) and `warnafter` of an extended token.
//!
//! The API server allows a minute of clock difference each way (go-jose jwt/validation.go
//! DefaultLeeway), and looks at no time at all in a legacy token.

use super::{CLAIMS_GO, Explanation, LEGACY_GO, Member, words};
use crate::claims::calendar::{clock, exactly, utc};
use crate::claims::{EXTENSION_SECONDS, NumericDate, WARN_AFTER_SECONDS};
use crate::report::{AudienceClass, BoundTo, Certainty, JsonType};
use crate::words::quote::quoted;

const DAY_SECONDS: i64 = 86400;

/// `exp`.
pub(super) fn expires(member: &Member<'_>) -> Explanation {
    let title = "Expires at";
    if member.is_legacy() {
        let say = |seconds| {
            format!(
                "The claim says {}, but the API server never looks at `exp` in a legacy token: it \
                 ends nothing. Kubernetes itself writes no `exp` into one.",
                utc(seconds)
            )
        };
        return time(member, title, &say).certain(LEGACY_GO);
    }
    if !member.is_bound() {
        let say = |seconds| {
            format!(
                "By its own claims the token ends at {}. A recipient must refuse it from then on, \
                 give or take a small difference of clocks.",
                utc(seconds)
            )
        };
        return time(member, title, &say).documented("RFC 7519 §4.1.4");
    }
    time(member, title, &|seconds| bound_end(member, seconds)).certain(CLAIMS_GO)
}

fn bound_end(member: &Member<'_>, seconds: i64) -> String {
    let mut meaning = format!("By its own claims the token ends at {}.", utc(seconds));
    let audience = member.class.variant.as_ref().map(|variant| variant.audience);
    if let Some(accepted) = member.class.times.accepted_until {
        let same_day = seconds.div_euclid(DAY_SECONDS) == accepted.div_euclid(DAY_SECONDS);
        let accepted = if same_day { format!("{} UTC", clock(accepted)) } else { utc(accepted) };
        meaning.push_str(&format!(
            " Unless something ends it sooner, the API server accepts it until {accepted}, one \
             minute after `exp`, since it allows 60 s of clock difference."
        ));
    } else if audience == Some(AudienceClass::Foreign) {
        meaning.push_str(
            " Whoever `aud` names decides by its own clock, and may allow some difference; the API \
             server, if it is asked, allows 60 s.",
        );
    }
    let issued = member.reading.claims.iat.as_ref().and_then(|claim| claim.value.seconds);
    if let Some(issued) = issued {
        meaning.push_str(&lifetime(member, seconds.saturating_sub(issued)));
    }
    meaning
}

/// How far `exp` lies from `iat`, and why.
fn lifetime(member: &Member<'_>, seconds: i64) -> String {
    if seconds <= 0 {
        return " It does not lie after `iat`, so this is not Kubernetes' own output.".to_owned();
    }
    let length = exactly(seconds);
    if member.reading.claims.is_extended() && seconds > WARN_AFTER_SECONDS {
        return format!(
            " `exp` lies {length} after the token was issued, not the hour that was asked for: the \
             request was for 3607 s, and the API server extended it to {length} so that old \
             clients that never read the token file again go on working. The kubelet, which most \
             likely asked for it, replaces it in the Pod about 48 minutes after it was issued."
        );
    }
    let claims = member.reading.claims.kubernetes.as_ref();
    let has_warn_after = claims.is_some_and(|claims| claims.warn_after.is_some());
    let asked = if seconds == EXTENSION_SECONDS && !has_warn_after && !member.is_in_cut_text() {
        " That was asked for: a token that the API server extended would bear `warnafter`."
    } else {
        ""
    };
    format!(" `exp` lies {length} after the token was issued.{asked}")
}

/// `nbf`.
pub(super) fn not_before(member: &Member<'_>) -> Explanation {
    let title = "Not before";
    if member.is_legacy() {
        return time(member, title, &|seconds| ignored(seconds, "nbf")).certain(LEGACY_GO);
    }
    if !member.is_bound() {
        let say = |seconds| {
            format!(
                "By its own claims the token is not to be accepted before {}, give or take a small \
                 difference of clocks.",
                utc(seconds)
            )
        };
        return time(member, title, &say).documented("RFC 7519 §4.1.5");
    }
    let issued = member.reading.claims.iat.as_ref().and_then(|claim| claim.value.seconds);
    let say = |seconds| {
        let start = utc(seconds);
        let relation = match issued {
            Some(issued) if issued == seconds => {
                ", the moment it was issued. Kubernetes always writes `nbf` and `iat` alike"
                    .to_owned()
            }
            Some(issued) => format!(
                ", {} {} `iat`. Kubernetes always writes the two alike, so this is not its own \
                 output",
                exactly(seconds.saturating_sub(issued)),
                if seconds > issued { "after" } else { "before" }
            ),
            None => String::new(),
        };
        format!(
            "By its own claims the token is not to be accepted before {start}{relation}; the API \
             server allows 60 s of clock difference."
        )
    };
    time(member, title, &say).certain(CLAIMS_GO)
}

/// `iat`.
pub(super) fn issued(member: &Member<'_>) -> Explanation {
    let title = "Issued at";
    if member.is_legacy() {
        return time(member, title, &|seconds| ignored(seconds, "iat")).certain(LEGACY_GO);
    }
    if !member.is_bound() {
        let say = |seconds| {
            format!(
                "By its own claims the token was issued at {}, by its issuer's clock.",
                utc(seconds)
            )
        };
        return time(member, title, &say).documented("RFC 7519 §4.1.6");
    }
    let say = |seconds| {
        format!(
            "By its own claims the token was issued at {}, by the clock of the API server that \
             issued it.",
            utc(seconds)
        )
    };
    time(member, title, &say).certain(CLAIMS_GO)
}

/// `kubernetes.io.warnafter`.
pub(super) fn warn_after(member: &Member<'_>) -> Explanation {
    let issued = member.reading.claims.iat.as_ref().and_then(|claim| claim.value.seconds);
    let bound_to = member.class.variant.as_ref().and_then(|variant| variant.bound_to);
    let say = |seconds| {
        let from = utc(seconds);
        let mut meaning = match issued.map(|issued| seconds.saturating_sub(issued)) {
            Some(WARN_AFTER_SECONDS) => format!(
                "After {from}, 3607 s after it was issued, the API server still accepts the token \
                 but records it as stale: the audit annotation `authentication.k8s.io/stale-token` \
                 then shows a client that does not read the token file again. This claim is the \
                 mark of a request for 3607 s that the API server extended."
            ),
            Some(delay) => format!(
                "After {from} the API server still accepts the token but records it as stale. \
                 Kubernetes always writes `iat` + 3607 s here; this lies {} {} `iat`, so this is \
                 not its own output.",
                exactly(delay),
                if delay < 0 { "before" } else { "after" }
            ),
            None => format!(
                "After {from} the API server still accepts the token but records it as stale \
                 (audit annotation `authentication.k8s.io/stale-token`)."
            ),
        };
        if bound_to.is_some_and(|bound_to| bound_to != BoundTo::Pod) {
            meaning.push_str(" Kubernetes writes it only into a token that is bound to a Pod.");
        }
        meaning
    };
    time(member, "Warn after", &say).certain(CLAIMS_GO)
}

/// A time that a catalog knows, such as `auth_time`.
pub(super) fn other(
    member: &Member<'_>,
    title: &'static str,
    meaning: &'static str,
) -> Explanation {
    time(member, title, &|seconds| format!("{meaning} Here that is {}.", utc(seconds)))
}

fn ignored(seconds: i64, name: &str) -> String {
    format!(
        "The claim says {}, but the API server never looks at `{name}` in a legacy token. \
         Kubernetes itself writes no time into one.",
        utc(seconds)
    )
}

/// Reads a NumericDate, has it explained, and says how it was read if that is not plain.
fn time(member: &Member<'_>, title: &'static str, say: &dyn Fn(i64) -> String) -> Explanation {
    let source = member.json.source(member.id);
    let date = match member.node.json_type {
        JsonType::Number => Some(NumericDate::from_number(source)),
        JsonType::String => member.string().and_then(NumericDate::from_string),
        _ => None,
    };
    let Some(date) = date else {
        return words::ill_typed(member, title, "a number of seconds", "RFC 7519 §2");
    };
    let Some(seconds) = date.seconds else {
        return Explanation::new(
            title,
            format!(
                "{} is no time that can be shown: it lies more than 270,000 years from 1970.",
                quoted(source)
            ),
        );
    };
    let mut explanation = Explanation::new(title, say(seconds));
    explanation.time = Some(seconds);
    explanation.certainty = Certainty::Documented;
    for note in [string_note(member, date), milliseconds_note(date), fraction_note(member, date)] {
        explanation = explanation.and_if(note.is_some(), note.unwrap_or_default());
    }
    explanation
}

fn string_note(member: &Member<'_>, date: NumericDate) -> Option<&'static str> {
    if !date.string {
        return None;
    }
    Some(if member.is_kubernetes() {
        "It is written as a string and was read as the number in it; the API server takes only a \
         number and refuses the token."
    } else {
        "It is written as a string and was read as the number in it; RFC 7519 asks for a number."
    })
}

fn milliseconds_note(date: NumericDate) -> Option<&'static str> {
    date.milliseconds.then_some(
        "The number has 13 digits, so it was read as milliseconds; the standard asks for seconds, \
         and a strict reader sees a time many thousands of years away.",
    )
}

fn fraction_note(member: &Member<'_>, date: NumericDate) -> Option<&'static str> {
    if !date.fraction || date.milliseconds {
        return None;
    }
    Some(if member.is_kubernetes() {
        "It is written with a fraction or an exponent, which the API server reads and cuts to \
         whole seconds; Kubernetes itself writes whole numbers."
    } else {
        "It is written with a fraction or an exponent and was cut to whole seconds."
    })
}
