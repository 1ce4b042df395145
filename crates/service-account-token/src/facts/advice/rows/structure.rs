//! The row of structure: how the token is written.

use super::row::Row;
use crate::facts::advice::subject::Subject;
use crate::facts::findings::{Category, Finding, FindingCode};
use crate::facts::seen::Seen;
use crate::facts::vocabulary::{Kind, Severity};
use crate::jose::Format;

/// What the row says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StructureRow {
    /// The token is cut off, as this finding says.
    CutOff(Option<Finding>),
    /// It has errors: so many, of which this is the first.
    Errors { count: u64, first: Finding },
    /// It has warnings: so many, of which this is the first.
    Warnings { count: u64, first: Finding },
    /// The header or the claims do not decode to an object.
    Unreadable,
    /// No release writes this combination of claims.
    NoReleaseFits,
    /// A legacy token as Kubernetes writes it.
    AsKubernetesWrites,
    /// A bound token as the API server writes it.
    AsApiServerWrites,
    /// Only the decoded claims are here.
    Decoded,
    /// Text that does not belong to the token was left out, as this finding says.
    LeftOut(Finding),
    /// The text around it uses it wrongly, as this finding says.
    Misused(Finding),
    /// It is well formed, with a notice.
    Noticed(Finding),
    /// It is well formed.
    WellFormed(Option<Format>),
}

pub(super) fn row(subject: &Subject<'_>) -> Row<StructureRow> {
    let format = subject.jose.format;
    let findings = || subject.findings.iter().filter(|finding| is_about_structure(finding.code()));
    if subject.is_cut_off() {
        let cut = findings().find(|finding| {
            matches!(finding.code(), FindingCode::TokenTruncated | FindingCode::MiddleLeftOut)
        });
        return Row::problem(StructureRow::CutOff(cut.cloned()));
    }
    let worst = |severity| {
        let mut all = findings().filter(move |finding| finding.code().severity() == severity);
        all.next().map(|first| (first.clone(), 1 + all.count() as u64))
    };
    if let Some((first, count)) = worst(Severity::Error) {
        return Row::problem(StructureRow::Errors { count, first });
    }
    if let Some((first, count)) = worst(Severity::Warning) {
        return Row::notable(StructureRow::Warnings { count, first });
    }
    if subject.jose.payload.object().is_none() && format != Some(Format::Jwe) {
        return Row::problem(StructureRow::Unreadable);
    }
    if subject.saw(|seen| *seen == Seen::ReleasesContradict) {
        return Row::notable(StructureRow::NoReleaseFits);
    }
    if subject.is_decoded() {
        return Row::notable(StructureRow::Decoded);
    }
    if let Some(row) = around(subject) {
        return Row::notable(row);
    }
    let notice = worst(Severity::Notice).filter(|_| format == Some(Format::Jws));
    match (notice, subject.kind) {
        (Some((notice, _)), _) => Row::usual(StructureRow::Noticed(notice)),
        (None, Kind::Legacy) if format == Some(Format::Jws) => {
            Row::usual(StructureRow::AsKubernetesWrites)
        }
        (None, Kind::Bound) if format == Some(Format::Jws) => {
            Row::usual(StructureRow::AsApiServerWrites)
        }
        (None, _) => {
            let is_json = format == Some(Format::JwsJson);
            Row::notable_if(is_json, StructureRow::WellFormed(format))
        }
    }
}

/// What the text around the token does to it. A token that had to be cut out of its text or out of a
/// wrong header is not as Kubernetes writes it, however well it reads.
fn around(subject: &Subject<'_>) -> Option<StructureRow> {
    let row = |finding: &Finding| {
        let says = match finding.code() {
            FindingCode::TextGlued | FindingCode::BlanksInside | FindingCode::ValueHasNewline => {
                StructureRow::LeftOut
            }
            FindingCode::BearerTwice
            | FindingCode::BearerExtraSpace
            | FindingCode::SchemeNotBearer
            | FindingCode::EncodedAsBearer => StructureRow::Misused,
            _ => return None,
        };
        Some(says(finding.clone()))
    };
    subject.findings.iter().find_map(row)
}

/// What keeps a token from being "as the API server writes it". A finding that depends on the clock
/// is not about structure.
fn is_about_structure(code: FindingCode) -> bool {
    match code {
        FindingCode::TokenTruncated
        | FindingCode::MiddleLeftOut
        | FindingCode::HiddenCharacters => true,
        FindingCode::IssuedInFuture => false,
        _ => matches!(code.category(), Category::Structure | Category::Header | Category::Claims),
    }
}
