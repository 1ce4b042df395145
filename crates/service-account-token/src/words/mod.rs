//! Every sentence that a person reads, made from facts. This room concludes nothing.

mod advice;
pub(crate) mod commands;
pub(crate) mod en;

pub use advice::{End, Remedy, Row};
