//! What Kubernetes and its platforms write into tokens, as tables: each fact once, with its source.

pub(crate) mod algorithms;
mod certainty;
pub(crate) mod claim_names;
pub(crate) mod credentials;
pub(crate) mod lifetimes;
pub(crate) mod names;
pub(crate) mod objects;
mod other_issuers;
mod parties;
mod platforms;

pub use certainty::Certainty;
pub(crate) use claim_names::LEGACY_ISSUER;
pub(crate) use other_issuers::OtherIssuer;
pub(crate) use parties::Check;
pub use parties::Party;
pub use platforms::Platform;
pub(crate) use platforms::{
    LookAlike, is_aks, is_aks_address, is_issuer_of_many, platforms, resembles,
};
