//! Every sentence that a person reads, made from facts. This room concludes nothing.

pub(crate) mod commands;
pub(crate) mod en;
