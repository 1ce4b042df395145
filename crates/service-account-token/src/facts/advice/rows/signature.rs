//! The row of the signature: what vouches for the token.

use super::row::Row;
use crate::facts::advice::subject::Subject;
use crate::facts::findings::{Finding, FindingCode};
use crate::facts::vocabulary::Kind;
use crate::jose::{Format, SignatureStatus};
use crate::text::Text;

/// What the row says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SignatureRow {
    /// The token could not be read.
    TokenUnread,
    /// The token is encrypted.
    Encrypted,
    /// Only the decoded claims are here.
    Decoded,
    /// The signature was removed on purpose.
    Redacted,
    /// The token breaks off before it.
    BreaksOff,
    /// The token is not signed.
    None,
    /// Only so many bytes of it are left.
    CutOff { bytes: u64 },
    /// It has a length that its algorithm does not have.
    WrongLength(Finding),
    /// It is not checked.
    NotChecked { bytes: Option<usize>, key_hint: Option<Text>, keys: Keys },
}

/// Whose keys can check a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// The cluster's: kube-controller-manager signs legacy tokens.
    OfLegacyToken,
    /// The cluster's.
    Cluster,
    /// Those of an issuer that is not known.
    Issuer,
}

pub(super) fn row(subject: &Subject<'_>) -> Row<SignatureRow> {
    match (subject.jose.format, subject.jose.signature.status) {
        (None, _) => Row::unknown(SignatureRow::TokenUnread),
        (Some(Format::Jwe), _) => Row::unknown(SignatureRow::Encrypted),
        (Some(Format::Decoded), _) => Row::unknown(SignatureRow::Decoded),
        (_, SignatureStatus::Redacted) => Row::notable(SignatureRow::Redacted),
        (_, SignatureStatus::Absent) if subject.is_cut_off() => {
            Row::problem(SignatureRow::BreaksOff)
        }
        (_, SignatureStatus::Absent) | (Some(Format::Unsecured), _) => {
            Row::problem(SignatureRow::None)
        }
        (_, SignatureStatus::NotChecked) => present(subject),
    }
}

fn present(subject: &Subject<'_>) -> Row<SignatureRow> {
    let signature = &subject.jose.signature;
    let fault =
        subject.findings.iter().find(|finding| finding.code() == FindingCode::SignatureLength);
    match fault {
        // With the header whole, it is the end that is missing.
        _ if subject.is_cut_off() && subject.jose.header.object().is_some() => {
            let bytes = signature.bytes.unwrap_or_default() as u64;
            Row::problem(SignatureRow::CutOff { bytes })
        }
        Some(fault) => Row::problem(SignatureRow::WrongLength(fault.clone())),
        None => Row::unknown(SignatureRow::NotChecked {
            bytes: signature.bytes,
            key_hint: signature.key_hint.clone(),
            keys: match subject.kind {
                Kind::Legacy => Keys::OfLegacyToken,
                Kind::Bound => Keys::Cluster,
                Kind::Other | Kind::Unreadable => Keys::Issuer,
            },
        }),
    }
}
