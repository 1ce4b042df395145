//! Findings: claims.
