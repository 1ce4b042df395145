//! The sentences in English. A second language is a second folder beside this one.

mod credentials;
pub(crate) mod evidence;
pub(crate) mod findings;
pub(crate) mod other_tokens;
pub(crate) mod parties;
mod platforms;
mod releases;
