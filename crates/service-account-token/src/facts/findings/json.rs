//! What is found in the way the JSON of a header or a payload is written: duplicates, deceptive
//! characters, another order than Kubernetes' own.

use std::ops::Range;

use crate::jose::PartName;
use crate::jose::Place;
use crate::text::json::NodeId;

use super::code::FindingCode;

/// Something found in the way a part's JSON is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonFinding {
    /// JSON that Go's encoder would write in another way.
    NotCanonical { part: PartName, difference: Difference },
    /// Two members of one name in an object.
    DuplicateMember { part: PartName, node: NodeId, name: String, read: DuplicateRead },
    /// A string that reads otherwise than it is.
    Deceptive { part: PartName, node: NodeId, text: String, deception: Deception },
    /// A string with half of a surrogate pair.
    LoneSurrogate { part: PartName, node: NodeId },
}

/// How JSON differs from what Go's encoder writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A blank at this byte.
    Blank { at: usize },
    /// This member follows one that sorts after it.
    Order { node: NodeId, name: String },
    /// An escape that Go does not write, or a character that it escapes.
    Escape { range: Range<usize>, text: String },
}

/// What the API server does with a duplicate member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DuplicateRead {
    /// The token is not meant for its own authenticators.
    NotAsked,
    /// It cannot read the header.
    InHeader,
    /// It refuses the object that it decodes.
    Decoded,
    /// It skips the object.
    Skipped,
}

/// What deceives the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deception {
    /// A character that changes the direction of the text.
    Bidi(char),
    /// A character that cannot be seen.
    Invisible(char),
    /// A letter of this script among look-alikes of another.
    MixedScripts(char, Script),
}

/// A script whose letters are mistaken for those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
}

impl JsonFinding {
    pub(super) fn code(&self) -> FindingCode {
        match self {
            Self::NotCanonical { .. } => FindingCode::NotCanonicalJson,
            Self::DuplicateMember { .. } => FindingCode::JsonDuplicateMember,
            Self::Deceptive { .. } => FindingCode::UnicodeDeceptive,
            Self::LoneSurrogate { .. } => FindingCode::LoneSurrogate,
        }
    }

    pub(super) fn place(&self) -> Place {
        match self {
            Self::NotCanonical { part, difference } => match difference {
                Difference::Blank { at } => Place::Decoded(*part, *at..*at + 1),
                Difference::Order { node, .. } => Place::Member(*part, *node),
                Difference::Escape { range, .. } => Place::Decoded(*part, range.clone()),
            },
            Self::DuplicateMember { part, node, .. }
            | Self::Deceptive { part, node, .. }
            | Self::LoneSurrogate { part, node } => Place::Member(*part, *node),
        }
    }
}
