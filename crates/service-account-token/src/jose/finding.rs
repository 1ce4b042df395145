//! What is found in a token's serialization: its parts, base64url, UTF-8 and JSON.

use std::ops::Range;

use crate::paste::WithheldReason;
use crate::text::base64::Flaw;

use super::json::{FaultReason, NodeId};
use super::serialization::PartName;

/// A place in a token or in the paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// The whole token, or the whole paste.
    Whole,
    /// Bytes of the paste.
    Paste(Range<usize>),
    /// One part.
    Part(PartName),
    /// Characters of one part, as it stands in the token.
    Characters(PartName, Range<usize>),
    /// Bytes of a part's decoded text.
    Decoded(PartName, Range<usize>),
    /// The value of one member of a part.
    Member(PartName, NodeId),
}

impl Place {
    /// Returns the part that it lies in.
    pub(crate) fn part(&self) -> Option<PartName> {
        match self {
            Self::Whole | Self::Paste(_) => None,
            Self::Part(part)
            | Self::Characters(part, _)
            | Self::Decoded(part, _)
            | Self::Member(part, _) => Some(*part),
        }
    }
}

/// Something found in a token's serialization.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// The token is cut off.
    Truncated(Truncation),
    /// The signature was taken out on purpose.
    Redacted,
    /// The decoded claims of a token: where they cannot be read further, whether comments between
    /// them were left out, and whether their signature is beside them.
    Decoded { gap: Option<Gap>, has_comments: bool, is_rewritten: bool, has_signature: bool },
    /// Another number of dotted parts than a JWS or JWE has.
    SegmentCount { count: usize },
    /// An empty part.
    SegmentEmpty { part: PartName },
    /// Something that strict base64url does not have. If the part is `altered`, U+FFFD stands for
    /// what could not be read.
    Base64 { part: PartName, flaw: Flaw, altered: bool },
    /// A byte, at this offset of the decoded text, that is not UTF-8.
    NotUtf8 { part: PartName, byte: u8, at: usize },
    /// A byte order mark before the JSON.
    ByteOrderMark { part: PartName },
    /// A part that is not JSON from this byte on; the character found there, if the text goes on.
    JsonSyntax { part: PartName, at: usize, found: Option<char>, reason: FaultReason },
    /// A part that is JSON, but not an object.
    NotObject { part: PartName },
    /// A part that does not decode to JSON; the first byte that it decodes to.
    NotJson { part: PartName, first: u8 },
    /// Values nested too deep to be listed.
    TooDeep { part: PartName, limit: usize, at: usize },
    /// More members than are listed.
    TooManyMembers { part: PartName, at: usize },
    /// A withheld value.
    Withheld { part: PartName, reason: WithheldReason, range: Range<usize> },
}

/// Where decoded claims, or their header, cannot be read further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) part: PartName,
    /// The offset in the part.
    pub(crate) at: usize,
    pub(crate) reason: GapReason,
}

/// Why decoded claims cannot be read further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GapReason {
    /// They break off.
    End,
    /// What follows is not JSON.
    NotJson,
}

/// Where a token is cut off, and what could be read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Truncation {
    pub(crate) at: TruncatedAt,
    /// The number of characters that are left of the part.
    pub(crate) characters: usize,
    pub(crate) read: Read,
    /// The end is there, and what is missing is in between.
    pub(crate) is_middle: bool,
}

/// Where a token is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TruncatedAt {
    /// Its front is missing.
    Front,
    /// The text ends inside this part, or right before it.
    Inside(PartName),
}

impl TruncatedAt {
    /// Returns the part that is damaged.
    pub(crate) fn part(self) -> PartName {
        match self {
            Self::Front => PartName::Header,
            Self::Inside(part) => part,
        }
    }
}

/// What could be read of a token that is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// So many members of the header.
    HeaderMembers(usize),
    /// The header.
    Header,
    /// The header and so many claims.
    HeaderAndClaims(usize),
    /// The header and the payload.
    HeaderAndPayload,
    /// So many claims.
    Claims(usize),
    /// The payload.
    Payload,
}

impl Finding {
    /// Returns the place that it points at.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Truncated(truncation) => Place::Part(truncation.at.part()),
            Self::Decoded { gap: Some(Gap { part, at, .. }), .. } => {
                Place::Decoded(*part, *at..*at)
            }
            Self::Redacted | Self::Decoded { .. } | Self::SegmentCount { .. } => Place::Whole,
            Self::SegmentEmpty { part } | Self::NotObject { part } | Self::NotJson { part, .. } => {
                Place::Part(*part)
            }
            Self::Base64 { part, flaw, .. } => match *flaw {
                Flaw::Character { at, .. }
                | Flaw::StandardAlphabet { at, .. }
                | Flaw::TrailingBits { at } => Place::Characters(*part, at..at + 1),
                Flaw::Padding { at, count } => Place::Characters(*part, at..at + count),
                Flaw::Length { .. } => Place::Part(*part),
            },
            Self::ByteOrderMark { part } => Place::Decoded(*part, 0..3),
            Self::JsonSyntax { part, at, found, .. } => {
                Place::Decoded(*part, *at..at + found.map_or(0, char::len_utf8))
            }
            Self::NotUtf8 { part, at, .. }
            | Self::TooDeep { part, at, .. }
            | Self::TooManyMembers { part, at } => Place::Decoded(*part, *at..at + 1),
            Self::Withheld { part, range, .. } => Place::Decoded(*part, range.clone()),
        }
    }

    /// Returns true if the API server does not get as far as the claims of such a token.
    pub(crate) fn makes_unreadable(&self) -> bool {
        match self {
            Self::SegmentEmpty { .. }
            | Self::SegmentCount { .. }
            | Self::ByteOrderMark { .. }
            | Self::JsonSyntax { .. }
            | Self::NotObject { .. }
            | Self::NotJson { .. } => true,
            Self::Base64 { flaw, .. } => !matches!(flaw, Flaw::TrailingBits { .. }),
            _ => false,
        }
    }

    /// Returns true if it only repeats that the token is cut off inside this part.
    pub(super) fn follows_from(&self, at: TruncatedAt) -> bool {
        let consequence = match self {
            Self::Base64 { flaw, .. } => {
                matches!(flaw, Flaw::Length { .. } | Flaw::TrailingBits { .. })
            }
            Self::JsonSyntax { reason, .. } => *reason != FaultReason::Trailing,
            Self::NotJson { .. } | Self::SegmentEmpty { .. } | Self::NotUtf8 { .. } => true,
            _ => false,
        };
        consequence && self.place().part() == Some(at.part())
    }
}
