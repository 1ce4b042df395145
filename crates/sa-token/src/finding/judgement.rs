//! Findings: judgement.
