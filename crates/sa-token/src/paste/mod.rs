//! Finds tokens in what was pasted.
