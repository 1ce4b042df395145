//! The whole report.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::finding::Finding;
use super::token::Token;
use crate::paste::Form;

/// The version of the JSON form.
pub const VERSION: u32 = 1;

/// What `inspect` returns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The version of the JSON form: 1.
    pub version: u32,
    /// The clock that the caller gave, if any.
    pub now: Option<i64>,
    /// What was pasted.
    pub input: Input,
    /// Every token found, in the order of the text.
    pub tokens: Vec<Token>,
    /// Findings about the paste; findings about a token are in that token.
    pub findings: Vec<Finding>,
    /// The YAML and JSON in the paste; null if there is none.
    #[serde(default)]
    pub document: Option<Document>,
}

/// What was pasted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// The first form that fits.
    pub form: Form,
    /// Its length in bytes of UTF-8.
    pub bytes: usize,
}
