//! Findings: what is wrong with a paste or a token, or should make a reader think.
//!
//! Each room has its own kind of finding; [`Finding`] unites them. Their sentences are in
//! [`crate::words`].

mod claims;
mod code;
mod documents;
mod header;
mod json;
mod judgement;

pub(crate) use claims::{
    ClaimsFinding, Lack, LegacyStranger, NameOf, NameRule, TimeClaim, TokenClass, WarnAfterFault,
    WebhookFault,
};
pub use code::{Category, FindingCode};
pub(crate) use documents::DocumentFinding;
pub(crate) use header::{HeaderFinding, KeyParameter, SignatureLengths, UnusualKeyId};
pub(crate) use json::{Deception, Difference, DuplicateRead, JsonFinding, Script};
pub(crate) use judgement::{AtServer, Judgement, NoExpiryOf};

use crate::document;
use crate::jose::{self, Place};
use crate::paste;
use crate::paste::WithheldReason;
use crate::text::base64::Flaw;
use crate::text::json::FaultReason;

/// The number of findings of one code that are listed; the last one says how many there were.
pub const MAX_FINDINGS_OF_ONE_CODE: usize = 20;

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// In the text around a token.
    Paste(paste::Finding),
    /// In a document.
    Document(document::Finding),
    /// In the document around a token.
    AroundToken(DocumentFinding),
    /// In its serialization.
    Structure(jose::Finding),
    /// In the way its JSON is written.
    Json(JsonFinding),
    /// In its header.
    Header(HeaderFinding),
    /// In its claims.
    Claims(ClaimsFinding),
    /// A consequence of its claims.
    Judgement(Judgement),
}

impl Finding {
    /// Returns the findings of another room as ones of this kind.
    pub(crate) fn all<F: Clone + Into<Self>>(findings: &[F]) -> Vec<Self> {
        findings.iter().cloned().map(Into::into).collect()
    }

    /// Returns its code.
    pub(crate) fn code(&self) -> FindingCode {
        match self {
            Self::Paste(finding) => paste_code(finding),
            Self::Document(finding) => document_code(finding),
            Self::AroundToken(finding) => finding.code(),
            Self::Structure(finding) => structure_code(finding),
            Self::Json(finding) => finding.code(),
            Self::Header(finding) => finding.code(),
            Self::Claims(finding) => finding.code(),
            Self::Judgement(finding) => finding.code(),
        }
    }

    /// Returns the place that it points at.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Paste(finding) => finding.range().cloned().map_or(Place::Whole, Place::Paste),
            Self::Document(finding) => Place::Paste(finding.range().clone()),
            Self::AroundToken(finding) => finding.place(),
            Self::Structure(finding) => finding.place(),
            Self::Json(finding) => finding.place(),
            Self::Header(finding) => finding.place(),
            Self::Claims(finding) => finding.place(),
            Self::Judgement(finding) => finding.place(),
        }
    }
}

fn paste_code(finding: &paste::Finding) -> FindingCode {
    use paste::Finding::*;
    match finding {
        EmptyInput => FindingCode::EmptyInput,
        NoTokenFound { .. } => FindingCode::NoTokenFound,
        VariableNotExpanded { .. } => FindingCode::VariableNotExpanded,
        Placeholder { .. } => FindingCode::Placeholder,
        ServerMessage { .. } => FindingCode::ServerMessage,
        EncodedAsBearer { .. } => FindingCode::EncodedAsBearer,
        SchemeNotBearer { .. } => FindingCode::SchemeNotBearer,
        ValueHasNewline { .. } => FindingCode::ValueHasNewline,
        HiddenCharacters { .. } => FindingCode::HiddenCharacters,
        BlanksInside { .. } => FindingCode::BlanksInside,
        BearerExtraSpace { .. } => FindingCode::BearerExtraSpace,
        BearerTwice { .. } => FindingCode::BearerTwice,
        TextGluedBefore { .. } | TextGluedAfter { .. } | PromptAfter { .. } => {
            FindingCode::TextGlued
        }
        TokensGlued { .. } => FindingCode::TokensGlued,
        InputTooLarge { .. } => FindingCode::InputTooLarge,
        TooManyTokens { .. } | TooManySignatures { .. } => FindingCode::TooManyTokens,
        TooManyLayers { .. } => FindingCode::TooManyLayers,
        OtherCredential { .. } => FindingCode::OtherCredential,
        NotUtf8 { .. } => FindingCode::Utf8Invalid,
    }
}

fn document_code(finding: &document::Finding) -> FindingCode {
    use document::Finding::*;
    match finding {
        Syntax { .. } => FindingCode::DocumentSyntax,
        LeftOut { .. } => FindingCode::DocumentLeftOut,
        EmptySecretToken { .. } => FindingCode::EmptySecretToken,
        KubeconfigRedacted { .. } => FindingCode::KubeconfigRedacted,
        KubeconfigUser { .. } => FindingCode::KubeconfigUser,
        AuditEvent { .. } => FindingCode::AuditEvent,
        PluginCertificate { .. } => FindingCode::ExecCredentialCertificate,
        ProjectedVolume(_) => FindingCode::ProjectedVolume,
        CsiTokenRequest(_) => FindingCode::CsiTokenRequest,
    }
}

fn structure_code(finding: &jose::Finding) -> FindingCode {
    use jose::Finding::*;
    match finding {
        Truncated(truncation) if truncation.is_middle => FindingCode::MiddleLeftOut,
        Truncated(_) => FindingCode::TokenTruncated,
        Redacted => FindingCode::TokenRedacted,
        Decoded { .. } => FindingCode::DecodedNotToken,
        SegmentCount { .. } => FindingCode::SegmentCount,
        SegmentEmpty { .. } => FindingCode::SegmentEmpty,
        Base64 { flaw, .. } => match flaw {
            Flaw::Character { .. } => FindingCode::Base64Character,
            Flaw::StandardAlphabet { .. } => FindingCode::Base64StandardAlphabet,
            Flaw::Padding { .. } => FindingCode::Base64Padding,
            Flaw::Length { .. } => FindingCode::Base64Length,
            Flaw::TrailingBits { .. } => FindingCode::Base64TrailingBits,
        },
        NotUtf8 { .. } => FindingCode::Utf8Invalid,
        ByteOrderMark { .. } => FindingCode::ByteOrderMark,
        JsonSyntax { reason: FaultReason::Trailing, .. } => FindingCode::JsonTrailingText,
        JsonSyntax { .. } | NotJson { .. } => FindingCode::JsonSyntax,
        NotObject { .. } => FindingCode::JsonNotObject,
        TooDeep { .. } => FindingCode::JsonTooDeep,
        TooManyMembers { .. } => FindingCode::JsonTooManyMembers,
        Withheld { reason: WithheldReason::Token, .. } => FindingCode::NestedJwt,
        Withheld { reason: WithheldReason::Opaque, .. } => FindingCode::ValueWithheld,
        Withheld { .. } => FindingCode::SecretInToken,
    }
}

impl From<paste::Finding> for Finding {
    fn from(finding: paste::Finding) -> Self {
        Self::Paste(finding)
    }
}

impl From<jose::Finding> for Finding {
    fn from(finding: jose::Finding) -> Self {
        Self::Structure(finding)
    }
}

impl From<JsonFinding> for Finding {
    fn from(finding: JsonFinding) -> Self {
        Self::Json(finding)
    }
}

impl From<document::Finding> for Finding {
    fn from(finding: document::Finding) -> Self {
        Self::Document(finding)
    }
}

impl From<DocumentFinding> for Finding {
    fn from(finding: DocumentFinding) -> Self {
        Self::AroundToken(finding)
    }
}

impl From<HeaderFinding> for Finding {
    fn from(finding: HeaderFinding) -> Self {
        Self::Header(finding)
    }
}

impl From<ClaimsFinding> for Finding {
    fn from(finding: ClaimsFinding) -> Self {
        Self::Claims(finding)
    }
}

impl From<Judgement> for Finding {
    fn from(finding: Judgement) -> Self {
        Self::Judgement(finding)
    }
}
