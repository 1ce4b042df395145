//! Positions that count characters.

/// Turns positions that count characters, as a parser of YAML does, into bytes. It moves from one position to the
/// next, so positions in order cost the length of the text together.
#[derive(Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    characters: usize,
    bytes: usize,
    is_ascii: bool,
}

impl<'t> Cursor<'t> {
    /// Returns a cursor at the start of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, characters: 0, bytes: 0, is_ascii: text.is_ascii() }
    }

    /// Returns the byte at which a character begins.
    pub(crate) fn byte(&mut self, character: usize) -> usize {
        if self.is_ascii {
            return character.min(self.text.len());
        }
        let (before, after) = self.text.split_at(self.bytes);
        if character >= self.characters {
            let skipped = after.chars().take(character - self.characters);
            self.bytes += skipped.map(char::len_utf8).sum::<usize>();
        } else {
            let skipped = before.chars().rev().take(self.characters - character);
            self.bytes -= skipped.map(char::len_utf8).sum::<usize>();
        }
        self.characters = character;
        self.bytes
    }
}
