//! The five status rows: kind, time, audience, structure, signature. Calm when all is usual, so
//! that the unusual one stands out.

mod audience;
mod structure;
mod time;

use super::subject::Subject;
use crate::claims::Shape;
use crate::facts::findings::Code;
use crate::report::{BoundTo, Format, Kind, Row, RowName, RowState, Text};
use crate::words::quote::quoted;

/// The five rows, in their order.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<Row> {
    vec![
        kind(subject),
        time::row(subject),
        audience::row(subject),
        structure::structure(subject),
        structure::signature(subject),
    ]
}

/// Why something cannot be told of a token that is cut off or damaged.
const UNSAID: &str = "the claims that could be read do not say";

fn row(name: RowName, state: RowState, words: impl Into<Text>, why: impl Into<Text>) -> Row {
    Row { name, state, words: words.into(), why: why.into() }
}

fn kind(subject: &Subject<'_>) -> Row {
    let row = |state, words: Text, why: &'static str| row(RowName::Kind, state, words, why);
    match subject.kind {
        Kind::Unreadable => {
            row(RowState::Unknown, "unreadable".into(), "neither the header nor the claims decode")
        }
        Kind::Other => other(subject),
        Kind::Legacy => {
            let words = match subject.binding.and_then(|binding| binding.name.as_deref()) {
                Some(name) => format!("legacy, from Secret {}", quoted(name)).into(),
                None => "legacy, from a Secret".into(),
            };
            row(RowState::Notable, words, "flat claims `kubernetes.io/serviceaccount/…`")
        }
        Kind::Bound if subject.reading.claims.shape == Shape::Both => row(
            RowState::Problem,
            "bound and legacy at once".into(),
            "no Kubernetes component writes both sets of claims",
        ),
        Kind::Bound if subject.has(Code::TwoBindings) => row(
            RowState::Problem,
            "bound to several objects".into(),
            "the API server ties a token to one object at most",
        ),
        Kind::Bound => match subject.bound_to() {
            None => row(
                RowState::Unknown,
                "bound, to what cannot be told".into(),
                match subject.jose.payload.is_damaged() {
                    true => UNSAID,
                    false => "what it names is not written as an object",
                },
            ),
            Some(BoundTo::None) => row(
                RowState::Notable,
                "bound, tied to no object".into(),
                "a `kubernetes.io` claim that names no Pod, Secret or Node",
            ),
            Some(BoundTo::Webhook) => row(
                RowState::Notable,
                "for an admission webhook".into(),
                "a `kubernetes.io` claim that names a webhook configuration (Kubernetes 1.37 alpha)",
            ),
            Some(_) if subject.lacks_object() && !subject.is_unsaid() => row(
                RowState::Problem,
                format!("bound to {}", subject.object()).into(),
                "it lacks the name or the uid, which the API server looks up",
            ),
            Some(_) => row(
                RowState::Usual,
                format!("bound to {}", subject.object()).into(),
                "nested `kubernetes.io` claim",
            ),
        },
    }
}

fn other(subject: &Subject<'_>) -> Row {
    let why = match (subject.jose.format, subject.reading.claims.shape) {
        (Some(Format::Jwe), _) => "encrypted (JWE); Kubernetes signs its tokens",
        (_, Shape::Incomplete) => {
            "its `kubernetes.io` claim lacks the namespace or the ServiceAccount"
        }
        (_, Shape::SubjectOnly) => "only its `sub` is that of a service account",
        _ if subject.jose.payload.object().is_none() => "its claims could not be read",
        _ => "it has no `kubernetes.io` claims",
    };
    if subject.is_unread() {
        let why = match subject.jose.payload.object() {
            Some(_) => UNSAID,
            None => why,
        };
        return row(RowName::Kind, RowState::Unknown, "cannot be told", why);
    }
    row(RowName::Kind, RowState::Notable, "not a service account token", why)
}
