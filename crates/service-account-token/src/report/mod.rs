//! The public report: plain data that [`inspect`](crate::inspect) fills and that the page, the
//! JavaScript interface and every test read.
//!
//! Its JSON form is versioned: within version 1 members and values are added, never renamed or
//! removed. Offsets are bytes into the UTF-8 of the paste unless said otherwise; times are Unix
//! seconds; pointers are RFC 6901. It never holds a signature. A report can be read back from its
//! JSON.

mod assemble;
mod compare;
mod document;
mod finding;
mod json;
mod member;
mod place;
mod rotation;
mod token;
mod variant;
mod verdict;
mod verification;
mod whole;

pub use compare::{ComparedMember, ComparedValue, Comparison, Relation};
pub use document::{Covered, Document, DocumentForm, DocumentObjects};
pub use finding::Finding;
pub use member::{JsonPart, Member, MemberTime};
pub use rotation::{Rotation, RotationGroup};
pub use token::{KubernetesObject, Location, PathKey, Token};
pub use variant::{Evidence, IdentifiedAs, Party, Platform, Variant, VersionWindow};
pub use verdict::{Verdict, VerdictCommand, VerdictStep};
pub use verification::{KeyFault, KeySource, Verification, VerificationKey};
pub use whole::{Input, Report, VERSION};

pub use crate::document::CoveredKind;
pub use crate::facts::acceptance::{
    Check as VerdictCheck, Decision, ObjectState, Order as VerdictOrder, Party as VerdictParty,
    StepResult,
};
pub use crate::facts::compare::{ComparedState, RelationCode};
pub use crate::facts::findings::FindingCode;
pub use crate::facts::{
    AudienceClass, Binding, BoundTo, EvidenceCode, Identity, Kind, ObjectName, Occasion, Origin,
    OtherTokenCode, RowName, RowState, Severity, Signer, TimeStatus, Times,
};
pub use crate::jose::{Format, Part, PartName, Signature, SignatureStatus};
pub use crate::keys::{
    KeyFaultCode, KeyForm, RotationEffect, VerificationReason, VerificationStatus,
};
pub use crate::kubernetes::{Certainty, Party as PartyCode, Platform as PlatformCode};
pub use crate::paste::{Encoding, Form, Withheld, WithheldReason};
pub use crate::text::Text;
pub use crate::text::code::{Open, UnknownCode};
pub use crate::text::json::JsonType;
pub use crate::text::source_map::Span;
pub use crate::words::{End, Remedy, Row};

pub(crate) use assemble::{Sentences, paste, token};
pub(crate) use compare::compare;
pub(crate) use place::findings;
pub(crate) use verdict::verdicts;
