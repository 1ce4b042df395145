//! What the API server reads before it verifies: the three parts, and `iss`.

use super::Server;
use crate::facts::acceptance::server::{Answer, Detail, Release};
use crate::facts::acceptance::vocabulary::{Check, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::Command;
use crate::facts::consistency::duplicates;
use crate::facts::cut::is_cut;
use crate::facts::go_jose;
use crate::facts::vocabulary::Kind;
use crate::jose::{Between, Finding, Format};
use crate::kubernetes::LEGACY_ISSUER;
use crate::text::base64::Flaw;

impl Server<'_> {
    /// Three parts of base64url, with JSON in the first two.
    pub(super) fn form(&self) -> Step {
        let jose = self.reading.jose;
        let undecodable = go_jose::undecodable_parameter(&jose.header);
        let (result, detail) = match jose.format {
            Some(Format::Jwe) => (StepResult::Failed, Detail::Encrypted),
            Some(Format::JwsJson) => (StepResult::Failed, Detail::JsonForm),
            Some(_) if let Some(node) = undecodable => {
                let parameter = jose.header[node].name.clone().unwrap_or_default();
                (StepResult::Failed, Detail::HeaderUndecodable { parameter })
            }
            Some(_) if duplicates::is_refused(self.reading) => {
                (StepResult::Failed, Detail::Malformed)
            }
            Some(Format::JwsTruncated) => (StepResult::Unknown, Detail::CutOff),
            Some(Format::JwsRedacted) => (StepResult::Unknown, Detail::SignatureRemoved),
            Some(Format::Decoded) => (StepResult::Unknown, Detail::OnlyClaims),
            None => (StepResult::Failed, Detail::Malformed),
            Some(Format::Jws | Format::Unsecured) => {
                let is_legacy = self.facts.kind == Kind::Legacy;
                match jose.between {
                    _ if jose.malformed || jose.payload.altered => {
                        (StepResult::Failed, Detail::Malformed)
                    }
                    _ if self.is_not_canonical() => (StepResult::Passed, Detail::NotCanonical),
                    Between::Blanks => (StepResult::Passed, Detail::BlanksRemoved),
                    Between::LineBreaks => (StepResult::Passed, Detail::LinesJoined { is_legacy }),
                    Between::Nothing => (StepResult::Passed, Detail::Intact),
                }
            }
        };
        self.step(Check::Form, result, detail, Answer::NotMine)
    }

    /// Returns true if unused bits of a part are set. go-jose encodes the parts again before it verifies
    /// (go-jose jws.go computeAuthData).
    pub(super) fn is_not_canonical(&self) -> bool {
        let has_bits = |finding: &Finding| {
            matches!(finding, Finding::Base64 { flaw: Flaw::TrailingBits { .. }, .. })
        };
        self.reading.jose.findings.iter().any(has_bits)
    }

    /// `iss` chooses the authenticator.
    pub(super) fn issuer(&self) -> Step {
        let issuer = self.reading.claims.iss.as_ref().map(|iss| iss.value.clone());
        let issuer = issuer.filter(|issuer| !issuer.is_empty());
        let is_legacy = self.facts.kind == Kind::Legacy;
        let issuers = &self.settings.issuers;
        let (result, detail) = match issuer {
            None if is_cut(&self.reading.jose.payload) => {
                (StepResult::Unknown, Detail::IssuerMissing)
            }
            None => (StepResult::Failed, Detail::IssuerMissing),
            Some(issuer) if is_legacy && issuer == LEGACY_ISSUER => {
                (StepResult::Passed, Detail::IssuerOfLegacy)
            }
            Some(issuer) if is_legacy && issuers.contains(&issuer) => {
                (StepResult::Failed, Detail::IssuerOfBound)
            }
            Some(_) if is_legacy => (StepResult::Failed, Detail::IssuerNotLegacy),
            Some(issuer) if issuers.is_empty() => {
                (StepResult::Unknown, Detail::IssuerToAsk { issuer })
            }
            Some(issuer) if issuers.contains(&issuer) => {
                (StepResult::Passed, Detail::IssuerListed { issuer })
            }
            Some(issuer) => (StepResult::Failed, Detail::IssuerNotListed { issuer }),
        };
        // The validator of bound tokens finds neither times nor a ServiceAccount in it.
        let answer = match detail {
            Detail::IssuerOfBound if self.release < Release::ISSUED_AT => Answer::Expired,
            Detail::IssuerOfBound => Answer::AccountNameEmpty,
            _ => Answer::NotMine,
        };
        self.step(Check::Issuer, result, detail, answer).command(Ok(Command::ReadDiscovery))
    }
}
