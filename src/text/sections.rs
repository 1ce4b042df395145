//! The words of the links to the sections.

pub const SECTIONS: &str = "Sections";
pub const SUMMARY: &str = "Summary";
pub const ORIGIN: &str = "Origin";
pub const REMEDIES: &str = "What to do";
pub const CLAIMS: &str = "Claims";
pub const JSON: &str = "JSON";
pub const IDENTITY: &str = "Identity";
pub const EVIDENCE: &str = "Why";
pub const ENDS: &str = "What ends it";
pub const FINDINGS: &str = "Findings";
pub const UNFOLD_ALL: &str = "Expand all";
pub const FOLD_ALL: &str = "Collapse all";
