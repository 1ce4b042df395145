//! The sentences of findings about the claims.

use crate::claims::Expected;
use crate::facts::ObjectKind;
use crate::facts::api_server::Answer;
use crate::facts::findings::{
    ClaimsFinding, Lack, LegacyStranger, NameOf, NameRule, TimeClaim, TokenClass, WarnAfterFault,
    WebhookFault,
};
use crate::text::calendar::{exactly, utc};
use crate::text::json::JsonType;
use crate::text::quote::quoted;

use super::api_server;
use super::sentences::Sentences;

const SECONDS_OF_A_YEAR: i64 = 31_556_952;

/// The help where only another issuer explains what was found.
const NOT_KUBERNETES: &str = "Kubernetes did not issue the token in this form.";

pub(super) fn sentences(finding: &ClaimsFinding) -> Sentences {
    match finding {
        ClaimsFinding::Missing { claim, lack, of, answer } => missing(claim, *lack, *of, *answer),
        ClaimsFinding::IllTyped { claim, found, expected, answer, .. } => {
            ill_typed(claim, *found, *expected, *answer)
        }
        ClaimsFinding::Fraction { claim, text, .. } => fraction(*claim, text),
        ClaimsFinding::NumberInString { claim, kubernetes, read, .. } => {
            number_in_string(*claim, *kubernetes, *read)
        }
        ClaimsFinding::Milliseconds { claim, text, seconds, read, ignored, .. } => {
            milliseconds(*claim, text, *seconds, *read, *ignored)
        }
        ClaimsFinding::OutOfRange { claim, text, answer, .. } => {
            out_of_range(*claim, text).answered(answer.map(api_server::answer))
        }
        ClaimsFinding::NotBeforeDiffers { not_before, issued_at, .. } => {
            not_before_differs(*not_before, *issued_at)
        }
        ClaimsFinding::ExpiresBeforeIssued { expires_at, issued_at, .. } => {
            expires_before_issued(*expires_at, *issued_at)
        }
        ClaimsFinding::IssuedInFuture { issued_at, now, answer, .. } => {
            issued_in_future(*issued_at, *now, *answer)
        }
        ClaimsFinding::LifetimeBelowMinimum { lifetime, .. } => below_minimum(*lifetime),
        ClaimsFinding::LifetimeAboveMaximum { lifetime, .. } => above_maximum(*lifetime),
        ClaimsFinding::WarnAfterUnexpected { fault, .. } => warn_after_unexpected(*fault),
        ClaimsFinding::TimeIgnoredInLegacy { claim, .. } => time_ignored_in_legacy(*claim),
        ClaimsFinding::SubjectMismatch { sub, named, answer, .. } => {
            subject_mismatch(sub, named, *answer)
        }
        ClaimsFinding::TwoBindings { kinds, .. } => two_bindings(kinds),
        ClaimsFinding::WebhookShape { fault, .. } => webhook_shape(*fault),
        ClaimsFinding::WebhookDraftSpelling { name, .. } => webhook_draft_spelling(name),
        ClaimsFinding::NameNotDns { of, name, rule, .. } => name_not_dns(*of, name, *rule),
        ClaimsFinding::UidNotUuid { claim, uid, .. } => uid_not_uuid(claim, uid),
        ClaimsFinding::UnexpectedInLegacy { claim, .. } => unexpected_in_legacy(*claim),
        ClaimsFinding::AudienceNotAList { .. } => audience_not_a_list(),
        ClaimsFinding::UnknownMember { claim, inside, .. } => unknown_member(claim, *inside),
        ClaimsFinding::IssuerUnexpected { issuer, .. } => issuer_unexpected(issuer),
        ClaimsFinding::BothShapes { .. } => both_shapes(),
        ClaimsFinding::LegacyIssuerOnly { .. } => legacy_issuer_only(),
    }
}

fn legacy_issuer_only() -> Sentences {
    Sentences::new(
        "`iss` is `kubernetes/serviceaccount`, the issuer of legacy tokens, but the token has no \
         other claim of Kubernetes.",
    )
    .help(
        "A legacy token names its namespace, its Secret and its ServiceAccount too. Copy the token \
         again, or ask who made it.",
    )
}

fn missing(claim: &str, lack: Lack, of: TokenClass, answer: Option<Answer>) -> Sentences {
    let found = match lack {
        Lack::Absent => "is missing",
        Lack::Null(_) => "is null",
        Lack::Empty(_) => "is empty",
    };
    let family = match of {
        TokenClass::Legacy => "legacy",
        TokenClass::Bound => "bound",
        TokenClass::SecretBound => "Secret-bound",
        TokenClass::PodBound => "Pod-bound",
        TokenClass::NodeBound => "Node-bound",
        TokenClass::Webhook => "webhook",
    };
    let claim = quoted(claim);
    Sentences::new(format!("{claim} {found}; every {family} token from Kubernetes has it."))
        .help(
            "Kubernetes did not issue the token in this form: it was changed, or another program \
             issued it.",
        )
        .answered(answer.map(api_server::answer))
}

fn ill_typed(
    claim: &str,
    found: JsonType,
    expected: Expected,
    answer: Option<Answer>,
) -> Sentences {
    let (found_type, expected) = (found_type(found), expected_type(expected));
    let help = if found == JsonType::Null && answer.is_none() {
        // Go's decoder does not tell the two apart.
        "The API server treats null as absent. Kubernetes itself omits the claim."
    } else {
        "Conforming parsers reject this token; fix the issuer."
    };
    Sentences::new(format!("{} is {found_type}; it must be {expected}.", quoted(claim)))
        .help(help)
        .answered(answer.map(api_server::answer))
}

fn found_type(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::String => "a string",
        JsonType::Number => "a number",
        JsonType::Boolean => "a boolean",
        JsonType::Null => "null",
        JsonType::Object => "an object",
        JsonType::Array => "a list",
    }
}

fn expected_type(expected: Expected) -> &'static str {
    match expected {
        Expected::String => "a string",
        Expected::Seconds => "a number of seconds",
        Expected::Strings => "a list of strings",
        Expected::StringOrStrings => "a string or a list of strings",
        Expected::Object => "an object",
    }
}

fn fraction(claim: TimeClaim, text: &str) -> Sentences {
    Sentences::new(format!(
        "{} is {}; Kubernetes writes whole seconds, in plain digits.",
        quoted(claim.path()),
        quoted(text)
    ))
    .help(
        "RFC 7519 allows it, and the API server cuts the fraction off. Some other parsers reject \
         it.",
    )
}

fn number_in_string(claim: TimeClaim, kubernetes: bool, read: bool) -> Sentences {
    let help = if read {
        "This tool reads it as if the quotes were not there. Fix the issuer."
    } else {
        "Kubernetes writes no time into a legacy token: another program issued it, or it was \
         changed."
    };
    let claim = quoted(claim.path());
    Sentences::new(format!("{claim} is a number in a string; it must be a number of seconds."))
        .help(help)
        .answered(kubernetes.then(|| api_server::NUMERIC_DATE.into()))
}

fn milliseconds(
    claim: TimeClaim,
    text: &str,
    seconds: i64,
    read: bool,
    ignored: bool,
) -> Sentences {
    // Tens of thousands, so that a calendar's year is as good as any, to the nearest hundred.
    let years = (seconds.abs() * 10 + SECONDS_OF_A_YEAR / 2) / SECONDS_OF_A_YEAR * 100;
    Sentences::new(format!(
        "{} is {}, which looks like milliseconds; it must be seconds.",
        quoted(claim.path()),
        quoted(text),
    ))
    .help(format!(
        "{}{} read it as seconds, about {years} years {} 1970. Fix the issuer.",
        if read { "This tool reads it divided by 1000. " } else { "" },
        match ignored {
            true => "The API server ignores it in a legacy token. Other verifiers",
            false => "Servers",
        },
        if seconds < 0 { "before" } else { "after" },
    ))
}

fn out_of_range(claim: TimeClaim, text: &str) -> Sentences {
    Sentences::new(format!(
        "{} is {}, outside the range of dates: ±8640000000000 seconds around 1970.",
        quoted(claim.path()),
        quoted(text),
    ))
    .help("It cannot be shown as a time. Fix the issuer.")
}

fn subject_mismatch(sub: &str, named: &str, answer: Option<Answer>) -> Sentences {
    let help = if answer.is_some() {
        "The token was changed, or another program issued it."
    } else {
        "The API server uses `kubernetes.io` and ignores `sub` in a bound token; other recipients \
         use `sub`. Kubernetes never writes two different accounts."
    };
    let (sub, named) = (quoted(sub), quoted(named));
    Sentences::new(format!("`sub` is {sub}; the Kubernetes claims name {named}."))
        .help(help)
        .answered(answer.map(api_server::answer))
}

fn not_before_differs(not_before: i64, issued_at: i64) -> Sentences {
    Sentences::new(format!(
        "`nbf` is {} and `iat` {}; Kubernetes writes the same time in both.",
        utc(not_before),
        utc(issued_at)
    ))
    .help(NOT_KUBERNETES)
}

fn expires_before_issued(expires_at: i64, issued_at: i64) -> Sentences {
    Sentences::new(format!(
        "`exp` is {}, not after `iat` ({}); a token must expire after it is issued.",
        utc(expires_at),
        utc(issued_at)
    ))
    .help("The issuer's clock or arithmetic is wrong, or the token was changed.")
}

fn issued_in_future(issued_at: i64, now: i64, answer: Option<Answer>) -> Sentences {
    Sentences::new(format!(
        "`iat` is {}, {} ahead of your clock; it must be in the past.",
        utc(issued_at),
        exactly(issued_at - now)
    ))
    .help(match answer {
        Some(_) => {
            "Kubernetes did not issue the token in this form: its `nbf` would be in the future too. \
             Check your clock as well."
        }
        None => "Check your clock and the issuer's.",
    })
    .answered(answer.map(api_server::answer))
}

fn below_minimum(lifetime: i64) -> Sentences {
    let lifetime = exactly(lifetime);
    Sentences::new(format!(
        "`exp` is {lifetime} after `iat`; the TokenRequest API allows at least 10 minutes."
    ))
    .help(NOT_KUBERNETES)
}

fn above_maximum(lifetime: i64) -> Sentences {
    let lifetime = exactly(lifetime);
    Sentences::new(format!(
        "`exp` is {lifetime} after `iat`; the TokenRequest API allows at most 2^32 seconds (about \
         136 years)."
    ))
    .help(NOT_KUBERNETES)
}

fn warn_after_unexpected(fault: WarnAfterFault) -> Sentences {
    let message = match fault {
        WarnAfterFault::WithoutPod => {
            "`warnafter` is in a token without a Pod; the API server writes it only into tokens \
             bound to a Pod."
                .to_owned()
        }
        WarnAfterFault::After(seconds) => {
            format!(
                "`warnafter` is {seconds} s after `iat`; the API server writes it 3607 s after."
            )
        }
        WarnAfterFault::Lifetime(seconds) => format!(
            "`warnafter` is in a token that lives {}; the extension gives at most 365 days.",
            exactly(seconds),
        ),
    };
    Sentences::new(message).help(NOT_KUBERNETES)
}

fn time_ignored_in_legacy(claim: TimeClaim) -> Sentences {
    Sentences::new(format!(
        "`{}` is in a legacy token; Kubernetes writes no time there, and the API server ignores it.",
        claim.path()
    ))
    .help(
        "Do not rely on it: it changes nothing at the API server. Other verifiers may honor it.",
    )
}

fn both_shapes() -> Sentences {
    Sentences::new(
        "It has the claims of a legacy token and the `kubernetes.io` object of a bound one; \
         Kubernetes writes one or the other.",
    )
    .help("Kubernetes did not issue the token in this form. This tool reads it as a bound one.")
}

fn two_bindings(kinds: &[ObjectKind]) -> Sentences {
    let mut list = String::new();
    for (index, kind) in kinds.iter().enumerate() {
        list.push_str(match index {
            0 => "",
            _ if index + 1 < kinds.len() => ", ",
            _ => " and ",
        });
        list.push_str(kind.as_str());
    }
    Sentences::new(format!(
        "It is bound to {list}; the API server binds a token to one object only."
    ))
    .help(NOT_KUBERNETES)
}

fn webhook_shape(fault: WebhookFault) -> Sentences {
    let message = match fault {
        WebhookFault::Lifetime(seconds) => format!(
            "This webhook token lives {}; the API always gives it 10 minutes.",
            exactly(seconds)
        ),
        WebhookFault::Audiences(count) => {
            format!("This webhook token has {count} audiences; the API requires exactly one.")
        }
        WebhookFault::ApiServerAudience => "This webhook token is for the API server; the API \
                                            rejects that audience for webhook tokens."
            .to_owned(),
        WebhookFault::NoAttestations => "It names a webhook configuration without `attestations`; \
                                         the API server writes both."
            .to_owned(),
        WebhookFault::NoConfiguration => "It has `attestations` without a webhook configuration; \
                                          the API server writes both."
            .to_owned(),
        WebhookFault::ApiGroups(count) => {
            format!("`admissionReviewAPIGroups` has {count} values; the API requires exactly one.")
        }
    };
    Sentences::new(message).help(NOT_KUBERNETES)
}

fn webhook_draft_spelling(name: &str) -> Sentences {
    let name = quoted(name);
    Sentences::new(format!(
        "{name} is a spelling from a draft (KEP-6060); no released API server issues it."
    ))
    .help("Released API servers (since 1.37) write these names in lower case.")
}

fn name_not_dns(of: NameOf, name: &str, rule: NameRule) -> Sentences {
    let what = match of {
        NameOf::Namespace => "namespace",
        NameOf::Secret => "Secret's name",
        NameOf::ServiceAccount => "ServiceAccount's name",
        NameOf::Pod => "Pod's name",
        NameOf::Node => "Node's name",
        NameOf::WebhookConfiguration => "webhook configuration's name",
    };
    let expected = match rule {
        NameRule::Label => {
            "at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends"
        }
        NameRule::Subdomain => {
            "at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both \
             ends of each label"
        }
    };
    Sentences::new(format!("The {what} is {}; Kubernetes allows {expected}.", quoted(name))).help(
        "No such object can exist. The token was changed, or another program issued it. Do not use \
         its names in a command.",
    )
}

fn uid_not_uuid(claim: &str, uid: &str) -> Sentences {
    let (claim, uid) = (quoted(claim), quoted(uid));
    Sentences::new(format!("{claim} is {uid}; Kubernetes uses UUIDs in practice."))
        .help("Compare it with the object's `metadata.uid`.")
}

fn unexpected_in_legacy(claim: LegacyStranger) -> Sentences {
    let name = claim.name();
    let sentences =
        Sentences::new(format!("`{name}` is in a legacy token; Kubernetes writes none there."))
            .help(NOT_KUBERNETES);
    if claim != LegacyStranger::Audience {
        return sentences;
    }
    sentences.api_server("It honors `aud`: it accepts the token only for these audiences.")
}

fn audience_not_a_list() -> Sentences {
    Sentences::new(
        "`aud` is a plain string; Kubernetes (up to 1.37) writes a list of strings, \
                    even for one.",
    )
    .help(
        "RFC 7519 allows both, and the API server reads both. Kubernetes up to 1.37 did not \
             issue the token in this form.",
    )
}

fn unknown_member(claim: &str, inside: bool) -> Sentences {
    let claim = quoted(claim);
    Sentences::new(format!("{claim} is unknown to this tool, which knows Kubernetes up to 1.37."))
        .help(if inside {
            "It is probably newer than this tool, and not a fault of the token."
        } else {
            "It is newer than this tool, or another program issued the token."
        })
}

fn issuer_unexpected(issuer: &str) -> Sentences {
    let issuer = quoted(issuer);
    Sentences::new(format!(
        "`iss` is {issuer}; every legacy token has `kubernetes/serviceaccount`."
    ))
    .help(NOT_KUBERNETES)
    .api_server(
        "It does not read the token as a legacy one. Unless the issuer is its own, it answers \
         `invalid bearer token`.",
    )
}
