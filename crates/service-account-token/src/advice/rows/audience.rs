//! The row of the audience: whom the token is for.

use super::super::subject::Subject;
use crate::kubernetes::Party;
use crate::report::{AudienceClass, BoundTo, Format, Kind, Row, RowName, RowState, Text};

pub(super) fn row(subject: &Subject<'_>) -> Row {
    let (state, words, why) = words(subject);
    super::row(RowName::Audience, state, words, why)
}

fn words(subject: &Subject<'_>) -> (RowState, Text, &'static str) {
    if subject.jose.format == Some(Format::Jwe) || subject.jose.payload.object().is_none() {
        return (RowState::Unknown, "unknown".into(), "the claims could not be read");
    }
    let names_nobody = subject.audiences().is_empty();
    if names_nobody && subject.jose.payload.is_damaged() {
        return (RowState::Unknown, "unknown".into(), super::UNSAID);
    }
    match subject.kind {
        Kind::Other | Kind::Unreadable if names_nobody => {
            (RowState::Unknown, "none".into(), "`aud` is missing or empty")
        }
        Kind::Other | Kind::Unreadable => (
            RowState::Usual,
            subject.recipients_briefly(),
            "as `aud` says; nobody else should accept it",
        ),
        Kind::Legacy if names_nobody => (
            RowState::Usual,
            "none".into(),
            "legacy tokens name none; the API server takes that for its own",
        ),
        Kind::Bound if names_nobody => (
            RowState::Problem,
            "none".into(),
            "`aud` is missing or empty, which no bound token of Kubernetes is",
        ),
        Kind::Legacy | Kind::Bound => of_service_account(subject),
    }
}

fn of_service_account(subject: &Subject<'_>) -> (RowState, Text, &'static str) {
    let legacy = subject.kind == Kind::Legacy;
    let webhook = subject.bound_to() == Some(BoundTo::Webhook);
    match subject.audience() {
        AudienceClass::ApiServer | AudienceClass::None => {
            let why = match (legacy, same_as_issuer(subject)) {
                _ if webhook => "the API refuses that audience for webhook tokens",
                (true, _) => "legacy tokens name nobody, yet the API server honours what is there",
                (false, true) => "same as the issuer",
                (false, false) if is_given(subject) => "one of the API audiences that you gave",
                (false, false) if subject.reading.claims.is_extended() => {
                    "only tokens for it are extended, since 1.24"
                }
                (false, false) => "a usual name of the API server; the cluster decides",
            };
            // Its name alone would not tell.
            let only_extended = subject.evidence("audience_extended").is_some();
            let notable = legacy || webhook || only_extended;
            let state = if notable { RowState::Notable } else { RowState::Usual };
            (state, "the API server".into(), why)
        }
        AudienceClass::Foreign if webhook => {
            let parties = subject.variant.map_or(&[][..], |variant| &variant.parties);
            let several = subject.audiences().len() > 1
                && parties.iter().all(|party| party.party == Party::Webhook);
            let words =
                if several { "admission webhooks".into() } else { subject.recipients_briefly() };
            (RowState::Notable, words, "the API server refuses a webhook token")
        }
        AudienceClass::Foreign => (
            RowState::Notable,
            subject.recipients_briefly(),
            "the API server refuses it, unless it was set up to take this audience",
        ),
        AudienceClass::Mixed => (
            RowState::Notable,
            "the API server and others".into(),
            "each of its recipients could use it at the others",
        ),
    }
}

fn same_as_issuer(subject: &Subject<'_>) -> bool {
    let issuer = subject.reading.claims.iss.as_ref().map(|iss| iss.value.as_str());
    matches!(subject.audiences(), [one] if Some(one.as_str()) == issuer)
}

fn is_given(subject: &Subject<'_>) -> bool {
    let given = &subject.reading.options.api_audiences;
    subject.audiences().iter().any(|audience| given.contains(audience))
}
