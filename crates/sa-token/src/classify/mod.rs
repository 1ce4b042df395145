//! What a token is: its kind by the shape of its claims, every axis of its variant, and the
//! evidence for each conclusion; then what its claims contradict.

use crate::Reading;
use crate::finding::Draft;
use crate::report::{Binding, Evidence, IdentifiedAs, Identity, Kind, Times, Variant};

/// The conclusions about one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Classification {
    pub(crate) kind: Kind,
    /// Null unless legacy or bound.
    pub(crate) variant: Option<Variant>,
    /// What an "other" is.
    pub(crate) identified_as: Option<IdentifiedAs>,
    pub(crate) evidence: Vec<Evidence>,
    /// Null unless legacy or bound.
    pub(crate) identity: Option<Identity>,
    pub(crate) binding: Option<Binding>,
    pub(crate) times: Times,
}

/// Draws the conclusions.
pub(crate) fn classify(_reading: &Reading<'_>) -> Classification {
    Classification {
        kind: Kind::Other,
        variant: None,
        identified_as: None,
        evidence: Vec::new(),
        identity: None,
        binding: None,
        times: Times::default(),
    }
}

/// Finds what the header and the claims contradict, leave out, or should make a reader think.
pub(crate) fn findings(_reading: &Reading<'_>, _: &Classification) -> Vec<Draft> {
    Vec::new()
}
