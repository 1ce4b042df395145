//! What each claim and each header parameter means, and what this value of it means.

use crate::Reading;
use crate::classify::Classification;
use crate::report::{Certainty, Text};

/// The words for one member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// What the member is called.
    pub(crate) title: Text,
    /// What this value means.
    pub(crate) meaning: Text,
    /// Where that stands.
    pub(crate) source: Option<Text>,
    /// How sure it is.
    pub(crate) certainty: Certainty,
    /// The time it says, in Unix seconds, if it is one.
    pub(crate) time: Option<i64>,
}

/// Explains every member of the header, in the order of `Json::members`.
pub(crate) fn header(reading: &Reading<'_>) -> Vec<Explanation> {
    reading.jose.header.members().map(|_| unknown()).collect()
}

/// Explains every member of the payload, in the order of `Json::members`.
pub(crate) fn payload(reading: &Reading<'_>, _: &Classification) -> Vec<Explanation> {
    reading.jose.payload.members().map(|_| unknown()).collect()
}

fn unknown() -> Explanation {
    Explanation {
        title: "Unknown".into(),
        meaning: "Not known to this tool.".into(),
        source: None,
        certainty: Certainty::Unknown,
        time: None,
    }
}
