//! The signature, of which only the length is kept.

use std::ops::Range;

use crate::kubernetes::algorithms::signature_lengths;
use crate::paste::Candidate;
use crate::text::base64::{self, Decoded, Flaw};

use super::finding::Finding;
use super::serialization::{PartName, Signature, SignatureStatus};

/// The third part of a token.
pub(super) struct SignaturePart {
    status: SignatureStatus,
    bytes: usize,
    flaws: Vec<Flaw>,
}

impl SignaturePart {
    pub(super) fn read(
        candidate: &Candidate,
        span: Option<&Range<usize>>,
        redacted: bool,
        alg: &str,
    ) -> Self {
        let text = span.and_then(|span| candidate.text.get(span.clone())).unwrap_or_default();
        let mut decoded = base64::decode(text);
        let fits = |decoded: &Decoded| {
            signature_lengths(alg).iter().any(|length| length.bytes == decoded.bytes.len())
        };
        if !fits(&decoded) {
            let altered = base64::decode_altered(text);
            if fits(&altered) {
                decoded = altered;
            }
        }
        let status = match redacted {
            true => SignatureStatus::Redacted,
            false if text.is_empty() => SignatureStatus::Absent,
            false => SignatureStatus::NotChecked,
        };
        Self { status, bytes: decoded.bytes.len(), flaws: decoded.flaws }
    }

    /// Returns what the report says of it.
    pub(super) fn describe(&self, alg: &str) -> Signature {
        let shown = self.status == SignatureStatus::NotChecked;
        let hint = signature_lengths(alg)
            .iter()
            .find(|length| shown && length.bytes == self.bytes && length.key != "HMAC")
            .map(|length| length.key.into());
        Signature { bytes: shown.then_some(self.bytes), key_hint: hint, status: self.status }
    }

    /// Returns true if it has one character more than its bytes need.
    pub(super) fn has_stray_character(&self) -> bool {
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Length { .. }))
    }

    /// Returns what is wrong with its base64url.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.status != SignatureStatus::Redacted {
            for &flaw in &self.flaws {
                findings.push(Finding::Base64 { part: PartName::Signature, flaw, altered: false });
            }
        }
        findings
    }
}
