//! What Kubernetes and its platforms write into tokens. One place for each fact.

mod parties;
mod platforms;

pub(crate) use parties::Party;
pub(crate) use platforms::{LookAlike, Platform, is_aks, is_aks_address, platforms, resembles};

/// The issuer of every legacy token (kubernetes/kubernetes pkg/serviceaccount/legacy.go
/// LegacyIssuer).
pub(crate) const LEGACY_ISSUER: &str = "kubernetes/serviceaccount";
