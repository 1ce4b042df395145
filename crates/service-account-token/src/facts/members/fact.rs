//! What is concluded about one member.

use super::meaning::{Meaning, Repetition, Role};
use crate::claims::Source;
use crate::kubernetes::Certainty;

/// What is concluded about one member of the header or the payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberFact<'a> {
    pub(crate) role: Role<'a>,
    pub(crate) meaning: Meaning<'a>,
    /// It is a claim of other issuers in a service account token, where Kubernetes never writes it.
    pub(crate) foreign: bool,
    /// Whether another member of the same name stands beside it.
    pub(crate) repetition: Option<Repetition>,
    /// Where the meaning can be looked up; none where nothing is known.
    pub(crate) source: Option<Source>,
    pub(crate) certainty: Certainty,
    /// The time that it says, in Unix seconds.
    pub(crate) time: Option<i64>,
}

impl<'a> MemberFact<'a> {
    /// Returns a fact of which nothing is known.
    pub(super) fn new(role: Role<'a>, meaning: Meaning<'a>) -> Self {
        Self {
            role,
            meaning,
            foreign: false,
            repetition: None,
            source: None,
            certainty: Certainty::Unknown,
            time: None,
        }
    }

    /// It follows from the code that the source names.
    pub(super) fn certain(self, source: Source) -> Self {
        self.from(source, Certainty::Certain)
    }

    /// The source says so.
    pub(super) fn documented(self, source: Source) -> Self {
        self.from(source, Certainty::Documented)
    }

    /// It is inferred from what the source says.
    pub(super) fn likely(self, source: Source) -> Self {
        self.from(source, Certainty::Likely)
    }

    pub(super) fn from(self, source: Source, certainty: Certainty) -> Self {
        Self { source: Some(source), certainty, ..self }
    }
}
