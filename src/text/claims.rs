//! The words around the claims.

#![expect(missing_docs, reason = "a constant's words say what it is")]

use super::{SHOW_CLAIM, counted, grouped};

pub const MARKS: &str = "How certain each explanation is";
pub const SOURCES: &str = "Sources";
pub const EXPLAIN_ALL: &str = "Explain all";
pub const EXPLAIN_NONE: &str = "Hide explanations";
pub const AS_VALUE: &str = "Value";
pub const AS_JSON: &str = "JSON";
pub const AS_JQ: &str = "jq path";
pub const AS_JSON_PATH: &str = "JSONPath";
pub const AS_LINK: &str = "Link to this claim";
pub const FILTER_CLAIMS: &str = "Filter claims";

/// Returns `Explain iss`.
pub fn explain_name(name: &str) -> String {
    format!("Explain {name}")
}

/// Returns `header alg`, the name of a member of the header among those of the payload.
pub fn of_header(name: &str) -> String {
    format!("header {name}")
}

/// Returns `sub (2)`, the name of the second of several members with the same name.
pub fn nth(name: &str, count: usize) -> String {
    format!("{name} ({count})")
}

/// Returns `source 2`.
pub fn source_number(number: usize) -> String {
    format!("source {number}")
}

/// Returns `3 of 19 claims`.
pub fn kept(kept: usize, all: usize) -> String {
    format!("{} of {}", grouped(kept), counted(all, "claim", "claims"))
}

/// Returns ` and 54 more`, after the names of some.
pub fn and_more(count: usize) -> String {
    format!(" and {} more", grouped(count))
}

/// Returns ` … 4 values `, what stands for what is folded.
pub fn folded(count: usize) -> String {
    format!(" … {} ", counted(count, "value", "values"))
}

/// Returns `Copy iss as jq path`.
pub fn copy_as(name: &str, form: &str) -> String {
    format!("Copy {name} as {form}")
}

/// Returns `Show the claim iss`.
pub fn show_claim(name: &str) -> String {
    format!("{SHOW_CLAIM} {name}")
}
