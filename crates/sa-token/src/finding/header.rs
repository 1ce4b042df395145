//! Findings: header.
