//! Findings: structure.
