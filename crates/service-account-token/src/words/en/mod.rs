//! The sentences in English. A second language is a second folder beside this one.
mod credentials;
pub(crate) mod findings;
