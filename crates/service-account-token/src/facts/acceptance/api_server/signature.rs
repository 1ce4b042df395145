//! The keys of the API server, the signature, and the types of the claims, which it reads only after
//! that.

use super::Server;
use crate::facts::acceptance::server::{Answer, Detail, Release};
use crate::facts::acceptance::vocabulary::{Check, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::Command;
use crate::facts::consistency::{duplicates, header};
use crate::facts::cut::is_cut;
use crate::facts::signer::header_has;
use crate::facts::typed_claims::is_typed;
use crate::jose::{Format, SignatureStatus};
use crate::keys::{VerificationReason as Reason, VerificationStatus as Status};
use crate::kubernetes::algorithms::{Support, support};
use crate::text::json::JsonType;

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
            (Some(_), Some(Reason::UnknownKid)) => (StepResult::Failed, Detail::KeyNotGiven),
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
        let by_keys = || match self.settings.signature.map(|reason| (reason, reason.status())) {
            Some((_, Status::Signed)) => (StepResult::Passed, Detail::Signed),
            Some((Reason::UnknownKid, _)) if self.release < Release::KEY_ID => {
                (StepResult::Failed, Detail::NotSigned)
            }
            Some((_, Status::BadSignature)) => (StepResult::Failed, Detail::NotSigned),
            _ => (StepResult::Unknown, Detail::SignatureToCheck),
        };
        let (result, detail) = match jose.header_string("alg") {
            _ if header_has(self.reading, "crit") => {
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
            _ => by_keys(),
        };
        self.step(Check::Signature, result, detail, Answer::Signature)
    }

    /// The JSON types that the claims are decoded into.
    pub(super) fn claim_types(&self) -> Step {
        let (payload, claims) = (&self.reading.jose.payload, self.reading.claims);
        let kind = self.facts.kind;
        let name = |pointer: &str| pointer.trim_start_matches('/').replace("~1", "/");
        let twice = payload.members().find(|(_, member)| {
            member.duplicate_of.is_some() && duplicates::is_decoded(payload, member, kind)
        });
        let ill_typed = claims.ill_typed.iter().map(|&(node, _)| &payload[node]);
        let ill_typed = ill_typed
            .filter(|node| node.json_type != JsonType::Null && is_typed(kind, &node.pointer));
        let times =
            [claims.exp.as_ref(), claims.nbf.as_ref(), claims.iat.as_ref(), claims.warn_after()];
        let in_string = times.into_iter().flatten().find(|time| time.value.string);
        let is_time = |pointer: &str| {
            matches!(pointer, "/exp" | "/nbf" | "/iat" | "/kubernetes.io/warnafter")
        };
        let wrong = ill_typed.map(|node| node.pointer.as_str()).next();
        let wrong = wrong.or_else(|| in_string.map(|time| payload[time.node].pointer.as_str()));
        let (result, detail, answer) = match (twice, wrong) {
            (Some((_, member)), _) => {
                let claim = member.name.clone().unwrap_or_default();
                let answer = Answer::Duplicate(claim.clone());
                (StepResult::Failed, Detail::Duplicate { claim }, answer)
            }
            (None, Some(pointer)) if is_time(pointer) => {
                let detail = Detail::TimeNotNumber { claim: name(pointer) };
                (StepResult::Failed, detail, Answer::NotANumericDate)
            }
            (None, Some(pointer)) => {
                let detail = Detail::WrongType { claim: name(pointer) };
                let is_audience = pointer == "/aud" || pointer.starts_with("/aud/");
                let answer =
                    if is_audience { Answer::NotAnAudience } else { Answer::CannotUnmarshal };
                (StepResult::Failed, detail, answer)
            }
            (None, None) => (StepResult::Passed, Detail::TypesFit, Answer::CannotUnmarshal),
        };
        self.step(Check::ClaimTypes, result, detail, answer)
    }
}
