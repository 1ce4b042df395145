//! The summary: what a token claims to be, and until when it is accepted.

use super::objects::Object;
use super::recipients::Recipients;
use super::subject::{Expiry, Subject, is_unsigned};
use crate::claims::Shape;
use crate::facts::conclusions::Facts;
use crate::facts::findings::FindingCode;
use crate::facts::origin::SecretName;
use crate::facts::other_token::OtherToken;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind, Origin, TimeStatus};
use crate::jose::Format;

/// What a token claims to be, and what that is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Summary {
    /// Neither the header nor the claims could be read.
    Unreadable,
    /// The decoded claims of a token: what they say it is.
    Decoded(Box<Self>),
    /// A token of a service account.
    ServiceAccount(ClaimsToBe, Standing),
    /// Any other token.
    Other(OtherSummary),
}

/// What the token of a service account claims.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimsToBe {
    pub(crate) tie: Tie,
    pub(crate) namespace: Option<String>,
    pub(crate) account: Object,
    /// The token breaks off before it names the account.
    pub(crate) breaks_off: bool,
}

/// What a token is bound to or kept in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tie {
    /// A legacy token's Secret.
    Kept { secret: Object, origin: Option<Origin> },
    /// A Pod.
    Pod(Object),
    /// Another Secret.
    Secret(Object),
    /// A Node.
    Node(Object),
    /// A webhook configuration.
    Webhook(Object),
    /// Only its ServiceAccount.
    Nothing,
    /// It cannot be read.
    Unknown,
}

/// What a claim is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Standing {
    /// The token is cut off. Of the whole one, this is known.
    CutOff(Option<Life>),
    /// It is not signed.
    Unsigned,
    /// It was copied badly: a character is wrong or lost.
    Damaged,
    /// A genuine token is never like this.
    Contradicted(Contradiction),
    /// The signature was removed on purpose. Of the whole token, this is known.
    Redacted(Life),
    /// It is whole.
    Whole(Life),
}

/// What a genuine token never has or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contradiction {
    /// The claims of both kinds.
    BothShapes,
    /// A claim is missing that every such token has.
    LacksClaims,
    /// An algorithm that Kubernetes does not sign with.
    Algorithm { verifiable: bool },
    /// The JSON serialization.
    JsonSerialization,
    /// Several objects that it is bound to.
    TwoBindings,
    /// A webhook token for the API server.
    WebhookAtApiServer,
    /// Anything else that makes every API server reject it; a finding says why.
    Refused,
}

/// Until when a token is accepted, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Life {
    /// A legacy token, as long as its Secret and its ServiceAccount exist.
    WhileSecretExists,
    /// A legacy token with an audience that is not the API server's.
    LegacyForOthers,
    /// A bound token that is not for the API server. `may_be_own`: one of its audiences may be the API
    /// server's all the same.
    ForOthers { recipients: Recipients, may_be_own: bool, end: Option<OwnEnd> },
    /// A bound token that has an expiry and another time in milliseconds.
    MisreadTimes { never_begins: bool },
    /// A bound token whose expiry is not a time.
    UnreadableExpiry,
    /// A bound token without an expiry.
    NoExpiry,
    /// A bound token that the API server accepts until then.
    AcceptedUntil(Acceptance),
}

/// When a token for others ends, by its own claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OwnEnd {
    /// Its `nbf`, if that is ahead.
    pub(crate) begins: Option<i64>,
    pub(crate) at: i64,
    pub(crate) is_past: bool,
}

/// How long the API server accepts a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Acceptance {
    /// Its `nbf`, if that is ahead.
    pub(crate) begins: Option<i64>,
    /// The last second, leeway included.
    pub(crate) until: i64,
    pub(crate) is_over: bool,
    /// Of an extended token that is not over.
    pub(crate) replacement: Option<Replacement>,
    /// The API server's audiences are only guessed.
    pub(crate) is_guessed: bool,
    /// The recipients that it is for as well.
    pub(crate) also_for: Option<Recipients>,
}

/// When an extended token is to be replaced. `by_kubelet`: the kubelet mounts such a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub(crate) before: i64,
    pub(crate) is_overdue: bool,
    pub(crate) by_kubelet: bool,
}

/// A token that is not for a service account, or does not say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherSummary {
    pub(crate) token: OtherToken,
    /// Its payload stops being JSON.
    pub(crate) has_fault: bool,
    pub(crate) is_cut_off: bool,
    pub(crate) is_damaged: bool,
    pub(crate) trust: Trust,
}

/// What an API server makes of a token that is not for a service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It rejects it, since it is not signed.
    Unsigned,
    /// It rejects this algorithm, which needs a shared key.
    Algorithm(String),
    /// It rejects it for another reason; a finding says why.
    Refused,
    /// It cannot trust an issuer that is not named.
    NoIssuer,
    /// It cannot trust this issuer, which is not an `https` URL.
    NotHttps(String),
    /// It accepts it only if it was set up to trust this issuer.
    Configured(String),
}

pub(super) fn summary(subject: &Subject<'_>) -> Summary {
    let says = of_token(subject);
    if subject.is_decoded() { Summary::Decoded(Box::new(says)) } else { says }
}

fn of_token(subject: &Subject<'_>) -> Summary {
    match subject.kind {
        Kind::Unreadable => Summary::Unreadable,
        Kind::Other => Summary::Other(other(subject)),
        Kind::Legacy | Kind::Bound => {
            Summary::ServiceAccount(claims_to_be(subject), standing(subject))
        }
    }
}

fn claims_to_be(subject: &Subject<'_>) -> ClaimsToBe {
    ClaimsToBe {
        tie: tie(subject),
        namespace: subject.namespace.map(str::to_owned),
        account: subject.account_object(),
        breaks_off: subject.account.is_none() && subject.is_cut_off(),
    }
}

fn tie(subject: &Subject<'_>) -> Tie {
    let Some(object) = subject.object() else {
        return match subject.bound_to() {
            Some(_) => Tie::Nothing,
            None => Tie::Unknown,
        };
    };
    match subject.bound_to() {
        Some(BoundTo::Pod) => Tie::Pod(object),
        Some(BoundTo::Secret) => Tie::Secret(object),
        Some(BoundTo::Node) => Tie::Node(object),
        Some(BoundTo::Webhook) => Tie::Webhook(object),
        Some(BoundTo::None) => Tie::Nothing,
        None => {
            let origin = subject.variant.and_then(|variant| variant.origin);
            // The name alone is no sign of it; the evidence says what it looks like.
            let is_unsure = origin == Some(Origin::AutoGeneratedLikely)
                && subject.facts.secret_name == Some(SecretName::GeneratedOld);
            Tie::Kept { secret: object, origin: origin.filter(|_| !is_unsure) }
        }
    }
}

fn standing(subject: &Subject<'_>) -> Standing {
    if subject.is_cut_off() {
        return Standing::CutOff(subject.may_be_whole_elsewhere().then(|| life(subject)));
    }
    if subject.is_unsigned() {
        return Standing::Unsigned;
    }
    if subject.is_damaged_copy() {
        return Standing::Damaged;
    }
    if let Some(contradiction) = contradiction(subject) {
        return Standing::Contradicted(contradiction);
    }
    match subject.jose.format {
        Some(Format::JwsRedacted) => Standing::Redacted(life(subject)),
        _ => Standing::Whole(life(subject)),
    }
}

fn contradiction(subject: &Subject<'_>) -> Option<Contradiction> {
    if subject.shape() == Shape::Both {
        Some(Contradiction::BothShapes)
    } else if subject.is_imitation && !subject.jose.payload.altered {
        Some(Contradiction::LacksClaims)
    } else if let Some(verifiable) = subject.odd_algorithm() {
        Some(Contradiction::Algorithm { verifiable })
    } else if subject.jose.format == Some(Format::JwsJson) {
        Some(Contradiction::JsonSerialization)
    } else if subject.has(FindingCode::TwoBindings) {
        Some(Contradiction::TwoBindings)
    } else if subject.is_webhook_at_api_server() {
        Some(Contradiction::WebhookAtApiServer)
    } else {
        subject.facts.verdict.refused.then_some(Contradiction::Refused)
    }
}

fn life(subject: &Subject<'_>) -> Life {
    let times = subject.times;
    if subject.kind == Kind::Legacy {
        return match subject.is_foreign() {
            true => Life::LegacyForOthers,
            false => Life::WhileSecretExists,
        };
    }
    let begins = times.not_before.filter(|_| times.status == TimeStatus::NotYetValid);
    if subject.is_foreign() {
        let end = times.expires_at.map(|at| {
            let is_past = subject.now.is_some_and(|now| now >= at);
            OwnEnd { begins, at, is_past }
        });
        let may_be_own = subject.may_be_own_audience();
        return Life::ForOthers { recipients: subject.recipients.clone(), may_be_own, end };
    }
    let Some(until) = times.accepted_until else {
        return match subject.expiry {
            Expiry::At(_) | Expiry::InMilliseconds(_) => {
                Life::MisreadTimes { never_begins: subject.begins_in_milliseconds() }
            }
            Expiry::Unreadable => Life::UnreadableExpiry,
            Expiry::Missing => Life::NoExpiry,
        };
    };
    let is_mixed = subject.audience() == AudienceClass::Mixed;
    Life::AcceptedUntil(Acceptance {
        begins,
        until,
        is_over: subject.is_over,
        replacement: replacement(subject),
        is_guessed: subject.facts.is_api_audience_guessed(subject.reading.claims),
        also_for: is_mixed.then(|| subject.recipients.clone()),
    })
}

/// Since 1.33 the kubelet requests one audience at most (kubernetes/kubernetes
/// plugin/pkg/admission/noderestriction/admission.go).
fn is_by_kubelet(subject: &Subject<'_>) -> bool {
    subject.audiences().len() <= 1 || subject.audience() == AudienceClass::ApiServer
}

fn replacement(subject: &Subject<'_>) -> Option<Replacement> {
    let before = subject.times.warn_after?;
    let is_overdue = subject.now.is_some_and(|now| now > before);
    let by_kubelet = is_by_kubelet(subject);
    (subject.is_extended && !subject.is_over).then_some(Replacement {
        before,
        is_overdue,
        by_kubelet,
    })
}

fn other(subject: &Subject<'_>) -> OtherSummary {
    OtherSummary {
        token: subject.other_token(),
        has_fault: subject.jose.payload.fault.is_some(),
        is_cut_off: subject.is_cut_off(),
        is_damaged: subject.is_damaged_copy(),
        trust: trust(subject.reading, subject.facts),
    }
}

/// An API server that was set up for an issuer wants an `https` URL and a signature that a public key
/// can check (kubernetes/kubernetes
/// staging/src/k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go).
pub(crate) fn trust(reading: &Reading<'_>, facts: &Facts) -> Trust {
    let jose = reading.jose;
    if is_unsigned(jose) {
        return Trust::Unsigned;
    }
    if let Some(alg) = jose.header_string("alg").filter(|alg| alg.starts_with("HS")) {
        return Trust::Algorithm(alg.to_owned());
    }
    match &reading.claims.iss {
        None if jose.payload.altered => Trust::Refused,
        None => Trust::NoIssuer,
        Some(iss) if !iss.value.starts_with("https://") => Trust::NotHttps(iss.value.clone()),
        Some(_) if facts.verdict.refused => Trust::Refused,
        Some(iss) => Trust::Configured(iss.value.clone()),
    }
}
