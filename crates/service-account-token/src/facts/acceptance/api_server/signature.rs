//! The keys of the API server, the signature, and the types of the claims, which it reads only after
//! that.

use super::Server;
use crate::facts::acceptance::server::{Answer, Detail, Release};
use crate::facts::acceptance::vocabulary::{Check, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::Command;
use crate::facts::consistency::header;
use crate::facts::consistency::path::path;
use crate::facts::cut::is_cut;
use crate::facts::go_jose::{self, ClaimFault, Critical};
use crate::jose::{Format, SignatureStatus};
use crate::keys::VerificationReason as Reason;
use crate::kubernetes::algorithms::{Support, support};

impl Server<'_> {
    /// The keys with the token's `kid`.
    pub(super) fn key(&self) -> Step {
        let key_id = self.reading.jose.header_string("kid").filter(|key_id| !key_id.is_empty());
        let (result, detail) = match (key_id, self.settings.signature) {
            _ if self.release < Release::KEY_ID => (StepResult::NotChecked, Detail::KeyIdIgnored),
            (None, _) if is_cut(&self.reading.jose.header) => {
                (StepResult::Unknown, Detail::NoKeyId)
            }
            (None, _) => (StepResult::Passed, Detail::NoKeyId),
            (Some(_), Some(Reason::Signed | Reason::DoesNotMatch)) => {
                (StepResult::Passed, Detail::KeyGiven)
            }
            // An external signer lists a key under an id of its own choice.
            (Some(_), Some(Reason::SignedOtherKid)) => {
                (StepResult::Unknown, Detail::KeyUnderOtherId)
            }
            // The given keys may not be all that the API server has: an external signer may leave some out.
            (Some(_), Some(Reason::UnknownKid)) => (StepResult::Unknown, Detail::KeyNotGiven),
            (Some(key_id), _) => {
                let key_id = key_id.to_owned();
                (StepResult::Unknown, Detail::KeyToAsk { key_id })
            }
        };
        self.step(Check::Key, result, detail, Answer::NoKeys).command(Ok(Command::ListKeyIds))
    }

    /// The signature, and what no key verifies.
    pub(super) fn signature(&self) -> Step {
        let jose = self.reading.jose;
        let is_whole = matches!(jose.format, Some(Format::Jws | Format::Unsecured));
        let critical = go_jose::critical(&jose.header);
        let (result, detail) = match jose.header_string("alg") {
            _ if critical == Critical::NotTexts => {
                let (failed, detail) = (StepResult::Failed, Detail::CriticalNotTexts);
                return self.step(Check::Signature, failed, detail, Answer::CannotUnmarshal);
            }
            _ if critical == Critical::Unknown
                || critical == Critical::Base64 && self.release < Release::ISSUED_AT =>
            {
                (StepResult::Failed, Detail::CriticalParameter)
            }
            None if !is_cut(&jose.header) => (StepResult::Failed, Detail::AlgorithmMissing),
            Some(algorithm) if support(algorithm) == Support::Rejects => {
                let algorithm = algorithm.to_owned();
                (StepResult::Failed, Detail::AlgorithmRefused { algorithm })
            }
            _ if is_whole && jose.signature.status == SignatureStatus::Absent => {
                (StepResult::Failed, Detail::Unsigned)
            }
            _ if is_whole && header::signature_length(self.reading, false).is_some() => {
                (StepResult::Failed, Detail::SignatureLength)
            }
            _ => self.by_keys(),
        };
        self.step(Check::Signature, result, detail, Answer::Signature)
    }

    /// What the given keys say of the signature.
    fn by_keys(&self) -> (StepResult, Detail) {
        match self.settings.signature {
            Some(Reason::Signed | Reason::SignedOtherKid) => (StepResult::Passed, Detail::Signed),
            Some(Reason::DoesNotMatch) => (StepResult::Failed, Detail::KeyDidNotSign),
            // The API server may have other keys.
            Some(Reason::UnknownKid | Reason::NoneMatches) => {
                (StepResult::Unknown, Detail::NotSigned)
            }
            _ => (StepResult::Unknown, Detail::SignatureToCheck),
        }
    }

    /// What it accepts in a header, unlike stricter verifiers; none in a header that Kubernetes writes.
    pub(super) fn header(&self) -> Option<Step> {
        let jose = self.reading.jose;
        let (result, detail) = match (go_jose::critical(&jose.header), jose.header_string("alg")) {
            (Critical::Empty, _) => (StepResult::Passed, Detail::CriticalAccepted),
            (Critical::Base64, _) if self.release >= Release::ISSUED_AT => {
                (StepResult::Passed, Detail::CriticalAccepted)
            }
            (Critical::Absent, Some(algorithm)) if support(algorithm) == Support::Verifies => {
                let algorithm = algorithm.to_owned();
                (StepResult::NotChecked, Detail::AlgorithmUnusual { algorithm })
            }
            _ => return None,
        };
        Some(self.step(Check::Algorithm, result, detail, Answer::Signature))
    }

    /// The JSON types that the claims are decoded into.
    pub(super) fn claim_types(&self) -> Step {
        let payload = &self.reading.jose.payload;
        let kind = self.facts.kind;
        let Some(undecodable) = go_jose::undecodable_claim(self.reading, kind, self.release) else {
            let (passed, answer) = (StepResult::Passed, Answer::CannotUnmarshal);
            return self.step(Check::ClaimTypes, passed, self.skipped_duplicate(), answer);
        };
        let member = &payload[undecodable.node];
        let claim = path(payload, undecodable.node);
        let (detail, answer) = match undecodable.fault {
            ClaimFault::Duplicate => {
                let claim = member.name.clone().unwrap_or_default();
                let answer = Answer::Duplicate(claim.clone());
                (Detail::Duplicate { claim }, answer)
            }
            ClaimFault::NotANumber => (Detail::TimeNotNumber { claim }, Answer::NotANumericDate),
            ClaimFault::TooLarge => (Detail::TimeTooLarge { claim }, Answer::NotANumericDate),
            ClaimFault::NullTime => (Detail::TimeNull { claim }, Answer::NotANumericDate),
            ClaimFault::NotAnAudience => (Detail::WrongType { claim }, Answer::NotAnAudience),
            ClaimFault::OtherType => (Detail::WrongType { claim }, Answer::CannotUnmarshal),
        };
        self.step(Check::ClaimTypes, StepResult::Failed, detail, answer)
    }

    /// A name that is there twice in an object that it does not decode.
    fn skipped_duplicate(&self) -> Detail {
        let mut members = self.reading.jose.payload.members();
        let twice = members.find(|(_, member)| member.duplicate_of.is_some());
        twice.map_or(Detail::TypesFit, |(_, member)| {
            let claim = member.name.clone().unwrap_or_default();
            Detail::DuplicateSkipped { claim }
        })
    }
}
