//! Whether and where a token is cut off.

use crate::kubernetes::algorithms::signature_lengths;
use crate::paste::{Candidate, FirstPart};
use crate::text::base64::is_character;

use super::finding::{Read, TruncatedAt, Truncation};
use super::json::Json;
use super::serialization::PartName;
use super::token::Jose;

/// Returns where the token is cut off, and what could be read all the same; none if it is whole.
pub(super) fn find(jose: &Jose, candidate: &Candidate, alg: &str) -> Option<Truncation> {
    let (at, characters) = cut(jose, candidate, alg)?;
    let (members, claims) = (whole_members(&jose.header), whole_members(&jose.payload));
    let whole_payload = jose.payload.object().is_some() && jose.payload.fault.is_none();
    let read = match (at, whole_payload) {
        (TruncatedAt::Front, true) => Read::Payload,
        (TruncatedAt::Front, false) => Read::Claims(claims),
        (TruncatedAt::Inside(PartName::Header), _) => Read::HeaderMembers(members),
        (TruncatedAt::Inside(PartName::Payload), _) if claims > 0 => Read::HeaderAndClaims(claims),
        (TruncatedAt::Inside(PartName::Signature), true) => Read::HeaderAndPayload,
        _ => Read::Header,
    };
    let is_middle = candidate.middle_left_out;
    Some(Truncation { at, characters, read, is_middle })
}

/// Returns where the token is cut off, and the number of characters that are left of the part.
fn cut(jose: &Jose, candidate: &Candidate, alg: &str) -> Option<(TruncatedAt, usize)> {
    if candidate.json || candidate.redacted {
        return None;
    }
    match candidate.first_part {
        FirstPart::Unreadable => return None,
        FirstPart::CutHeader | FirstPart::Payload => return Some((TruncatedAt::Front, 0)),
        FirstPart::Header => {}
    }
    let &(last, ref range) = jose.parts.last()?;
    let text = candidate.text.get(range.clone()).unwrap_or_default();
    let characters = text.chars().count();
    let inside = |part, characters| Some((TruncatedAt::Inside(part), characters));
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
            // A character that does not belong there was altered or inserted.
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

/// Returns the number of whole members of the object.
fn whole_members(json: &Json) -> usize {
    let Some(root) = json.object() else { return 0 };
    let mut count = 0;
    for (_, node) in json.children(root) {
        count += usize::from(node.whole);
    }
    count
}
