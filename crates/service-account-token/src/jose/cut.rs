//! Whether and where a token is cut off.

use crate::claims::calendar::counted;
use crate::finding::paste::{Cut as Place, token_truncated};
use crate::finding::{Code, Draft, Spot};
use crate::paste::{Candidate, Lead};
use crate::report::PartName;

use super::Jose;
use super::algorithm::signature_lengths;
use super::base64url::is_character;
use super::json::Json;

/// Where a token is cut off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    place: Place,
    /// How many characters of the part are there.
    characters: usize,
}

/// Finds out whether the token is cut off.
pub(super) fn find(jose: &Jose, candidate: &Candidate, alg: &str) -> Option<Cut> {
    if candidate.json || candidate.redacted {
        return None;
    }
    match candidate.lead {
        Lead::Unreadable => return None,
        Lead::CutHeader | Lead::Payload => return Some(Cut { place: Place::Front, characters: 0 }),
        Lead::Header => {}
    }
    let &(last, ref range) = jose.parts.last()?;
    let text = candidate.text.get(range.clone()).unwrap_or_default();
    let characters = text.chars().count();
    let inside = |part, characters| Some(Cut { place: Place::Inside(part), characters });
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

impl Cut {
    /// The finding, with what could be read all the same.
    pub(super) fn draft(&self, jose: &Jose) -> Draft {
        let (header, claims) = (whole_members(&jose.header), whole_members(&jose.payload));
        let whole_payload = jose.payload.object().is_some() && jose.payload.fault.is_none();
        let read = match (self.place, whole_payload) {
            (Place::Front, true) => "The payload could be read.".to_owned(),
            (Place::Front, false) => {
                format!("{} of the payload could be read.", counted(claims as u64, "claim"))
            }
            (Place::Inside(PartName::Header), _) => {
                format!("{} of the header could be read.", counted(header as u64, "member"))
            }
            (Place::Inside(PartName::Payload), _) if claims > 0 => {
                format!(
                    "The header and the first {} could be read.",
                    counted(claims as u64, "claim")
                )
            }
            (Place::Inside(PartName::Signature), true) => {
                "The header and the payload could be read whole.".to_owned()
            }
            _ => "The header could be read.".to_owned(),
        };
        token_truncated(self.place, self.characters, &read)
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

/// Whether a finding only says again that the token is cut off.
pub(super) fn explains(cut: &Option<Cut>, draft: &Draft) -> bool {
    let Some(cut) = cut else { return false };
    let part = match cut.place {
        Place::Front => PartName::Header,
        Place::Inside(part) => part,
    };
    let here = match &draft.spot {
        Spot::Part(name) | Spot::Characters(name, _) | Spot::Decoded(name, _) => *name == part,
        _ => false,
    };
    let consequence = matches!(
        draft.code,
        Code::Base64Length
            | Code::Base64TrailingBits
            | Code::JsonSyntax
            | Code::SegmentEmpty
            | Code::Utf8Invalid
    );
    here && consequence
}
