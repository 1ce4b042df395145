//! The objects that the advice names.

use crate::facts::binding::ObjectKind;

/// What a token says about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameGiven {
    /// The name as it stands in the token: hostile text.
    Name(String),
    /// The token gives no name.
    Missing,
    /// The payload is damaged, so the name is unknown.
    Unreadable,
}

impl NameGiven {
    /// Reads a claim, of which an empty one is as good as none.
    pub(super) fn new(name: Option<&str>, is_altered: bool) -> Self {
        match name.filter(|name| !name.is_empty()) {
            Some(name) => Self::Name(name.to_owned()),
            None if is_altered => Self::Unreadable,
            None => Self::Missing,
        }
    }
}

/// A Kubernetes object that a token refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) kind: ObjectKind,
    pub(crate) name: NameGiven,
}
