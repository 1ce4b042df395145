//! All that is concluded about one token.

use super::api_server::Verdict;
use super::binding::ObjectKind;
use super::evidence::Evidence;
use super::identify::Identified;
use super::variant::Variant;
use super::vocabulary::{Binding, Identity, Kind, Times};

/// The conclusions about one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    /// None unless legacy or bound.
    pub(crate) variant: Option<Variant>,
    /// What an "other" is.
    pub(crate) identified_as: Option<Identified>,
    pub(crate) evidence: Vec<Evidence>,
    /// None unless legacy or bound.
    pub(crate) identity: Option<Identity>,
    pub(crate) binding: Option<Binding>,
    /// The kind of the object in `binding`; of a legacy token always a Secret.
    pub(crate) object_kind: Option<ObjectKind>,
    pub(crate) times: Times,
    /// What any API server makes of it.
    pub(crate) verdict: Verdict,
}
