//! What is found in the text around a token.

use std::ops::Range;

use crate::kubernetes::credentials::CredentialKind;

use super::mistake::{Carrier, Placeholder, SchemeFault, ValueFault, Variable, Written};
use super::server_message::ServerMessage;

/// Something found in the text around a token. Ranges are bytes of the paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// The paste holds only blanks.
    EmptyInput,
    /// The paste holds no token; so many dotted parts if it is a single word.
    NoTokenFound { parts: usize },
    /// A variable in the place of a token.
    VariableNotExpanded { variable: Variable, range: Range<usize> },
    /// Another placeholder in the place of a token.
    Placeholder { what: Placeholder, range: Range<usize> },
    /// A message of the API server or a client, in a text without a token.
    ServerMessage { message: ServerMessage, range: Range<usize> },
    /// The base64 form of a token where the token itself belongs.
    EncodedAsBearer { carrier: Carrier, range: Range<usize> },
    /// Something other than `Bearer` and one blank before a token.
    SchemeNotBearer { fault: SchemeFault, range: Range<usize> },
    /// A value that holds more than the token.
    ValueHasNewline { fault: ValueFault, written: Written, range: Range<usize> },
    /// Characters that cannot be seen, inside a token or beside it.
    HiddenCharacters { count: usize, first: char, range: Range<usize> },
    /// Blanks inside a token.
    BlanksInside { range: Range<usize> },
    /// More than one blank between `Bearer` and the token.
    BearerExtraSpace { blanks: usize, range: Range<usize> },
    /// The word `Bearer` twice.
    BearerTwice { range: Range<usize> },
    /// Characters directly before a token that do not belong to it.
    TextGluedBefore { characters: usize, range: Range<usize> },
    /// Characters directly after a signature that do not belong to it.
    TextGluedAfter { characters: usize, range: Range<usize> },
    /// A shell prompt directly after a token.
    PromptAfter { range: Range<usize> },
    /// Another token directly after this one.
    TokensGlued { range: Range<usize> },
    /// A paste longer than the limit.
    InputTooLarge { bytes: usize, limit: usize },
    /// More tokens than are listed.
    TooManyTokens { count: usize, limit: usize },
    /// One payload with more signatures than are listed.
    TooManySignatures { limit: usize },
    /// More layers of base64 than are decoded.
    TooManyLayers { limit: usize },
    /// A credential that is not a JSON Web Token.
    OtherCredential { kind: CredentialKind, range: Range<usize> },
    /// Bytes that are not UTF-8, in so many places.
    NotUtf8 { places: usize, range: Range<usize> },
}

impl Finding {
    /// Returns the bytes of the paste that it points at, if it points at any.
    pub(crate) fn range(&self) -> Option<&Range<usize>> {
        match self {
            Self::VariableNotExpanded { range, .. }
            | Self::Placeholder { range, .. }
            | Self::ServerMessage { range, .. }
            | Self::EncodedAsBearer { range, .. }
            | Self::SchemeNotBearer { range, .. }
            | Self::ValueHasNewline { range, .. }
            | Self::HiddenCharacters { range, .. }
            | Self::BlanksInside { range }
            | Self::BearerExtraSpace { range, .. }
            | Self::BearerTwice { range }
            | Self::TextGluedBefore { range, .. }
            | Self::TextGluedAfter { range, .. }
            | Self::PromptAfter { range }
            | Self::TokensGlued { range }
            | Self::OtherCredential { range, .. }
            | Self::NotUtf8 { range, .. } => Some(range),
            Self::EmptyInput
            | Self::NoTokenFound { .. }
            | Self::InputTooLarge { .. }
            | Self::TooManyTokens { .. }
            | Self::TooManySignatures { .. }
            | Self::TooManyLayers { .. } => None,
        }
    }
}
