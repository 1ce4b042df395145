//! What the document around a token says against it, or of it.

use std::ops::Range;

use crate::document::{About, Certificate, Login};
use crate::jose::Place;

use super::code::FindingCode;

/// What the document around a token says. Ranges are bytes of the paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DocumentFinding {
    /// The token is in what `kubectl apply` keeps of the object, beside the object itself.
    SecondCopy,
    /// The Secret has the label with which the API server refuses its token.
    MarkedInvalid { since: String, range: Range<usize> },
    /// `stringData` has the token in base64, which Kubernetes would encode once more.
    StringDataEncoded,
    /// `data` has the token as it is, where Kubernetes expects base64.
    DataNotEncoded,
    /// The document and the token name different things.
    Mismatch { about: About, said: Vec<String>, claimed: Vec<String>, range: Range<usize> },
    /// The document says another end than `exp`.
    ExpirationDiffers { said: i64, exp: i64, range: Range<usize> },
    /// The document says the end that was asked for, and the API server extended the token.
    ExpirationExtended { said: i64, exp: i64, range: Range<usize> },
    /// The day on which the API server last saw the token, by the label of its Secret.
    LastUsed { day: String, range: Range<usize> },
    /// The time at which the Secret of the token was created.
    SecretCreated { at: i64, range: Range<usize> },
    /// The certificate of the cluster is beside the token.
    ClusterCertificate(Certificate),
    /// How a kubeconfig uses the token.
    KubeconfigContext(Login),
    /// The API server's answer to a TokenReview, and its error if it may be repeated.
    Reviewed { accepted: bool, error: Option<String>, range: Range<usize> },
}

impl DocumentFinding {
    pub(super) fn code(&self) -> FindingCode {
        match self {
            Self::SecondCopy => FindingCode::SecondCopy,
            Self::MarkedInvalid { .. } => FindingCode::MarkedInvalid,
            Self::StringDataEncoded => FindingCode::StringDataEncoded,
            Self::DataNotEncoded => FindingCode::DataNotEncoded,
            Self::Mismatch { .. } => FindingCode::DocumentMismatch,
            Self::ExpirationDiffers { .. } => FindingCode::ExpirationMismatch,
            Self::ExpirationExtended { .. } => FindingCode::ExpirationExtended,
            Self::LastUsed { .. } => FindingCode::LegacyTokenLastUsed,
            Self::SecretCreated { .. } => FindingCode::SecretCreated,
            Self::ClusterCertificate(_) => FindingCode::ClusterCertificate,
            Self::KubeconfigContext(_) => FindingCode::KubeconfigContext,
            Self::Reviewed { .. } => FindingCode::TokenReviewed,
        }
    }

    pub(super) fn place(&self) -> Place {
        match self {
            Self::SecondCopy | Self::StringDataEncoded | Self::DataNotEncoded => Place::Whole,
            Self::MarkedInvalid { range, .. }
            | Self::Mismatch { range, .. }
            | Self::ExpirationDiffers { range, .. }
            | Self::ExpirationExtended { range, .. }
            | Self::LastUsed { range, .. }
            | Self::SecretCreated { range, .. }
            | Self::ClusterCertificate(Certificate { range, .. })
            | Self::KubeconfigContext(Login { range, .. })
            | Self::Reviewed { range, .. } => Place::Paste(range.clone()),
        }
    }
}
