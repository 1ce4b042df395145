//! What two tokens are to each other, and why their members differ.

mod notes;
mod phrases;
mod relations;
#[cfg(test)]
mod tests;

pub(crate) use notes::note;
pub(crate) use relations::relation;
