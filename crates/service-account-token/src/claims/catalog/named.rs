//! Tables of names.

/// A name and what it stands for.
pub(crate) type Named<T> = (&'static str, T);

/// Returns the entry of a table that has exactly this name.
pub(super) fn named<T: Copy>(table: &[Named<T>], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|&(_, entry)| entry)
}
