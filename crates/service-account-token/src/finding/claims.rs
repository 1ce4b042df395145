//! Findings: claims.

use super::api_server;
use super::quote::quoted;
use super::{Code, Draft, Spot};
use crate::claims::calendar::{exactly, utc};
use crate::jose::json::NodeId;
use crate::report::{JsonType, PartName};

fn at(code: Code, node: NodeId, message: String) -> Draft {
    Draft::new(code, message).at(Spot::Member(PartName::Payload, node))
}

/// `a string`, `an object`.
fn article(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::String => "a string",
        JsonType::Number => "a number",
        JsonType::Boolean => "a boolean",
        JsonType::Null => "null",
        JsonType::Object => "an object",
        JsonType::Array => "a list",
    }
}

const SECONDS_OF_A_YEAR: i64 = 31_556_952;

/// How a required claim can be missing: Go's decoder makes one value of all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    Absent,
    Null(NodeId),
    Empty(NodeId),
}

/// `claim` as a path, such as `kubernetes.io.serviceaccount.uid`; `kind` is `legacy` or `bound`.
pub(crate) fn claim_missing(claim: &str, lack: Lack, kind: &str, answer: Option<&str>) -> Draft {
    let (found, spot) = match lack {
        Lack::Absent => ("is missing", Spot::Part(PartName::Payload)),
        Lack::Null(node) => ("is null", Spot::Member(PartName::Payload, node)),
        Lack::Empty(node) => ("is empty", Spot::Member(PartName::Payload, node)),
    };
    let draft = Draft::new(
        Code::ClaimMissing,
        format!("{} {found}; every {kind} token of Kubernetes has it.", quoted(claim)),
    )
    .at(spot)
    .help("Kubernetes did not issue the token as it stands: it was changed, or another program made it.");
    match answer {
        Some(answer) => draft.api_server(answer.to_owned()),
        None => draft,
    }
}

/// `null` is no error of type: Go reads it as if the claim were absent.
pub(crate) fn claim_type(
    node: NodeId,
    claim: &str,
    found: JsonType,
    expected: &str,
    answer: Option<&'static str>,
) -> Draft {
    let draft = at(
        Code::ClaimType,
        node,
        format!("{} is {}; it must be {expected}.", quoted(claim), article(found)),
    );
    let draft = if found == JsonType::Null {
        draft.help("The API server reads null as if the claim were absent; Kubernetes itself leaves a claim out.")
    } else {
        draft
            .help("A reader that goes by the rules refuses the token: its issuer has to be mended.")
    };
    match answer {
        Some(answer) => draft.api_server(answer),
        None => draft,
    }
}

pub(crate) fn numeric_date_fraction(node: NodeId, claim: &str, text: &str) -> Draft {
    at(
        Code::NumericDateFraction,
        node,
        format!("{} is {}; Kubernetes writes whole seconds, in digits alone.", quoted(claim), quoted(text)),
    )
    .help("Allowed by RFC 7519, which the API server follows by cutting the fraction off; some other readers refuse it.")
}

/// `read`: the time is shown all the same; `exp` of a legacy token is not, as it ends nothing.
pub(crate) fn numeric_date_string(
    node: NodeId,
    claim: &str,
    kubernetes: bool,
    read: bool,
) -> Draft {
    let draft = at(
        Code::NumericDateString,
        node,
        format!("{} is a number in a string; it must be a number of seconds.", quoted(claim)),
    )
    .help(if read {
        "It is read here as if the quotes were not there. Its issuer has to be mended."
    } else {
        "Kubernetes writes no time into a legacy token: another program made the token, or it was changed."
    });
    if kubernetes { draft.api_server(api_server::NUMERIC_DATE) } else { draft }
}

/// `seconds`: what is left of the number once it is divided by 1000.
pub(crate) fn numeric_date_milliseconds(
    node: NodeId,
    claim: &str,
    text: &str,
    seconds: i64,
    read: bool,
) -> Draft {
    // Tens of thousands, so that a calendar's year is as good as any, to the nearest hundred.
    let years = (seconds.abs() * 10 + SECONDS_OF_A_YEAR / 2) / SECONDS_OF_A_YEAR * 100;
    at(
        Code::NumericDateMilliseconds,
        node,
        format!(
            "{} is {}, by its size milliseconds, where seconds are meant.",
            quoted(claim),
            quoted(text),
        ),
    )
    .help(format!(
        "{}Servers take it for seconds, and so for a time about {years} years {} 1970. Its issuer has to be mended.",
        if read { "It is read here divided by 1000. " } else { "" },
        if seconds < 0 { "before" } else { "after" },
    ))
}

pub(crate) fn numeric_date_range(node: NodeId, claim: &str, text: &str) -> Draft {
    at(
        Code::NumericDateRange,
        node,
        format!(
            "{} is {}, beyond what a calendar shows: ±8640000000000 seconds around 1970.",
            quoted(claim),
            quoted(text),
        ),
    )
    .help("No time can be told from it. Its issuer has to be mended.")
}

/// `named` is the account that the other claims name, as a user name.
pub(crate) fn subject_mismatch(
    node: NodeId,
    sub: &str,
    named: &str,
    answer: Option<&'static str>,
) -> Draft {
    let draft = at(
        Code::SubjectMismatch,
        node,
        format!("`sub` is {}; the Kubernetes claims name {}.", quoted(sub), quoted(named)),
    );
    match answer {
        Some(answer) => draft.help("The token was changed, or another program made it.").api_server(answer),
        None => draft.help(
            "The API server goes by `kubernetes.io` and does not read `sub` of a bound token; others go by `sub`. Kubernetes never writes two different ones.",
        ),
    }
}

pub(crate) fn nbf_not_iat(node: NodeId, nbf: i64, iat: i64) -> Draft {
    at(
        Code::NbfNotIat,
        node,
        format!(
            "`nbf` is {} and `iat` {}; Kubernetes writes the same time in both.",
            utc(nbf),
            utc(iat)
        ),
    )
    .help("Kubernetes did not issue the token as it stands.")
}

pub(crate) fn exp_before_iat(node: NodeId, exp: i64, iat: i64) -> Draft {
    at(
        Code::ExpBeforeIat,
        node,
        format!(
            "`exp` is {}, not after `iat`, {}; a token must end after it begins.",
            utc(exp),
            utc(iat)
        ),
    )
    .help("Its issuer's clock or arithmetic is wrong, or the token was changed.")
}

pub(crate) fn issued_in_future(
    node: NodeId,
    iat: i64,
    now: i64,
    answer: Option<&'static str>,
) -> Draft {
    let draft = at(
        Code::IssuedInFuture,
        node,
        format!(
            "`iat` is {}, {} after your clock; it must lie in the past.",
            utc(iat),
            exactly(iat - now)
        ),
    )
    .help("Check your clock and the issuer's.");
    match answer {
        Some(answer) => draft.api_server(answer),
        None => draft,
    }
}

pub(crate) fn lifetime_below_minimum(node: NodeId, lifetime: i64) -> Draft {
    at(
        Code::LifetimeBelowMinimum,
        node,
        format!(
            "`exp` is {} after `iat`; the API gives 10 minutes at the least.",
            exactly(lifetime)
        ),
    )
    .help("Kubernetes did not issue the token as it stands.")
}

pub(crate) fn lifetime_above_maximum(node: NodeId, lifetime: i64) -> Draft {
    at(
        Code::LifetimeAboveMaximum,
        node,
        format!(
            "`exp` is {} after `iat`; the API gives 2^32 seconds (about 136 years) at the most.",
            exactly(lifetime)
        ),
    )
    .help("Kubernetes did not issue the token as it stands.")
}

/// What is wrong with `warnafter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarnAfter {
    /// Not bound to a Pod.
    WithoutPod,
    /// So many seconds after `iat`.
    After(i64),
    /// In a token that lives longer than the extension.
    Lifetime(i64),
}

pub(crate) fn warnafter_unexpected(node: NodeId, fault: WarnAfter) -> Draft {
    let message = match fault {
        WarnAfter::WithoutPod => {
            "`warnafter` stands in a token without a Pod; the API server writes it only into tokens bound to a Pod.".to_owned()
        }
        WarnAfter::After(seconds) => {
            format!("`warnafter` is {seconds} s after `iat`; the API server writes it 3607 s after.")
        }
        WarnAfter::Lifetime(seconds) => format!(
            "`warnafter` stands in a token that lives {}; the extension gives 365 days at the most.",
            exactly(seconds),
        ),
    };
    at(Code::WarnafterUnexpected, node, message)
        .help("Kubernetes did not issue the token as it stands.")
}

pub(crate) fn exp_ignored_in_legacy(node: NodeId, claim: &'static str) -> Draft {
    at(
        Code::ExpIgnoredInLegacy,
        node,
        format!("`{claim}` stands in a legacy token; Kubernetes writes no time there, and the API server ignores it."),
    )
    .help("Do not count on it: at the API server it changes nothing. Other verifiers may go by it.")
}

pub(crate) fn both_shapes(kubernetes: NodeId) -> Draft {
    at(
        Code::BothShapes,
        kubernetes,
        "It has the flat claims of a legacy token and the object `kubernetes.io` of a bound one; Kubernetes writes one or the other.".into(),
    )
    .help("Kubernetes did not issue the token as it stands. It is read here as a bound one.")
}

/// `kinds` are the kinds of the objects, at least two, as a list.
pub(crate) fn two_bindings(node: NodeId, kinds: &str) -> Draft {
    at(
        Code::TwoBindings,
        node,
        format!("It is tied to {}; the API server ties a token to one object only.", kinds),
    )
    .help("Kubernetes did not issue the token as it stands.")
}

/// A rule of webhook tokens that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebhookFault {
    /// So many seconds from `iat` to `exp`.
    Lifetime(i64),
    /// So many audiences.
    Audiences(usize),
    /// The audience is the API server's.
    ApiServerAudience,
    /// No attestations beside the webhook configuration.
    NoAttestations,
    /// Attestations without a webhook configuration.
    NoConfiguration,
    /// So many API groups.
    ApiGroups(usize),
}

pub(crate) fn webhook_shape(node: NodeId, fault: WebhookFault) -> Draft {
    let message = match fault {
        WebhookFault::Lifetime(seconds) => {
            format!("This webhook token lives {}; the API gives it 10 minutes, always.", exactly(seconds))
        }
        WebhookFault::Audiences(count) => {
            format!("This webhook token has {count} audiences; the API demands exactly one.")
        }
        WebhookFault::ApiServerAudience => {
            "This webhook token is for the API server; the API refuses that audience for webhook tokens.".to_owned()
        }
        WebhookFault::NoAttestations => {
            "It names a webhook configuration without `attestations`; the API server writes both.".to_owned()
        }
        WebhookFault::NoConfiguration => {
            "It has `attestations` without a webhook configuration; the API server writes both.".to_owned()
        }
        WebhookFault::ApiGroups(count) => {
            format!("`admissionReviewAPIGroups` has {count} values; the API demands exactly one.")
        }
    };
    at(Code::WebhookShape, node, message).help("Kubernetes did not issue the token as it stands.")
}

pub(crate) fn webhook_draft_spelling(node: NodeId, name: &str) -> Draft {
    at(
        Code::WebhookDraftSpelling,
        node,
        format!(
            "{} is the spelling of a draft (KEP-6060), not issued by a released API server.",
            quoted(name)
        ),
    )
    .help("Released API servers, since 1.37, write the names in lower case.")
}

/// What a name must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameRule {
    /// A DNS label of 63 characters at the most.
    Label,
    /// A DNS subdomain of 253 characters at the most.
    Subdomain,
}

pub(crate) fn name_not_dns(node: NodeId, what: &'static str, name: &str, rule: NameRule) -> Draft {
    let expected = match rule {
        NameRule::Label => {
            "at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends"
        }
        NameRule::Subdomain => {
            "at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends of each label"
        }
    };
    at(
        Code::NameNotDns,
        node,
        format!("The {what} is {}; Kubernetes allows {expected}.", quoted(name)),
    )
    .help("No such object can exist. The token was changed or made by another program; put its names into no command.")
}

pub(crate) fn uid_shape(node: NodeId, claim: &str, uid: &str) -> Draft {
    at(
        Code::UidShape,
        node,
        format!("{} is {}; Kubernetes makes UUIDs in practice.", quoted(claim), quoted(uid)),
    )
    .help("Compare it with the object's `metadata.uid`.")
}

/// A claim that legacy tokens never have.
pub(crate) fn claim_unexpected_in_legacy(node: NodeId, claim: &'static str) -> Draft {
    let draft = at(
        Code::ClaimUnexpected,
        node,
        format!("`{claim}` stands in a legacy token; Kubernetes writes none there."),
    )
    .help("Kubernetes did not issue the token as it stands.");
    if claim == "aud" {
        draft.api_server(
            "It goes by it all the same: it accepts the token only for these audiences.",
        )
    } else {
        draft
    }
}

/// `aud` of a bound token as a bare string.
pub(crate) fn audience_not_a_list(node: NodeId) -> Draft {
    at(
        Code::ClaimUnexpected,
        node,
        "`aud` is a bare string; Kubernetes writes a list of strings, even of one.".into(),
    )
    .help("RFC 7519 allows both, and the API server reads both; but Kubernetes did not issue the token as it stands.")
}

/// `inside`: in `kubernetes.io`, and not beside it.
pub(crate) fn unknown_member(node: NodeId, claim: &str, inside: bool) -> Draft {
    at(
        Code::UnknownMember,
        node,
        format!("{} is not known to this tool, which knows Kubernetes up to 1.37.", quoted(claim)),
    )
    .help(if inside {
        "It is likely newer than this tool, and no fault of the token."
    } else {
        "It is newer than this tool, or another program made the token."
    })
}

/// A legacy token with another issuer than the constant one.
pub(crate) fn issuer_unexpected(node: NodeId, iss: &str) -> Draft {
    at(
        Code::IssuerUnexpected,
        node,
        format!("`iss` is {}; every legacy token has `kubernetes/serviceaccount`.", quoted(iss)),
    )
    .help("Kubernetes did not issue the token as it stands.")
    .api_server("It does not take the token for a legacy one, and then, unless the issuer is its own: `invalid bearer token`.")
}
