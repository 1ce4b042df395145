//! The words of highlights and of base64 rows.

#![expect(missing_docs, reason = "a constant's words say what it is")]

use super::grouped;

pub const PINNED: &str = "Its bytes stay highlighted until you press Escape.";
pub const BYTES: &str = "Characters and bytes";
pub const BYTES_NOTE: &str = "Four characters of six bits each encode three bytes.";
pub const NOT_READ: &str = "not read";
pub const BITS_UNUSED: &str = "  unused bits ";

/// `Bytes of characters 121 to 168`.
pub fn bytes_of(first: usize, last: usize) -> String {
    ["Bytes of characters ", &grouped(first), " to ", &grouped(last)].concat()
}

/// `Characters 121 to 168`.
pub fn characters_of(first: usize, last: usize) -> String {
    ["Characters ", &grouped(first), " to ", &grouped(last)].concat()
}
