//! Whether and where a token is cut off.

use crate::paste::{Candidate, Lead};
use crate::report::PartName;

use super::algorithm::signature_lengths;
use super::base64url::is_character;
use super::json::Json;
use super::{Cut, Jose, Read, Truncation};

/// Where a token is cut off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) place: Cut,
    /// How many characters of the part are there.
    characters: usize,
}

/// Finds out whether the token is cut off.
pub(super) fn find(jose: &Jose, candidate: &Candidate, alg: &str) -> Option<Found> {
    if candidate.json || candidate.redacted {
        return None;
    }
    match candidate.lead {
        Lead::Unreadable => return None,
        Lead::CutHeader | Lead::Payload => return Some(Found { place: Cut::Front, characters: 0 }),
        Lead::Header => {}
    }
    let &(last, ref range) = jose.parts.last()?;
    let text = candidate.text.get(range.clone()).unwrap_or_default();
    let characters = text.chars().count();
    let inside = |part, characters| Some(Found { place: Cut::Inside(part), characters });
    let whole_header = jose.header.object().is_some() && jose.header.fault.is_none();
    let whole_payload = jose.payload.object().is_some() && jose.payload.fault.is_none();
    if candidate.elided && whole_payload && (last == PartName::Payload || range.is_empty()) {
        return None;
    }
    match last {
        PartName::Header if whole_header => inside(PartName::Payload, 0),
        PartName::Payload if whole_payload => {
            if candidate.elided {
                None
            } else {
                inside(PartName::Signature, 0)
            }
        }
        PartName::Header | PartName::Payload => inside(last, characters),
        PartName::Signature if alg.eq_ignore_ascii_case("none") => None,
        PartName::Signature => {
            let legal = signature_lengths(alg);
            // One that does not belong there was altered or added.
            let own = text.bytes().filter(|&byte| is_character(byte)).count();
            let known = legal
                .iter()
                .any(|length| length.characters == characters || length.characters == own);
            let shorter = legal.last().is_some_and(|longest| characters < longest.characters);
            let cut = range.is_empty() || !known && shorter;
            if cut { inside(last, characters) } else { None }
        }
        PartName::EncryptedKey | PartName::InitializationVector | PartName::Ciphertext => {
            inside(last, characters)
        }
        PartName::AuthenticationTag | PartName::Extra => None,
    }
}

impl Found {
    /// Returns the finding, with what could be read all the same.
    pub(super) fn truncation(&self, jose: &Jose) -> Truncation {
        let (members, claims) = (whole_members(&jose.header), whole_members(&jose.payload));
        let whole_payload = jose.payload.object().is_some() && jose.payload.fault.is_none();
        let read = match (self.place, whole_payload) {
            (Cut::Front, true) => Read::Payload,
            (Cut::Front, false) => Read::Claims(claims),
            (Cut::Inside(PartName::Header), _) => Read::HeaderMembers(members),
            (Cut::Inside(PartName::Payload), _) if claims > 0 => Read::HeaderAndClaims(claims),
            (Cut::Inside(PartName::Signature), true) => Read::HeaderAndPayload,
            _ => Read::Header,
        };
        Truncation { cut: self.place, characters: self.characters, read }
    }
}

/// How many members of the object are there, whole.
fn whole_members(json: &Json) -> usize {
    let Some(root) = json.object() else { return 0 };
    let mut count = 0;
    for (_, node) in json.children(root) {
        count += usize::from(node.whole);
    }
    count
}
