//! The recipients beside the API server, one module each.

use super::settings::Settings;
use super::walk::Walk;
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

/// The function of each recipient.
pub(super) const WALKS: &[fn(&Reading<'_>, &Facts, &Settings) -> Walk] = &[];
