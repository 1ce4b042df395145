//! The rows of structure and signature: how the token is written, and what vouches for it.

use super::super::subject::Subject;
use super::row;
use crate::claims::calendar::counted;
use crate::facts::findings::{Category, Code, Finding};
use crate::report::{Format, Kind, Row, RowName, RowState, Severity, SignatureStatus, Text};
use crate::words::en::evidence::text;
use crate::words::en::findings::sentences;

/// How the token is written.
pub(super) fn structure(subject: &Subject<'_>) -> Row {
    let row = |state, words: Text, why: Text| row(RowName::Structure, state, words, why);
    let faults = || subject.findings.iter().filter(|finding| is_about_structure(finding.code()));
    let worst = |severity| {
        let mut all =
            faults().filter(move |finding: &&Finding| finding.code().severity() == severity);
        all.next().map(|first| (message(first), 1 + all.count() as u64))
    };
    if subject.is_cut_off() {
        let cut = faults().find(|finding| finding.code() == Code::TokenTruncated);
        let why = cut.map_or(Text::Borrowed("a part of it is missing"), message);
        return row(RowState::Problem, "cut off".into(), why);
    }
    if let Some((why, count)) = worst(Severity::Error) {
        return row(RowState::Problem, counted(count, "fault").into(), why);
    }
    if let Some((why, count)) = worst(Severity::Warning) {
        let words = format!("readable, with {}", counted(count, "remark"));
        return row(RowState::Notable, words.into(), why);
    }
    if subject.jose.payload.object().is_none() && subject.jose.format != Some(Format::Jwe) {
        let why = "the header or the claims do not decode to a JSON object";
        return row(RowState::Problem, "unreadable".into(), why.into());
    }
    if let Some(contradiction) = subject.evidence("releases_contradict") {
        let words = "as no release writes it";
        return row(RowState::Notable, words.into(), text(&contradiction.seen));
    }
    let clean = faults().next().is_none() && subject.jose.format == Some(Format::Jws);
    match subject.kind {
        Kind::Legacy | Kind::Bound if clean => {
            let words = match subject.kind {
                Kind::Legacy => "as Kubernetes writes it",
                _ => "as the API server writes it",
            };
            let why = "no fault in encoding, JSON, header or claims";
            row(RowState::Usual, words.into(), why.into())
        }
        _ => {
            let state = match subject.jose.format {
                Some(Format::JwsJson) => RowState::Notable,
                _ => RowState::Usual,
            };
            let why = match worst(Severity::Notice) {
                Some((why, _)) if subject.jose.format == Some(Format::Jws) => why,
                _ => serialization(subject.jose.format).into(),
            };
            row(state, "well formed".into(), why)
        }
    }
}

/// What vouches for the token.
pub(super) fn signature(subject: &Subject<'_>) -> Row {
    let row = |state, words: &'static str, why: Text| row(RowName::Signature, state, words, why);
    let signature = &subject.jose.signature;
    let cut = subject.is_cut_off();
    match (subject.jose.format, signature.status) {
        (None, _) => row(RowState::Unknown, "not checked", "the token could not be read".into()),
        (Some(Format::Jwe), _) => {
            row(RowState::Unknown, "none to check", "a JWE is encrypted, not signed".into())
        }
        (_, SignatureStatus::Redacted) => row(
            RowState::Notable,
            "taken out",
            "left out on purpose, so this text alone logs in nowhere".into(),
        ),
        (_, SignatureStatus::Absent) if cut => {
            row(RowState::Problem, "missing", "the token breaks off before it".into())
        }
        (_, SignatureStatus::Absent) | (Some(Format::Unsecured), _) => row(
            RowState::Problem,
            "none",
            "nothing vouches for its claims; Kubernetes does not accept that".into(),
        ),
        (_, SignatureStatus::NotChecked) => {
            let length =
                subject.findings.iter().find(|found| found.code() == Code::SignatureLength);
            match length {
                // With the header whole, it is the end that is missing.
                _ if cut && subject.jose.header.object().is_some() => {
                    let bytes = signature.bytes.unwrap_or_default() as u64;
                    let left = counted(bytes, "byte");
                    row(
                        RowState::Problem,
                        "cut off",
                        format!("only its first {left} are there").into(),
                    )
                }
                Some(found) => row(RowState::Problem, "of a wrong length", message(found)),
                None => row(RowState::Unknown, "not checked", unchecked(subject)),
            }
        }
    }
}

fn message(finding: &Finding) -> Text {
    sentences(finding).message
}

fn unchecked(subject: &Subject<'_>) -> Text {
    let keys = match subject.kind {
        Kind::Legacy | Kind::Bound => "only the cluster's keys can check it",
        Kind::Other | Kind::Unreadable => "only the issuer's keys can check it",
    };
    match (subject.jose.signature.bytes, &subject.jose.signature.key_hint) {
        (Some(bytes), Some(hint)) => format!("{bytes} bytes, as {hint} makes them; {keys}").into(),
        (Some(bytes), None) => format!("{bytes} bytes; {keys}").into(),
        (None, _) => keys.into(),
    }
}

/// What keeps the token from being "as the API server writes it". Findings that depend on the
/// clock are not about its structure.
fn is_about_structure(code: Code) -> bool {
    match code {
        Code::TokenTruncated | Code::HiddenCharacters => true,
        Code::IssuedInFuture => false,
        _ => matches!(code.category(), Category::Structure | Category::Header | Category::Claims),
    }
}

fn serialization(format: Option<Format>) -> &'static str {
    match format {
        Some(Format::JwsJson) => {
            "the JSON serialization of a JWS, which the API server does not read"
        }
        Some(Format::Jwe) => "five parts, as a JWE has",
        Some(Format::JwsRedacted) => "three parts, the signature taken out",
        Some(Format::Unsecured) => "an unsecured JWS",
        _ => "a header and claims that can be read",
    }
}
