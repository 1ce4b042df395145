//! Findings: paste.
