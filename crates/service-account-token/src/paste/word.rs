//! Splits text into words: runs of base64 characters and dots.

use crate::text::base64;
use crate::text::bytes::{dotted_parts, prefix_len};

/// Returns true for a word character. Padding is not one.
pub(super) fn is_word(byte: u8) -> bool {
    base64::is_character(byte) || byte == b'.'
}

/// The dot before which a word ends. A JWE has four dots; without a limit, every token in a long
/// row of dotted parts would be read to the end of the row.
const MAX_DOTS: usize = 6;

/// Returns where the word at `start` ends. Padding belongs to it only before a dot or at its end,
/// which splits `TOKEN=eyJ…` into two words.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut dots = 0;
    while let Some(&byte) = bytes.get(end) {
        if is_word(byte) {
            dots += usize::from(byte == b'.');
            if dots == MAX_DOTS && end > start {
                break;
            }
            end += 1;
            continue;
        }
        // Stop before counting, or a long row of padding would be counted again from each position.
        if end == start {
            break;
        }
        let padding = prefix_len(bytes.get(end..).unwrap_or_default(), |byte| byte == b'=');
        let after = bytes.get(end + padding).copied();
        let inside = after == Some(b'.');
        let last = !after.is_some_and(is_word);
        if padding == 0 || !(inside || last) {
            break;
        }
        end += padding;
    }
    end
}

/// Returns the part of a word up to its first dot.
pub(super) fn up_to_dot(word: &[u8]) -> &[u8] {
    dotted_parts(word).next().unwrap_or_default()
}
