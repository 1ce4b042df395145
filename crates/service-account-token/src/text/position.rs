//! Line and column of a byte.

/// Bytes between two places whose column is known in advance. Without them, each finding on one
/// long line would cost the length of the line.
const BLOCK: usize = 4096;

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
    /// The number of characters before each block.
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        let mut starts = vec![0];
        for (at, &byte) in text.iter().enumerate() {
            if byte == b'\n' {
                starts.push(at + 1);
            }
        }
        let mut total = 0;
        let mut characters = Vec::new();
        for block in text.chunks(BLOCK) {
            characters.push(total);
            total += count_characters(block);
        }
        Self { text, starts, characters }
    }

    /// Returns line and column of a byte, both from 1, the column in characters.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.characters_before(at) - self.characters_before(start);
        (line, column + 1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = (at / BLOCK).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(block).copied().unwrap_or_default();
        before + count_characters(self.text.get(block * BLOCK..at).unwrap_or_default())
    }
}

fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = format!("é{}\nxyz", "ü".repeat(BLOCK));
        let lines = Lines::new(text.as_bytes());
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(2), (1, 2));
        assert_eq!(lines.position(2 + 2 * BLOCK), (1, BLOCK + 2));
        assert_eq!(lines.position(text.len() - 1), (2, 3));
        assert_eq!(lines.position(text.len()), (2, 4));
    }
}
