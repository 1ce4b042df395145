//! What the checks of the recipients say: typed values, from which `words` makes sentences.

/// What decides a check of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {}

/// A message of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {}

/// What makes a check of a recipient pass.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fix {}
